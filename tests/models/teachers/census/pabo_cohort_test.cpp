#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("those who began a pabo in the year of the first census are followed to what they do at each next one") {
  OneSchool school(1, 0, {"parameters.graduation.looks=0", "parameters.graduation.to_reserve=1"});
  auto st = school.structure;
  st->routes[0].qualification = Qualification::pabo;
  std::vector<Person> students;
  for (const std::uint16_t year : {2020, 2020, 2020, 2018}) {  // the last is of another cohort
    Person p = school.person(0, State::student);
    p.agent.identity = Identity::of(0, year, static_cast<std::uint32_t>(students.size()));
    p.route = 0;
    p.since = Time::from_date(year, 9, 1).minutes();
    p.started = Time::from_date(2023, 7, 1).minutes();
    students.push_back(p);
  }
  school.begin_with(students);
  const auto census = [&](int year) {  // each counting of people is one
    school.now = Time::from_date(year, 10, 1);
    school.world.labour.arrive(school.now, 0);
    school.world.contents().count_people(school.world.labour);
  };
  const auto value = [&](const char* measure, const char* cause) {
    for (const auto& definition : school.world.contents().measures.list())
      if (definition.measure.name == measure)
        return definition.value(Cell().with(*definition.by[0], *definition.by[0]->labels->find(cause)));
    return -1.0;
  };
  census(2020);
  CHECK(value("pabo_cohort", "studying") == 3);
  school.happens("graduation", PersonId(0));
  school.happens("study_dropout", PersonId(1));
  census(2021);
  CHECK(value("pabo_cohort", "studying") == 1);
  CHECK(value("pabo_cohort", "reserve") == 1);
  CHECK(value("pabo_cohort", "gone") == 1);
  CHECK(value("pabo_moves", "studying_to_reserve") == 1);
  CHECK(value("pabo_moves", "studying_to_gone") == 1);
  CHECK(value("pabo_moves", "studying_to_studying") == 1);
  census(2022);
  CHECK(value("pabo_moves", "gone_to_gone") == 1);
}

}  // namespace formatie::teachers
