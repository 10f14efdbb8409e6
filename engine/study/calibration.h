#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/input/node.h"
#include "engine/parameters/prior.h"
#include "engine/parameters/values.h"
#include "engine/study/targets.h"

namespace formatie {

/// What the model is held against, and what may be moved to meet it.
struct Calibration {
  std::vector<Target> targets;
  struct Free {
    Prior prior;  ///< lognormal factor
    ParameterValues::Part part;
  };
  std::vector<Free> parameters;
  std::uint32_t members = 0;       ///< of the ensemble
  std::uint32_t rounds = 0;        ///< steps in which it is moved
  std::uint32_t replications = 1;  ///< of each member
};

/// The section `calibration`, a mapping whose keys have been checked.
Calibration read_calibration(const Node& section, const ParameterValues& values, const Layout& layout,
                             Problems& problems);

/// Reads the table of the parameters that calibration may move: columns parameter, low, high (5% and 95% points of a
/// factor), source.
std::vector<Calibration::Free> read_free_parameters(const std::filesystem::path& file, const ParameterValues& values,
                                                    Problems& problems);

}  // namespace formatie
