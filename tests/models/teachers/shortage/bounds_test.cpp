#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"
#include "tests/models/teachers/studies.h"

namespace formatie::teachers {

TEST_CASE("the parts of the shortage add up to what is open, whatever the market looks like") {
  const Plan plan = plan_of(tiny_scenario(), {"period.end=2028-10-01"});
  const Results results = results_of(plan);
  const Finder find(results.layout());
  for (std::size_t date = 0; date < results.layout().dates().size(); ++date)
    for (const auto& where : {Finder::Where{}, Finder::Where{{"sector", "po"}}, Finder::Where{{"sector", "vo"}}}) {
      double parts = 0;
      for (const char* part : {"too_few_people", "wrong_subject", "wrong_place", "search_friction"}) {
        auto of_part = where;
        of_part["cause"] = part;
        const double value = find.value(results, 0, 0, "shortage_cause", of_part, date);
        CHECK(value >= 0);
        parts += value;
      }
      CHECK(parts == doctest::Approx(find.value(results, 0, 0, "unfilled_posts", where, date)));
    }
}

TEST_CASE("the maximum flow tells too few people from the wrong place and the wrong subject") {
  // Two regions out of reach of each other; 2 fte are open in the first and 1 is looked for in the second.
  OneSchool school(2, 0);
  const auto parts = [&](std::uint8_t home, bool reach) {
    school.structure->people = {school.person(1, State::seeking)};
    school.structure->people[0].region = home;
    school.structure->within_reach = {{true, reach}, {reach, true}};
    school.begin();
    school.act("bounds");
    std::vector<double> found;
    for (const char* part : {"too_few_people", "wrong_subject", "wrong_place", "search_friction"})
      found.push_back(school.world.measure("shortage_cause", {"po", part}));
    return found;
  };
  CHECK(parts(0, false) == std::vector<double>{1, 0, 0, 1});  // near: too few, and one who has not found it
  CHECK(parts(1, false) == std::vector<double>{1, 0, 1, 0});  // too far
  CHECK(parts(1, true) == std::vector<double>{1, 0, 0, 1});
}

}  // namespace formatie::teachers
