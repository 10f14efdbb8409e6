#include "engine/base/id.h"

#include <type_traits>

#include <doctest/doctest.h>

using namespace formatie;

namespace {

struct Ship {};
struct Harbour {};

}  // namespace

static_assert(!std::is_convertible_v<std::uint32_t, Id<Ship>>, "a number does not become an id by accident");
static_assert(!std::is_convertible_v<Id<Ship>, std::uint32_t>, "an id does not become a number by accident");
static_assert(!std::is_constructible_v<Id<Ship>, Id<Harbour>>, "ids of two kinds do not mix");
static_assert(sizeof(Id<Ship>) == 4);
static_assert(sizeof(Identity) == 8);

TEST_CASE("an id is nobody until it is given a number") {
  CHECK(Id<Ship>().is_none());
  CHECK(Id<Ship>::none() == Id<Ship>());
  CHECK_FALSE(Id<Ship>(0).is_none());
  CHECK(Id<Ship>(5).index() == 5);
  CHECK(Id<Ship>(5) == Id<Ship>(5));
  CHECK(Id<Ship>(5) < Id<Ship>(6));
}

TEST_CASE("a column holds one value for each id") {
  Column<Ship, int> crew(3, 7);
  crew[Id<Ship>(1)] = 9;
  crew.push_back(4);
  CHECK(crew.size() == 4);
  CHECK(std::vector<int>(crew.begin(), crew.end()) == std::vector<int>{7, 9, 7, 4});
  crew.assign(2, 1);
  CHECK(std::vector<int>(crew.begin(), crew.end()) == std::vector<int>{1, 1});
  const Column<Ship, int> given(std::vector<int>{3, 2});
  CHECK(given[Id<Ship>(1)] == 2);
  CHECK(Column<Ship, int>().size() == 0);
}

TEST_CASE("an identity is made of origin, cohort and number, up to the largest of each") {
  const auto who = Identity::of(0xabcd, 0x1234, 0xdeadbeef);
  CHECK(who.value() == 0xabcd1234deadbeef);
  CHECK(who.origin() == 0xabcd);
  CHECK(who.cohort() == 0x1234);
  CHECK(who.number() == 0xdeadbeef);
  CHECK(Identity::from_value(who.value()) == who);
  const auto last = Identity::of(0xffff, 0xffff, 0xffffffff);
  CHECK(last.origin() == 0xffff);
  CHECK(last.cohort() == 0xffff);
  CHECK(last.number() == 0xffffffff);
}

TEST_CASE("identities are ordered by origin, then cohort, then number") {
  CHECK(Identity::of(1, 9, 9) < Identity::of(2, 0, 0));
  CHECK(Identity::of(1, 8, 9) < Identity::of(1, 9, 0));
  CHECK(Identity::of(1, 9, 8) < Identity::of(1, 9, 9));
  CHECK(Identity() == Identity::of(0, 0, 0));
}
