#include "engine/measure/estimate.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "engine/base/expect.h"

namespace formatie {

namespace {

struct Moments {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double variance = std::numeric_limits<double>::quiet_NaN();  // of the sample, divided by n - 1
};

Moments moments(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  if (values.empty()) return {};
  // Counted from the first value, so that equal values have exactly that value as their mean.
  const double origin = values.front();
  double sum = 0;
  for (const double value : values) sum += value - origin;
  const double rough_mean = origin + sum / n;

  double rest = 0;  // what rounding left of the sum of deviations
  double squares = 0;
  for (const double value : values) {
    const double deviation = value - rough_mean;
    rest += deviation;
    squares += deviation * deviation;
  }
  Moments result;
  result.mean = rough_mean + rest / n;
  if (values.size() > 1) result.variance = std::max(0.0, squares - rest * rest / n) / (n - 1);
  return result;
}

struct MeanError {
  double standard_error = std::numeric_limits<double>::quiet_NaN();
  std::size_t draws = 0;
};

// The standard error of a mean of values of which those of one draw stand together and are not independent.
MeanError standard_error_of_mean(std::span<const double> values, const Moments& of_values,
                                 std::span<const std::uint32_t> draws) {
  const auto n = static_cast<double>(values.size());
  MeanError result;
  for (std::size_t i = 0; i < values.size(); ++i) result.draws += draws.empty() || i == 0 || draws[i] != draws[i - 1];
  if (result.draws == 1 && !draws.empty() && draws.front() == certain_draw) {
    result.standard_error = 0;
    return result;
  }
  if (result.draws == values.size()) {
    result.standard_error = std::sqrt(of_values.variance / n);
    return result;
  }
  if (result.draws < 2) return result;
  double squares = 0;
  for (std::size_t i = 0; i < values.size();) {
    double sum = 0;
    const std::uint32_t draw = draws[i];
    for (; i < values.size() && draws[i] == draw; ++i) sum += values[i] - of_values.mean;
    squares += sum * sum;
  }
  const auto k = static_cast<double>(result.draws);
  result.standard_error = std::sqrt(k / (k - 1) * squares) / n;
  return result;
}

// Student's t that leaves (1 - level) / 2 above it.
double student_quantile(double degrees_of_freedom, double level) {
  const boost::math::students_t_distribution<double> student(degrees_of_freedom);
  const double t = boost::math::quantile(boost::math::complement(student, (1 - level) / 2));
  // The C library's functions beneath it may differ in the last bits between processors; 2^-37 is 7e-12.
  int exponent = 0;
  const double fraction = std::frexp(t, &exponent);
  return std::ldexp(std::round(std::ldexp(fraction, 37)), exponent - 37);
}

}  // namespace

double quantile(std::span<const double> sorted, double p) {
  expect(p >= 0 && p <= 1, "a quantile is asked for a share from 0 to 1");
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double place = p * static_cast<double>(sorted.size() - 1);
  // 0.95 is not a binary fraction: a place that is whole but for rounding is taken as whole, as R does.
  const double nearest = std::round(place);
  if (std::abs(place - nearest) < 1e-9) return sorted[static_cast<std::size_t>(nearest)];
  const auto below = static_cast<std::size_t>(place);
  if (sorted[below] == sorted[below + 1]) return sorted[below];  // also when both are infinite
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

Estimate estimate(std::span<const double> values, std::span<const std::uint32_t> draws) {
  expect(draws.empty() || draws.size() == values.size(), "every value has its draw");
  std::vector<double> present;
  std::vector<std::uint32_t> present_draws;
  present.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    present.push_back(values[i]);
    if (!draws.empty()) present_draws.push_back(draws[i]);
  }
  Estimate result;
  result.n = present.size();
  const Moments of_present = moments(present);
  result.mean = of_present.mean;
  const MeanError error = standard_error_of_mean(present, of_present, present_draws);
  result.standard_error = error.standard_error;
  result.draws = error.draws;
  std::sort(present.begin(), present.end());
  result.p05 = quantile(present, 0.05);
  result.p25 = quantile(present, 0.25);
  result.p50 = quantile(present, 0.50);
  result.p75 = quantile(present, 0.75);
  result.p95 = quantile(present, 0.95);
  return result;
}

double student_half_width(std::size_t n, double standard_error, double level) {
  expect(level > 0 && level < 1, "a confidence level lies between 0 and 1");
  if (standard_error == 0) return 0;
  if (n < 2 || std::isnan(standard_error)) return std::numeric_limits<double>::quiet_NaN();
  return student_quantile(static_cast<double>(n - 1), level) * standard_error;
}

Interval student_interval(std::size_t n, double mean, double standard_error, double level) {
  const double half = student_half_width(n, standard_error, level);
  return {mean - half, mean + half};
}

VarianceParts variance_parts(std::span<const double> values, std::span<const std::uint32_t> draws,
                             std::span<const std::uint32_t> futures, bool has_chance) {
  expect(draws.size() == values.size() && futures.size() == values.size(), "every value has its draw and future");
  if (!draws.empty() && draws.front() == certain_draw) return {0, 0, 0};
  struct Group {
    double n = 0, draws = 0, sum = 0, sum_of_n2 = 0;  // sum_of_n2: of the squared sizes of its draws
    double mean() const { return sum / n; }
  };
  std::map<std::uint32_t, Group> by_draw, by_future;
  std::map<std::uint32_t, std::uint32_t> future_of;
  double all = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    for (Group* group : {&by_draw[draws[i]], &by_future[futures[i]]}) group->n += 1, group->sum += values[i];
    future_of[draws[i]] = futures[i];
    all += 1;
  }
  double between = 0;  // sum of squares between the draws of one future
  for (auto& [draw, group] : by_draw) {
    Group& future = by_future[future_of[draw]];
    future.draws += 1;
    future.sum_of_n2 += group.n * group.n;
    between += group.n * (group.mean() - future.mean()) * (group.mean() - future.mean());
  }
  double within = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    const double deviation = values[i] - by_draw[draws[i]].mean();
    within += deviation * deviation;
  }
  const double freedom_within = all - static_cast<double>(by_draw.size());
  const double freedom_between = static_cast<double>(by_draw.size()) - static_cast<double>(by_future.size());
  VarianceParts parts;
  if ((has_chance && freedom_within < 1) || freedom_between < 1) return parts;
  parts.chance = has_chance ? within / freedom_within : 0;
  double lost = 0;
  for (const auto& [number, future] : by_future) lost += future.sum_of_n2 / future.n;
  const double size = (all - lost) / freedom_between;  // replications of a draw, as it counts here
  parts.parameters = std::max(0.0, (between / freedom_between - parts.chance) / size);
  parts.futures = 0;
  if (by_future.size() > 1) {
    double mean = 0;
    for (const auto& [number, future] : by_future) mean += future.n / all * future.mean();
    for (const auto& [number, future] : by_future) {
      const double weight = future.n / all;
      const double noise = parts.parameters * future.sum_of_n2 / (future.n * future.n) + parts.chance / future.n;
      parts.futures += weight * ((future.mean() - mean) * (future.mean() - mean) - (1 - weight) * noise);
    }
    parts.futures = std::max(0.0, parts.futures);
  }
  return parts;
}

