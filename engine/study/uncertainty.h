#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/parameters/prior.h"
#include "engine/parameters/values.h"

namespace formatie {

/// What the draw of a replication says of one parameter.
struct Drawn {
  ParameterValues::Part part;
  Prior::Form form = Prior::Form::factor;
  double value = 1;
  double central = 0;  ///< of a value: that of the scenario; an alternative that gives another one is not moved
};

/// One replication: its number and luck, and what it draws of what is not known exactly.
struct Replication {
  Luck luck;
  std::uint32_t draw = 0;    ///< replications of one draw share parameters and future, and differ by chance
  std::uint32_t future = 0;  ///< index in `Uncertainty::futures`
  std::vector<Drawn> drawn;
};

/// A course that the world may take, whatever is decided here: births, the business cycle.
struct Future {
  std::string name;
  double weight = 1;  ///< share of the draws; all weights add up to 1
};

/// What is not known exactly, and how replications draw it.
///
/// Three kinds are kept apart. *Chance*: what happens to people, drawn in every replication. *Parameters*: priors,
/// drawn once for `replications_per_draw` replications. *Futures*: spread over the draws in proportion to their
/// weights. All alternatives of a study meet the same draws.
struct Uncertainty {
  struct Uncertain {
    Prior prior;
    ParameterValues::Part part;
    double central = 0;  ///< of a number: its value in the scenario
  };
  std::vector<Uncertain> parameters;
  /// Joint draws that take the place of single ones: [member][parameter], factors. Empty: none.
  std::vector<std::vector<double>> ensemble;
  std::vector<ParameterValues::Part> ensemble_parts;  ///< [parameter]
  std::uint32_t replications_per_draw = 1;
  std::vector<Future> futures;  ///< at least one; the first is the central one

  bool has_parameters() const { return !parameters.empty() || !ensemble.empty(); }
  /// Whether draws differ.
  bool is_drawn() const { return has_parameters() || futures.size() > 1; }
  std::uint32_t draw_of(std::uint32_t replication) const { return replication / replications_per_draw; }
  std::uint32_t future_of(std::uint32_t draw) const;
  Replication replication(std::uint64_t seed, std::uint32_t number) const;
};

/// Moves the parameters of a model as drawn; of dials, what is laid out for the steps of the study.
void apply_draw(const std::vector<Drawn>& drawn, const ParameterValues& values);

}  // namespace formatie
