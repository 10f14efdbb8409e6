#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("posts are the formation and unfilled is what nobody works of it, by sector, kind and region") {
  OneSchool school(10, 6);
  school.begin();
  auto& world = school.world;
  CHECK(world.measure("posts", {"po"}) == 10);
  CHECK(world.measure("posts", {"po", "bo"}) == 10);
  CHECK(world.measure("posts", {"po", "East"}) == 10);
  CHECK(world.measure("posts", {"vo"}) == 0);
  CHECK(world.measure("unfilled_posts", {"po"}) == 4);
  CHECK(world.measure("unfilled_share", {"po"}) == doctest::Approx(40));
}

TEST_CASE("a post with more contracts than formation fills no other one") {
  OneSchool school(10, 10);
  school.structure->base_demand[1] = 3 * full_time;
  school.begin();
  school.world.labour.set_demand(PostId(0), 8 * full_time);
  CHECK(school.world.measure("posts", {"po"}) == 11);
  CHECK(school.world.measure("unfilled_posts", {"po"}) == 3);
}

TEST_CASE("the shortage above base is what is open more than at the first census") {
  OneSchool school(10, 6);
  school.begin();
  CHECK(school.world.measure("shortage_above_base", {"po"}) == 0);
  school.happens("death");
  CHECK(school.world.measure("shortage_above_base", {"po"}) == 1);
}

TEST_CASE("vacancies of the year are those filled and those open more, for each hundred teachers") {
  OneSchool school(10, 4);
  school.structure->people.push_back(school.person(9, State::seeking));
  school.begin();
  CHECK(school.world.measure("unfilled_posts", {"po"}) == 6);  // on the first census
  school.world.labour.hire(PersonId(4), PostId(0), full_time);
  // One filled, and one open less: none arose, for five teachers.
  CHECK(school.world.measure("vacancy_intensity", {"po"}) == doctest::Approx(0));
  school.world.labour.set_demand(PostId(0), 12 * full_time);
  CHECK(school.world.measure("vacancy_intensity", {"po"}) == doctest::Approx(100 * (1 + 2) / 5.0));
}

}  // namespace formatie::teachers