Interval wilson_interval(double hits, double n, double level) {
  expect(level > 0 && level < 1 && hits <= n, "a share of trials, and a confidence level between 0 and 1");
  if (n == 0) return {0, 1};
  const double share = hits / n;
  const double z = boost::math::quantile(boost::math::complement(boost::math::normal(), (1 - level) / 2));
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  // Exact at the ends, where rounding would leave 1e-17.
  return {hits == 0 ? 0 : middle - half, hits == n ? 1 : middle + half};
}

Ratio ratio_of_means(std::span<const double> numerator, std::span<const double> denominator,
                     std::span<const std::uint32_t> draws, double level) {
  expect(numerator.size() == denominator.size(), "a ratio has its numbers replication by replication");
  std::vector<double> a(numerator.begin(), numerator.end()), b(denominator.begin(), denominator.end());
  for (std::size_t k = 0; k < a.size(); ++k)
    if (std::isnan(a[k]) || std::isnan(b[k])) a[k] = b[k] = std::numeric_limits<double>::quiet_NaN();
  const Estimate of_a = estimate(a, draws), of_b = estimate(b, draws);
  Ratio result;
  result.value = of_a.mean / of_b.mean;
  if (of_b.draws < 2) {
    if (of_b.standard_error == 0 && of_b.mean != 0) result.interval = {result.value, result.value};  // certain
    return result;
  }
  const double t = student_half_width(of_b.draws, 1, level);
  const double va = of_a.standard_error * of_a.standard_error, vb = of_b.standard_error * of_b.standard_error;
  double vab = 0;  // from the variances of a sum and a difference, both brought to the scale of 1
  if (va > 0 && vb > 0) {
    std::vector<double> sum(a.size()), difference(a.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
      const double x = (a[k] - of_a.mean) / of_a.standard_error, y = (b[k] - of_b.mean) / of_b.standard_error;
      sum[k] = x + y;
      difference[k] = x - y;
    }
    const double of_sum = estimate(sum, draws).standard_error,
                 of_difference = estimate(difference, draws).standard_error;
    vab = (of_sum * of_sum - of_difference * of_difference) / 4 * of_a.standard_error * of_b.standard_error;
  }
  const double leading = of_b.mean * of_b.mean - t * t * vb;
  if (!(leading > 0)) return result;
  const double middle = of_a.mean * of_b.mean - t * t * vab;
  const double inside = of_b.mean * of_b.mean * va - 2 * of_a.mean * of_b.mean * vab + of_a.mean * of_a.mean * vb -
                        t * t * (va * vb - vab * vab);
  const double half = t * std::sqrt(std::max(0.0, inside));
  result.interval = {(middle - half) / leading, (middle + half) / leading};
  return result;
}

