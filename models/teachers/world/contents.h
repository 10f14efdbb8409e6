#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/agents/contents.h"

#include "models/teachers/world/labour.h"

namespace formatie::teachers {

using Part = PartOf<Labour>;
using Process = formatie::Process<Labour>;  ///< what can happen to a person
using Rule = formatie::Rule<Labour>;        ///< what happens on dates

/// What changes how often something happens to a person, or how much somebody wants: a factor.
struct Influence {
  std::function<double(const Labour&, const Person&, Time now)> factor;
  /// The highest that it can be for anybody in a sector, at any time.
  std::function<double(std::size_t sector)> highest;
};

/// All influences on one thing; parts of the model add theirs. A rate and its cap both come from this list.
class Influences {
 public:
  void add(Influence influence) { list_.push_back(std::move(influence)); }
  /// A value with all factors on it.
  double on(double value, const Labour& world, const Person& person, Time now) const {
    for (const auto& influence : list_) value *= influence.factor(world, person, now);
    return value;
  }
  double highest(double value, std::size_t sector) const {
    for (const auto& influence : list_) value *= influence.highest(sector);
    return value;
  }

 private:
  std::vector<Influence> list_;
};

/// The table of contents of the model: all its parts, in teachers.cpp; and where parts meet.
class Contents final : public AgentContents<Labour> {
 public:
  explicit Contents(const Labels& labels);
  Contents(const Contents&) = delete;
  Contents& operator=(const Contents&) = delete;

  /// A cause of leaving: the column `cause` of the measure `outflow`.
  Cause cause(const std::string& name, const std::string& nl, const std::string& en);

  const Labels& labels;

 private:
  Dimension causes_{"cause", {}};

 public:
  const Splits splits;
  const JobCounters jobs;

  Influences on_resignation, on_return, on_wanted_hours, on_sickness, on_training_dropout;
  /// Factors on the entrants of a route.
  std::vector<std::function<double(const Labour&, std::size_t route)>> on_entrants;
};

}  // namespace formatie::teachers
