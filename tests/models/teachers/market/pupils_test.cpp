#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("pupils are those of the table in the calendar year, of a sector or of all") {
  OneSchool school(0, 0);
  school.now = school.world.period.begin;  // in 2019
  school.begin();
  CHECK(school.world.measure("pupils", {"po"}) == 500);
  CHECK(school.world.measure("pupils", {"vo"}) == 260);
  CHECK(school.world.measure("pupils") == 760);
  school.now = Time::from_date(2020, 10, 1);
  school.begin();
  CHECK(school.world.measure("pupils", {"po"}) == 490);
}

}  // namespace formatie::teachers
