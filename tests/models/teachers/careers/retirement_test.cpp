#include <cstdlib>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// A teacher who is 63 on 1 March 2020 and gets the state pension at 67.
Person of_63(const OneSchool& school) {
  Person p = school.person(1, State::teaching);
  p.agent.birth = Time::from_date(1957, 3, 1).minutes();
  return p;
}

}  // namespace

TEST_CASE("teachers of 60 and over retire, who works on after the state pension at a rate of its own, and others not") {
  OneSchool school(1, 1);
  school.begin();
  CHECK(school.rate("retirement") == 0);  // is 35
  Person p = of_63(school);
  school.begin_with({p});
  CHECK(school.rate("retirement") == 0.3);
  p.past_aow = true;
  school.begin_with({p});
  CHECK(school.rate("retirement") == 0.5);
  CHECK(school.cap("retirement", 59) == 0);
  CHECK(school.cap("retirement", 60) == 0.3);
  CHECK(school.cap("retirement", 65) == 0.5);
}

TEST_CASE("who retires is counted as outflow, with the age") {
  OneSchool school(1, 0);
  school.begin_with({of_63(school)});
  school.happens("retirement");
  CHECK(school.has_gone());
  CHECK(school.world.measure("outflow", {"po", "retirement"}) == 1);
  CHECK(school.world.labour.open(PostId(0)) == full_time);
  // 63 years, of which 16 were leap years.
  CHECK(school.world.measure("pension_age", {"po"}) == doctest::Approx((63 * 365 + 16) / 365.2425).epsilon(1e-12));
}

TEST_CASE("on the date of the state pension a teacher stops or works on, and everybody else goes") {
  OneSchool stops(1, 0, {"parameters.state_pension.share=1"});
  stops.begin_with({of_63(stops)});
  const auto late = stops.due("state_pension").minutes() - Time::from_date(2024, 3, 1).minutes();
  CHECK(std::abs(late) < 2 * 24 * 60);  // months have their mean length
  stops.happens("state_pension");
  CHECK(stops.has_gone());
  CHECK(stops.world.measure("outflow", {"po", "retirement"}) == 1);

  OneSchool works_on(1, 0, {"parameters.state_pension.share=0"});
  works_on.begin_with({of_63(works_on)});
  works_on.happens("state_pension");
  CHECK_FALSE(works_on.has_gone());
  CHECK(works_on.who().past_aow);
  CHECK(works_on.due("state_pension").is_never());
  works_on.world.labour.check();

  Person in_reserve = of_63(works_on);
  in_reserve.agent.situation = situation_of(State::reserve, 0);
  in_reserve.size = 0;
  in_reserve.post = PostId::none();
  works_on.begin_with({in_reserve});
  works_on.happens("state_pension");
  CHECK(works_on.has_gone());
  CHECK(works_on.world.measure("outflow") == 0);
}

}  // namespace formatie::teachers
