#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("teachers and their contracts are counted by sector, sex, age, kind and region, the sick included") {
  OneSchool school(3, 3);
  auto& people = school.structure->people;
  people[0].woman = true;
  people[0].size = people[0].desired = people[0].desired_without = 16;  // 0.8
  people[1].size = people[1].desired = people[1].desired_without = 17;
  people[2].agent.birth = Time::from_date(1958, 1, 1).minutes();
  people[2].until = Time::from_date(2021, 1, 1).minutes();
  people.push_back(school.person(9, State::seeking));
  school.begin();
  auto& world = school.world;
  CHECK(world.measure("teachers") == 3);
  CHECK(world.measure("teachers", {"po"}) == 3);
  CHECK(world.measure("teachers", {"vo"}) == 0);
  CHECK(world.measure("teachers", {"po", "women"}) == 1);
  CHECK(world.measure("teachers", {"po", "60+"}) == 1);
  CHECK(world.measure("teachers", {"po", "East"}) == 3);
  CHECK(world.measure("teachers", {"po", "West"}) == 0);
  CHECK(world.measure("teachers", {"po", "bo"}) == 3);
  CHECK(world.measure("employment", {"po"}) == doctest::Approx(0.8 + 0.85 + 1));
  CHECK(world.measure("contract_size", {"po"}) == doctest::Approx(2.65 / 3));
  CHECK(world.measure("teachers_up_to_08", {"po"}) == 1);  // 0.8 is up to 0.8
  CHECK(world.measure("share_up_to_08", {"po", "men"}) == 0);
}

}  // namespace formatie::teachers
