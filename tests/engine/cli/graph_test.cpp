#include "engine/cli/graph.h"

#include <doctest/doctest.h>

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

TEST_CASE("the graph is the career map of the model") {
  const LampsFolder lamps;
  const auto said = lamps.run({"graph"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(said.out == R"(digraph career_map {
  graph [rankdir=LR, nodesep=0.35, ranksep=0.9, splines=true];
  node [shape=box, style=rounded, fontname="Helvetica", fontsize=12];
  edge [fontname="Helvetica", fontsize=10, arrowsize=0.7];

  s0 [label="burning"];
  s1 [label="broken", peripheries=2];

  entry0 [shape=point, width=0.12];
  entry0 -> s0;

  s0 -> s1 [label="failure"];
  s1 -> s0 [label="repair"];
}
)");
  CHECK(lamps.run({"graph", "--scenario", "lamps/better.yaml"}).out == said.out);
}

TEST_CASE("the graph of a scenario that is not there is refused") {
  const auto said = LampsFolder().run({"graph", "--scenario", "lamps/nothing.yaml"});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err == "lamps/nothing.yaml: no such file\n");
}
