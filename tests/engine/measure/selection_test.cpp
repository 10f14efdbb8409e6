#include "engine/measure/selection.h"

#include <cmath>

#include <doctest/doctest.h>

#include "engine/base/random.h"

using namespace formatie;

namespace {

/// Contenders whose number and cost are a mean and keyed normal noise, all on the same `replications`.
struct Field {
  Contest contest;
  explicit Field(std::uint32_t replications, double noise_of_baseline = 0) {
    for (std::uint32_t k = 0; k < replications; ++k) {
      contest.draws.push_back(k);
      contest.futures.push_back(0);
      contest.baseline.number.push_back(10 + noise_of_baseline * noise(1000, k));
      contest.baseline.cost.push_back(5);
    }
  }
  /// `effect` and `cost` beside the baseline; the noise is its own.
  void add(double effect, double effect_noise, double cost, double cost_noise) {
    Contest::Contender c;
    const auto who = static_cast<std::uint64_t>(contest.contenders.size());
    for (std::uint32_t k = 0; k < contest.draws.size(); ++k) {
      c.number.push_back(contest.baseline.number[k] + effect + effect_noise * noise(2 * who, k));
      c.cost.push_back(contest.baseline.cost[k] + cost + cost_noise * noise(2 * who + 1, k));
    }
    contest.contenders.push_back(std::move(c));
  }
  static double noise(std::uint64_t who, std::uint32_t k) {
    const auto words = random_block({17, k}, Purpose{3}, Identity::from_value(who), 0);
    return to_normal(words[0], words[1]);
  }
};

const Goal cheapest_below_eight{Goal::Aim::below, 8, 0.5, 100};

std::vector<bool> best(const std::vector<Judged>& judged) {
  std::vector<bool> list;
  for (const auto& j : judged) list.push_back(j.best);
  return list;
}

}  // namespace

TEST_CASE("the cheapest that surely meets the goal wins, when the others clearly cost more or miss it") {
  Field field(50);
  field.add(-1, 0.2, 10, 0.1);   // 9: misses
  field.add(-3, 0.2, 20, 0.1);   // 7: meets
  field.add(-4, 0.2, 21, 0.1);   // 6: meets, dearer
  field.add(-9, 0.2, 120, 0.1);  // over the budget
  const auto judged = judge(field.contest, cheapest_below_eight, 1);
  CHECK(best(judged) == std::vector<bool>{false, true, false, false});
  CHECK(decided(judged));
  CHECK(judged[0].meets_goal == Holds::no);
  CHECK(judged[1].meets_goal == Holds::yes);
  CHECK(judged[1].probability == 1);
  CHECK(judged[3].in_budget == Holds::no);
  CHECK(judged[2].in_budget == Holds::yes);
  CHECK(judged[0].efficient);  // cheapest
  CHECK(judged[1].efficient);
  CHECK_FALSE(judged[2].efficient);  // as probable, dearer
  CHECK(judged[1].effect.mean_difference == doctest::Approx(-3).epsilon(0.03));
  CHECK(judged[1].cost.mean_difference == doctest::Approx(20).epsilon(0.01));
}

TEST_CASE("no winner is named when the difference is inside the noise") {
  Field field(50);
  field.add(-4, 0.2, 20, 5);
  field.add(-4, 0.2, 20.1, 5);
  field.add(-4, 0.2, 40, 5);
  const auto judged = judge(field.contest, cheapest_below_eight, 1);
  CHECK(best(judged) == std::vector<bool>{true, true, false});
  CHECK_FALSE(decided(judged));
}

TEST_CASE("contenders that are the same in every replication are not told apart") {
  Field field(50);
  field.add(-4, 0, 20, 0);
  field.add(-4, 0, 20, 0);
  const auto judged = judge(field.contest, cheapest_below_eight, 1);
  CHECK(best(judged) == std::vector<bool>{true, true});
  CHECK_FALSE(decided(judged));
}

TEST_CASE("the only one left does not win as long as it may miss the goal") {
  Field field(50, 1);
  field.add(-2.1, 0, 20, 0.1);  // below 8 in somewhat more than half of the replications
  const auto judged = judge(field.contest, cheapest_below_eight, 1);
  CHECK(judged[0].meets_goal == Holds::open);
  CHECK(best(judged) == std::vector<bool>{true});
  CHECK_FALSE(decided(judged));
}

