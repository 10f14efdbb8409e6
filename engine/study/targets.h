#pragma once

#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "engine/base/problem.h"
#include "engine/measure/layout.h"

namespace formatie {

/// A published figure that the model is held against, and how the same quantity follows from a replication.
struct Target {
  std::string use;  ///< calibrate (these are fitted), base, backcast, forecast (these never)
  std::string name;
  std::string unit;
  std::string source, note;
  double value = 0;
  double tolerance = 0;  ///< half the width of what counts as met; 90% of what it may be off
  double scale = 1;
  /// One date each: indices in the results, added up. No numerator: the model does not have the quantity.
  struct Moment {
    Time date;
    std::vector<std::size_t> numerator, denominator;
  };
  std::vector<Moment> moments;
  bool is_change = false;  ///< the last moment less the first, instead of the mean of all

  bool in_model() const { return !moments.empty(); }
  /// The standard deviation that the tolerance stands for.
  double deviation() const { return tolerance / 1.6448536269514722; }
  /// NaN when it does not exist in this replication.
  double simulated(std::span<const double> values) const;
};

/// Reads a table of targets, those rows that say `scenario`: columns use, name, numerator, denominator, scale, from,
/// until, change_from, value, tolerance, unit, scenario, source, note, and one for each split column of the layout that
/// a target may choose labels of ("a|b": their sum; empty: all).
///
/// A row without numerator stays, as a quantity that the model does not have.
std::vector<Target> read_targets(const std::filesystem::path& file, const std::string& scenario, const Layout& layout,
                                 Problems& problems);

/// How well simulated values agree with a target.
struct Score {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double p05 = std::numeric_limits<double>::quiet_NaN();
  double p95 = std::numeric_limits<double>::quiet_NaN();
  double z = std::numeric_limits<double>::quiet_NaN();     ///< off by so many standard deviations, of both together
  double crps = std::numeric_limits<double>::quiet_NaN();  ///< continuous ranked probability score, in the unit
  bool within_tolerance = false;                           ///< the mean is off by no more than the tolerance
  bool within_interval = false;  ///< the target lies in the 90% interval of simulations and tolerance together
};

/// `values`: the target in every replication. The interval is normal, with the variances of both added.
/// source of the CRPS of an ensemble: Gneiting & Raftery (2007), JASA 102(477), eq. 20 and 21.
Score score(const Target& target, std::span<const double> values);

}  // namespace formatie
