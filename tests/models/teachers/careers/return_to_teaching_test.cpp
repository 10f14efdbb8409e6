#include <string>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// Somebody in the reserve since two years ago, after so many years of teaching.
Person in_reserve(const OneSchool& school, int years_taught) {
  Person p = school.person(1, State::reserve);
  p.left = Time::from_date(2018, 3, 1).minutes();
  p.started = Time::from_date(2018 - years_taught, 3, 1).minutes();
  return p;
}

}  // namespace

TEST_CASE("who returns from the reserve looks for a job of a size that people like him want") {
  OneSchool school(1, 0);
  school.begin_with({in_reserve(school, 10)});
  CHECK(school.rate("return_to_teaching") == doctest::Approx(0.3));
  school.happens("return_to_teaching");
  CHECK(school.who().state() == State::seeking);
  CHECK(school.who().desired >= 1);
  CHECK(school.who().desired == school.who().desired_without);
  CHECK(school.who().route == school.world.labels.door_return());
  CHECK(school.looks_for_school());
  CHECK(school.world.measure("job_seekers", {"po"}) == 1);
}

TEST_CASE("who taught for less than three years returns less often") {
  OneSchool school(1, 0, {"parameters.return_to_teaching.starters=0.5"});
  school.begin_with({in_reserve(school, 2)});
  CHECK(school.rate("return_to_teaching") == doctest::Approx(0.15));
}

TEST_CASE("a published shortage above that of the start draws people back, up to the most that it can") {
  const auto rate = [](const char* response) {
    // Ten posts of which five are open: half, and none at the start.
    OneSchool school(10, 5,
                     {std::string("parameters.return_to_teaching.shortage_response=") + response,
                      "parameters.return_to_teaching.most_rise=1.5"});
    school.structure->people.push_back(in_reserve(school, 10));
    school.begin();
    school.act("indicators");
    return school.rate("return_to_teaching", PersonId(5));
  };
  CHECK(rate("0") == doctest::Approx(0.3));
  CHECK(rate("0.6") == doctest::Approx(0.3 * (1 + 0.6 * 0.5)));
  CHECK(rate("2") == doctest::Approx(0.3 * 1.5));
}

TEST_CASE("who finds no job gives up and joins the reserve, but not a second-career teacher, whom a school wants") {
  OneSchool school(0, 0, {"parameters.giving_up.rate=0.5"});
  Person seeker = school.person(1, State::seeking);
  school.begin_with({seeker});
  CHECK(school.rate("giving_up") == 0.5);
  school.happens("giving_up");
  CHECK(school.who().state() == State::reserve);
  CHECK(school.world.measure("silent_reserve", {"po"}) == 1);
  seeker.second_career = true;
  school.begin_with({seeker});
  CHECK(school.rate("giving_up") == 0);
}

}  // namespace formatie::teachers
