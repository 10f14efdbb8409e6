#include "engine/cli/compare.h"

#include <regex>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/input/csv.h"

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

/// A folder in which the study of better lamps has been run, in out/better.
struct RunLamps : LampsFolder {
  RunLamps() {
    folder.write("lamps/other.yaml",
                 "extends: base.yaml\n"
                 "alternatives:\n"
                 "  - { name: as it is }\n"
                 "  - { name: good lamps, policy: [{ dial: failure.rate, times: 0.9, from: 2026-07-01 }] }\n");
    REQUIRE(run({"run", "lamps/better.yaml", "--quiet"}).code == 0);
  }
};

/// A column of a csv text, by name.
std::vector<std::string> column(const std::string& text, const std::string& name) {
  Problems problems;
  const auto table = read_csv_text(text, "text", problems);
  REQUIRE(table);
  REQUIRE(table->column(name));
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < table->size(); ++row) cells.push_back(table->cell(row, *table->column(name)));
  return cells;
}

void replace_in(const std::string& file, const std::string& from, const std::string& to) {
  auto text = text_of(file);
  REQUIRE(text.find(from) != std::string::npos);
  text.replace(text.find(from), from.size(), to);
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("compare tells what an alternative changes") {
  const RunLamps lamps;
  const auto said = lamps.run({"compare", "out/better"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(longest_line(std::regex_replace(said.out, std::regex("●|━|│"), "x")) <= 80);
  CHECK(said.out.find("broken lamps (lamps) on 2030-01-01: difference with as it is, paired by\n"
                      "replication (6 replications). Lower is better.\n") != std::string::npos);
  CHECK(said.out.find("\n1. better lamps\n   -24.3         2.6     -29.6  -19.1  100% (69-100)  ") !=
        std::string::npos);
}

TEST_CASE("the numbers of compare are those of comparison.csv, to the last digit") {
  const RunLamps lamps;
  const auto comparison = text_of("out/better/comparison.csv");
  const auto dates = column(comparison, "date");
  for (const std::string date : {"2026-01-01", "2028-01-01", "2030-01-01"}) {
    const auto said = lamps.run({"compare", "out/better", "--date", date, "--format", "csv"});
    const auto row = static_cast<std::size_t>(std::find(dates.begin(), dates.end(), date) - dates.begin());
    for (const char* name : {"mean_difference", "standard_error", "unit", "date", "alternative", "baseline"})
      CHECK(column(said.out, name).at(0) == column(comparison, name).at(row));
  }
}

TEST_CASE("csv, json and markdown say the same") {
  const RunLamps lamps;
  const auto csv = lamps.run({"compare", "out/better", "--format", "csv"}).out;
  const auto json = nlohmann::json::parse(lamps.run({"compare", "out/better", "--format", "json"}).out);
  REQUIRE(json.size() == 1);
  CHECK(json[0]["rank"] == 1);
  CHECK(json[0]["verdict"] == "better");
  CHECK(json[0]["better"] == "lower");
  CHECK(json[0]["draws"] == 6);
  CHECK(json[0]["level"] == 0.9);
  CHECK(json[0]["mean_difference"].get<double>() == std::stod(column(csv, "mean_difference").at(0)));
  const auto markdown = lamps.run({"compare", "out/better", "--format", "markdown"}).out;
  CHECK(markdown.find("| rank | alternative | lamps | std. error | 90% interval | helps (90%) |\n"
                      "| --- | --- | ---: | ---: | ---: | ---: |\n"
                      "| 1 | better lamps | -24.3 | 2.6 | -29.6 to -19.1 | 100% (69-100) |\n") != std::string::npos);
}

TEST_CASE("another baseline, an earlier date, a year") {
  const RunLamps lamps;
  const auto said = lamps.run({"compare", "out/better", "--baseline", "better lamps", "--format", "csv"}).out;
  CHECK(column(said, "alternative") == std::vector<std::string>{"as it is"});
  CHECK(column(said, "verdict") == std::vector<std::string>{"worse"});
  CHECK(column(said, "probability") == std::vector<std::string>{"0"});
  const auto first = lamps.run({"compare", "out/better", "--date", "2025"});
  CHECK(first.out.find("- better lamps: identical\n") != std::string::npos);
}

TEST_CASE("the labels of a split, from comparison.csv") {
  const RunLamps lamps;
  const auto said = lamps.run({"compare", "out/better", "--by", "place", "--format", "csv"}).out;
  CHECK(column(said, "place") == std::vector<std::string>{"harbour", "market"});
  CHECK(column(said, "draws") == std::vector<std::string>{"6", "6"});
  const auto comparison = text_of("out/better/comparison.csv");
  const auto rows = column(comparison, "mean_difference").size();
  CHECK(column(said, "mean_difference").at(1) == column(comparison, "mean_difference").at(rows - 1));
  const auto table = lamps.run({"compare", "out/better", "--by", "place"});
  CHECK(table.out.find("broken lamps (lamps) by place on 2030-01-01") != std::string::npos);
  CHECK(table.out.find("  harbour") != std::string::npos);
}

TEST_CASE("alternatives of several folders stand beside each other when the study is the same") {
  const RunLamps lamps;
  REQUIRE(lamps.run({"run", "lamps/other.yaml", "--quiet"}).code == 0);
  const auto said = lamps.run({"compare", "out/better", "out/other", "--format", "csv"});
  CHECK(said.err == "");
  CHECK(column(said.out, "alternative") == std::vector<std::string>{"better lamps", "good lamps"});
  CHECK(column(said.out, "rank") == std::vector<std::string>{"1", "2"});
  const auto split = lamps.run({"compare", "out/better", "out/other", "--by", "place", "--format", "csv"});
  CHECK(column(split.out, "alternative") ==
        std::vector<std::string>{"better lamps", "better lamps", "good lamps", "good lamps"});
  CHECK(lamps.run({"compare", "out/better", "out/better", "--format", "csv"}).out ==
        lamps.run({"compare", "out/better", "--format", "csv"}).out);
}

TEST_CASE("folders of different studies are refused") {
  const RunLamps lamps;
  const std::string hint = ". Only alternatives that shared their luck can be compared: run them in one study\n";
  lamps.run({"run", "lamps/other.yaml", "--seed", "2", "--out", "out/seed", "--quiet"});
  auto said = lamps.run({"compare", "out/better", "out/seed"});
  CHECK(said.code == 2);
  CHECK(said.err == "'out/better' and 'out/seed' differ in the seed (1 and 2)" + hint);
  lamps.run({"run", "lamps/other.yaml", "--replications", "4", "--out", "out/four", "--quiet"});
  CHECK(lamps.run({"compare", "out/better", "out/four"}).err ==
        "'out/better' and 'out/four' differ in the replications (6 and 4)" + hint);
  lamps.run({"run", "lamps/other.yaml", "--set", "period.end=2029-01-01", "--out", "out/period", "--quiet"});
  CHECK(lamps.run({"compare", "out/better", "out/period"}).err ==
        "'out/better' and 'out/period' differ in the period" + hint);
  lamps.run({"run", "lamps/other.yaml", "--set", "parameters.repair.share.value=0.7", "--out", "out/share", "--quiet"});
  said = lamps.run({"compare", "out/better", "out/share"});
  CHECK(said.code == 2);
  CHECK(
      said.err.starts_with("'out/better' and 'out/share' differ in the numbers of 'as it is' (first in replication 0, "
                           "broken@202"));
}

TEST_CASE("what is not there is refused, with what was probably meant") {
  const RunLamps lamps;
  const auto refused = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "compare");
    const auto said = lamps.run(words);
    CHECK(said.code == 2);
    CHECK(said.out == "");
    return said.err.substr(0, said.err.find("\nSee "));
  };
  CHECK(refused({}) == "lamps compare: no DIR is given");
  CHECK(refused({"out/bettr"}) == "no folder 'out/bettr'. Did you mean 'better'?\n");
  CHECK(refused({"lamps/base.yaml"}) == "'lamps/base.yaml' is no folder. Name the folder in which 'run' wrote\n");
  CHECK(refused({"lamps"}) ==
        "'lamps' holds no complete results (missing: provenance.json, plan.yaml, measures.csv, replications.csv, "
        "comparison.csv). 'run' writes them\n");
  CHECK(refused({"out/better", "--measure", "brokn"}) ==
        "no measure 'brokn' (headline measures: broken). Did you mean 'broken'?\n");
  CHECK(refused({"out/better", "--date", "2031"}) ==
        "no date '2031' (there are 6 from 2025-01-01 to 2030-01-01; or a year)\n");
  CHECK(refused({"out/better", "--date", "2030-01-02"}) ==
        "no date '2030-01-02' (there are 6 from 2025-01-01 to 2030-01-01; or a year). Did you mean '2030-01-01'?\n");
  CHECK(refused({"out/better", "--by", "plac"}) == "no split 'plac' (splits: place). Did you mean 'place'?\n");
  CHECK(refused({"out/better", "--by", "place", "--measure", "brokn"}) ==
        "no measure 'brokn' (measures: broken). Did you mean 'broken'?\n");
  CHECK(refused({"out/better", "--baseline", "better"}) ==
        "lamps compare: no alternative 'better' (alternatives: 1 'as it is', 2 'better lamps'). Did you mean 'better "
        "lamps'?");
  CHECK(refused({"out/better", "--format", "jsn", "--sort", "costs"}) ==
        "lamps compare: '--format' is 'jsn' (must be one of: table, csv, json, markdown). Did you mean 'json'?\n"
        "'--sort' is 'costs' (must be one of: difference, cost, probability, name). Did you mean 'cost'?");
  CHECK(refused({"out/better", "--by", "place", "--sort", "name"}) ==
        "lamps compare: '--by' and '--sort' do not go together (splits are compared with the first alternative, in the "
        "order of the study)");
  lamps.run({"run", "lamps/base.yaml", "--quiet"});
  CHECK(refused({"out/base"}) == "'out/base' has one alternative, 'base' (there is nothing to compare it with)\n");
}

TEST_CASE("broken and truncated results are refused, with their place") {
  const RunLamps lamps;
  const auto refused = [&] {
    const auto said = lamps.run({"compare", "out/better"});
    CHECK(said.code == 2);
    CHECK(said.out == "");
    return said.err;
  };
  const auto replications = text_of("out/better/replications.csv");
  const auto restore = [&] { lamps.folder.write("out/better/replications.csv", replications); };
  // However much is left of it.
  for (std::size_t length = 0; length < replications.size(); ++length) {
    lamps.folder.write("out/better/replications.csv", replications.substr(0, length));
    CHECK(lamps.run({"compare", "out/better"}).code == 2);
  }
  lamps.folder.write("out/better/replications.csv", replications.substr(0, replications.size() - 3));
  CHECK(refused() ==
        "out/better/replications.csv:13: the file is cut off (its last line has no end). Run the study again\n");
  lamps.folder.write("out/better/replications.csv",
                     replications.substr(0, replications.rfind('\n', replications.size() - 2) + 1));
  CHECK(refused() ==
        "out/better/replications.csv: 11 rows (6 replications of 2 alternatives, of which provenance.json tells, have "
        "12). Run the study again\n");
  restore();
  replace_in("out/better/replications.csv", "\n0,better lamps,0,", "\n0,better lamps,none,");
  CHECK(refused() == "out/better/replications.csv:3:16: 'broken@2025-01-01' is 'none' (must be a number)\n");
  restore();
  replace_in("out/better/replications.csv", "broken@2026-01-01", "brokn@2026-01-01");
  CHECK(refused() ==
        "out/better/replications.csv:1:43: no column 'broken@2026-01-01' here (a series has all dates from its first "
        "one on)\n");
  restore();
  const auto provenance = text_of("out/better/provenance.json");
  lamps.folder.write("out/better/provenance.json", "{\n  \"seed\": 1,\n");
  CHECK(refused() == "out/better/provenance.json:3:1: this is no JSON (the file is cut off). Run the study again\n");
  lamps.folder.write("out/better/provenance.json", "[]");
  CHECK(refused().starts_with("out/better/provenance.json: no whole number 'seed'. Run the study again\n"));
  lamps.folder.write("out/better/provenance.json", provenance);
  const auto measures = text_of("out/better/measures.csv");
  replace_in("out/better/measures.csv", ",lower,", ",less,");
  CHECK(refused() == "out/better/measures.csv:2:16: 'better' is 'less' (must be one of: higher, lower; or empty)\n");
  lamps.folder.write("out/better/measures.csv", measures);
  replace_in("out/better/comparison.csv", "date", "day");
  CHECK(refused() == "out/better/comparison.csv:1:1: no columns 'date' and 'unit'. Run the study again\n");
}

TEST_CASE("compare works on a study of one replication: it cannot tell") {
  const RunLamps lamps;
  lamps.run({"run", "lamps/better.yaml", "--replications", "1", "--out", "out/one", "--quiet"});
  const auto said = lamps.run({"compare", "out/one"});
  CHECK(said.code == 0);
  CHECK(said.out.find("- better lamps: cannot tell\n") != std::string::npos);
}
