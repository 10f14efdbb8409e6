#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// Everybody who thinks again wants this contract.
void all_want(OneSchool& school, Size wanted) {
  for (auto& shares : school.structure->size_shares)
    for (std::size_t size = 1; size <= full_time; ++size) shares[size - 1] = size >= wanted ? 1 : 0;
}

}  // namespace

TEST_CASE("who wants to work less does so at once, and the hours are open") {
  OneSchool school(1, 1);
  all_want(school, 12);
  school.begin();
  CHECK(school.rate("contract_size") == 0.4);
  school.happens("contract_size");
  CHECK(school.who().size == 12);
  CHECK(school.who().desired == 12);
  CHECK(school.world.labour.open(PostId(0)) == full_time - 12);
  school.world.labour.check();
}

TEST_CASE("who wants to work more waits for a vacancy at the school") {
  OneSchool school(1, 1);
  all_want(school, full_time);
  Person& p = school.structure->people[0];
  p.size = p.desired = p.desired_without = 10;
  school.begin();
  school.happens("contract_size");
  CHECK(school.who().size == 10);
  CHECK(school.who().desired == full_time);
  CHECK(school.who().wants_more);
  school.world.labour.arrive(school.now, 0);
  REQUIRE(school.world.labour.wishes().size() == 1);
  CHECK(school.world.labour.wishes()[0] == Labour::Wish{PostId(0), OneSchool::first});
}

TEST_CASE("whom the bonus has moved stays full time, unless the wish without it is full time as well") {
  OneSchool school(1, 1);
  all_want(school, 12);
  school.structure->people[0].desired_without = 16;
  school.begin();
  school.happens("contract_size");
  CHECK(school.who().size == full_time);
  CHECK(school.who().desired_without == 12);
  CHECK(school.who().attracted());
  school.world.labour.check();
}

}  // namespace formatie::teachers
