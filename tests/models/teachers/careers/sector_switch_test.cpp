#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("who leaves a sector looks for a job in the other, and both sectors count it") {
  OneSchool school(1, 1);
  school.begin();
  CHECK(school.rate("sector_switch") == 0.05);  // to one other sector
  CHECK(school.cap("sector_switch", 35) == 0.05);
  school.happens("sector_switch");
  CHECK(school.who().state() == State::seeking);
  CHECK(school.who().sector() == 1);
  CHECK(school.who().route == school.world.labels.door_other_sector());
  CHECK(school.looks_for_school());
  CHECK(school.world.labour.open(PostId(0)) == full_time);
  CHECK(school.world.measure("outflow", {"po", "other_sector"}) == 1);
  CHECK(school.world.measure("switched", {"vo", "from_po"}) == 1);
  CHECK(school.world.measure("switched", {"po"}) == 0);
  CHECK(school.world.measure("job_seekers", {"vo"}) == 1);
  school.world.labour.check();
}

}  // namespace formatie::teachers
