#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("who begins to look for another school keeps the job until there is one, and begins once") {
  OneSchool school(1, 1);
  school.begin();
  CHECK(school.rate("school_move") == doctest::Approx(0.2));
  school.happens("school_move");
  CHECK(school.who().moving);
  CHECK(school.who().post == PostId(0));
  CHECK(school.looks_for_school());
  CHECK(school.rate("school_move") == 0);
  CHECK(school.world.measure("outflow") == 0);
  school.world.labour.check();
}

TEST_CASE("teachers look away from a school of much disadvantage more often, those of all schools as often as before") {
  OneSchool school(1, 1, {"parameters.school_move.on_disadvantage=0.1"});
  school.structure->schools[0].disadvantage = 2;
  school.structure->mean_disadvantage = 0.5;
  school.begin();
  CHECK(school.rate("school_move") == doctest::Approx(0.2 * (1 + 0.1 * 2) / (1 + 0.1 * 0.5)));
  CHECK(school.cap("school_move", 35) == doctest::Approx(0.2 * (1 + 0.1 * most_disadvantage)));
}

}  // namespace formatie::teachers
