#include "engine/cli/run.h"

#include <atomic>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/report/sha256.h"

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

const std::vector<std::string> csv_names = {"summary.csv", "comparison.csv", "replications.csv"};

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) names.push_back(std::filesystem::relative(entry.path(), folder).string());
  std::sort(names.begin(), names.end());
  return names;
}

/// Whether two folders have the same study and the same results.
bool same_bytes(const std::string& a, const std::string& b) {
  auto names = names_in(a);
  if (names != names_in(b)) return false;
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == "provenance.json" || text_of(a + "/" + name) == text_of(b + "/" + name);
  });
}

nlohmann::json provenance_in(const std::string& folder) {
  return nlohmann::json::parse(text_of(folder + "/provenance.json"));
}

}  // namespace

TEST_CASE("run prints the results and writes all files") {
  const LampsFolder lamps;
  const auto said = lamps.run({"run", "lamps/better.yaml", "--threads", "1"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(longest_line(said.out) <= 80);
  CHECK(without_time(said.out) == R"(What if better lamps are bought?

Mean of 6 replications: too few (less than 20) to tell where 90% of them lie,
and for a variance ratio.

                            mean  std. error

broken lamps (lamps)
  2025-01-01  as it is       0.0        0.00
              better lamps   0.0        0.00
  2027-01-01  as it is      46.5        1.63
              better lamps  38.2        2.07
  2030-01-01  as it is      47.5        2.45
              better lamps  23.2        1.82

Difference with as it is, paired by replication (6 replications).
"cannot tell": the 95% interval of the mean difference (Student's t) has 0 in
it.

                  mean  std. error

broken lamps (lamps)
  better lamps
    2025-01-01    0.00        0.00  identical
    2027-01-01   -8.33        0.80
    2030-01-01  -24.33        2.60

The replications differ by chance alone: parameters stand at their values, in
one future.

6 replications in T on 1 thread
9 files in out/better
)");
  CHECK(names_in("out/better") == std::vector<std::string>{"comparison.csv", "input/places.csv", "input/rates.csv",
                                                           "measures.csv", "plan.yaml", "provenance.json",
                                                           "replications.csv", "summary.csv", "uncertainty.csv"});
  CHECK(text_of("out/better/input/rates.csv") == text_of("lamps/data/rates.csv"));
}

TEST_CASE("provenance says where the results come from") {
  const LampsFolder lamps;
  lamps.run({"run", "lamps/better.yaml", "--threads", "2", "--seed", "5"});
  const auto json = provenance_in("out/better");
  CHECK(json["program"] == "lamps");
  CHECK(json["version"] == "1.2.3");
  CHECK(json["threads"] == 2);
  CHECK(json["solver"] == "persons");
  CHECK(json["seed"] == 5);
  CHECK(json["replications_asked"] == 6);
  CHECK(json["replications_completed"] == 6);
  CHECK(json["partial"] == false);
  REQUIRE(json["inputs"].size() == 3);
  for (const auto& input : json["inputs"])
    CHECK(input["sha256"] == sha256_of_file("out/better/" + input["file"].get<std::string>()));
  CHECK(json["inputs"][0]["file"] == "plan.yaml");
}

TEST_CASE("a study of one alternative has nothing to compare") {
  const LampsFolder lamps;
  const auto said = lamps.run({"run", "lamps/base.yaml"});
  CHECK(said.code == 0);
  CHECK(said.out.find("Difference") == std::string::npos);
  CHECK(text_of("out/base/comparison.csv") ==
        "alternative,baseline,measure,date,place,unit,n,mean_difference,standard_error,p05,p95,variance_ratio\n");
}

TEST_CASE("threads do not change a byte") {
  const LampsFolder lamps;
  CHECK(lamps.run({"run", "lamps/better.yaml", "--threads", "1", "--out", "one", "--quiet"}).code == 0);
  CHECK(lamps.run({"run", "lamps/better.yaml", "--threads", "2", "--out", "two", "--quiet"}).code == 0);
  CHECK(lamps.run({"run", "lamps/better.yaml", "--threads", "2", "--within-replication", "--out", "within", "--quiet"})
            .code == 0);
  CHECK(same_bytes("one", "two"));
  CHECK(same_bytes("one", "within"));
}

TEST_CASE("a study runs again from its own plan, to the byte") {
  const LampsFolder lamps;
  lamps.folder.write("other/rates.csv", "place,rate\nharbour,1\nmarket,2\n");
  const std::vector<std::string> first = {"run",
                                          "lamps/better.yaml",
                                          "--out",
                                          "one",
                                          "--seed",
                                          "9",
                                          "--replications",
                                          "4",
                                          "--set",
                                          "parameters.repair.share.value=0.25",
                                          "--set",
                                          "alternatives.better lamps.parameters.failure.rate.table=other/rates.csv"};
  CHECK(lamps.run(first).code == 0);
  CHECK(lamps.run({"run", "one/plan.yaml", "--out", "deep/two"}).code == 0);
  CHECK(same_bytes("one", "deep/two"));
  CHECK(lamps.run({"run", "deep/two/plan.yaml", "--out", "deep/two"}).code == 0);  // onto itself
  CHECK(same_bytes("one", "deep/two"));
  std::filesystem::rename("deep/two", "three");
  std::filesystem::remove_all("lamps");
  std::filesystem::remove_all("other");
  CHECK(lamps.run({"run", "three/plan.yaml", "--out", "four"}).code == 0);
  CHECK(same_bytes("one", "four"));
  CHECK(names_in("four") == std::vector<std::string>{"comparison.csv", "input/places.csv", "input/rates-2.csv",
                                                     "input/rates.csv", "measures.csv", "plan.yaml", "provenance.json",
                                                     "replications.csv", "summary.csv", "uncertainty.csv"});
}

TEST_CASE("what the command line changes stands in the plan") {
  const LampsFolder lamps;
  lamps.run({"run", "lamps/base.yaml", "--seed", "9", "--replications", "4", "--set", "title=Other", "--quiet"});
  const auto plan = text_of("out/base/plan.yaml");
  CHECK(plan.starts_with("title: Other\nstudy:\n  seed: 9\n  replications: 4\n"));
  CHECK(text_of("out/base/replications.csv").find("\n3,base,") != std::string::npos);
  CHECK(text_of("out/base/replications.csv").find("\n4,base,") == std::string::npos);
}

TEST_CASE("the same study writes over its results, another is refused before it runs") {
  const LampsFolder lamps;
  CHECK(lamps.run({"run", "lamps/base.yaml", "--out", "one"}).code == 0);
  CHECK(lamps.run({"run", "lamps/base.yaml", "--out", "one", "--threads", "1"}).code == 0);

  int replications = 0;
  lamps::on_replication = [&](const Luck&) { ++replications; };
  auto said = lamps.run({"run", "lamps/base.yaml", "--out", "one", "--seed", "2"});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err ==
        "'one' is not the folder of this study (its plan.yaml differs, first in line 3). Name another folder with "
        "--out, or write over it with --force\n");
  said = lamps.run({"run", "lamps/base.yaml", "--out", "lamps"});
  CHECK(said.code == 2);
  CHECK(said.err ==
        "'lamps' is not the folder of this study (it has files, but no plan.yaml). Name another folder with --out, or "
        "write over it with --force\n");
  said = lamps.run({"run", "lamps/base.yaml", "--out", "lamps/base.yaml", "--force"});
  CHECK(said.code == 2);
  CHECK(said.err == "cannot write to 'lamps/base.yaml' (it is no folder). Name a folder with --out\n");
  CHECK(replications == 0);

  said = lamps.run({"run", "lamps/base.yaml", "--out", "one", "--seed", "2", "--force", "--threads", "1"});
  CHECK(said.code == 0);
  CHECK(replications == 6);
  CHECK(provenance_in("one")["seed"] == 2);
}

TEST_CASE("a place where nobody can write is refused before anything is run") {
  const LampsFolder lamps;
  int replications = 0;
  lamps::on_replication = [&](const Luck&) { ++replications; };
  const auto said = lamps.run({"run", "lamps/base.yaml", "--out", "/proc/lamps"});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err == "cannot write in '/proc': permission denied. Name another folder with --out\n");
  CHECK(replications == 0);
}

TEST_CASE("a study with another number of replications replaces its results") {
  const LampsFolder lamps;
  CHECK(lamps.run({"run", "lamps/better.yaml", "--out", "one", "--quiet"}).code == 0);
  CHECK(lamps.run({"run", "lamps/better.yaml", "--out", "one", "--quiet", "--replications", "3"}).code == 0);
  CHECK(provenance_in("one")["replications_completed"] == 3);
  CHECK(lamps.run({"run", "lamps/better.yaml", "--out", "two", "--quiet", "--replications", "3"}).code == 0);
  CHECK(same_bytes("one", "two"));
  const auto said = lamps.run({"run", "lamps/better.yaml", "--out", "one", "--quiet", "--set",
                               "study={seed: 1, until: {measure: broken, half_width: 100, at_least: 4, at_most: 5}}"});
  CHECK(said.err == "");
  CHECK(provenance_in("one")["replications_completed"] == 4);
}

TEST_CASE("run refuses options that make no sense, all at once") {
  const auto said = LampsFolder().run({"run", "lamps/base.yaml", "--threads", "0", "--replications", "0", "--seed",
                                       "9223372036854775808", "--out", ""});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err ==
        "lamps run: '--out' is '' (must be a folder)\n"
        "'--seed' is '9223372036854775808' (must be a whole number from 0 to 9223372036854775807)\n"
        "'--replications' is '0' (must be a whole number from 1 to 1000000)\n"
        "'--threads' is '0' (must be a whole number from 1 to 1024)\n"
        "See 'lamps run --help'.\n");
}

