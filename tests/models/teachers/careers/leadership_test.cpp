#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("a teacher becomes a school leader after some years, and leaves the class") {
  OneSchool school(2, 2, {"parameters.promotion.after_years=5"});
  school.structure->people[1].started = Time::from_date(2015, 8, 1).minutes();
  school.begin();
  CHECK(school.rate("promotion", PersonId(0)) == 0.01);  // since 2009
  CHECK(school.rate("promotion", PersonId(1)) == 0);
  school.happens("promotion");
  CHECK(school.who().state() == State::leading);
  CHECK(school.world.measure("school_leaders", {"po"}) == 1);
  CHECK(school.world.measure("outflow", {"po", "leadership"}) == 1);
  CHECK(school.world.labour.open(PostId(0)) == full_time);
  school.world.labour.check();
}

TEST_CASE("a school leader who goes back to the class looks for a job full time, like everybody who returns") {
  OneSchool school(1, 0);
  Person leader = school.person(1, State::leading);
  leader.desired = leader.desired_without = 4;
  school.begin_with({leader});
  CHECK(school.rate("stepping_back") == 0.02);
  school.happens("stepping_back");
  CHECK(school.who().state() == State::seeking);
  CHECK(school.who().desired == full_time);
  CHECK(school.who().route == school.world.labels.door_return());
  CHECK(school.looks_for_school());
}

TEST_CASE("a school leader who leaves education was counted when he left the class, and is not counted again") {
  OneSchool school(1, 0);
  school.begin_with({school.person(1, State::leading)});
  CHECK(school.rate("leader_exit") == 0.02);
  school.happens("leader_exit");
  CHECK(school.has_gone());
  CHECK(school.world.measure("outflow") == 0);
  CHECK(school.world.measure("school_leaders") == 0);
}

}  // namespace formatie::teachers
