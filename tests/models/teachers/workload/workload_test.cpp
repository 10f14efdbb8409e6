#include "models/teachers/workload/workload.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("the workload loop: open posts raise the workload, and that drives people out, to less hours and to bed") {
  const auto after_start = [](int teachers, const std::vector<std::string>& changes) {
    OneSchool school(20, 18, changes);
    school.begin();
    school.now = school.world.period.begin;
    school.act("workload");  // a tenth open: the usual
    school.now = Time::from_date(2020, 3, 1);
    school.world.labour.set_demand(PostId(0), (38 - teachers) * full_time);
    school.act("workload");
    return school.world.part<Workload>().at(0);
  };
  const auto usual = after_start(18, {});
  CHECK(usual.points == doctest::Approx(0));
  CHECK(usual.resignation == doctest::Approx(1));
  const auto high = after_start(14, {});  // 24 posts, six open: a quarter
  CHECK(high.points == doctest::Approx(0.15));
  CHECK(high.resignation == doctest::Approx(1 + 0.5 * 0.15));
  CHECK(high.hours == doctest::Approx(1 - 0.1 * 0.15));
  CHECK(high.sickness == doctest::Approx(1 + 0.5 * 0.15));
  const auto low = after_start(20, {});  // 18 posts, all filled
  CHECK(low.resignation == doctest::Approx(1 - 0.5 * 0.1));
  const auto off = after_start(14, {"parameters.workload.active=false"});
  CHECK(off.resignation == 1);
  CHECK(off.hours == 1);
  CHECK(off.sickness == 1);
}

TEST_CASE("workload and guidance switched off give the same bytes as effects of zero") {
  const auto numbers = [](const std::vector<std::string>& changes) {
    const Plan plan = plan_of(tiny_scenario(), changes);
    const Results results = results_of(plan);
    const auto values = results.values(0, 0);
    return std::vector<double>(values.begin(), values.end());
  };
  const auto same = [](const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) return false;
    return a.size() == b.size();
  };
  CHECK(same(numbers({"parameters.workload.active=false"}),
             numbers({"parameters.workload.on_resignation=0", "parameters.workload.on_hours=0",
                      "parameters.workload.on_sickness=0", "parameters.hiring_round.workload_aversion=0"})));
  CHECK_FALSE(same(numbers({"parameters.workload.active=false"}), numbers({"parameters.workload.on_resignation=3"})));
}

}  // namespace formatie::teachers
