#include "models/illness_death/exact/exact_projection.h"

#include <cmath>

#include <doctest/doctest.h>

#include "engine/study/projection.h"

#include "tests/models/illness_death/studies.h"

namespace formatie::illness_death {
namespace {

/// A process that nobody told the projection of.
class Vaccination final : public Process<Ward> {
 public:
  std::string_view name() const override { return "vaccination"; }
  std::vector<Transition> transitions() const override { return {}; }
  void then(Ward&, Ward::PersonId, Moment&) const override {}
};

std::vector<double> projected(const Plan& plan, std::size_t alternative = 0) {
  return plan.alternatives[alternative].model().projection()->project(Replication());
}

}  // namespace

TEST_CASE("all measures are projected on all dates, and states add up to those who began") {
  const Plan plan = plan_of("base.yaml", {});
  const auto values = projected(plan);
  for (const double value : values) CHECK(std::isfinite(value));
  for (std::size_t date = 0; date < plan.layout->dates().size(); ++date) {
    double persons = 0;
    for (const char* state : state_names) persons += values[place(*plan.layout, "patients", "mild", state, date)];
    CHECK(persons == doctest::Approx(10000).epsilon(1e-12));
    CHECK(values[place(*plan.layout, "alive", "mild", "all", date)] ==
          doctest::Approx(10000 - values[place(*plan.layout, "patients", "mild", "dead", date)]).epsilon(1e-12));
  }
}

TEST_CASE("deaths of the years add up to the dead, and changes to those who are in a state") {
  const Plan plan = plan_of("treatment.yaml", {});
  const Layout& layout = *plan.layout;
  const auto values = projected(plan, 2);
  double dead = 0, mild = 0;
  for (std::size_t date = 1; date < layout.dates().size(); ++date) {
    const auto of = [&](const char* measure, const char* state = "all") {
      return values[place(layout, measure, "well", state, date)];
    };
    dead += of("deaths");
    mild += of("onsets") + of("remissions") - of("recoveries") - of("progressions") - of("deaths", "mild");
    CHECK(of("patients", "dead") == doctest::Approx(dead).epsilon(1e-12));
    CHECK(of("patients", "mild") == doctest::Approx(mild).epsilon(1e-12));
  }
}

TEST_CASE("a change of a dial in the middle of a year is one stretch more") {
  // Nobody dies or falls ill but by progression: half a year at 0.4, the rest at 0.8 a year.
  const Plan plan =
      plan_of("base.yaml", {"period.end=2002-01-01", "parameters.onset.rate=0", "parameters.recovery.rate=0",
                            "parameters.remission.rate=0", "parameters.progression.rate=0.4", "parameters.death.rate=0",
                            "alternatives=[{name: base, policy: [{dial: progression.rate, times: 2,"
                            " from: 2001-07-02}]}]"});
  const double first = 182 / 365.2425, second = 183 / 365.2425;
  CHECK(projected(plan)[place(*plan.layout, "patients", "mild", "mild", 1)] ==
        doctest::Approx(10000 * std::exp(-0.4 * first - 0.8 * second)).epsilon(1e-12));
}

TEST_CASE("with a process that the projection does not know it gives no number, and names the process") {
  Contents contents;
  CHECK(projection_notes(contents).empty());
  contents.add<Vaccination>();
  CHECK(projection_notes(contents) ==
        std::vector<std::string>{"process 'vaccination' is not in the projection: all measures are left empty"});
  const Period period{Time::from_date(2001, 1, 1), Time::from_date(2002, 1, 1)};
  const std::vector<Time> dates = {period.begin, period.end};
  const Layout layout = contents.measures.layout(dates);
  for (const double value :
       ExactProjection(contents, {period.begin}, period, dates).values(contents, layout, contents.measures.cells()))
    CHECK(std::isnan(value));
}

}  // namespace formatie::illness_death
