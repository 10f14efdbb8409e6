#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("the ladder covers open posts and absences step by step, and what is left is seen") {
  // 20 posts, 16 teachers of whom one is sick: 4 fte open, and of the absence (1 fte and 1.5% of the 16 fte in a month
  // of mean season) 80% is to be replaced, half of it by a pool. Five steps of 2% cover 0.4 fte each.
  OneSchool school(20, 16, {"parameters.sickness.season=1"});
  school.structure->people[0].until = Time::from_date(2020, 9, 1).minutes();
  school.begin();
  school.act("coping");
  auto& world = school.world;
  const double absent = 1 + 0.015 * 16, replacement = absent * 0.8 * 0.5;
  CHECK(world.measure("shortage_measured_fte", {"po"}) == doctest::Approx(4 + replacement));
  CHECK(world.measure("sick", {"po"}) == doctest::Approx(100 * absent / 16));
  CHECK(world.measure("shortage_replacement", {"po"}) == doctest::Approx(replacement));
  REQUIRE(world.labels.step.size() == 6);
  for (const char* step : {"extra_hours", "agency", "unqualified", "merged_class", "other_professional"})
    CHECK(world.measure("shortage_coped", {"po", step}) == doctest::Approx(0.4));
  CHECK(world.measure("shortage_coped", {"po"}) == doctest::Approx(4 + replacement));
  // A twelfth of the yearly price of what is covered; the last step costs nothing beyond its limit.
  CHECK(world.measure("coping_cost", {"po"}) == doctest::Approx(6 * 0.4 * 40000 / 12));
}

TEST_CASE("nothing is done where nothing is open") {
  OneSchool school(20, 20, {"parameters.sickness.active=false"});
  school.begin();
  school.act("coping");
  CHECK(school.world.measure("shortage_coped", {"po"}) == 0);
  CHECK(school.world.measure("coping_cost", {"po"}) == 0);
}

TEST_CASE("a step for the big cities is none elsewhere, and what no step covers is seen") {
  OneSchool school(20, 16, {"parameters.sickness.active=false", "parameters.coping.g5_only=1"});
  school.begin();
  school.act("coping");
  CHECK(school.world.measure("shortage_coped", {"po", "agency"}) == 0);
  CHECK(school.world.measure("shortage_coped", {"po", "at_home"}) == doctest::Approx(4));
  CHECK(school.world.measure("coping_cost", {"po"}) == 0);
}

}  // namespace formatie::teachers
