#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// Somebody whose benefit began when the job ended, and lasts until 1 June 2021.
Person with_benefit(const OneSchool& school, Time left) {
  Person p = school.person(1, State::unemployed);
  p.left = left.minutes();
  p.until = Time::from_date(2021, 6, 1).minutes();
  return p;
}

}  // namespace

TEST_CASE("who has a benefit looks for a job again, less often after the first year") {
  OneSchool school(1, 0);
  school.begin_with({with_benefit(school, Time::from_date(2018, 6, 1))});
  CHECK(school.rate("return_from_benefit") == 0.3);
  school.begin_with({with_benefit(school, Time::from_date(2019, 6, 1))});
  CHECK(school.rate("return_from_benefit") == 0.7);
  CHECK(school.cap("return_from_benefit", 35) == 0.7);
  school.happens("return_from_benefit");
  CHECK(school.who().state() == State::seeking);
  CHECK(school.who().until == 0);
  CHECK(school.who().route == school.world.labels.door_return());
  CHECK(school.looks_for_school());
  school.world.labour.check();
}

TEST_CASE("a benefit ends on its date, and the person is in the silent reserve then") {
  OneSchool school(1, 0);
  school.begin_with({with_benefit(school, Time::from_date(2019, 6, 1))});
  CHECK(school.world.measure("benefits", {"po"}) == 1);
  CHECK(school.due("benefit_end") == Time::from_date(2021, 6, 1));
  school.happens("benefit_end");
  CHECK(school.who().state() == State::reserve);
  CHECK(school.who().until == 0);
  CHECK(school.world.measure("benefits") == 0);
  CHECK(school.world.measure("silent_reserve", {"po"}) == 1);
  school.world.labour.check();
}

}  // namespace formatie::teachers
