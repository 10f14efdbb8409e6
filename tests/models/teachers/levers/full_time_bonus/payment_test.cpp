#include <doctest/doctest.h>

#include "tests/models/teachers/studies.h"

namespace formatie::teachers {

TEST_CASE("a bonus is paid for the part of the quarter in which it holds") {
  // Nobody responds, so the same people are paid in all alternatives. 16 November halves the last quarter of 2020.
  const auto bonus = [](const char* name, const char* dates) {
    return std::string("{name: ") + name + ", policy: [{dial: full_time_bonus.rate, set: 0.06, " + dates + "}]}";
  };
  const Plan plan = plan_of(
      tiny_scenario(),
      {"parameters.full_time_bonus.response=none",
       "alternatives=[{name: base}, " + bonus("whole", "from: 2020-10-01, until: 2021-01-01") + ", " +
           bonus("late", "from: 2020-11-16, until: 2021-01-01") + ", " +
           bonus("early", "from: 2020-10-01, until: 2020-11-16") + ", " +
           "{name: two rates, policy: [{dial: full_time_bonus.rate, set: 0.06, from: 2020-10-01, until: 2021-01-01},"
           " {dial: full_time_bonus.rate, set: 0.18, from: 2020-11-16, until: 2021-01-01}]}]"});
  const Results results = results_of(plan);
  const Finder find(results.layout());
  const auto cost = [&](std::size_t a, const char* measure) { return find.value(results, a, 0, measure, {}, 2); };
  const double whole = cost(1, "cost");
  CHECK(whole > 0);
  CHECK(cost(2, "cost") == doctest::Approx(whole / 2).epsilon(1e-12));
  CHECK(cost(3, "cost") == doctest::Approx(whole / 2).epsilon(1e-12));
  CHECK(cost(4, "cost") == doctest::Approx(whole * 2).epsilon(1e-12));
  CHECK(cost(3, "windfall") == cost(3, "cost"));
  for (std::size_t date = 1; date < 4; ++date)
    if (date != 2) CHECK(find.value(results, 1, 0, "cost", {}, date) == 0);
}

}  // namespace formatie::teachers
