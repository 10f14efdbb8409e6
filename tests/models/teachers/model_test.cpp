#include <algorithm>
#include <optional>
#include <sstream>

#include <doctest/doctest.h>

#include "engine/study/careers.h"

#include "models/teachers/teachers.h"
#include "tests/engine/input/scratch_folder.h"
#include "tests/models/teachers/studies.h"

namespace formatie::teachers {
namespace {

std::vector<std::string> replay(const Plan& plan, std::optional<std::uint64_t> person = std::nullopt) {
  const auto& model = plan.alternatives.front().model();
  const auto workspace = model.workspace();
  std::ostringstream text;
  model.careers()->replay(plan.replication(0), *workspace, person, text);
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

TEST_CASE("where an ensemble has a part of a dial, the prior still draws the rest of it, and not that part") {
  const ScratchFolder folder;
  const auto priors = folder.write("priors.csv",
                                   "parameter,low,high,form,distribution,grade,setting,source\n"
                                   "guidance.hours_per_mentor,0.5,2,factor,lognormal,D,nowhere,me\n");
  const auto ensemble = folder.write("ensemble.csv", "member,guidance.hours_per_mentor[sector=po]\n0,1.5\n");
  const auto plan =
      plan_of(tiny_scenario(), {"uncertainty.priors=" + priors.string(), "uncertainty.ensemble=" + ensemble.string()});
  const auto drawn = plan.replication(0).drawn;
  REQUIRE(drawn.size() == 2);
  CHECK(drawn[0].part.label == 1);  // vo
  CHECK(drawn[0].value != 1.5);
  CHECK(drawn[1].part.label == 0);  // po
  CHECK(drawn[1].value == 1.5);
}

}  // namespace formatie::teachers
