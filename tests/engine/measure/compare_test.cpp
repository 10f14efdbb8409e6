#include "engine/measure/compare.h"

#include <cmath>
#include <numbers>
#include <random>

#include <doctest/doctest.h>

using namespace formatie;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

Layout layout_of(Better better) {
  Layout layout({}, {Time::from_date(2030, 10, 1)});
  layout.add_series(layout.add_measure({"work", "fte", "", "", "", "", 0, better}), {}, true);
  layout.add_series(layout.add_measure({"cost", "euro a year", "", "", "", "", 0, Better::lower}), {}, true);
  layout.add_series(layout.add_measure({"windfall", "euro a year", "", "", "", "", 0, Better::lower}), {}, true);
  return layout;
}

using Numbers = std::vector<std::vector<double>>;  // [replication][work, cost, windfall], of one alternative

Results results_of(const std::vector<Numbers>& alternatives, Better better = Better::higher,
                   std::uint32_t per_draw = 1) {
  std::vector<std::string> names;
  for (std::size_t a = 0; a < alternatives.size(); ++a) names.push_back(std::string(1, static_cast<char>('a' + a)));
  Results results(layout_of(better), names, per_draw);
  for (std::size_t k = 0; k < alternatives[0].size(); ++k) {
    std::vector<std::vector<double>> values;
    for (const auto& numbers : alternatives) values.push_back(numbers[k]);
    results.add(static_cast<std::uint32_t>(k), values);
  }
  return results;
}

const ComparisonSettings all = {0, 0, 0, 1, 2, true};
const Numbers nothing = {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}};

double normal(std::mt19937_64& bits) {
  const auto uniform = [&] { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; };
  const double radius = std::sqrt(-2 * std::log(uniform()));
  return radius * std::cos(2 * std::numbers::pi * uniform());
}

}  // namespace

TEST_CASE("a comparison is that of a calculation by hand") {
  // Gains 9, 10, 11, 10: mean 10, standard error sqrt(2/3)/2. Student's t of 3 degrees of freedom: 2.353363.
  const auto list = compare(results_of({nothing, {{9, 100, 25}, {10, 100, 25}, {11, 100, 25}, {10, 100, 25}}}), all);
  REQUIRE(list.size() == 1);
  const auto& c = list[0];
  CHECK(c.difference.mean_difference == 10);
  CHECK(c.difference.standard_error == doctest::Approx(std::sqrt(2.0 / 3) / 2));
  CHECK(c.interval.low == doctest::Approx(10 - 2.353363 * std::sqrt(2.0 / 3) / 2));
  CHECK(c.verdict == Verdict::higher);
  CHECK(c.rank == 1);
  CHECK(c.probability == 1);
  CHECK(c.cost.mean_difference == 100);
  CHECK(c.cost_per_unit_is == CostPerUnit::told);
  CHECK(c.cost_per_unit.value == 10);
  // A cost that is known exactly: the interval is that of the gain, turned over.
  CHECK(c.cost_per_unit.interval.low == doctest::Approx(100 / c.interval.high));
  CHECK(c.cost_per_unit.interval.high == doctest::Approx(100 / c.interval.low));
  CHECK(c.anyway_share.value == 0.25);
  CHECK(c.anyway_share.interval.low == 0.25);
}

TEST_CASE("of a shortage less is better, and the gain is its fall") {
  const auto list =
      compare(results_of({nothing, {{-9, 100, 0}, {-10, 100, 0}, {-11, 100, 0}, {-10, 100, 0}}}, Better::lower), all);
  CHECK(list[0].verdict == Verdict::lower);
  CHECK(verdict_text(list[0].verdict, Better::lower) == "better");
  CHECK(verdict_text(list[0].verdict, Better::neither) == "lower");
  CHECK(list[0].probability == 1);
  CHECK(list[0].cost_per_unit.value == 10);
}

