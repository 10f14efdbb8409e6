#include "models/teachers/training/zij_instroom.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "models/teachers/census/money.h"
#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// Euro of grants since the last census.
double granted(const World& world, std::size_t sector) {
  const auto& money = world.part<Money>();
  return money.spent(*money.programmes().find("zij_instroom"), sector);
}

/// Somebody who began before the class of the school on 1 August 2019.
Person second_career(const OneSchool& school, bool guided) {
  Person p = school.person(guided ? 1 : 2, State::teaching);
  p.agent.situation = situation_of(State::in_training, 0);
  p.started = p.since = Time::from_date(2019, 8, 1).minutes();
  p.route = static_cast<std::uint8_t>(*school.world.labels.route.find("zij_instroom_po"));
  p.second_career = true;
  p.qualified = false;
  p.guided = guided;
  return p;
}

}  // namespace

TEST_CASE("grants hold the ceiling of the calendar year to the cent, first come first served") {
  World world(read_changed(
      tiny_scenario(), with_parameters({"zij_instroom_intake.grant=20000.01", "zij_instroom_intake.ceiling=100000.05",
                                        "zij_instroom_intake.flows_back=0"})));
  world.begin(0);
  auto& labour = world.labour;
  auto& rule = world.rule("zij_instroom_intake");
  std::vector<double> a_month;
  double before = 0;
  for (int month = 1; month <= 24; ++month) {  // one applicant a month
    rule.act(labour, Time::from_date(2020 + (month - 1) / 12, 1 + (month - 1) % 12, 1));
    const double now = granted(world, 0);
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
  CHECK(world.part<ZijInstroom>().waiting.size() == 24 - 10);
  // What flows back makes room again.
  World back(read_changed(tiny_scenario(),
                          with_parameters({"zij_instroom_intake.grant=20000", "zij_instroom_intake.ceiling=20000",
                                           "zij_instroom_intake.flows_back=1"})));
  back.begin(0);
  auto& again = back.rule("zij_instroom_intake");
  again.act(back.labour, Time::from_date(2020, 1, 1));
  again.act(back.labour, Time::from_date(2020, 2, 1));
  CHECK(granted(back, 0) == 20000);
  CHECK(back.part<ZijInstroom>().waiting.size() == 1);
  back.labour.counts().count(0, back.part<ZijInstroom>().stopped, 0);
  again.act(back.labour, Time::from_date(2020, 3, 1));
  CHECK(granted(back, 0) == 20000);  // returned, and granted to the next
  CHECK(back.part<ZijInstroom>().waiting.size() == 1);
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
    auto& rule = world.rule("zij_instroom_intake");
    const std::size_t before = labour.population().count();
    for (int month = 1; month <= 12; ++month) {
      labour.arrive(Time::from_date(year, month, 1), 0);
      rule.act(labour, labour.now());
    }
    CHECK(static_cast<int>(labour.population().count() - before) == granted);
    CHECK(world.part<ZijInstroom>().paid == std::stod(ceiling));  // to the cent
    CHECK(world.part<ZijInstroom>().waiting.size() > 0);
  }
}

TEST_CASE("a second-career teacher who stops leaves the class, and part of the grant can flow back") {
  OneSchool school(2, 0);
  school.begin_with({second_career(school, true), second_career(school, false)});
  // Usually a fifth has no guidance and stops 1.5 times as often.
  CHECK(school.rate("zij_instroom_dropout", PersonId(0)) == doctest::Approx(0.15 / 1.1));
  CHECK(school.rate("zij_instroom_dropout", PersonId(1)) == doctest::Approx(0.15 * 1.5 / 1.1));
  school.happens("zij_instroom_dropout");
  CHECK(school.has_gone());
  CHECK(school.world.measure("outflow", {"po", "training_dropout"}) == 1);
  CHECK(school.world.labour.counts().of(school.world.part<ZijInstroom>().stopped)[0] == 1);
}

TEST_CASE("a second-career teacher is qualified two years after the first day before the class, and teaches on") {
  OneSchool school(1, 0);
  school.begin_with({second_career(school, true)});
  CHECK(school.due("zij_instroom_qualification") == Time::from_date(2019, 8, 1).plus_years(2));
  school.happens("zij_instroom_qualification");
  CHECK(school.who().state() == State::teaching);
  CHECK(school.who().post == PostId(0));
  CHECK_FALSE(school.who().second_career);
  CHECK(school.who().qualified);
  CHECK(school.world.measure("teachers", {"po"}) == 1);
  school.world.labour.check();
}

}  // namespace formatie::teachers
