#include <algorithm>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("a teacher who dies leaves an open post, and is counted as outflow by death") {
  OneSchool school(1, 1);
  school.begin();
  CHECK(school.world.labour.open(PostId(0)) == 0);
  CHECK(school.rate("death") == 0.01);
  school.happens("death");
  CHECK(school.has_gone());
  CHECK(school.world.labour.open(PostId(0)) == full_time);
  CHECK(school.world.measure("outflow", {"po", "death"}) == 1);
  CHECK(school.world.measure("outflow", {"po"}) == 1);
  CHECK(school.world.measure("teachers", {"po"}) == 0);
}

TEST_CASE("who dies without a job goes, and is no outflow of the profession") {
  OneSchool school(1, 0);
  school.begin_with({school.person(1, State::reserve)});
  school.happens("death");
  CHECK(school.has_gone());
  CHECK(school.world.measure("outflow", {"po"}) == 0);
  CHECK(school.world.labour.open(PostId(0)) == full_time);
}

TEST_CASE("everybody can die but students, whose dropout holds it") {
  const OneSchool school(0, 0);
  const auto arrows = school.world.process("death").transitions();
  for (int state = 0; state < states; ++state) {
    const auto from = situation_of(static_cast<State>(state), 1);
    const bool can = std::any_of(arrows.begin(), arrows.end(), [&](const auto& arrow) { return arrow.from == from; });
    CHECK(can == (static_cast<State>(state) != State::student));
  }
}

}  // namespace formatie::teachers
