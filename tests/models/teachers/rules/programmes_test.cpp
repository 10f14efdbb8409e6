// What measures cost and do, each at small scale: grants under a ceiling, pay, tuition, guidance, formation.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

std::vector<std::string> tiny_with(std::vector<std::string> changes) {
  for (auto& change : changes) change = "parameters." + change;
  return changes;
}

double spent(const Labour& labour, Programme programme, std::size_t sector) {
  return labour.spent[static_cast<std::size_t>(programme) * labour.labels().sector.size() + sector];
}

/// The values of a measure of the tiny scenario with changes, for po.
double po(const std::vector<std::string>& changes, const char* measure, std::size_t date, const char* cause = nullptr) {
  const auto plan = plan_of(tiny_scenario(), tiny_with(changes));
  const auto results = results_of(plan, 1);
  const Finder find(*plan.layout);
  Finder::Where where = {{"sector", "po"}};
  if (cause != nullptr) where["cause"] = cause;
  return find.value(results, 0, 0, measure, where, date);
}

}  // namespace

TEST_CASE("grants hold the ceiling of the calendar year to the cent, first come first served") {
  World world(read_changed(tiny_scenario(),
                           tiny_with({"zij_instroom_intake.grant=20000.01", "zij_instroom_intake.ceiling=100000.05",
                                      "zij_instroom_intake.flows_back=0"})));
  world.begin(0);
  auto& labour = world.labour;
  const auto& rule = world.rule("zij_instroom_intake");
  std::vector<double> a_month;
  double before = 0;
  for (int month = 1; month <= 24; ++month) {  // one applicant a month
    rule.act(labour, Time::from_date(2020 + (month - 1) / 12, 1 + (month - 1) % 12, 1));
    const double now = spent(labour, Programme::zij_instroom, 0);
    a_month.push_back(now - before);
    before = now;
  }
  for (int year = 0; year < 2; ++year) {
    double sum = 0;
    for (int month = 0; month < 12; ++month) sum += a_month[static_cast<std::size_t>(12 * year + month)];
    CHECK(sum == doctest::Approx(100000.05).epsilon(1e-12));  // five, to the cent
  }
  CHECK(a_month[4] > 0);
  CHECK(a_month[5] == 0);
  CHECK(a_month[12] == doctest::Approx(5 * 20000.01));  // who waited is first
  CHECK(labour.grants.waiting.size() == 24 - 10);
  // What flows back makes room again.
  World back(
      read_changed(tiny_scenario(), tiny_with({"zij_instroom_intake.grant=20000", "zij_instroom_intake.ceiling=20000",
                                               "zij_instroom_intake.flows_back=1"})));
  back.begin(0);
  const auto& again = back.rule("zij_instroom_intake");
  again.act(back.labour, Time::from_date(2020, 1, 1));
  again.act(back.labour, Time::from_date(2020, 2, 1));
  CHECK(spent(back.labour, Programme::zij_instroom, 0) == 20000);
  CHECK(back.labour.grants.waiting.size() == 1);
  ++back.labour.tally(0).gave_up[0];
  again.act(back.labour, Time::from_date(2020, 3, 1));
  CHECK(spent(back.labour, Programme::zij_instroom, 0) == 20000);  // returned, and granted to the next
  CHECK(back.labour.grants.waiting.size() == 1);
}

TEST_CASE("the grants of 2022 and 2023 under their ceilings: 1,993 and 2,285, when more would come") {
  struct Year {
    int year;
    const char* ceiling;
    int granted;
  };
  for (const auto& [year, ceiling, granted] : {Year{2022, "39860000", 1993}, Year{2023, "57125000", 2285}}) {
    CAPTURE(year);
    World world(
        read_changed(project_file("scenarios/base.yaml"),
                     {std::string("parameters.zij_instroom_intake.ceiling=") + ceiling,
                      "parameters.zij_instroom_intake.flows_back=0",
                      "parameters.intake.persons={table: " + project_file("models/teachers/data/intake.csv").string() +
                          ", column: persons, times: 1.5}"}));
    world.begin(0);
    auto& labour = world.labour;
    labour.checking = false;
    const auto& rule = world.rule("zij_instroom_intake");
    const std::size_t before = labour.population().count();
    for (int month = 1; month <= 12; ++month) {
      labour.arrive(Time::from_date(year, month, 1), 0);
      rule.act(labour, labour.now());
    }
    CHECK(static_cast<int>(labour.population().count() - before) == granted);
    CHECK(labour.grants.paid == std::stod(ceiling));  // to the cent
    CHECK(labour.grants.waiting.size() > 0);
  }
}

