#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/input/node.h"
#include "engine/measure/layout.h"
#include "engine/study/uncertainty.h"

namespace formatie {

/// When a study has enough replications.
struct Stopping {
  std::uint32_t first = 0;  ///< number of the first replication
  std::uint32_t at_least = 0;
  std::uint32_t at_most = 0;  ///< equal to `at_least`: a fixed number

  /// With a rule: stop when the 90% Student interval of the mean has this half-width or less, in every alternative.
  struct Rule {
    std::vector<std::size_t> series;  ///< of the layout
    std::size_t date = 0;
    double half_width = 0;
    bool of_difference = false;  ///< of the paired difference with the first alternative, not of the mean
  };
  std::optional<Rule> rule;
};

/// What the section `study` says of the number of replications: all but the rule. A model without chance needs none.
Stopping read_stopping(const Node& study, bool has_chance, Problems& problems);

/// How often a model without chance is computed: once, or once a draw; reports what makes no sense for it.
void check_computations(const Node& scenario, const Uncertainty& uncertainty, Stopping& stopping, Problems& problems);

/// The rule of `until` in the section `study`; nothing when there is none, or it is wrong.
std::optional<Stopping::Rule> read_stopping_rule(const Node& study, const Layout& layout, std::size_t alternatives,
                                                 Problems& problems);

}  // namespace formatie
