#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("a school with too many teachers ends the temporary contracts of the youngest, who get a benefit") {
  OneSchool school(20, 20);
  for (std::uint32_t i = 0; i < 4; ++i)  // four began in the last two years
    school.structure->people[i].started = school.structure->people[i].since =
        Time::from_date(2019, 1 + static_cast<int>(i), 1).minutes();
  school.begin();
  school.world.labour.set_demand(PostId(0), 17 * full_time);
  school.now = Time::from_date(2020, 8, 1);
  school.act("layoffs");
  school.world.labour.check();
  int unemployed = 0;
  school.world.labour.population().for_each([&](PersonId, const Person& p) {
    if (p.state() != State::unemployed) return;
    ++unemployed;
    CHECK(p.agent.identity.number() >= 1);  // the first of the four has been there longest
    CHECK(p.until == school.now.plus_years(2).minutes());
  });
  CHECK(unemployed == 3);
  CHECK(school.world.labour.open(PostId(0)) == 0);
}

}  // namespace formatie::teachers
