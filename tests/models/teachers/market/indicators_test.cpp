#include "models/teachers/market/indicators.h"

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("people see the share of posts that was open on the first of the month, where it was, and not what is now") {
  OneSchool school(10, 5);
  school.begin();
  const auto& indicators = school.world.part<Indicators>();
  CHECK(indicators.shortage(0, 0) == 0);  // nothing is published yet
  school.act("indicators");
  CHECK(indicators.shortage(0, 0) == 0.5);
  CHECK(indicators.shortage(0, 1) == 0);  // of a region without posts
  CHECK(indicators.shortage(1, 0) == 0);
  school.world.labour.set_demand(PostId(0), 5 * full_time);
  CHECK(indicators.shortage(0, 0) == 0.5);
  school.act("indicators");
  CHECK(indicators.shortage(0, 0) == 0);
}

TEST_CASE("the rise of a shortage is that above the first day of the study, down as well as up") {
  OneSchool school(10, 5);
  const Time later = school.now;
  school.now = school.world.period.begin;
  school.begin();
  school.act("indicators");
  const auto& indicators = school.world.part<Indicators>();
  CHECK(indicators.rise_of_shortage(0, 0) == 0);
  school.now = later;
  school.world.labour.set_demand(PostId(0), 20 * full_time);
  school.act("indicators");
  CHECK(indicators.rise_of_shortage(0, 0) == 0.25);  // three quarters are open
  school.world.labour.set_demand(PostId(0), 5 * full_time);
  school.act("indicators");
  CHECK(indicators.rise_of_shortage(0, 0) == -0.5);
}

}  // namespace formatie::teachers
