#include "engine/cli/replay.h"

#include <sstream>

#include <doctest/doctest.h>

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

TEST_CASE("a replay tells every event of one replication") {
  const LampsFolder lamps;
  const auto said = lamps.run({"replay", "lamps/better.yaml"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  std::istringstream lines(said.out);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) CHECK(line.find(" failure ") != std::string::npos);
  CHECK(count > 50);
  CHECK(lamps.run({"replay", "lamps/better.yaml", "--alternative", "1", "--replication", "0"}).out == said.out);
  CHECK(lamps.run({"replay", "lamps/better.yaml", "--alternative", "as it is"}).out == said.out);
  CHECK(lamps.run({"replay", "lamps/better.yaml", "--replication", "1"}).out != said.out);
  CHECK(lamps.run({"replay", "lamps/better.yaml", "--alternative", "2"}).out != said.out);
  CHECK(lamps.run({"replay", "lamps/better.yaml", "--set", "study.seed=2"}).out != said.out);
}

TEST_CASE("a replay of one person tells who that is, and exactly that person's lines") {
  const LampsFolder lamps;
  const auto all = lamps.run({"replay", "lamps/better.yaml", "--alternative", "better lamps"}).out;
  const std::string person = "281474976710661";  // number 5 of the first place
  std::istringstream lines(all);
  std::string own = "person " + person + ": a lamp in harbour\n";
  for (std::string line; std::getline(lines, line);)
    if (line.find(" " + person + " ") != std::string::npos) own += line + "\n";
  CHECK(own.ends_with(" broken\n"));
  const auto said = lamps.run({"replay", "lamps/better.yaml", "--alternative", "better lamps", "--person", person});
  CHECK(said.code == 0);
  CHECK(said.out == own);
}

TEST_CASE("an alternative that is called 1 is meant by its name") {
  const LampsFolder lamps;
  lamps.folder.write("lamps/numbers.yaml",
                     "extends: base.yaml\n"
                     "alternatives: [{ name: 2 }, { name: 1, policy: [{ dial: failure.rate, set: 0 }] }]\n");
  CHECK(lamps.run({"replay", "lamps/numbers.yaml", "--alternative", "1"}).out == "");
  CHECK(lamps.run({"replay", "lamps/numbers.yaml", "--alternative", "2"}).out != "");
}

TEST_CASE("a replay of what is not there is refused") {
  const LampsFolder lamps;
  auto said = lamps.run({"replay", "lamps/better.yaml", "--alternative", "better lamp"});
  CHECK(said.code == 2);
  CHECK(said.err ==
        "lamps replay: no alternative 'better lamp' (alternatives: 1 'as it is', 2 'better lamps'). Did you mean "
        "'better lamps'?\nSee 'lamps replay --help'.\n");
  said = lamps.run({"replay", "lamps/better.yaml", "--alternative", "0"});
  CHECK(said.code == 2);
  CHECK(
      said.err ==
      "lamps replay: no alternative '0' (alternatives: 1 'as it is', 2 'better lamps')\nSee 'lamps replay --help'.\n");
  said = lamps.run({"replay", "lamps/better.yaml", "--replication", "16777216", "--person", "me"});
  CHECK(said.code == 2);
  CHECK(said.err ==
        "lamps replay: '--replication' is '16777216' (must be a whole number from 0 to 16777215)\n"
        "'--person' is 'me' (must be a whole number from 0 to 18446744073709551615)\nSee 'lamps replay --help'.\n");
  said = lamps.run({"replay", "lamps/better.yaml", "--replication", "3", "--person", "7"});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err ==
        "lamps replay: no person '7' in replication 3 of 'as it is'. Without --person a replay shows who there is\nSee "
        "'lamps replay --help'.\n");
  said = lamps.run({"replay", "lamps/bas.yaml"});
  CHECK(said.code == 2);
  CHECK(said.err == "lamps/bas.yaml: no such file. Did you mean 'base.yaml'?\n");
}