PairedDifference paired_difference(std::span<const double> a, std::span<const double> baseline,
                                   std::span<const std::uint32_t> draws) {
  expect(a.size() == baseline.size(), "two alternatives are paired replication by replication");
  std::vector<double> of_a, of_baseline, differences;
  std::vector<std::uint32_t> present_draws;
  of_a.reserve(a.size());
  of_baseline.reserve(a.size());
  differences.reserve(a.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double difference = a[k] - baseline[k];
    if (std::isnan(difference)) continue;
    of_a.push_back(a[k]);
    of_baseline.push_back(baseline[k]);
    differences.push_back(difference);
    if (!draws.empty()) present_draws.push_back(draws[k]);
  }
  PairedDifference result;
  result.n = differences.size();
  const Moments paired = moments(differences);
  result.mean_difference = paired.mean;
  const MeanError error = standard_error_of_mean(differences, paired, present_draws);
  result.standard_error = error.standard_error;
  result.draws = error.draws;
  const double unpaired = moments(of_a).variance + moments(of_baseline).variance;
  result.variance_ratio = unpaired / paired.variance;  // x / 0 is infinite and 0 / 0 is NaN, as promised
  std::sort(differences.begin(), differences.end());
  result.p05 = quantile(differences, 0.05);
  result.p95 = quantile(differences, 0.95);
  return result;
}

std::vector<double> across_replications(const Results& results, std::size_t alternative, std::size_t index) {
  std::vector<double> values(results.count());
  for (std::size_t k = 0; k < values.size(); ++k) values[k] = results.values(alternative, k)[index];
  return values;
}

}  // namespace formatie
