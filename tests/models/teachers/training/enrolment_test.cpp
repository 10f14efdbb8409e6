#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/world.h"

namespace formatie::teachers {

TEST_CASE("no more begin to study than there are places to train at") {
  const auto students = [](const std::vector<std::string>& changes) {
    World world(read_changed(tiny_scenario(), with_parameters(changes)));
    world.begin(0);
    world.labour.arrive(Time::from_date(2020, 9, 1), 0);
    const std::size_t before = world.labour.population().count();
    world.rule("enrolment").act(world.labour, world.labour.now());
    return world.labour.population().count() - before;
  };
  const std::size_t all = students({});
  REQUIRE(all > 2);
  CHECK(students({"enrolment.places=1000"}) == all);
  CHECK(students({"enrolment.places=1"}) < all);
  CHECK(students({"enrolment.places=1"}) > 0);
  CHECK(students({"enrolment.places=0"}) == 0);
}

}  // namespace formatie::teachers