TEST_CASE("run refuses a solver that is not there") {
  const LampsFolder lamps;
  auto said = lamps.run({"run", "lamps/base.yaml", "--solver", "cohort"});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err == "this model has no projection. Run it without --solver cohort\n");
  CHECK_FALSE(std::filesystem::exists("out"));
  said = lamps.run({"run", "lamps/base.yaml", "--solver", "magic"});
  CHECK(said.code == 2);
  CHECK(said.err == "lamps run: '--solver' is 'magic' (must be persons or cohort)\nSee 'lamps run --help'.\n");
  said = lamps.run({"run", "lamps/base.yaml", "--solver", "cohort", "--replications", "2", "--verify"});
  CHECK(said.code == 2);
  CHECK(said.err ==
        "lamps run: '--replications' does not go with '--solver cohort' (it has no replications)\n"
        "'--verify' does not go with '--solver cohort' (it has no replications)\n"
        "See 'lamps run --help'.\n");
}

TEST_CASE("run refuses a scenario with problems") {
  const auto said = LampsFolder().run({"run", "lamps/base.yaml", "--set", "parameters.repair.share.value=2"});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err == "--set parameters.repair.share.value=2: 'repair.share' is 2 (must be from 0 to 1)\n");
}

TEST_CASE("a study that is stopped keeps its complete replications") {
  LampsFolder lamps;
  CHECK(lamps.run({"run", "lamps/better.yaml", "--out", "whole", "--replications", "3", "--quiet"}).code == 0);
  std::atomic<bool> stop = false;
  lamps.stop = &stop;
  lamps::on_replication = [&](const Luck& luck) {
    if (luck.replication == 3) stop = true;  // in its first alternative: 0, 1 and 2 are complete
  };
  auto said = lamps.run({"run", "lamps/better.yaml", "--threads", "1"});
  CHECK(said.code == 130);
  CHECK(said.err == "stopped after 3 replications of 6; the results are partial\n");
  CHECK(said.out.find("\nPartial: 3 replications in ") != std::string::npos);
  CHECK(provenance_in("out/better")["partial"] == true);
  CHECK(provenance_in("out/better")["replications_completed"] == 3);
  CHECK(provenance_in("out/better")["replications_asked"] == 6);
  for (const auto& name : csv_names) CHECK(text_of("out/better/" + name) == text_of("whole/" + name));

  // Results that are whole replace partial ones, and are not replaced by them.
  lamps.stop = nullptr;
  lamps::on_replication = nullptr;
  CHECK(lamps.run({"run", "lamps/better.yaml", "--quiet"}).code == 0);
  CHECK(provenance_in("out/better")["replications_completed"] == 6);
  stop = false;
  lamps.stop = &stop;
  lamps::on_replication = [&](const Luck& luck) { stop = luck.replication == 3; };
  said = lamps.run({"run", "lamps/better.yaml", "--threads", "1"});
  CHECK(said.code == 130);
  CHECK(said.out == "");
  CHECK(said.err == "stopped after 3 replications of 6; the 6 that out/better has of this study are kept\n");
  CHECK(provenance_in("out/better")["replications_completed"] == 6);
}

