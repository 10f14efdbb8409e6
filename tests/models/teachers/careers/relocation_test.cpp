#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("who goes to live in the other region keeps the job, and looks for a school from there") {
  OneSchool school(1, 1);
  school.begin();
  REQUIRE(school.who().region == 0);
  school.happens("relocation");
  CHECK(school.who().region == 1);  // there are two
  CHECK(school.who().post == PostId(0));
  CHECK(school.who().moving);
  CHECK(school.looks_for_school());
  school.world.labour.check();
}

TEST_CASE("nobody goes to live elsewhere from the age on after which nobody does, or twice while looking") {
  OneSchool school(1, 1);  // until 50
  school.begin();
  CHECK(school.rate("relocation") == 0.05);
  CHECK(school.cap("relocation", 49) == 0.05);
  CHECK(school.cap("relocation", 50) == 0);
  school.happens("relocation");
  CHECK(school.rate("relocation") == 0);
  school.structure->people[0].agent.birth = Time::from_date(1970, 2, 1).minutes();
  school.begin();
  CHECK(school.rate("relocation") == 0);
}

}  // namespace formatie::teachers
