#include "models/teachers/teachers_model.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/models/teachers/studies.h"

namespace formatie::teachers {
namespace {

std::vector<std::string> replay(const Plan& plan, std::optional<std::uint64_t> person = std::nullopt) {
  const auto& model = plan.alternatives.front().model();
  const auto workspace = model.workspace();
  std::ostringstream text;
  model.replay(plan.replication(0), *workspace, person, text);
  std::vector<std::string> lines;
  std::istringstream stream(text.str());
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("the lines of a replay are in the order of time") {
  const auto lines = replay(plan_of(tiny_scenario(), {}));
  CHECK(lines.size() > 100);
  CHECK(std::is_sorted(lines.begin(), lines.end(),
                       [](const auto& a, const auto& b) { return a.substr(0, 16) < b.substr(0, 16); }));
}

TEST_CASE("a replay of one person tells who that is, then that person's lines of the whole replay") {
  const Plan plan = plan_of(tiny_scenario(), {});
  const auto all = replay(plan);
  for (const std::uint64_t person : {281474976710656015u, 309622474381721604u, 571621492391945u}) {
    auto lines = replay(plan, person);
    REQUIRE(!lines.empty());
    CHECK(lines.front().starts_with("person " + std::to_string(person) + ": born 19"));
    lines.erase(lines.begin());
    std::vector<std::string> own;
    for (const auto& line : all)
      if (line.find(" " + std::to_string(person) + " ") != std::string::npos) own.push_back(line);
    CHECK(!own.empty());
    CHECK(lines == own);
  }
  CHECK(replay(plan, 281474976710656015u).front().ends_with(", teaching po at the start"));
  CHECK(replay(plan, 309622474381721604u).front().ends_with(", in the silent reserve of po at the start"));
  CHECK(replay(plan, 571621492391945u).front().ends_with(" in 2019"));
}

TEST_CASE("a replay of somebody who is not there has no lines") {
  CHECK(replay(plan_of(tiny_scenario(), {}), 5).empty());
}

}  // namespace formatie::teachers
