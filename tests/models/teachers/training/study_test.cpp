#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// A student of the pabo since 1 September of a year.
Person student(const OneSchool& school, int since, int diploma = 2020) {
  Person p = school.person(1, State::student);
  p.route = 0;
  p.since = Time::from_date(since, 9, 1).minutes();
  p.started = Time::from_date(diploma, 7, 1).minutes();
  return p;
}

}  // namespace

TEST_CASE("students give up most in their first year, and are students no more") {
  OneSchool school(0, 0);
  school.begin_with({student(school, 2018)});
  CHECK(school.rate("study_dropout") == 0.1);
  school.begin_with({student(school, 2019)});
  CHECK(school.rate("study_dropout") == 0.2);
  CHECK(school.cap("study_dropout", 20) == 0.2);
  CHECK(school.world.measure("students", {"pabo"}) == 1);
  school.happens("study_dropout");
  CHECK(school.has_gone());
  CHECK(school.world.measure("students") == 0);
  CHECK(school.world.measure("diplomas") == 0);
}

TEST_CASE("on the date of the diploma a student looks for a job, joins the reserve, or goes elsewhere") {
  const auto graduate = [](OneSchool& school) {
    school.begin_with({student(school, 2017)});
    CHECK(school.due("graduation") == Time::from_date(2020, 7, 1));
    school.happens("graduation");
    CHECK(school.world.measure("diplomas", {"pabo"}) == 1);
  };
  OneSchool all_look(0, 0, {"parameters.graduation.looks=1"});
  graduate(all_look);
  CHECK(all_look.who().state() == State::seeking);
  CHECK(all_look.who().sector() == 0);
  CHECK(all_look.who().desired >= 1);
  CHECK(all_look.looks_for_school());

  OneSchool all_rest(0, 0, {"parameters.graduation.looks=0", "parameters.graduation.to_reserve=1"});
  graduate(all_rest);
  CHECK(all_rest.who().state() == State::reserve);
  CHECK(all_rest.who().left == all_rest.now.minutes());

  OneSchool all_go(0, 0, {"parameters.graduation.looks=0", "parameters.graduation.to_reserve=0"});
  graduate(all_go);
  CHECK(all_go.has_gone());
}

}  // namespace formatie::teachers
