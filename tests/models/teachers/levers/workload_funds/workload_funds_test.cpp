#include "models/teachers/levers/workload_funds/workload_funds.h"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("workload funds buy the teachers and the support staff that they pay for") {
  const Plan plan =
      plan_of(tiny_scenario(),
              {"alternatives=[{name: base}, {name: funds, policy: [{dial: workload_funds.euro_per_year, where: {sector:"
               " po}, set: 200000, from: 2021-08-01, until: 2022-08-01}]}]",
               "parameters.workload_funds.share_on_teachers.value=0.3"});
  const Results results = results_of(plan);
  const Finder find(results.layout());
  const auto value = [&](std::size_t a, const char* measure, const char* sector, std::size_t date) {
    return find.value(results, a, 0, measure, {{"sector", sector}}, date);
  };
  const double teachers = 200000 * 0.3 / 65000;
  const double support = 200000 * 0.7 / 40000;
  for (std::size_t date = 0; date < 4; ++date) {
    const bool paid = date == 2;  // from August 2021 until August 2022: at the census of 2021
    const double more = value(1, "posts", "po", date) - value(0, "posts", "po", date);
    CHECK(std::abs(more - (paid ? teachers : 0)) <= 0.05 + 1e-9);
    CHECK(value(1, "support_staff", "po", date) == doctest::Approx(paid ? support : 0));
    CHECK(value(1, "posts", "vo", date) == value(0, "posts", "vo", date));
    CHECK(value(1, "support_staff", "vo", date) == 0);
  }
}

TEST_CASE("the workload funds lower resigning in proportion, up to the amount for which an effect is given") {
  Labels labels;
  labels.sector = Dimension("sector", {"po", "vo"});
  labels.with_subjects = {false, false};
  const Contents contents(labels);
  auto& funds = contents.get<WorkloadFunds>();
  const auto date = [](int year, int month) { return Time::from_date(year, month, 1); };
  const auto beginning = Time::from_minutes(-2000000000);
  funds.euro_per_year.set(beginning, 0, 215e6);
  funds.euro_per_year.set(date(2021, 1), 0, 900e6);
  funds.euro_per_year.freeze({date(2019, 10), date(2021, 1)});
  funds.effect_at_euro = 430e6;
  CHECK(funds.resignation_factor(0, 0) == 1);
  funds.effect_on_resignation = -0.1;
  CHECK(funds.resignation_factor(0, 0) == doctest::Approx(0.95));
  CHECK(funds.resignation_factor(1, 0) == doctest::Approx(0.9));
  CHECK(funds.resignation_factor(1, 1) == 1);
}

TEST_CASE("a twelfth of the funds, and of money that no mechanism follows, is booked each month") {
  OneSchool school(
      20, 20, {"parameters.workload_funds.euro_per_year=120000", "parameters.funds_payment.other_euro_per_year=60000"});
  school.begin();
  school.act("funds_payment");
  CHECK(school.world.measure("cost", {"po", "workload_funds"}) == 10000);
  CHECK(school.world.measure("cost", {"po", "other"}) == 5000);
  CHECK(school.world.measure("windfall") == 0);
}

TEST_CASE("more formation makes posts, and money that no mechanism follows is booked") {
  CHECK(po({"school_year.more_formation=0.1"}, "posts", 1) ==
        doctest::Approx(po({}, "posts", 1) + 0.1 * po({}, "posts", 0)).epsilon(0.01));
  CHECK(po({"funds_payment.other_euro_per_year=120000"}, "cost", 2, "other") == doctest::Approx(120000));
}

}  // namespace formatie::teachers
