#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("people are counted on 1 October, both ends of the period included") {
  OneSchool school(0, 0);
  CHECK(school.world.contents().census().dates(Time::from_date(2019, 10, 1), Time::from_date(2021, 10, 1)) ==
        std::vector<Time>{Time::from_date(2019, 10, 1), Time::from_date(2020, 10, 1), Time::from_date(2021, 10, 1)});
}

TEST_CASE("measures are taken with the flows of the year in them, which begin again after it") {
  OneSchool school(2, 2);
  school.begin();
  school.happens("death");
  double outflow = -1;
  school.world.contents().on_census = [&](Labour&, Time) { outflow = school.world.measure("outflow", {"po"}); };
  school.act("census");
  CHECK(outflow == 1);
  CHECK(school.world.measure("outflow", {"po"}) == 0);
}

}  // namespace formatie::teachers
