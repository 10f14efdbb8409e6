#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// A teacher of Dutch who stands in for mathematics, in secondary education.
Person stand_in(const OneSchool& school) {
  const auto& posts = school.structure->posts;
  std::uint32_t post = 0;
  while (posts[post].sector != 1 || posts[post].subject != 1) ++post;
  Person p = school.person(1, State::teaching);
  p.agent.situation = situation_of(State::teaching, 1);
  p.post = PostId(post);
  p.subject = 0;
  p.qualification = Qualification::second_degree;
  p.qualified = false;
  return p;
}

}  // namespace

TEST_CASE("on 1 August a stand-in is qualified for the subject of the post") {
  OneSchool school(0, 0, {"parameters.requalification.share=1"});
  school.begin_with({stand_in(school)});
  school.act("requalification");
  CHECK(school.who().qualified);
  CHECK(school.who().subject == 1);
  CHECK(school.who().qualification == Qualification::second_degree);  // lacked the subject only
  CHECK(school.world.rule("requalification").dates(Time::from_date(2020, 1, 1), Time::from_date(2021, 8, 1)) ==
        std::vector<Time>{Time::from_date(2020, 8, 1), Time::from_date(2021, 8, 1)});
}

TEST_CASE("nobody is qualified where the share is nought") {
  OneSchool school(0, 0, {"parameters.requalification.share=0"});
  school.begin_with({stand_in(school)});
  school.act("requalification");
  CHECK_FALSE(school.who().qualified);
  CHECK(school.who().subject == 0);
}

}  // namespace formatie::teachers
