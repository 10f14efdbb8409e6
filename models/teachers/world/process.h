#pragma once

#include <optional>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// What processes share: arrows between states, for every sector.
class ProcessOfLabour : public Process {
 public:
  explicit ProcessOfLabour(const Contents& contents) : labels_(contents.labels) {}

  std::vector<Transition> transitions() const final {
    std::vector<Transition> result;
    for (const auto& arrow : arrows())
      for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
        result.push_back({situation_of(arrow.from, sector), arrow.to ? situation_of(*arrow.to, sector) : gone});
    return result;
  }

 protected:
  struct Arrow {
    State from;
    std::optional<State> to;  ///< none: leaves the model
  };
  virtual std::vector<Arrow> arrows() const = 0;

  /// The highest value of a dial by sector and age band over the bands that people of these ages are in.
  double highest(const Dial& dial, std::size_t sector, int lowest_age, int highest_age) const {
    double value = 0;
    for (std::size_t band = labels_.band_of_age(lowest_age); band <= labels_.band_of_age(highest_age); ++band)
      value = std::max(value, dial.highest(dial.cell(sector, band)));
    return value;
  }

  const Labels& labels_;
};

/// A process whose rate is a dial by sector; where it comes from stands in the scenario.
class ProcessBySector : public ProcessOfLabour {
 public:
  explicit ProcessBySector(const Contents& contents) : ProcessOfLabour(contents), rate_({&labels_.sector}) {}

  PerYear rate(const Labour& world, PersonId who, Time) const override {
    return {rate_.at(world.step(), world.person(who).sector())};
  }
  PerYear cap(Situation situation, int, int) const override { return {rate_.highest(sector_of(situation))}; }

 protected:
  Dial rate_;
};

}  // namespace formatie::teachers
