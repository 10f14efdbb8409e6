#include "engine/measure/estimate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include <doctest/doctest.h>

using namespace formatie;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

// A standard normal number, by Box and Muller.
double normal(std::mt19937_64& bits) {
  const auto uniform = [&] { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2 * std::log(uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

}  // namespace

TEST_CASE("quantiles are those of R's type 7") {
  std::vector<double> ten(10);
  std::iota(ten.begin(), ten.end(), 1.0);
  // R: quantile(1:10, c(0, .05, .25, .5, .75, .95, 1))
  CHECK(quantile(ten, 0) == 1);
  CHECK(quantile(ten, 0.05) == doctest::Approx(1.45).epsilon(1e-14));
  CHECK(quantile(ten, 0.25) == 3.25);
  CHECK(quantile(ten, 0.50) == 5.5);
  CHECK(quantile(ten, 0.75) == 7.75);
  CHECK(quantile(ten, 0.95) == doctest::Approx(9.55).epsilon(1e-14));
  CHECK(quantile(ten, 1) == 10);
  // By hand: place 0.3 * 3 = 0.9, so 2 + 0.9 * (10 - 2).
  const std::vector<double> four = {2, 10, 11, 50};
  CHECK(quantile(four, 0.3) == doctest::Approx(9.2).epsilon(1e-14));
}

TEST_CASE("a quantile that falls on a number is exactly that number") {
  std::vector<double> values;
  for (int i = 0; i < 1001; ++i) {
    values.push_back(i);
    const auto last = static_cast<double>(i);
    for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) {
      const double place = std::round(p * last);
      if (std::abs(p * last - place) < 1e-9) CHECK(quantile(values, p) == place);
    }
  }
}

TEST_CASE("a quantile of one number is that number, and of none is NaN") {
  const std::vector<double> one = {7};
  CHECK(quantile(one, 0.05) == 7);
  CHECK(quantile(one, 1) == 7);
  CHECK(std::isnan(quantile({}, 0.5)));
  CHECK_THROWS_AS(quantile(one, 1.01), BrokenPromise);
  CHECK_THROWS_AS(quantile(one, missing), BrokenPromise);
}

TEST_CASE("a quantile between infinite numbers is infinite, not NaN") {
  const std::vector<double> values = {-infinite, 0, infinite, infinite};
  CHECK(quantile(values, 0) == -infinite);
  CHECK(quantile(values, 0.9) == infinite);
}

TEST_CASE("an estimate has the sample's mean and the standard error of that mean") {
  // Sum 40, squared deviations 9+1+1+1+0+0+4+16 = 32: variance 32/7.
  const std::vector<double> values = {2, 4, 4, 4, 5, 5, 7, 9};
  const Estimate e = estimate(values);
  CHECK(e.n == 8);
  CHECK(e.mean == 5);
  CHECK(e.standard_error == std::sqrt(32.0 / 7 / 8));
  CHECK(e.p05 == doctest::Approx(2.7).epsilon(1e-14));
  CHECK(e.p25 == 4);
  CHECK(e.p50 == 4.5);
  CHECK(e.p75 == 5.5);
  CHECK(e.p95 == doctest::Approx(8.3).epsilon(1e-14));
}

TEST_CASE("numbers that do not exist are left out of an estimate") {
  const std::vector<double> values = {missing, 3, missing, 1, 2};
  const Estimate e = estimate(values);
  CHECK(e.n == 3);
  CHECK(e.mean == 2);
  CHECK(e.standard_error == std::sqrt(1.0 / 3));
  CHECK(e.p50 == 2);
}

TEST_CASE("an estimate of nothing is NaN, and of one number has no standard error") {
  const std::vector<double> nothing = {missing, missing};
  const Estimate none = estimate(nothing);
  CHECK(none.n == 0);
  for (const double number : {none.mean, none.standard_error, none.p05, none.p25, none.p50, none.p75, none.p95}) {
    CHECK(std::isnan(number));
  }
  const std::vector<double> one = {4.5};
  const Estimate single = estimate(one);
  CHECK(single.n == 1);
  CHECK(single.mean == 4.5);
  CHECK(std::isnan(single.standard_error));
  CHECK(single.p05 == 4.5);
  CHECK(single.p95 == 4.5);
}

TEST_CASE("equal numbers have exactly that mean and a standard error of exactly zero") {
  for (const double value : {0.1, -1.0 / 3, 1e17, 0.0, 3e-300}) {
    for (const std::size_t n : {2u, 3u, 7u, 1000u}) {
      const Estimate e = estimate(std::vector<double>(n, value));
      CHECK(e.mean == value);
      CHECK(e.standard_error == 0);
    }
  }
}

TEST_CASE("a small spread around a large number is not lost") {
  // Deviations -1, 0, 1 around 10^15: the sum of squares of the numbers themselves would have no correct digit.
  const std::vector<double> values = {1e15 + 1, 1e15 - 1, 1e15};
  CHECK(estimate(values).mean == 1e15);
  CHECK(estimate(values).standard_error == std::sqrt(1.0 / 3));
  // Nor when the first number, from which the sum is counted, is far from the others.
  const std::vector<double> outlier = {1e9, 1, 2, 3};
  CHECK(estimate(outlier).mean == 250000001.5);
}

TEST_CASE("half the width of Student's interval is that of the printed tables") {
  // source: any table of t, for instance NIST/SEMATECH e-Handbook, 1.3.6.7.2; more digits from R's qt.
  CHECK(student_half_width(2, 1, 0.95) == doctest::Approx(12.7062047362).epsilon(1e-10));
  CHECK(student_half_width(3, 1, 0.95) == doctest::Approx(4.3026527297).epsilon(1e-10));
  CHECK(student_half_width(10, 1, 0.95) == doctest::Approx(2.2621571628).epsilon(1e-10));
  CHECK(student_half_width(10, 1, 0.90) == doctest::Approx(1.8331129327).epsilon(1e-10));
  CHECK(student_half_width(31, 1, 0.99) == doctest::Approx(2.7499956536).epsilon(1e-10));
  CHECK(student_half_width(100, 1, 0.95) == doctest::Approx(1.9842169516).epsilon(1e-10));
  CHECK(student_half_width(1000001, 1, 0.95) == doctest::Approx(1.95996636).epsilon(1e-7));
  // One degree of freedom is Cauchy: t = tan(pi * level / 2).
  CHECK(student_half_width(2, 1, 0.5) == doctest::Approx(1).epsilon(1e-11));
}

TEST_CASE("Student's interval lies around the mean and needs two numbers") {
  const Interval interval = student_interval(10, 100, 2, 0.95);
  CHECK(interval.low == doctest::Approx(100 - 2 * 2.2621571628).epsilon(1e-10));
  CHECK(interval.high == doctest::Approx(100 + 2 * 2.2621571628).epsilon(1e-10));
  CHECK(student_half_width(5, 0, 0.95) == 0);
  CHECK(std::isnan(student_half_width(1, missing, 0.95)));
  CHECK(std::isnan(student_half_width(0, 1, 0.95)));
  CHECK(std::isnan(student_interval(1, 3, missing, 0.95).low));
  CHECK_THROWS_AS(student_half_width(5, 1, 1), BrokenPromise);
  CHECK_THROWS_AS(student_half_width(5, 1, 95), BrokenPromise);
}

TEST_CASE("Student's 90% interval of five normal numbers holds their true mean in 90% of the cases") {
  std::mt19937_64 bits(20260801);
  const int samples = 20000;
  int held = 0;
  for (int i = 0; i < samples; ++i) {
    std::vector<double> values(5);
    for (double& value : values) value = 100 + 15 * normal(bits);
    const Estimate e = estimate(values);
    const Interval interval = student_interval(e.n, e.mean, e.standard_error, 0.90);
    held += interval.low <= 100 && 100 <= interval.high;
  }
  const double z = (held - 0.90 * samples) / std::sqrt(0.90 * 0.10 * samples);
  CHECK(std::abs(z) < 4);  // wrong once in 16 000 seeds
}

TEST_CASE("a paired difference is the estimate of the differences") {
  // Differences 1, 2, 3, 2: mean 2, variance 2/3. Variances: a (11, 22, 33, 42) 542/3, baseline (10, 20, 30, 40) 500/3.
  const std::vector<double> a = {11, 22, 33, 42};
  const std::vector<double> baseline = {10, 20, 30, 40};
  const PairedDifference d = paired_difference(a, baseline);
  CHECK(d.n == 4);
  CHECK(d.mean_difference == 2);
  CHECK(d.standard_error == std::sqrt(2.0 / 3 / 4));
  CHECK(d.p05 == doctest::Approx(1.15).epsilon(1e-14));
  CHECK(d.p95 == doctest::Approx(2.85).epsilon(1e-14));
  CHECK(d.variance_ratio == doctest::Approx((542.0 + 500.0) / 2).epsilon(1e-13));
}

TEST_CASE("a pair in which one number does not exist is left out whole") {
  const std::vector<double> a = {11, missing, 22, 1000, 33};
  const std::vector<double> baseline = {10, 5, 20, missing, 30};
  const PairedDifference d = paired_difference(a, baseline);
  CHECK(d.n == 3);
  CHECK(d.mean_difference == 2);
  CHECK(d.standard_error == std::sqrt(1.0 / 3));
  // Variances: a (11, 22, 33) 121, baseline (10, 20, 30) 100, differences (1, 2, 3) 1.
  CHECK(d.variance_ratio == doctest::Approx(221).epsilon(1e-14));
}

TEST_CASE("identical alternatives differ by exactly zero, and pairing them is infinitely better than not") {
  const std::vector<double> values = {0.1, 0.7, 1e9, -3};
  const PairedDifference d = paired_difference(values, values);
  CHECK(d.mean_difference == 0);
  CHECK(d.standard_error == 0);
  CHECK(d.p05 == 0);
  CHECK(d.p95 == 0);
  CHECK(d.variance_ratio == infinite);
  const std::vector<double> constant(4, 0.3);
  CHECK(std::isnan(paired_difference(constant, constant).variance_ratio));
  CHECK(paired_difference(constant, constant).standard_error == 0);
}

TEST_CASE("a paired difference says no more than its number of pairs allows") {
  const std::vector<double> a = {5}, baseline = {2};
  const PairedDifference one = paired_difference(a, baseline);
  CHECK(one.n == 1);
  CHECK(one.mean_difference == 3);
  CHECK(one.p95 == 3);
  CHECK(std::isnan(one.standard_error));
  CHECK(std::isnan(one.variance_ratio));
  const PairedDifference none = paired_difference({}, {});
  CHECK(none.n == 0);
  CHECK(std::isnan(none.mean_difference));
  CHECK(std::isnan(none.p05));
  CHECK_THROWS_AS(paired_difference(a, {}), BrokenPromise);
}

TEST_CASE("the variance ratio finds how much luck two alternatives share") {
  // a = shared + own luck with standard deviation 1/2: (1.25 + 1.25) / (0.25 + 0.25) = 5.
  std::mt19937_64 bits(7);
  const std::size_t pairs = 40000;
  std::vector<double> a(pairs), baseline(pairs);
  for (std::size_t k = 0; k < pairs; ++k) {
    const double shared = normal(bits);
    a[k] = 3 + shared + 0.5 * normal(bits);
    baseline[k] = shared + 0.5 * normal(bits);
  }
  const PairedDifference d = paired_difference(a, baseline);
  CHECK(std::abs((d.mean_difference - 3) / std::sqrt(0.5 / pairs)) < 4);  // wrong once in 16 000 seeds
  // As var(a + b) + var(a - b) = 2 (var(a) + var(b)), twice the ratio less 1 is var(a + b) / var(a - b), here 4.5 /
  // 0.5. Sums and differences being independent, it is 9 times an F of (n - 1, n - 1), whose logarithm has a standard
  // deviation of 2 / sqrt(n - 1).
  CHECK(std::abs(std::log((2 * d.variance_ratio - 1) / 9) / (2 / std::sqrt(pairs - 1.0))) <
        4);  // wrong once in 16 000 seeds
}

TEST_CASE("a number is gathered over the replications in their order") {
  Layout layout({}, {Time::from_date(2030, 10, 1)});
  const auto measure = layout.add_measure({"posts", "fte", "", "", "", "", 0});
  layout.add_series(measure, {});
  layout.add_series(measure, {});
  Results results(layout, {"base", "other"});
  results.add(3, {{1, 2}, {3, 4}});
  results.add(5, {{5, 6}, {7, 8}});
  CHECK(across_replications(results, 0, 1) == std::vector<double>{2, 6});
  CHECK(across_replications(results, 1, 0) == std::vector<double>{3, 7});
}

TEST_CASE("what is certain has a standard error of 0, an interval of no width, and no variance") {
  Results results(Layout({}, {}), {"base"}, 1, DifferBy::nothing);
  results.add(0, {{}});
  CHECK(results.draws() == std::vector<std::uint32_t>{certain_draw});
  const std::vector<double> three = {3}, one = {1};
  const Estimate e = estimate(three, results.draws());
  CHECK(e.standard_error == 0);
  CHECK(e.p05 == 3);
  const PairedDifference d = paired_difference(three, one, results.draws());
  CHECK(d.mean_difference == 2);
  CHECK(d.standard_error == 0);
  CHECK(student_half_width(d.draws, d.standard_error, 0.9) == 0);
  const Ratio ratio = ratio_of_means(three, one, results.draws(), 0.9);
  CHECK(ratio.interval.low == 3);
  CHECK(ratio.interval.high == 3);
  CHECK(std::isnan(ratio_of_means(three, std::vector<double>{0}, results.draws(), 0.9).interval.low));
  CHECK(variance_parts(three, results.draws(), results.futures()).total() == 0);
  // One draw of several that could have been is not certain.
  CHECK(std::isnan(estimate(three, std::vector<std::uint32_t>{0}).standard_error));
}

TEST_CASE("without chance one replication a draw tells parameters from futures") {
  // Two futures with means 2 and 12, two draws in each: the variance within a future is 2.
  const std::vector<double> values = {1, 3, 11, 13};
  const std::vector<std::uint32_t> draws = {0, 1, 2, 3}, futures = {0, 0, 1, 1};
  CHECK(std::isnan(variance_parts(values, draws, futures).chance));
  const VarianceParts parts = variance_parts(values, draws, futures, false);
  CHECK(parts.chance == 0);
  CHECK(parts.parameters == doctest::Approx(2));
  // 5 * 5 from the mean of all, less the half of what two draws vary by: 25 - 0.5 * 1.
  CHECK(parts.futures == doctest::Approx(24.5));
}
