#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("the discount of a school year is booked for those who began at most two years ago") {
  OneSchool school(0, 0, {"parameters.tuition.discount=1000", "parameters.tuition.on_entrants=0.5"});
  std::vector<Person> students;
  for (const int since : {2017, 2018, 2019}) {
    students.push_back(school.person(static_cast<std::uint32_t>(since), State::student));
    students.back().route = 0;
    students.back().since = Time::from_date(since, 9, 1).minutes();
    students.back().started = Time::from_date(2030, 7, 1).minutes();
  }
  school.now = Time::from_date(2020, 9, 1);
  school.begin_with(students);
  school.act("tuition");
  CHECK(school.world.measure("cost", {"po", "tuition"}) == 1000);  // of 2019; two years are over for that of 2018
  CHECK(school.world.measure("windfall", {"po"}) == doctest::Approx(1000 / 1.5));  // half more study for it
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

}  // namespace formatie::teachers
