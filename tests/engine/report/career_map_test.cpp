#include "engine/report/career_map.h"

#include <doctest/doctest.h>

#include "engine/base/expect.h"

using namespace formatie;

namespace {

/// Apprentices become smiths, and smiths retire.
CareerMap smiths() {
  return {{"apprentice", "smith", "retired"}, {0}, {2}, {{0, 1, "mastery"}, {1, 2, "retirement"}, {1, 1, "move"}}};
}

}  // namespace

TEST_CASE("a sound career map has no problems") {
  CHECK(career_map_problems(smiths()).empty());
  CHECK(career_map_problems({}).empty());
}

TEST_CASE("a situation without an arrow from an entry is a problem") {
  auto map = smiths();
  map.situations.push_back("abroad");
  map.arrows.push_back({3, 1, "return"});
  CHECK(career_map_problems(map) ==
        std::vector<std::string>{"nobody can come in situation 'abroad': no arrow leads there from an entry"});
}

TEST_CASE("a situation without an arrow to an exit is a problem, however many others it leads to") {
  auto map = smiths();
  map.situations.insert(map.situations.end(), {"soldier", "prisoner"});
  map.arrows.insert(map.arrows.end(), {{0, 3, "draft"}, {3, 4, "capture"}, {4, 3, "release"}});
  CHECK(career_map_problems(map) ==
        std::vector<std::string>{"nobody can come to an end from situation 'soldier': no arrow leads to an exit",
                                 "nobody can come to an end from situation 'prisoner': no arrow leads to an exit"});
}

TEST_CASE("an entry is reached and an exit is left without any arrow") {
  CHECK(career_map_problems({{"only"}, {0}, {0}, {}}).empty());
  CHECK(career_map_problems({{"only"}, {}, {}, {}}) ==
        std::vector<std::string>{"nobody can come in situation 'only': no arrow leads there from an entry",
                                 "nobody can come to an end from situation 'only': no arrow leads to an exit"});
}

TEST_CASE("an arrow to a situation that is not there is a broken promise") {
  auto map = smiths();
  map.arrows.push_back({0, 3, "flight"});
  CHECK_THROWS_AS(career_map_problems(map), BrokenPromise);
  CHECK_THROWS_AS(to_dot(map), BrokenPromise);
}

TEST_CASE("the graph marks entries and exits, and merges arrows of one direction") {
  auto map = smiths();
  map.arrows.push_back({1, 2, "illness"});
  map.arrows.push_back({1, 2, "retirement"});
  CHECK(to_dot(map) == R"(digraph career_map {
  graph [rankdir=LR, nodesep=0.35, ranksep=0.9, splines=true];
  node [shape=box, style=rounded, fontname="Helvetica", fontsize=12];
  edge [fontname="Helvetica", fontsize=10, arrowsize=0.7];

  s0 [label="apprentice"];
  s1 [label="smith"];
  s2 [label="retired", peripheries=2];

  entry0 [shape=point, width=0.12];
  entry0 -> s0;

  s0 -> s1 [label="mastery"];
  s1 -> s2 [label="retirement\nillness"];
  s1 -> s1 [label="move"];
}
)");
}

TEST_CASE("quotes and backslashes in names do not break the graph") {
  const auto dot = to_dot({{R"(the "best" \ one)"}, {}, {}, {}});
  CHECK(dot.find(R"(  s0 [label="the \"best\" \\ one"];)") != std::string::npos);
}