TEST_CASE("there is no cost per unit where the noise is larger, the gain a loss, or the price unknown") {
  const auto list = compare(results_of({nothing,
                                        {{-9, 100, 0}, {10, 100, 0}, {-11, 100, 0}, {10, 100, 0}},
                                        {{-9, 100, 0}, {-10, 100, 0}, {-11, 100, 0}, {-10, 100, 0}},
                                        {{9, 0, 0}, {10, 0, 0}, {11, 0, 0}, {10, 0, 0}},
                                        nothing}),
                            all);
  CHECK(list[0].verdict == Verdict::cannot_tell);
  CHECK(list[0].rank == 0);
  CHECK(list[0].probability == 0.5);
  CHECK(list[0].cost_per_unit_is == CostPerUnit::cannot_tell);
  CHECK(std::isnan(list[0].cost_per_unit.value));
  CHECK(verdict_text(list[1].verdict, Better::higher) == "worse");
  CHECK(list[1].rank == 2);
  CHECK(list[1].cost_per_unit_is == CostPerUnit::no_gain);
  CHECK(list[2].rank == 1);
  CHECK(list[2].cost_per_unit_is == CostPerUnit::no_price);
  CHECK(std::isnan(list[2].anyway_share.value));
  CHECK(list[3].verdict == Verdict::identical);
  CHECK(list[3].rank == 0);
}

TEST_CASE("a policy that held for a part of the year has no price a unit") {
  const auto results = results_of({nothing, {{9, 100, 25}, {10, 100, 25}, {11, 100, 25}, {10, 100, 25}}});
  auto settings = all;
  settings.part_year = {false, true};
  const auto list = compare(results, settings);
  CHECK(list[0].verdict == Verdict::higher);
  CHECK(list[0].cost.mean_difference == 100);
  CHECK(list[0].cost_per_unit_is == CostPerUnit::part_year);
  CHECK(std::isnan(list[0].cost_per_unit.value));
  settings.part_year = {true, false};  // the baseline has a policy too
  CHECK(compare(results, settings)[0].cost_per_unit_is == CostPerUnit::part_year);
  settings.part_year = {false, false};
  CHECK(compare(results, settings)[0].cost_per_unit_is == CostPerUnit::told);
}

TEST_CASE("what gains and costs less has no price a unit, and comes first by it") {
  const auto results = results_of({nothing,
                                   {{9, 100, 25}, {10, 100, 25}, {11, 100, 25}, {10, 100, 25}},
                                   {{9, -100, 25}, {10, -100, 25}, {11, -100, 25}, {10, -100, 25}}});
  auto list = compare(results, all);
  CHECK(list[1].cost_per_unit_is == CostPerUnit::saves);
  CHECK(std::isnan(list[1].cost_per_unit.value));
  CHECK(std::isnan(list[1].anyway_share.value));
  sort(list, SortBy::cost_per_unit, results, Better::higher);
  CHECK(list[0].alternative == 2);
}

TEST_CASE("alternatives that cannot be told from each other share a rank") {
  const auto results = results_of({nothing,
                                   {{10, 1, 0}, {11, 1, 0}, {10, 1, 0}, {11, 1, 0}},
                                   {{11, 1, 0}, {10, 1, 0}, {11, 1, 0}, {10, 1, 0}},
                                   {{50, 1, 0}, {51, 1, 0}, {50, 1, 0}, {51, 1, 0}},
                                   {{2, 1, 0}, {3, 1, 0}, {2, 1, 0}, {3, 1, 0}}});
  auto list = compare(results, all);
  CHECK(list[0].rank == 2);
  CHECK(list[1].rank == 2);
  CHECK(list[2].rank == 1);
  CHECK(list[3].rank == 4);
  sort(list, SortBy::difference, results, Better::higher);
  CHECK(list[0].alternative == 3);
  CHECK(list[3].alternative == 4);
  sort(list, SortBy::cost_per_unit, results, Better::higher);
  CHECK(list[0].alternative == 3);
  sort(list, SortBy::name, results, Better::higher);
  CHECK(list[0].alternative == 1);
}

