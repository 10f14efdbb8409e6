#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("teachers fall sick by the season, not twice at once, and not at all when sickness is switched off") {
  OneSchool school(1, 1, {"parameters.sickness.season=1.2"});
  school.begin();
  CHECK(school.rate("falling_sick") == doctest::Approx(0.1 * 1.2));
  CHECK(school.cap("falling_sick", 35) >= school.rate("falling_sick"));
  school.happens("falling_sick");
  CHECK(school.rate("falling_sick") == 0);
  OneSchool healthy(1, 1, {"parameters.sickness.active=false"});
  healthy.begin();
  CHECK(healthy.rate("falling_sick") == 0);
  CHECK(healthy.cap("falling_sick", 35) == 0);
}

TEST_CASE("a long sick leave is six weeks and more, keeps the contract, and ends on its date") {
  OneSchool school(1, 1);  // five months on average
  school.begin();
  CHECK(school.due("recovery").is_never());
  school.happens("falling_sick");
  CHECK(school.who().sick());
  CHECK(school.who().size == full_time);
  CHECK(school.world.labour.sick(0) == full_time);
  CHECK(school.world.labour.open(PostId(0)) == 0);
  CHECK(school.due("recovery") > school.now.plus_years(1.5 / 12));
  CHECK(school.due("recovery").minutes() == school.who().until);
  school.world.labour.check();
  school.happens("recovery");
  CHECK_FALSE(school.who().sick());
  CHECK(school.world.labour.sick(0) == 0);
  school.world.labour.check();
}

TEST_CASE("leaves that are six weeks on average are all six weeks") {
  OneSchool school(1, 1, {"parameters.sickness.long_months=1.5"});
  school.begin();
  school.happens("falling_sick");
  CHECK(school.due("recovery") == school.now.plus_years(1.5 / 12));
}

TEST_CASE("who leaves the job while sick is sick at no school any more") {
  OneSchool school(1, 1);
  school.begin();
  school.happens("falling_sick");
  school.happens("resignation");
  CHECK(school.world.labour.sick(0) == 0);
  school.world.labour.check();
}

}  // namespace formatie::teachers
