#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// A bonus so high, and an elasticity so large, that it moves everybody at once.
const std::vector<std::string> all_are_moved = {
    "parameters.full_time_bonus.rate=1", "parameters.full_time_bonus.response=elasticity",
    "parameters.full_time_bonus.hours_elasticity=5", "parameters.full_time_bonus.reaction_months=0"};

}  // namespace

TEST_CASE("a part-timer whom the bonus moves wants full time, waits for the hours, and goes back when it ends") {
  OneSchool school(2, 1, all_are_moved);
  Person& p = school.structure->people[0];
  p.size = p.desired = p.desired_without = 16;
  school.begin();
  CHECK(school.due("full_time_response") == school.world.period.begin);
  school.happens("full_time_response");
  CHECK(school.who().desired == full_time);
  CHECK(school.who().desired_without == 16);
  CHECK(school.who().attracted());
  CHECK(school.who().wants_more);
  CHECK(school.who().size == 16);  // until the school has room, in a hiring round
  school.world.labour.check();
  CHECK(school.due("full_time_response").is_never());  // the bonus does not end
  school.happens("full_time_response");
  CHECK(school.who().desired == 16);
  CHECK_FALSE(school.who().attracted());
  school.world.labour.check();
}

TEST_CASE("who works the threshold anyway does not react, and without a bonus nobody does") {
  OneSchool full(1, 1, all_are_moved);
  full.begin();
  CHECK(full.due("full_time_response").is_never());
  OneSchool none(1, 1);
  none.structure->people[0].desired_without = 16;
  none.begin();
  CHECK(none.due("full_time_response").is_never());
}

}  // namespace formatie::teachers
