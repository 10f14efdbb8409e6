#include "models/teachers/census/money.h"

#include <doctest/doctest.h>

#include "engine/base/expect.h"

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("what is booked adds up by programme and sector, and a census empties the books") {
  OneSchool school(1, 1);
  school.begin();
  auto& money = school.world.part<Money>();
  const auto pay = static_cast<Programme>(*money.programmes().find("pay"));
  const auto tuition = static_cast<Programme>(*money.programmes().find("tuition"));
  money.book(pay, 0, 100);
  money.book(pay, 1, 20);
  money.book(tuition, 0, 7, 3);
  CHECK(school.world.measure("cost") == 127);
  CHECK(school.world.measure("cost", {"po"}) == 107);
  CHECK(school.world.measure("cost", {"pay"}) == 120);
  CHECK(school.world.measure("cost", {"po", "tuition"}) == 7);
  CHECK(school.world.measure("windfall") == 3);
  CHECK(school.world.measure("windfall", {"vo"}) == 0);
  school.act("census");
  CHECK(school.world.measure("cost") == 0);
  CHECK(school.world.measure("windfall") == 0);
}

TEST_CASE("a windfall larger than what was paid stops the recount") {
  OneSchool school(1, 1);
  school.begin();
  auto& money = school.world.part<Money>();
  money.book(static_cast<Programme>(0), 0, 100, 101);
  CHECK_THROWS_WITH_AS(money.begin_year(school.world.labour),
                       doctest::Contains("the windfall is a part of what is paid (euro)"), BrokenPromise);
}

}  // namespace formatie::teachers
