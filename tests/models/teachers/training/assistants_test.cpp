#include <cmath>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "models/teachers/world/entrants.h"
#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("teaching assistants keep their number, and those who study come on top of the others of the route") {
  const auto counts = [](const std::string& share, const std::string& of_intake) {
    World world(read_changed(tiny_scenario(),
                             {"parameters.assistants.to_study=" + share, "parameters.assistants.posts=400",
                              "parameters.assistants.of_intake=" + of_intake, "parameters.assistant_exit.rate=0.2"}));
    world.begin(0);
    auto& labour = world.labour;
    const auto assistants = [&] {
      int count = 0;
      labour.population().for_each([&](PersonId, const Person& p) { count += p.state() == State::assisting; });
      return count;
    };
    const int before = assistants();
    const Time september = Time::from_date(2020, 9, 1), august = Time::from_date(2021, 8, 1);
    labour.arrive(september, 0);
    world.rule("assistants_year").act(labour, september);
    world.rule("enrolment").act(labour, september);
    int students = 0, were = 0;
    labour.population().for_each([&](PersonId, const Person& p) {
      if (p.state() != State::student || p.since != september.minutes()) return;
      students += p.route == world.labels.route.find("pabo");
      const bool assistant = p.agent.identity.origin() >= first_assistants;
      were += assistant;
      if (assistant) CHECK(p.started > september.minutes());
    });
    CHECK(assistants() == before - were);
    labour.arrive(august, 0);
    world.rule("assistants_year").act(labour, august);
    CHECK(assistants() == before);
    return std::pair(students, were);
  };
  const int sectors = 2;
  const auto [nobody, none] = counts("0", "0");
  CHECK(none == 0);
  CHECK(nobody > 0);
  CHECK(counts("1", "0") == std::pair(nobody + 400 * sectors, 400 * sectors));
  CHECK(counts("1", "1000") == std::pair(400 * sectors, 400 * sectors));
  const auto [students, were] = counts("0.25", "0");
  CHECK(students == nobody + were);
  CHECK(std::abs(were - 200) < 4 * std::sqrt(800 * 0.25 * 0.75));
}

TEST_CASE("a teaching assistant leaves for other work, which is no outflow of teachers") {
  OneSchool school(0, 0);
  school.begin_with({school.person(1, State::assisting)});
  CHECK(school.rate("assistant_exit") == 0.1);
  CHECK(school.world.measure("assistants", {"po"}) == 1);
  school.happens("assistant_exit");
  CHECK(school.has_gone());
  CHECK(school.world.measure("assistants") == 0);
  CHECK(school.world.measure("outflow") == 0);
}

}  // namespace formatie::teachers
