#include "models/teachers/training/qualifications.h"

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

/// A teacher of the first subject in secondary education, with this contract.
Person teacher(const OneSchool& school, std::uint32_t number, Size size, bool qualified, Qualification qualification) {
  const auto& posts = school.structure->posts;
  std::uint32_t post = 0;
  while (posts[post].sector != 1 || posts[post].subject != 0) ++post;
  Person p = school.person(number, State::teaching);
  p.agent.situation = situation_of(State::teaching, 1);
  p.post = PostId(post);
  p.size = p.desired = p.desired_without = size;
  p.qualified = qualified;
  p.qualification = qualification;
  return p;
}

}  // namespace

TEST_CASE("lessons are unqualified by the hours of who gives them, and below the degree by the hours that ask for it") {
  // 2 fte of Dutch: 0.5 by somebody unqualified, 0.2 by a teacher of the first degree; a fifth, 0.4, asks for that.
  OneSchool school(0, 0);
  school.begin_with({teacher(school, 1, 10, false, Qualification::second_degree),
                     teacher(school, 2, 4, true, Qualification::first_degree),
                     teacher(school, 3, 20, true, Qualification::second_degree),
                     teacher(school, 4, 6, true, Qualification::second_degree)});
  CHECK(school.world.measure("unqualified_lessons", {"vo", "nederlands"}) == doctest::Approx(100 * 0.5 / 2));
  CHECK(school.world.measure("unqualified_lessons", {"vo"}) == doctest::Approx(100 * 0.5 / 2));
  CHECK(school.world.measure("lessons_below_degree", {"vo", "nederlands"}) == doctest::Approx(100 * (0.4 - 0.2) / 2));
}

TEST_CASE("a qualification allows a sector when it allows any of its years") {
  const OneSchool all(0, 0);
  CHECK(all.world.part<Qualifications>().allows(0, Qualification::pabo, 1));
  const OneSchool nothing(0, 0, {"parameters.qualifications.may_teach=0"});
  CHECK_FALSE(nothing.world.part<Qualifications>().allows(0, Qualification::pabo, 1));
}

}  // namespace formatie::teachers
