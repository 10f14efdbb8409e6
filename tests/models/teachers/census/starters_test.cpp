#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("of four who began in a year, who does not teach in the sector a year later is gone") {
  OneSchool school(4, 4, {"period.end=2023-10-01"});
  auto& people = school.structure->people;
  for (auto& p : people) p.started = Time::from_date(2020, 8, 1).minutes();
  people[3].agent.birth = Time::from_date(1995, 1, 1).minutes();
  school.begin();
  // Each counting of people is a census day here.
  const auto counted = [&](int year, const char* measure) {
    school.now = Time::from_date(year, 10, 1);
    school.world.labour.arrive(school.now, 0);
    return school.world.measure(measure, {"po"});
  };
  counted(2019, "teachers");
  counted(2020, "teachers");
  school.happens("death", PersonId(0));
  CHECK(counted(2021, "starters_gone_1") == doctest::Approx(100 * 1.0 / 4));
  school.happens("death", PersonId(3));
  counted(2022, "teachers");
  CHECK(counted(2023, "starters_gone_3") == doctest::Approx(100 * 2.0 / 4));
  CHECK(school.world.measure("teachers", {"po"}) == 2);
}

}  // namespace formatie::teachers
