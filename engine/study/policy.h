#pragma once

#include <string>
#include <vector>

#include "engine/input/node.h"
#include "engine/parameters/values.h"
#include "engine/study/period.h"

namespace formatie {

/// What a policy does to one dial, for `check`.
struct DialSchedule {
  std::string dial;
  std::string unit;
  struct Row {
    Time from;
    std::string cells;  ///< which cells have this value; "" when all have
    double value;
  };
  std::vector<Row> rows;
  bool moved_twice = false;  ///< two entries of the policy move the same cells at the same time
};

/// What an entry of a policy did to which dial.
struct Move {
  std::string dial;
  DialChange change;
};

/// Reads the entries of a policy one after the other, and carries each out on the dials of one alternative. An entry
/// with problems moves nothing.
std::vector<Move> apply_policy(const std::vector<Node>& entries, const ParameterValues& parameters,
                               const Period& period, Problems& problems);

/// What the dials that were moved look like over the period.
std::vector<DialSchedule> schedules_of(const std::vector<Move>& moves, const ParameterValues& parameters,
                                       const Period& period);

}  // namespace formatie
