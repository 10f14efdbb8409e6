#include "engine/cli/load.h"

#include <doctest/doctest.h>

#include "engine/cli/command.h"
#include "engine/input/yaml.h"

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

std::string study_of(const Study& study) { return write_yaml(*study.plan.effective.find("study")); }

}  // namespace

TEST_CASE("a seed and a number of replications take the place of what the scenario says") {
  const LampsFolder lamps;
  Problems problems;
  const Overrides overrides{{"study.seed=7", "study.replications=8"}, 9, 10};
  const auto study = load_study("lamps/base.yaml", overrides, lamps::program(), problems);
  REQUIRE(study);
  CHECK(study_of(*study) == "seed: 9\nreplications: 10\n");
  CHECK(study->plan.seed == 9);
  CHECK(study->plan.stopping.at_most == 10);
}

TEST_CASE("a number of replications takes the place of a stopping rule") {
  const LampsFolder lamps;
  Problems problems;
  const std::vector<std::string> rule = {
      "study={seed: 1, until: {measure: broken, half_width: 2 lamps, at_least: 4, at_most: 40}}"};
  auto study = load_study("lamps/base.yaml", {rule, {}, {}}, lamps::program(), problems);
  REQUIRE(study);
  CHECK(study->plan.stopping.rule);
  study = load_study("lamps/base.yaml", {rule, {}, 3}, lamps::program(), problems);
  REQUIRE(study);
  CHECK_FALSE(study->plan.stopping.rule);
  CHECK(study_of(*study) == "seed: 1\nreplications: 3\n");
}

TEST_CASE("what the command line sets is named in messages") {
  const LampsFolder lamps;
  Problems problems;
  CHECK_FALSE(load_study("lamps/base.yaml", {{"parameters.repair.share=2"}, {}, {}}, lamps::program(), problems));
  CHECK_FALSE(load_study("lamps/base.yaml", {{"study=[]"}, 4, {}}, lamps::program(), problems));
  CHECK_FALSE(load_study("lamps/base.yaml", {{"study="}, 4, {}}, lamps::program(), problems));
  CHECK_FALSE(load_study("lamps/base.yaml", {{"study"}, {}, {}}, lamps::program(), problems));
  CHECK(problems.text() ==
        "--set parameters.repair.share=2: 'repair.share' is 2 (must be from 0 to 1)\n"
        "--set study=[]: 'study' is a list (must be a mapping with seed, replications, until, evidence)\n"
        "--seed 4: no 'replications' in 'study' (it is needed)\n"
        "--set study: there is no '=' (must be path=value). For example --set study.seed=5\n");
}

TEST_CASE("a scenario that lacks what it could have from another is asked for 'extends'") {
  const LampsFolder lamps;
  const auto refused = [&](const char* text) {
    lamps.folder.write("lamps/own.yaml", text);
    return lamps.run({"check", "lamps/own.yaml"}).err;
  };
  CHECK(
      refused("study: { seed: 1, replications: 2 }\n") ==
      "lamps/own.yaml:1:1: no 'period', 'parameters' in the scenario (it extends no other, so all is needed). Does the "
      "scenario extend base.yaml?\n");
  CHECK(refused("extend: base.yaml\n") ==
        "lamps/own.yaml:1:1: no 'study', 'period', 'parameters' in the scenario (it extends no other, so all is "
        "needed). It "
        "has 'extend'. Did you mean 'extends'?\n");
}

TEST_CASE("'extends' stands in a file, and cannot be set") {
  CHECK(LampsFolder().run({"check", "lamps/base.yaml", "--set", "extends=better.yaml"}).err ==
        "--set extends=better.yaml: 'extends' cannot be set (it must stand in a file)\n");
}

TEST_CASE("a scenario whose name has another ending is suggested") {
  const LampsFolder lamps;
  CHECK(lamps.run({"check", "lamps/base.yml"}).err == "lamps/base.yml: no such file. Did you mean 'base.yaml'?\n");
  CHECK(lamps.run({"check", "lamps/base"}).err == "lamps/base: no such file. Did you mean 'base.yaml'?\n");
}

TEST_CASE("the default scenario is looked for from the current folder, and its absence is told") {
  const LampsFolder lamps;
  const auto arguments = parse_arguments({scenario_option()}, {});
  auto info = lamps::program();
  CHECK(scenario_or_default(arguments, info) == "lamps/base.yaml");
  CHECK(scenario_or_default(parse_arguments({scenario_option()}, {"--scenario", "x"}), info) == "x");
  info.default_scenario = "nowhere/base.yaml";
  CHECK_THROWS_WITH_AS(
      scenario_or_default(arguments, info),
      "no 'nowhere/base.yaml' here, nor in a folder above the program. Name a scenario with --scenario", UsageError);
}

TEST_CASE("the default scenario is found in a folder above the program") {
  const LampsFolder lamps;
  auto info = lamps::program();
  const auto program = std::filesystem::read_symlink("/proc/self/exe");
  info.default_scenario = program.parent_path().filename().string() + "/" + program.filename().string();
  CHECK(scenario_or_default(parse_arguments({scenario_option()}, {}), info) == program);
}
