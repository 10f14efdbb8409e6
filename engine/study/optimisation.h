#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/problem.h"
#include "engine/base/time.h"
#include "engine/input/node.h"
#include "engine/measure/layout.h"
#include "engine/measure/selection.h"

namespace formatie {

/// One number of a replication: a sum of numbers of the layout, or such a sum over another.
struct Figure {
  std::string name;  ///< "broken per lamps (place market)"
  std::string unit;
  std::string dates;  ///< "2030-10-01", or "2026-10-01 to 2030-10-01" for a mean
  int decimals = 0;
  Better better = Better::neither;
  double scale = 1;
  std::vector<std::size_t> numerator, denominator;  ///< indices in the results; no denominator: the sum itself

  /// NaN when it does not exist in this replication.
  double of(std::span<const double> values) const;
};

/// A measure whose size is to be chosen: entries of a policy, in which numbers run over ranges together.
struct Lever {
  std::string name;
  std::string amount;        ///< what the first number that runs does: "set", "plus" or "times"
  double low = 0, high = 0;  ///< its ends
  std::uint32_t levels = 0;  ///< how many sizes are tried, evenly from the one end to the other
  Node policy;

  /// The first number that runs, at a level counted from 0.
  double value(std::uint32_t level) const;
};

/// Which mixes of levers there are, what is asked of them, and how many replications may be spent.
///
/// A mix is a level of each lever. Mixes are numbered from 1, the last lever's level running fastest; 0 is the
/// baseline, the first alternative of the scenario.
struct Optimisation {
  std::vector<Lever> levers;  ///< empty: the scenario asks for no optimisation
  Figure figure;              ///< what the goal is about
  Figure cost;
  Goal goal;
  std::uint32_t search = 0;        ///< replications of mixes that may be spent on finding the finalists
  std::uint32_t finalists = 0;     ///< how many mixes are compared in the end
  std::uint32_t replications = 0;  ///< of each of these, fresh

  std::size_t mixes() const;
  /// The level of each lever.
  std::vector<std::uint32_t> levels(std::size_t mix) const;
  /// The scenario with other alternatives: its first one, and for each mix that one with the levers at their levels.
  Node with_mixes(const Node& scenario) const;
};

/// The section `optimisation`. `try_policy` holds a list of entries against the dials of the baseline.
Optimisation read_optimisation(const Node& section, const Layout& layout,
                               const std::function<void(const std::vector<Node>&)>& try_policy, Problems& problems);

}  // namespace formatie