TEST_CASE("the probability counts draws, not replications") {
  // Draws of two: 3 - 1 > 0, 1 - 3 < 0, and one in which one number does not exist.
  const auto list = compare(results_of({{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
                                        {{3, 0, 0}, {-1, 0, 0}, {1, 0, 0}, {-3, 0, 0}, {missing, 0, 0}, {1, 0, 0}}},
                                       Better::higher, 2),
                            all);
  CHECK(list[0].probability == doctest::Approx(2.0 / 3));
  CHECK(list[0].difference.draws == 3);
  CHECK(list[0].probability_interval.low == doctest::Approx(wilson_interval(2, 3, 0.9).low));
}

TEST_CASE("another baseline turns a difference round") {
  const auto results = results_of({nothing, {{9, 100, 0}, {10, 100, 0}, {11, 100, 0}, {10, 100, 0}}});
  auto settings = all;
  settings.baseline = 1;
  const auto list = compare(results, settings);
  REQUIRE(list.size() == 1);
  CHECK(list[0].alternative == 0);
  CHECK(list[0].difference.mean_difference == -10);
}

TEST_CASE("Wilson's interval is the one in the books") {
  // Brown, Cai & DasGupta's formula at 2 of 10, z = 1.644854: middle (2 + z2/2) / (10 + z2).
  const Interval i = wilson_interval(2, 10, 0.90);
  const double z2 = 1.6448536269514722 * 1.6448536269514722;
  CHECK((i.low + i.high) / 2 == doctest::Approx((2 + z2 / 2) / (10 + z2)));
  CHECK((i.high - i.low) / 2 == doctest::Approx(std::sqrt(z2) / (10 + z2) * std::sqrt(1.6 + z2 / 4)));
  CHECK(wilson_interval(0, 10, 0.90).low == 0);
  CHECK(wilson_interval(10, 10, 0.90).high == 1);
  CHECK(wilson_interval(10, 10, 0.90).low == doctest::Approx(10 / (10 + z2)));
  CHECK(wilson_interval(0, 0, 0.90).high == 1);
}

TEST_CASE("Fieller's ends are the ratios at which Student's interval of the difference just touches 0") {
  std::mt19937_64 bits(3);
  std::vector<double> a, b;
  std::vector<std::uint32_t> draws;
  for (std::uint32_t k = 0; k < 12; ++k) {
    const double shared = normal(bits);
    a.push_back(5e8 * (1 + 0.2 * normal(bits) + 0.3 * shared));
    b.push_back(100 + 20 * normal(bits) + 20 * shared);
    draws.push_back(k / 3);
  }
  const Ratio ratio = ratio_of_means(a, b, draws, 0.9);
  for (const double end : {ratio.interval.low, ratio.interval.high}) {
    std::vector<double> left;
    for (std::size_t k = 0; k < a.size(); ++k) left.push_back(a[k] - end * b[k]);
    const Estimate e = estimate(left, draws);
    CHECK(std::abs(e.mean) == doctest::Approx(student_half_width(e.draws, e.standard_error, 0.9)));
  }
  CHECK(ratio.interval.low < ratio.value);
  CHECK(ratio.value < ratio.interval.high);
}

TEST_CASE("Fieller's interval has no ends when that of the denominator holds 0") {
  const Ratio ratio = ratio_of_means(std::vector<double>{1, 2, 3}, std::vector<double>{1, -1, 0.5}, {}, 0.9);
  CHECK(std::isnan(ratio.interval.low));
  CHECK(std::isnan(ratio_of_means(std::vector<double>{1}, std::vector<double>{2}, {}, 0.9).interval.high));
}

TEST_CASE("Fieller's interval holds the ratio as often as it says, also when replications share draws") {
  // 10 draws of 2; gain 3 +- 1 within its draw-to-draw spread, cost correlated with it: the ratio of means is 2.
  constexpr int studies = 4000;
  std::mt19937_64 bits(7);
  int held = 0, with_ends = 0;
  for (int s = 0; s < studies; ++s) {
    std::vector<double> cost, gain;
    std::vector<std::uint32_t> draws;
    for (std::uint32_t d = 0; d < 10; ++d) {
      const double parameter = normal(bits);
      for (int r = 0; r < 2; ++r) {
        gain.push_back(3 + parameter + normal(bits));
        cost.push_back(6 + 3 * parameter + normal(bits));
        draws.push_back(d);
      }
    }
    const Ratio ratio = ratio_of_means(cost, gain, draws, 0.9);
    if (std::isnan(ratio.interval.low)) continue;
    ++with_ends;
    held += ratio.interval.low <= 2 && 2 <= ratio.interval.high;
  }
  CHECK(with_ends == studies);  // a gain of 3 with a standard error of 0.39 is never lost
  const double z = (held - 0.9 * with_ends) / std::sqrt(0.09 * with_ends);
  CHECK(std::abs(z) < 4);  // wrong once in 16 000 seeds
}
