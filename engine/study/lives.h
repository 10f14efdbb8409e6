#pragma once

#include <cstddef>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "engine/measure/layout.h"

namespace formatie {

/// What a model keeps of everybody's life in one replication of one alternative, to be held against the same people in
/// another world with the same luck.
class Lives {
 public:
  virtual ~Lives() = default;
  /// Whose lives the difference with `baseline` is made of; `out` has a place for each number of `Attribution::layout`.
  virtual void attribute(const Lives& baseline, std::span<double> out) const = 0;
  /// Writes csv: a header, then a row for each person who makes part of the difference on a date, by number.
  virtual void list(const Lives& baseline, std::size_t date, std::ostream& out) const = 0;
};

/// How a model takes a paired difference apart by what changes in people's lives.
struct Attribution {
  enum class Role {
    difference,  ///< the paired difference of the measure `of`
    adds,        ///< a part of it; in every series of the same split all parts add up to it
    takes_away,  ///< the opposite of the part before it
    persons,     ///< how many make up the part `of`
    temporary,   ///< of what the parts that add hold: that of people who have no more at the end of the study
    anyway,      ///< part of the measure `of`, a cost: paid for what is the same in both worlds
    beside
  };
  static constexpr const char* role_names[] = {"difference", "adds",   "takes away", "persons",
                                               "temporary",  "anyway", "beside"};
  struct Kind {
    Role role = Role::beside;
    std::string of = {};  ///< a measure of the results or of this layout; empty when there is none
  };
  Layout layout;
  std::vector<Kind> kinds;  ///< [measure]; the first is the difference
};

/// Keeps lives, and takes differences between alternatives apart by them: a port of `Model`.
class LifeRecorder {
 public:
  virtual ~LifeRecorder() = default;
  virtual const Attribution& attribution() const = 0;
  /// An empty record, for one replication: see `Workspace::lives`.
  virtual std::unique_ptr<Lives> lives() const = 0;
};

}  // namespace formatie
