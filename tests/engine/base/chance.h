#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace formatie {

/// How many standard errors a count lies from its expectation, when the count is Poisson.
///
/// A test that asks for |z| < 4 is wrong once in 16 000 seeds.
inline double z_of_count(double count, double expected) { return (count - expected) / std::sqrt(expected); }

/// The same for a count of successes among `n` independent trials with this probability.
inline double z_of_successes(double count, double n, double probability) {
  return (count - n * probability) / std::sqrt(n * probability * (1 - probability));
}

/// The same for a mean of `n` independent numbers with this expectation and standard deviation.
inline double z_of_mean(double mean, double expected, double deviation, double n) {
  return (mean - expected) / (deviation / std::sqrt(n));
}

/// Pearson's statistic of counts that should be Poisson with these expectations, as a z: Wilson and Hilferty's cube
/// root makes it nearly normal. Large when the counts do not fit.
inline double z_of_fit(const std::vector<double>& counts, const std::vector<double>& expected, double degrees) {
  double chi_square = 0;
  for (std::size_t i = 0; i < counts.size(); ++i)
    chi_square += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
  const double spread = 2 / (9 * degrees);
  return (std::cbrt(chi_square / degrees) - (1 - spread)) / std::sqrt(spread);
}

/// Kolmogorov and Smirnov's distance times the root of n, for numbers that should be uniform on (0, 1).
///
/// Above 2.3 once in 20 000 seeds: the tail is 2 exp(-2 d^2).
inline double distance_from_uniform(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto rank = static_cast<double>(i);
    distance = std::max({distance, values[i] - rank / n, (rank + 1) / n - values[i]});
  }
  return distance * std::sqrt(n);
}

}  // namespace formatie
