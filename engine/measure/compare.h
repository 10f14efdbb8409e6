#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/measure/estimate.h"

namespace formatie {

/// How sure the intervals of a comparison are. Each is of one comparison by itself.
inline constexpr double comparison_level = 0.90;

/// Which number of a study is compared with which alternative. Series are those of the layout.
struct ComparisonSettings {
  std::size_t baseline = 0;  ///< an alternative
  std::size_t series = 0;
  std::size_t date = 0;               ///< on which all three series exist
  std::optional<std::size_t> cost;    ///< what the alternatives cost a year; none: not known
  std::optional<std::size_t> anyway;  ///< the part of it that pays for what would have happened anyway
  bool per_unit = false;              ///< whether cost is divided by the gain
  std::vector<bool> part_year = {};   ///< [alternative] whether its policy changed in the year to the date; empty: none
};

/// Whether an interval tells on which side of 0 a difference lies.
enum class Verdict { cannot_tell, identical, higher, lower };

/// `cannot_tell` when `interval` holds 0 or is not known; `identical` when no replication differs.
Verdict verdict_of(double mean_difference, double standard_error, const Interval& interval);
/// "better" and "worse" of a measure that has a direction; else "higher" and "lower"; "identical", "cannot tell".
std::string_view verdict_text(Verdict verdict, Better better);

/// What the cost of a unit of gain is.
enum class CostPerUnit {
  not_asked,
  told,
  cannot_tell,  ///< the interval of the gain holds 0
  no_gain,      ///< the measure goes the wrong way
  saves,        ///< a gain, and a cost whose interval lies below 0: less of either would give the same ratio
  part_year,    ///< the policy held for a part of the year that the cost is of, and the gain is on its last day
  no_price      ///< the cost is the same in every replication: the model has no price for what the alternative does
};

/// What an alternative changes, beside the baseline.
struct Compared {
  std::size_t alternative = 0;
  PairedDifference difference;
  Interval interval;  ///< Student's, of the mean difference
  Verdict verdict = Verdict::cannot_tell;
  /// One more than how many alternatives are clearly better: the interval of their paired difference with this one
  /// lies on the better side of 0. 0 for an alternative that cannot be told from the baseline.
  std::size_t rank = 0;
  /// Share of the draws whose mean difference lies on the better side of 0 (above it, for a measure without direction),
  /// and Wilson's interval: draws are independent, replications of one draw are not.
  double probability = std::numeric_limits<double>::quiet_NaN();
  Interval probability_interval;
  PairedDifference cost;
  Interval cost_interval;
  CostPerUnit cost_per_unit_is = CostPerUnit::not_asked;
  Ratio cost_per_unit;  ///< cost over gain, NaN unless told; the gain of a measure that is better lower is its fall
  Ratio anyway_share;   ///< of the cost; NaN unless the interval of the cost lies above 0
};

/// The interval of a mean difference: Student's t over draws, at `comparison_level`.
Interval interval_of(const PairedDifference& difference);

/// Compares every alternative but the baseline with it, in the order of the study.
std::vector<Compared> compare(const Results& results, const ComparisonSettings& settings);

enum class SortBy { difference, cost, cost_per_unit, probability, name };
/// Best first: the highest gain or probability, the lowest cost. Behind these, what has no rank, or no such number.
void sort(std::vector<Compared>& compared, SortBy by, const Results& results, Better better);

}  // namespace formatie
