#include "models/teachers/guidance/guidance.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {
namespace {

const std::string all_see_the_school = "parameters.hiring_round.schools_seen_in_season=1";

/// How many of `count` who begin find guidance, in one hiring round.
int guided(OneSchool& school, int count) {
  for (int i = 0; i < count; ++i)
    school.structure->people.push_back(school.person(static_cast<std::uint32_t>(1000 + i), State::seeking));
  school.begin();
  school.act("guidance");
  auto& labour = school.world.labour;
  for (std::uint32_t row = 0; row < school.structure->people.size(); ++row)
    if (school.structure->people[row].size == 0) labour.seekers().push_back(PersonId(row));
  school.act("hiring_round");
  labour.check();
  int found = 0;
  labour.population().for_each([&](PersonId, const Person& p) {
    found += p.employed() && p.started == school.now.minutes() && p.guided ? 1 : 0;
  });
  return found;
}

}  // namespace

TEST_CASE("the mentor tipping point: the more posts are open, the fewer of those who begin are guided, until none is") {
  // Twenty posts; an experienced teacher has half an hour of guidance, who begins needs two, and open posts eat twice
  // their share. 18 teachers: 9 hours less 20%, for two who begin: 3 places. 12: 6 hours less 80%: none.
  std::vector<int> found;
  for (const int teachers : {18, 16, 14, 12, 10}) {
    OneSchool school(20, teachers, {all_see_the_school});
    found.push_back(guided(school, 20 - teachers));
  }
  CHECK(found == std::vector<int>{2, 2, 1, 0, 0});
}

TEST_CASE("without guidance switched on everybody is guided, and nobody leaves sooner") {
  OneSchool school(20, 10, {all_see_the_school, "parameters.guidance.active=false"});
  CHECK(guided(school, 10) == 10);
  Person p = school.person(1, State::teaching);
  p.guided = false;
  const auto& off = school.world.part<Guidance>();
  CHECK(off.factor(p, 0, 0.5) == 1);
  CHECK(off.highest_factor(0) == 1);
}

TEST_CASE("somebody without guidance leaves sooner, in the first years, and the average stays what was observed") {
  const OneSchool school(20, 18);
  const auto& guidance = school.world.part<Guidance>();  // a factor of 1.5, usually a fifth without guidance
  Person with = school.person(1, State::teaching), without = with;
  without.guided = false;
  CHECK(guidance.factor(without, 0, 1) / guidance.factor(with, 0, 1) == doctest::Approx(1.5));
  CHECK(0.2 * guidance.factor(without, 0, 1) + 0.8 * guidance.factor(with, 0, 1) == doctest::Approx(1));
  CHECK(guidance.factor(without, 0, 3) == 1);
  CHECK(guidance.highest_factor(0) >= guidance.factor(without, 0, 0));
}

TEST_CASE("a promise of guidance without mentors does nothing, bought guidance reaches everybody and is paid for") {
  const auto share_guided = [](const std::vector<std::string>& changes) {
    auto all = changes;
    all.push_back("guidance.euro_per_hour=50");
    return po(all, "guided", 2);
  };
  CHECK(share_guided({"guidance.hours_per_mentor=0"}) == 0);
  CHECK(share_guided({"guidance.hours_per_mentor=0", "guidance.guarantee=1"}) == 0);
  CHECK(share_guided({"guidance.hours_per_mentor=0", "guidance.bought_hours=2"}) == 100);
  CHECK(share_guided({"guidance.hours_per_mentor=0.02"}) <
        share_guided({"guidance.hours_per_mentor=0.02", "guidance.guarantee=1"}));
  const double began =
      po({"guidance.bought_hours=2", "guidance.euro_per_hour=50"}, "cost", 2, "guidance") / (2 * 40 * 50);
  CHECK(began > 0);
  CHECK(began == doctest::Approx(std::round(began)));
}

}  // namespace formatie::teachers
