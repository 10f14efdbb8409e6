#include "engine/report/digest.h"

#include <cmath>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/report/csv.h"
#include "engine/report/note.h"
#include "engine/report/page.h"
#include "engine/report/provenance.h"
#include "engine/report/workbook.h"

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

namespace {

// Posts in all, and by two labels of `region`; a flow from the second date on; what it costs.
Results small_results_of_digest(const std::vector<std::string>& alternatives) {
  Layout layout({"sector", "region"}, {Time::from_date(2029, 10, 1), Time::from_date(2030, 10, 1)});
  const auto posts =
      layout.add_measure({"posts", "fte", "posten", "posts", "", "</script> of \"them\"", 0, Better::higher});
  const auto flow = layout.add_measure({"flow", "persons a year", "stroom", "flow", "", "", 0, Better::neither});
  const auto cost = layout.add_measure({"cost", "euro a year", "kosten", "cost", "", "", 0, Better::lower});
  layout.add_series(posts, {"all", "all"}, true);
  layout.add_series(posts, {"all", "north"});
  layout.add_series(posts, {"all", "south, \"far\""});
  layout.add_series(flow, {"all", "all"}, false, 1);
  layout.add_series(cost, {"all", "all"}, true);
  Results results(layout, alternatives);
  for (std::uint32_t k = 0; k < 4; ++k) {
    std::vector<std::vector<double>> values;
    for (std::size_t a = 0; a < alternatives.size(); ++a) {
      const double gain = a == 0 ? 0 : 10.0 * static_cast<double>(a) + k;
      values.push_back({100.0 + k, 100.0 + k + gain, 60, 60 + gain, 40, 40, 7.0 + k, 0, 1e6 * static_cast<double>(a)});
    }
    results.add(k, std::move(values));
  }
  return results;
}

constexpr const char* plan = R"(title: "<b>A</b> study"
study: { seed: 5, evidence: dutch }
period: { begin: 2028-10-01, end: 2030-10-01 }
uncertainty: { priors: input/priors.csv }
calibration: { scenario: this, targets: input/targets.csv }
alternatives:
  - { name: base }
  - name: a bonus
    description: what it is
    nl: { name: een toeslag, description: wat het is }
    parameters: { taste: { of: strong } }
    policy: [ { dial: bonus.rate, set: 1 } ]
)";

std::filesystem::path write_of_digest(const ScratchFolder& folder, const std::string& name, const Results& results) {
  for (const auto& file : csv_files(results)) folder.write(name + "/" + file.name, file.text);
  Provenance provenance;
  provenance.seed = 5;
  provenance.replications_asked = provenance.replications_completed = results.count();
  folder.write(name + "/provenance.json", provenance_json(provenance));
  folder.write(name + "/plan.yaml", plan);
  folder.write(name + "/input/priors.csv",
               "parameter,low,high,grade\nbonus.rate,1,2,D\nbonus.delay,1,2,B\ntaste.of,1,2,C\nrest.rate,1,2,A\n");
  folder.write(name + "/input/targets.csv", "use,name,scenario\nbase,ours,this\nbase,theirs,that\n");
  return folder / name;
}

const Presentation presentation_of_digest = {
    .json = R"({"show": [{"measures": ["posts"], "by": [["region"]], "detail": "band"},
                         {"measures": ["flow"], "by": [[]], "detail": "mean"}]})"};
const ComparedMeasures compared = {"posts", "cost", "", "fte"};

Digest digest_of(const std::vector<std::filesystem::path>& folders) {
  Problems problems;
  const auto digest = read_digest(folders, presentation_of_digest, compared, problems);
  CHECK(problems.text() == "");
  REQUIRE(digest);
  return *digest;
}

}  // namespace

TEST_CASE("a digest has the series that are shown, with the numbers of the files") {
  const ScratchFolder folder;
  const auto digest = digest_of({write_of_digest(folder, "a", small_results_of_digest({"base", "a bonus"}))});
  REQUIRE(digest.series.size() == 5);  // posts in all, in two regions; flow; cost
  const auto& posts = digest.series[0];
  CHECK(posts.detail == Detail::fan);
  CHECK(posts.headline);
  CHECK(posts.levels[0][1].mean == 101.5);
  CHECK(posts.levels[1][1].p50 == doctest::Approx(113));
  CHECK(posts.differences[1][1].mean_difference == 11.5);
  CHECK(posts.intervals[1][1].low < 11.5);
  CHECK(posts.compared[1][0].probability == 1);
  CHECK(posts.compared[1][0].cost_per_unit_is == CostPerUnit::told);
  const auto& south = digest.series[2];
  CHECK(south.labels == std::vector<std::string>{"all", "south, \"far\""});
  CHECK(south.detail == Detail::band);
  CHECK(std::isnan(south.levels[0][1].p50));
  const auto& flow = digest.series[3];
  CHECK(flow.first_date == 1);
  CHECK(flow.detail == Detail::mean);
  CHECK(flow.levels[1][1].mean == 8.5);
}

