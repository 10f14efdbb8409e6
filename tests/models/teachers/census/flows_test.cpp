#include <cstdint>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("who taught at a census and does not teach or lead a school at the next has left education") {
  // Four teachers: one joins the reserve, one leads the school, two stay.
  OneSchool school(4, 4, {"parameters.benefits.share_of_leavers=0"});
  school.begin();
  double share = -1;
  const auto census = [&](int year) {
    school.now = Time::from_date(year, 10, 1);
    school.world.labour.arrive(school.now, 0);
    school.act("census");
  };
  school.world.contents().on_census = [&](Labour&, Time) {
    share = school.world.measure("left_education", {"po", "30-59"});
  };
  census(2020);
  school.happens("resignation", PersonId(1));
  school.happens("promotion", PersonId(2));
  census(2021);
  CHECK(share == 100 * 1.0 / 4);  // a school leader has not left education
}

TEST_CASE("a move between schools is no inflow, and a first job is, by its door") {
  OneSchool school(1, 0);
  Person seeker = school.person(1, State::seeking);
  seeker.route = static_cast<std::uint8_t>(*school.world.labels.route.find("pabo"));
  school.begin_with({seeker});
  school.world.labour.hire(OneSchool::first, PostId(0), full_time);
  CHECK(school.world.measure("inflow", {"po", "pabo"}) == 1);
  CHECK(school.world.measure("inflow", {"po", "East"}) == 1);
  school.world.labour.hire(OneSchool::first, PostId(1), full_time);
  CHECK(school.world.measure("inflow", {"po"}) == 1);
}

}  // namespace formatie::teachers
