#include "models/teachers/cohort/cohort.h"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "engine/report/csv.h"

#include "tests/models/teachers/studies.h"

namespace formatie::teachers {
namespace {

const std::vector<std::string> no_market = {"alternatives=[{name: base}]", "parameters.hiring_round.active=false"};

/// What the projection of an alternative gives.
std::vector<double> projected(const Plan& plan, std::size_t alternative = 0) {
  return plan.alternatives[alternative].model().projection()->project(Replication());
}
Plan tiny(std::vector<std::string> changes) { return plan_of(tiny_scenario(), changes); }

}  // namespace

TEST_CASE("on the first date the cohorts are the first population") {
  const Plan plan = tiny({"alternatives=[{name: base}]", "study.replications=1"});
  const auto values = projected(plan);
  const auto results = results_of(plan);
  const Finder find(*plan.layout);
  for (const char* measure : {"teachers", "employment", "students", "school_leaders", "silent_reserve", "benefits"})
    CHECK(values[find.index(measure, {}, 0)] ==
          doctest::Approx(find.value(results, 0, 0, measure, {}, 0)).epsilon(1e-12));
  for (const char* sex : {"women", "men"})
    CHECK(values[find.index("teachers", {{"sex", sex}}, 0)] ==
          doctest::Approx(find.value(results, 0, 0, "teachers", {{"sex", sex}}, 0)));
}

TEST_CASE("with one rate and no market the teachers of a sector decay exponentially") {
  auto changes = no_market;
  for (const char* other : {"retirement.rate", "retirement.rate_after", "state_pension.share", "death.rate",
                            "sector_switch.rate", "promotion.rate", "contract_size.rate"})
    changes.push_back("parameters." + std::string(other) + "=0");
  changes.emplace_back("parameters.resignation.rate=0.1");
  changes.emplace_back("parameters.resignation.starters=1");
  const Plan plan = tiny(changes);
  const auto values = projected(plan);
  const Finder find(*plan.layout);
  const auto& dates = plan.layout->dates();
  for (std::size_t date = 0; date < dates.size(); ++date)
    for (const char* measure : {"teachers", "employment"})
      CHECK(values[find.index(measure, {}, date)] ==
            doctest::Approx(values[find.index(measure, {}, 0)] * std::exp(-0.1 * years_between(dates[0], dates[date])))
                .epsilon(1e-10));
}

TEST_CASE("teachers of a census are those of the one before, and who came, less who left") {
  for (const char* market : {"true", "false"}) {
    const Plan plan = plan_of(project_file("scenarios/base.yaml"),
                              {"alternatives=[{name: base}]", "futures=[]", "uncertainty.ensemble=none",
                               "uncertainty.priors=none", "parameters.hiring_round.active=" + std::string(market)});
    const auto values = projected(plan);
    const Finder find(*plan.layout);
    for (const char* sector : {"po", "vo", "mbo"})
      for (std::size_t date = 1; date < plan.layout->dates().size(); ++date) {
        const auto value = [&](const char* measure, std::size_t when) {
          return values[find.index(measure, {{"sector", sector}}, when)];
        };
        CHECK(value("teachers", date) ==
              doctest::Approx(value("teachers", date - 1) + value("inflow", date) - value("outflow", date))
                  .epsilon(1e-9));
        if (market == std::string("false")) CHECK(value("inflow", date) == 0);
      }
  }
}

TEST_CASE("what the cohorts do not cover does not exist, instead of being 0") {
  const Plan plan = tiny({"alternatives=[{name: base}]"});
  const auto values = projected(plan);
  const Finder find(*plan.layout);
  for (const char* measure : {"unfilled_posts", "job_seekers", "posts", "sick", "cost"})
    CHECK_MESSAGE(std::isnan(values[find.index(measure, {}, 1)]), measure);
  const auto& columns = plan.layout->split_columns();
  const auto region = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "region") - columns.begin());
  for (const Series& series : plan.layout->series())
    if (series.split[region] != "all") CHECK(std::isnan(values[series.offset]));
}

TEST_CASE("without a market and with changes of contract size there is no fte, only persons") {
  auto changes = no_market;
  changes.emplace_back("parameters.contract_size.rate=0.1");
  const Plan plan = tiny(changes);
  const auto values = projected(plan);
  const Finder find(*plan.layout);
  CHECK(std::isnan(values[find.index("employment", {}, 1)]));
  CHECK(values[find.index("teachers", {}, 1)] > 0);
}

TEST_CASE("a dial that policy moves from a date on moves the projection from that date on") {
  const Plan plan =
      plan_of(project_file("scenarios/base.yaml"),
              {"futures=[]",
               "alternatives=[{name: base}, {name: stay, policy: [{dial: resignation.rate, times: 0.5, from: "
               "2025-10-01}]}]"});
  const auto base = projected(plan, 0), stay = projected(plan, 1);
  const Finder find(*plan.layout);
  for (std::size_t date = 0; date < plan.layout->dates().size(); ++date) {
    const double more = stay[find.index("teachers", {}, date)] - base[find.index("teachers", {}, date)];
    if (plan.layout->dates()[date] <= Time::from_date(2025, 10, 1))
      CHECK(more == 0);
    else
      CHECK(more > 1000);
  }
}

TEST_CASE("a draw moves the projection, luck does not, and it gives the same numbers every time") {
  const Plan plan = plan_of(project_file("scenarios/base.yaml"), {"alternatives=[{name: base}]", "futures=[]"});
  const auto& solver = *plan.alternatives[0].model().projection();
  const auto text = [&](const Replication& replication) {  // NaN is not equal to itself
    Results results(*plan.layout, {"base"});
    results.add(0, {solver.project(replication)});
    return expected_csv(results);
  };
  REQUIRE(plan.replication(0).draw == plan.replication(1).draw);
  CHECK(text(plan.replication(0)) == text(plan.replication(1)));
  CHECK(text(plan.replication(0)) != text(plan.replication(2)));
  CHECK(text(plan.replication(0)) != text(Replication()));
}

}  // namespace formatie::teachers