TEST_CASE("the grade of an alternative is the weakest of what its effect rests on, not of what it asks") {
  const ScratchFolder folder;
  const auto digest = digest_of({write_of_digest(folder, "a", small_results_of_digest({"base", "a bonus"}))});
  CHECK(digest.alternatives[0].grade == 0);
  CHECK(digest.alternatives[1].name_nl == "een toeslag");
  CHECK(digest.alternatives[1].description_nl == "wat het is");
  CHECK(digest.alternatives[0].name_nl == "");
  CHECK(digest.alternatives[1].grade == 'C');
  CHECK(digest.alternatives[1].assumptions == std::vector<std::size_t>{1, 2});
  CHECK(digest.published.rows == std::vector<std::vector<std::string>>{{"base", "ours", "this"}});
  CHECK(digest.attribution.columns.empty());
}

TEST_CASE("alternatives of two folders stand beside each other") {
  const ScratchFolder folder;
  const auto a = write_of_digest(folder, "a", small_results_of_digest({"base", "a bonus"}));
  const auto b = write_of_digest(folder, "b", small_results_of_digest({"base", "other, \"one\""}));
  const auto digest = digest_of({a, b});
  REQUIRE(digest.alternatives.size() == 3);
  CHECK(digest.alternatives[2].study == 1);
  CHECK(digest.series[1].differences[2][1].mean_difference == 11.5);
}

TEST_CASE("a file that is broken is refused with its line") {
  const ScratchFolder folder;
  const auto a = write_of_digest(folder, "a", small_results_of_digest({"base", "a bonus"}));
  const auto refused = [&](const std::string& name, const std::string& text) {
    folder.write("a/" + name, text);
    Problems problems;
    CHECK_FALSE(read_digest({a}, presentation_of_digest, compared, problems));
    auto said = problems.text();
    said.erase(0, said.find(name));
    return said;
  };
  const std::string head = "alternative,measure,date,sector,region,unit,n,mean,standard_error,p05,p25,p50,p75,p95\n";
  CHECK(refused("summary.csv", head + "base,posts,2029-10-01,all,all,fte,4,x,1,1,1,1,1,1\n") ==
        "summary.csv:2: 'mean' is 'x' (must be a number)\n");
  CHECK(refused("summary.csv", head + "base,posts,2031-10-01,all,all,fte,4,1,1,1,1,1,1,1\n") ==
        "summary.csv:2: 'date' is '2031-10-01' (replications.csv has no such date)\n");
  CHECK(refused("summary.csv", head + "base,posts\n") ==
        "summary.csv:2: 2 cells (the first line has 14). Run the study again\n");
  CHECK(refused("summary.csv", head + "base,\"posts") ==
        "summary.csv:2: the file is cut off (its last line has no end). Run the study again\n");
}

TEST_CASE("the data of the page are what is shown, and cannot end their element") {
  const ScratchFolder folder;
  const auto digest = digest_of({write_of_digest(folder, "a", small_results_of_digest({"base", "a bonus"}))});
  const auto json = nlohmann::json::parse(page_json(digest, presentation_of_digest, Language::nl));
  CHECK(json["schema"] == 1);
  CHECK(json["series"].size() == 5);
  CHECK(json["series"][0]["differences"][1]["mean"] == nlohmann::json({0, 11.5}));
  CHECK(json["series"][3]["levels"][0]["mean"] == nlohmann::json({8.5}));
  CHECK_FALSE(json["series"][3].contains("differences"));
  CHECK(json["alternatives"][1]["grade"] == "C");
  CHECK(json["alternatives"][1]["title"] == nlohmann::json({{"nl", "een toeslag"}, {"en", "a bonus"}}));
  CHECK(json["title"]["nl"] == "<b>A</b> study");
  CHECK(json["map"].is_null());
  if (!has_page()) return;
  const auto page = page_html(digest, presentation_of_digest, Language::nl);
  CHECK(page.find("<html lang=\"nl\">") != std::string::npos);
  CHECK(page.find("</script> of") == std::string::npos);
  CHECK(page.find("\\u003c/script> of \\\"them\\\"") != std::string::npos);
}

TEST_CASE("a note tells what is not told in words, in both languages") {
  const ScratchFolder folder;
  const auto digest = digest_of({write_of_digest(folder, "a", small_results_of_digest({"base", "a bonus"}))});
  const auto text = note(digest, Language::nl);
  CHECK(text.find("# \\<b>A\\</b> study\n") == 0);
  CHECK(text.find("## posten (fte)") != std::string::npos);
  CHECK(text.find("| een toeslag | beter | 11,5") != std::string::npos);
  CHECK(note(digest, Language::en).find("| a bonus | better | 11.5") != std::string::npos);
  CHECK(workbook(digest, Language::en).substr(0, 2) == "PK");
}
