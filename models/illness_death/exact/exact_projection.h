#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/study/period.h"

#include "models/illness_death/exact/markov_chain.h"
#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {

/// The numbers that replications have on average, exactly: the chance of each state for those who begin in each.
///
/// Written apart from the processes, whose rates it reads by name. Between two changes of a dial intensities are
/// constant; stretches follow one another.
class ExactProjection {
 public:
  /// `contents`: with its dials frozen for `steps`. `dates`: census days, rising.
  ExactProjection(Contents& contents, const std::vector<Time>& steps, const Period& period,
                  const std::vector<Time>& dates);

  /// Expected values in the places of a layout. Measures that it does not know are NaN; all are when there is a process
  /// that it does not know.
  std::vector<double> values(const Contents& contents, const Layout& layout, const std::vector<Cell>& cells) const;

 private:
  /// Those who began in one state, on a census day.
  struct Group {
    std::array<double, states> persons{};
    std::array<std::array<double, states>, living_states> moves{};  ///< [from][to] persons, since the census before
  };
  double value(const Contents& contents, const std::string& measure, const Cell& cell, std::size_t date) const;

  bool complete_ = false;                                   // all processes are known
  std::vector<std::array<Group, living_states>> censuses_;  // [date][state at the start]
};

/// A sentence for each process that the projection does not know.
std::vector<std::string> projection_notes(const Contents& contents);

}  // namespace formatie::illness_death