TEST_CASE("a study that is stopped before anything is complete writes nothing") {
  LampsFolder lamps;
  std::atomic<bool> stop = false;
  lamps.stop = &stop;
  lamps::on_replication = [&](const Luck&) { stop = true; };
  const auto said = lamps.run({"run", "lamps/better.yaml", "--threads", "1"});
  CHECK(said.code == 130);
  CHECK(said.out == "");
  CHECK(said.err == "stopped before the first replication was complete; nothing is written\n");
  CHECK_FALSE(std::filesystem::exists("out"));
}

TEST_CASE("a stopping rule that is not met is told, and one that is met ends the study") {
  const LampsFolder lamps;
  const std::string rule = "study={seed: 1, until: {measure: broken, half_width: 100, at_least: 4, at_most: 40}}";
  auto said = lamps.run({"run", "lamps/base.yaml", "--set", rule, "--out", "easy"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(provenance_in("easy")["replications_completed"] == 4);
  CHECK(provenance_in("easy")["replications_asked"] == 40);
  said = lamps.run({"run", "lamps/base.yaml", "--set", rule, "--set", "study.until.half_width=0.001", "--set",
                    "study.until.at_most=6", "--out", "hard"});
  CHECK(said.code == 0);
  CHECK(said.err == "the precision that 'until' asks for was not reached with 6 replications\n");
  CHECK(provenance_in("hard")["replications_completed"] == 6);
}

TEST_CASE("a quiet run prints nothing") {
  const auto said = LampsFolder().run({"run", "lamps/better.yaml", "--quiet"});
  CHECK(said.code == 0);
  CHECK(said.out == "");
  CHECK(said.err == "");
}