TEST_CASE("when all clearly miss the goal nothing is best") {
  Field field(50);
  field.add(-1, 0.1, 20, 0.1);
  field.add(-1.5, 0.1, 40, 0.1);
  const auto judged = judge(field.contest, cheapest_below_eight, 1);
  CHECK(best(judged) == std::vector<bool>{false, false});
  CHECK_FALSE(decided(judged));
}

TEST_CASE("without a value the best within the budget wins by the number, whatever it costs") {
  const Goal lowest{Goal::Aim::lowest, 0, 0, 100};
  Field field(50);
  field.add(-1, 0.2, 10, 1);
  field.add(-3, 0.2, 90, 1);
  field.add(-5, 0.2, 110, 1);
  auto judged = judge(field.contest, lowest, 1);
  CHECK(best(judged) == std::vector<bool>{false, true, false});
  CHECK(decided(judged));
  const Goal highest{Goal::Aim::highest, 0, 0, 100};
  judged = judge(field.contest, highest, 1);
  CHECK(best(judged) == std::vector<bool>{true, false, false});
}

TEST_CASE("verdicts that are wrong are as rare as they say") {
  // Four contenders that are truly alike: whoever is excluded is excluded wrongly.
  std::size_t wrong = 0;
  for (std::uint32_t study = 0; study < 300; ++study) {
    Field field(0);
    for (std::uint32_t k = 0; k < 12; ++k) {
      field.contest.draws.push_back(k);
      field.contest.futures.push_back(0);
      field.contest.baseline.number.push_back(0);
      field.contest.baseline.cost.push_back(0);
    }
    for (std::uint64_t who = 0; who < 4; ++who) {
      Contest::Contender c;
      for (std::uint32_t k = 0; k < 12; ++k) {
        c.number.push_back(Field::noise(who, study * 12 + k));
        c.cost.push_back(1);
      }
      field.contest.contenders.push_back(std::move(c));
    }
    const auto list = best(judge(field.contest, {Goal::Aim::highest, 0, 0, 100}, 1));
    wrong += std::count(list.begin(), list.end(), false) > 0;
  }
  CHECK(wrong <= 30 + 4 * 6);  // at most 10%, and four standard errors
}

TEST_CASE("the probability counts replications, and its interval knows that those of a draw are alike") {
  Field field(40, 0);
  field.add(-4, 0, 20, 0);
  auto& c = field.contest.contenders[0];
  for (std::size_t k = 0; k < 40; ++k) {
    field.contest.draws[k] = static_cast<std::uint32_t>(k / 2);  // two replications a draw, which agree
    c.number[k] = k / 2 % 4 == 0 ? 9 : 7;
  }
  const Judged j = judge(field.contest, cheapest_below_eight, 1)[0];
  CHECK(j.probability == 0.75);
  // Twenty draws say it, whatever the number of replications; the variance of a mean has n - 1.
  const Interval expected = wilson_interval(0.75 * 20, 20, 0.90);
  CHECK(j.probability_interval.low == doctest::Approx(expected.low).epsilon(0.02));
  CHECK(j.probability_interval.high == doctest::Approx(expected.high).epsilon(0.02));
}

TEST_CASE("regret is how much worse a contender is than the best one of a future, and the highest of them") {
  Field field(40);
  field.add(-3, 0, 20, 0);
  field.add(-3, 0, 30, 0);
  field.add(-9, 0, 200, 0);  // over the budget: nobody's measure
  for (std::size_t k = 0; k < 40; ++k) {
    field.contest.futures[k] = k % 2;
    field.contest.contenders[0].number[k] += k % 2 == 0 ? 1 : 0;    // worse by 1 in the first future
    field.contest.contenders[1].number[k] += k % 2 == 0 ? 0 : 2.5;  // worse by 2.5 in the second
  }
  const auto judged = judge(field.contest, cheapest_below_eight, 2);
  CHECK(judged[0].regret[0].value == doctest::Approx(1));
  CHECK(judged[0].regret[1].value == 0);
  CHECK(judged[0].highest_regret.value == doctest::Approx(1));
  CHECK(judged[1].regret[0].value == 0);
  CHECK(judged[1].highest_regret.value == doctest::Approx(2.5));
  CHECK(judged[1].highest_regret.interval.low == doctest::Approx(2.5));  // nothing varies
  CHECK(judged[1].highest_regret.interval.high == doctest::Approx(2.5));
  CHECK(std::isnan(judged[2].regret[0].value));
}