TEST_CASE("no more begin to study than there are places to train at") {
  const auto students = [](const std::vector<std::string>& changes) {
    World world(read_changed(tiny_scenario(), tiny_with(changes)));
    world.begin(0);
    world.labour.arrive(Time::from_date(2020, 9, 1), 0);
    const std::size_t before = world.labour.population().count();
    world.rule("enrolment").act(world.labour, world.labour.now());
    return world.labour.population().count() - before;
  };
  const std::size_t all = students({});
  REQUIRE(all > 2);
  CHECK(students({"enrolment.places=1000"}) == all);
  CHECK(students({"enrolment.places=1"}) < all);
  CHECK(students({"enrolment.places=1"}) > 0);
  CHECK(students({"enrolment.places=0"}) == 0);
}

TEST_CASE("a rise of pay costs its part of what teachers cost, and moves nobody where it may not") {
  const double fte = po({"contract_size.rate=0", "resignation.rate=0", "hiring_round.active=false", "retirement.rate=0",
                         "retirement.rate_after=0", "state_pension.share=0", "death.rate=0", "sector_switch.rate=0",
                         "promotion.rate=0", "layoffs.surplus_kept=1"},
                        "employment", 1);
  const double cost = po({"contract_size.rate=0", "resignation.rate=0", "hiring_round.active=false",
                          "retirement.rate=0", "retirement.rate_after=0", "state_pension.share=0", "death.rate=0",
                          "sector_switch.rate=0", "promotion.rate=0", "layoffs.surplus_kept=1", "pay.rise=0.1"},
                         "cost", 1, "pay");
  CHECK(cost == doctest::Approx(0.1 * 65000 * fte));                    // nobody came or went
  CHECK(po({"pay.rise=0.1"}, "teachers", 3) == po({}, "teachers", 3));  // no elasticity, no effect
}

TEST_CASE("pay moves the rate of resigning by its elasticity") {
  World world(read_changed(tiny_scenario(), tiny_with({"pay.rise=0.08", "pay.on_resignation=-3"})));
  World plain(read_changed(tiny_scenario(), {}));
  world.begin(0);
  plain.begin(0);
  const Route* with = nullptr;
  const Route* without = nullptr;
  for (const auto& process : world.catalogue().processes)
    if (process->name() == "resignation") with = process.get();
  for (const auto& process : plain.catalogue().processes)
    if (process->name() == "resignation") without = process.get();
  int compared = 0;
  for (std::uint32_t row = 0; row < world.labour.population().rows(); ++row) {
    const PersonId who(row);
    if (world.labour.person(who).state() != State::teaching) continue;
    const double a = with->rate(world.labour, who, world.period.begin).value;
    const double b = without->rate(plain.labour, who, world.period.begin).value;
    CHECK(a == doctest::Approx(b * std::pow(1.08, -3)));
    ++compared;
  }
  CHECK(compared > 50);
}

TEST_CASE("less tuition is paid for all in the first two years, and is windfall as far as nobody came for it") {
  const std::vector<std::string> none = {"tuition.discount=1000"};
  // In September 2020 those of 2019 and 2020 are in their first two years.
  CHECK(po(none, "cost", 1, "tuition") == po(none, "windfall", 1));
  CHECK(po(none, "cost", 1, "tuition") > 0);
  CHECK(po(none, "teachers", 3) == po({}, "teachers", 3));
  const std::vector<std::string> some = {"tuition.discount=1000", "tuition.on_entrants=0.5"};
  CHECK(po(some, "windfall", 1) == doctest::Approx(po(some, "cost", 1, "tuition") / 1.5));
  CHECK(po(some, "cost", 1, "tuition") > po(none, "cost", 1, "tuition"));
}

TEST_CASE("a promise of guidance without mentors does nothing, bought guidance reaches everybody and is paid for") {
  const auto guided = [](const std::vector<std::string>& changes) {
    auto all = changes;
    all.push_back("guidance.euro_per_hour=50");
    return po(all, "guided", 2);
  };
  CHECK(guided({"guidance.hours_per_mentor=0"}) == 0);
  CHECK(guided({"guidance.hours_per_mentor=0", "guidance.guarantee=1"}) == 0);
  CHECK(guided({"guidance.hours_per_mentor=0", "guidance.bought_hours=2"}) == 100);
  CHECK(guided({"guidance.hours_per_mentor=0.02"}) <
        guided({"guidance.hours_per_mentor=0.02", "guidance.guarantee=1"}));
  const double began =
      po({"guidance.bought_hours=2", "guidance.euro_per_hour=50"}, "cost", 2, "guidance") / (2 * 40 * 50);
  CHECK(began > 0);
  CHECK(began == doctest::Approx(std::round(began)));
}

TEST_CASE("more formation makes posts, and money that no mechanism follows is booked") {
  CHECK(po({"school_year.more_formation=0.1"}, "posts", 1) ==
        doctest::Approx(po({}, "posts", 1) + 0.1 * po({}, "posts", 0)).epsilon(0.01));
  CHECK(po({"funds_payment.other_euro_per_year=120000"}, "cost", 2, "other") == doctest::Approx(120000));
}

}  // namespace formatie::teachers
