#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("who leaves education joins the silent reserve, or gets a benefit when a contract ended") {
  OneSchool to_reserve(1, 1, {"parameters.benefits.share_of_leavers=0"});
  to_reserve.begin();
  to_reserve.happens("resignation");
  CHECK(to_reserve.who().state() == State::reserve);
  CHECK(to_reserve.who().left == to_reserve.now.minutes());
  CHECK(to_reserve.world.measure("outflow", {"po", "resignation"}) == 1);
  CHECK(to_reserve.world.measure("silent_reserve", {"po"}) == 1);
  CHECK(to_reserve.world.labour.open(PostId(0)) == full_time);
  to_reserve.world.labour.check();

  OneSchool to_benefit(1, 1, {"parameters.benefits.share_of_leavers=1"});
  to_benefit.begin();
  to_benefit.happens("resignation");
  CHECK(to_benefit.who().state() == State::unemployed);
  CHECK(to_benefit.who().until == to_benefit.now.plus_years(2).minutes());  // 24 months
  CHECK(to_benefit.world.measure("benefits", {"po"}) == 1);
  to_benefit.world.labour.check();
}

TEST_CASE("in the first three years teachers leave more often, and more often still without guidance") {
  // Usually a fifth has none and leaves 1.5 times as often, so the rate of the table is that of 1 + 0.2 x 0.5.
  OneSchool school(3, 3, {"parameters.resignation.starters=2"});
  for (const std::size_t starter : {1u, 2u})
    school.structure->people[starter].started = Time::from_date(2019, 8, 1).minutes();
  school.structure->people[2].guided = false;
  school.begin();
  CHECK(school.rate("resignation", PersonId(0)) == doctest::Approx(0.1));
  CHECK(school.rate("resignation", PersonId(1)) == doctest::Approx(0.1 * 2 / 1.1));
  CHECK(school.rate("resignation", PersonId(2)) == doctest::Approx(0.1 * 2 * 1.5 / 1.1));
  CHECK(school.cap("resignation", 35) >= 0.1 * 2 * 1.5);
}

}  // namespace formatie::teachers
