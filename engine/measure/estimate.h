#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/measure/results.h"

namespace formatie {

/// What the replications say about one number. NaN where the replications are too few to say it.
struct Estimate {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  std::size_t n = 0;                ///< replications in which the number exists
  std::size_t draws = 0;            ///< independent draws among them
  double mean = unknown;            ///< needs one
  double standard_error = unknown;  ///< of the mean; needs two draws, or is 0 of what is certain
  double p05 = unknown;             ///< quantiles over the replications, see `quantile`; need one
  double p25 = unknown;
  double p50 = unknown;
  double p75 = unknown;
  double p95 = unknown;
};

/// Summarises one number over the replications; NaN among `values` means that it did not exist there, and is left out.
///
/// Sums run in the given order, by the corrected two-pass algorithm, so the result has the same bits everywhere; equal
/// values give exactly that value and a standard error of exactly 0.
/// source: Chan, Golub & LeVeque (1983), The American Statistician 37(3), 242-247, eq. 1.7.
///
/// `draws`: the draw of each value, rising; values of one draw are not independent, and the standard error is that of a
/// mean of clusters; of `certain_draw` it is 0. Empty: all are independent. source: Cochran (1977), Sampling
/// Techniques, 3rd ed., ch. 9A.
Estimate estimate(std::span<const double> values, std::span<const std::uint32_t> draws = {});

/// From what the spread of a number over the replications comes: parts of its variance, which add up to `total`.
///
/// Nested analysis of variance: chance within draws, parameters between the draws of one future, futures between their
/// means. A part whose estimate is below 0 is 0. NaN when it cannot be told apart: chance and parameters need a draw
/// with two replications and a future with two draws; futures need two of them, else the part is 0. Without chance that
/// part is 0, and one replication a draw will do. What is certain has no variance.
/// source: Searle, Casella & McCulloch (1992), Variance Components, ch. 3.
struct VarianceParts {
  double chance = std::numeric_limits<double>::quiet_NaN();
  double parameters = std::numeric_limits<double>::quiet_NaN();
  double futures = std::numeric_limits<double>::quiet_NaN();
  double total() const { return chance + parameters + futures; }
};
/// `draws`: the draw of each value, rising; `futures`: the future of each value.
VarianceParts variance_parts(std::span<const double> values, std::span<const std::uint32_t> draws,
                             std::span<const std::uint32_t> futures, bool has_chance = true);

/// The p-quantile, 0 <= p <= 1, of numbers sorted from low to high, by Hyndman & Fan's type 7; NaN when there are none.
///
/// Linear between the points of order k (from 0) at p = k / (n - 1): the default of R, NumPy and Excel's
/// PERCENTILE.INC. source: Hyndman & Fan (1996), The American Statistician 50(4), 361-365, definition 7.
double quantile(std::span<const double> sorted, double p);

/// From `low` to `high`.
struct Interval {
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
};

/// Half the width of Student's confidence interval for a mean: t of n - 1 degrees of freedom times the standard error.
///
/// `level` lies between 0 and 1, 0.95 for a 95% interval. NaN when `standard_error` is NaN; 0 when that is 0, as of
/// what is certain, whatever `n`; else NaN when `n` < 2. The quantile of t is rounded to eleven digits, so that a
/// stopping rule decides alike on every machine.
double student_half_width(std::size_t n, double standard_error, double level);

/// Student's confidence interval for a mean, `mean` plus and minus `student_half_width`.
Interval student_interval(std::size_t n, double mean, double standard_error, double level);

/// Wilson's score interval for a probability of which `hits` of `n` independent trials came out; from 0 to 1 without
/// any. Of trials that are not independent `n` is the effective number, which need not be whole.
///
/// `level` as for `student_half_width`. source: Wilson (1927), JASA 22(158), 209-212.
Interval wilson_interval(double hits, double n, double level);

/// A ratio of two means and its confidence interval.
struct Ratio {
  double value = std::numeric_limits<double>::quiet_NaN();
  Interval interval;  ///< NaN when it has no ends
};

/// Mean of `numerator` over mean of `denominator`, replication by replication, with Fieller's interval: all ratios r
/// for which Student's interval of the mean of numerator - r denominator holds 0.
///
/// It has no ends, and says nothing, when Student's interval of the mean denominator holds 0. Pairs in which either is
/// NaN are left out. `draws`: as for `estimate`; at least two are needed.
/// source: Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175-185.
Ratio ratio_of_means(std::span<const double> numerator, std::span<const double> denominator,
                     std::span<const std::uint32_t> draws, double level);

/// What the replications say about the difference between two alternatives that share their luck.
struct PairedDifference {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  std::size_t n = 0;      ///< pairs in which both numbers exist
  std::size_t draws = 0;  ///< independent draws among them
  double mean_difference = unknown;
  double standard_error = unknown;  ///< of the mean difference; needs two draws
  double p05 = unknown;             ///< quantiles of the differences over the pairs
  double p95 = unknown;
  /// (var(a) + var(baseline)) / var(a - baseline): how many times more replications independent luck would have needed.
  /// Infinite when the differences do not vary but the numbers do; NaN when neither varies, or with one pair or none.
  double variance_ratio = unknown;
};

/// Compares replication k of `a` with replication k of `baseline`; pairs in which either is NaN are left out.
/// `draws`: as for `estimate`.
PairedDifference paired_difference(std::span<const double> a, std::span<const double> baseline,
                                   std::span<const std::uint32_t> draws = {});

/// One number of alternative `alternative` in every complete replication, in their order; `index`: see `Layout`.
std::vector<double> across_replications(const Results& results, std::size_t alternative, std::size_t index);

}  // namespace formatie
