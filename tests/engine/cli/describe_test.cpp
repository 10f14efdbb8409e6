#include "engine/cli/describe.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

TEST_CASE("describe tells everything that is known of a parameter") {
  const auto said = LampsFolder().run({"describe", "repair.share"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(said.out == R"(repair
  Lamps are repaired.

  repair.share
      How many of the broken lamps are repaired.
      value     0.8
      unit      share
      range     0.6 to 0.9
      allowed   0 to 1
      source    a guess
      status    assumption
)");
}

TEST_CASE("describe groups all parameters by part") {
  const LampsFolder lamps;
  const auto said = lamps.run({"describe"});
  CHECK(said.code == 0);
  CHECK(longest_line(said.out) <= 80);
  std::string parts;
  for (const char* part : {"places", "population", "failure", "repair"}) {
    const auto one = lamps.run({"describe", part});
    CHECK(one.code == 0);
    parts += (parts.empty() ? "" : "\n") + one.out;
  }
  CHECK(said.out == parts);
  CHECK(said.out.starts_with(R"(places
  Where the lamps stand.

  places.file
      A table with the name of each place.
      value     data/places.csv

population
  Which lamps there are.

  population.lamps
      How many lamps a place has.
      value     50
      unit      lamps
      allowed   at least 1

failure
  Lamps break.

  failure.rate
      How often a lamp breaks.
      value     data/rates.csv
      values    2, from 0.4 to 0.8
      unit      per year
      split by  place
      dial      a policy can move it
      allowed   0 to 50
      source    the makers, 2024
      status    derived
)"));
  CHECK(said.out.ends_with(R"(
  repair.crew
      Who repairs them; changes nothing.
      value     own
      allowed   own, hired

  repair.weekends
      Whether work goes on at weekends; changes nothing.
      value     false
      allowed   true, false

  repair.start
      When repairs begin.
      value     2025-01-01
      unit      date
)"));
}

TEST_CASE("the values of a dial count again on the date on which they change") {
  const LampsFolder lamps;
  lamps.folder.write("lamps/data/rates.csv",
                     "place,from,rate\nharbour,2025-01-01,0.8\nmarket,2025-01-01,0.4\nharbour,2026-01-01,0.9\n"
                     "market,2026-01-01,0.4\n");
  CHECK(lamps.run({"describe", "failure.rate"}).out.find("\n      values    3, from 0.4 to 0.9\n") !=
        std::string::npos);
  lamps.folder.write("other.yaml", "extends: lamps/base.yaml\nparameters: { failure: { rate: 1 } }\n");
  CHECK(lamps.run({"describe", "failure.rate", "--scenario", "other.yaml"}).out.find("values") == std::string::npos);
}

TEST_CASE("describe shows the values of the scenario that is named") {
  const LampsFolder lamps;
  lamps.folder.write("other.yaml",
                     "extends: lamps/base.yaml\nparameters: { failure: { rate: { harbour: 1, market: 2 } } }\n");
  const auto said = lamps.run({"describe", "failure.rate", "--scenario", "other.yaml"});
  CHECK(said.out.find("      value     lamps/data/rates.csv\n") == std::string::npos);
}

TEST_CASE("describe makes tables in Markdown") {
  const LampsFolder lamps;
  const auto said = lamps.run({"describe", "failure", "--format", "markdown"});
  CHECK(said.code == 0);
  CHECK(said.out == R"(### failure

Lamps break.

| parameter | meaning | value | values | unit | split by | dial | range | allowed | source | status |
|---|---|---|---|---|---|---|---|---|---|---|
| `failure.rate` | How often a lamp breaks. | data/rates.csv | 2, from 0.4 to 0.8 | per year | place | a policy can move it | | 0 to 50 | the makers, 2024 | derived |
)");
  lamps.folder.write("other.yaml",
                     "extends: lamps/base.yaml\nparameters: { repair: { share: { source: 'a | b' } } }\n");
  CHECK(lamps.run({"describe", "repair.share", "--scenario", "other.yaml", "--format", "markdown"})
            .out.find("| a \\| b |") != std::string::npos);
}

TEST_CASE("describe makes a list of objects in JSON") {
  const auto said = LampsFolder().run({"describe", "--format=json"});
  CHECK(said.code == 0);
  const auto list = nlohmann::json::parse(said.out);
  REQUIRE(list.size() == 8);
  CHECK(list[2] == nlohmann::json::parse(R"({
    "part": "failure", "name": "rate", "path": "failure.rate", "kind": "dial", "meaning": "How often a lamp breaks.",
    "unit": "per year", "value": "data/rates.csv",
    "values": {"count": 2, "lowest": 0.4, "highest": 0.8}, "low": null, "high": null, "allowed": {"low": 0, "high": 50},
    "options": [], "split_by": ["place"], "source": "the makers, 2024", "status": "derived"})"));
  CHECK(list[3]["value"] == 0.8);
  CHECK(list[3]["low"] == 0.6);
  CHECK(list[4]["value"] == 3);
  CHECK(list[1]["allowed"] == nlohmann::json::parse(R"({"low": 1, "high": null})"));
  CHECK(list[5]["options"] == nlohmann::json::parse(R"(["own", "hired"])"));
  CHECK(list[6]["value"] == false);
  CHECK(list[7]["value"] == "2025-01-01");
  CHECK(list[7]["allowed"] == nullptr);
}

TEST_CASE("describe refuses what it does not know") {
  const LampsFolder lamps;
  const auto refused = [&](const std::vector<std::string>& words) {
    const auto said = lamps.run(words);
    CHECK(said.code == 2);
    CHECK(said.out == "");
    return said.err;
  };
  CHECK(refused({"describe", "repare"}) ==
        "lamps describe: no part or parameter 'repare' (parts: places, population, failure, repair). Did you mean "
        "'repair'?\nSee 'lamps describe --help'.\n");
  CHECK(refused({"describe", "repair.shar"}) ==
        "lamps describe: no part or parameter 'repair.shar' (parts: places, population, failure, repair). Did you mean "
        "'repair.share'?\nSee 'lamps describe --help'.\n");
  CHECK(refused({"describe", "--format", "jsn"}) ==
        "lamps describe: '--format' is 'jsn' (must be one of: text, markdown, json, schema). Did you mean 'json'?\n"
        "See 'lamps describe --help'.\n");
  CHECK(refused({"describe", "repair", "--format", "schema"}) ==
        "lamps describe: a schema describes whole scenarios (so it cannot be of 'repair' alone)\n"
        "See 'lamps describe --help'.\n");
  CHECK(refused({"describe", "--scenario", "lamps/bas.yaml"}) ==
        "lamps/bas.yaml: no such file. Did you mean 'base.yaml'?\n");
}
