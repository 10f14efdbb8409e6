#include "engine/report/results_reader.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "engine/report/combined.h"
#include "engine/report/csv.h"
#include "engine/report/provenance.h"
#include "engine/report/split_reader.h"

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

namespace {

constexpr double missing_of_results_reader = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

// Two dates; posts in all, by two splits, and a flow that begins on the second date. The last series is no headline.
Results small_results_of_results_reader() {
  Layout layout({"sector", "region"}, {Time::from_date(2029, 10, 1), Time::from_date(2030, 10, 1)});
  const auto posts = layout.add_measure({"posts", "fte", "posten", "posts", "", "what, \"exactly\"", 0, Better::lower});
  const auto flow = layout.add_measure({"flow", "persons a year", "", "", "", "", 2, Better::neither});
  layout.add_series(posts, {"all", "all"}, true);
  layout.add_series(posts, {"po", "north, \"Drenthe\""}, true);
  layout.add_series(flow, {"all", "vo"}, true, 1);
  layout.add_series(posts, {"all", "south"}, false);
  Results results(layout, {"base", "pay, 5%"}, 2);
  results.add(0, {{1.0 / 3, 20, 1.5, missing_of_results_reader, 7, 1, 1},
                  {1e300, 20, 1.5, missing_of_results_reader, -7, 1, 2}});
  results.add(1, {{0.1 + 0.2, 20, 2.5, infinite, 9, 1, 3}, {17, 20, 2.5, -infinite, 11, 1, 5}});
  results.add(5, {{5, 20, 2.5, 0, 9, 1, 3}, {17, 20, 2.5, 0, 11, 1, 5}});
  return results;
}

std::filesystem::path write_of_results_reader(const ScratchFolder& folder, const std::string& name,
                                              const Results& results) {
  for (const auto& file : csv_files(results)) folder.write(name + "/" + file.name, file.text);
  Provenance provenance;
  provenance.seed = 5;
  provenance.replications_asked = 10;
  provenance.replications_completed = results.count();
  provenance.replications_per_draw = results.replications_per_draw();
  provenance.partial = true;
  folder.write(name + "/provenance.json", provenance_json(provenance));
  folder.write(name + "/plan.yaml", "title: A study\nperiod: { begin: 2028-10-01, end: 2030-10-01 }\n");
  return folder / name;
}

}  // namespace

TEST_CASE("what was written is read back, bit for bit") {
  const ScratchFolder folder;
  const auto results = small_results_of_results_reader();
  Problems problems;
  const auto study = read_study(write_of_results_reader(folder, "a", results), problems);
  CHECK(problems.text() == "");
  REQUIRE(study);
  CHECK(study->title == "A study");
  CHECK(study->seed == 5);
  CHECK(study->replications_asked == 10);
  CHECK(study->partial);
  const auto& read = study->results;
  CHECK(read.alternatives() == results.alternatives());
  CHECK(read.replications() == results.replications());
  CHECK(read.draws() == std::vector<std::uint32_t>{0, 0, 2});
  CHECK(read.layout().dates() == results.layout().dates());
  CHECK(read.layout().split_columns() == results.layout().split_columns());
  REQUIRE(read.layout().series().size() == 3);
  CHECK(read.layout().series()[1].split == std::vector<std::string>{"po", "north, \"Drenthe\""});
  CHECK(read.layout().series()[2].first_date == 1);
  CHECK(read.layout().measures()[0].definition_en == "what, \"exactly\"");
  CHECK(read.layout().measures()[0].better == Better::lower);
  CHECK(read.layout().measures()[1].better == Better::neither);
  CHECK(read.layout().measures()[1].decimals == 2);
  CHECK(replications_csv(read) == replications_csv(results));
}

TEST_CASE("the labels of a split are read as written, with as many draws as are sure") {
  const ScratchFolder folder;
  Problems problems;
  const auto study = read_study(write_of_results_reader(folder, "a", small_results_of_results_reader()), problems);
  REQUIRE(study);
  const auto rows = read_split(*study, "posts", "region", Time::from_date(2030, 10, 1), problems);
  REQUIRE(rows);
  REQUIRE(rows->size() == 1);
  CHECK(rows->at(0).label == "south");
  CHECK(rows->at(0).alternative == "pay, 5%");
  CHECK(rows->at(0).difference.n == 3);
  CHECK(rows->at(0).difference.draws == 2);
  CHECK(rows->at(0).difference.mean_difference == doctest::Approx(5.0 / 3));
  CHECK(!read_split(*study, "posts", "sector", Time::from_date(2030, 10, 1), problems));
  CHECK(problems.text() == "'posts' is not split by 'sector' (it is split by region)\n");
}

TEST_CASE("studies that differ in one number of an alternative are not put together") {
  const ScratchFolder folder;
  Problems problems;
  std::vector<StoredStudy> studies;
  studies.push_back(*read_study(write_of_results_reader(folder, "a", small_results_of_results_reader()), problems));
  auto other = small_results_of_results_reader();
  std::string text = replications_csv(other);
  write_of_results_reader(folder, "b", other);
  text.replace(text.rfind(",11\n"), 4, ",12\n");
  folder.write("b/replications.csv", text);
  studies.push_back(*read_study(folder / "b", problems));
  REQUIRE(problems.empty());
  CHECK(!combined(studies, problems));
  CHECK(folder.text(problems).find("differ in the numbers of 'pay, 5%' (first in replication 5, "
                                   "flow[region=vo]@2030-10-01)") != std::string::npos);
  Problems none;
  studies.pop_back();
  const auto one = combined(studies, none);
  REQUIRE(one);
  CHECK(replications_csv(*one) == replications_csv(small_results_of_results_reader()));
}

TEST_CASE("a plan tells what is said in Dutch, and in which years a policy holds for a part") {
  const ScratchFolder folder;
  const auto path = write_of_results_reader(folder, "a", small_results_of_results_reader());
  folder.write("a/plan.yaml", R"(title: A study
nl: { title: Een studie }
period: { begin: 2028-10-01, end: 2030-10-01 }
alternatives:
  - { name: base }
  - name: bonus
    nl: { name: toeslag }
    grade: C
    policy: [ { dial: d, set: 1, from: 2029-10-01 }, { dial: d, set: 1, from: 2030-08-01 } ]
)");
  Problems problems;
  const auto study = read_study(path, problems);
  REQUIRE(study);
  CHECK(study->title_nl == "Een studie");
  CHECK(study->names_nl == std::vector<std::string>{"", "toeslag"});
  CHECK(study->grades == std::vector<std::string>{"", "C"});
  const auto& results = study->results;
  const std::span<const StoredStudy> studies(&*study, 1);
  REQUIRE(results.layout().dates().size() == 2);  // 2029 and 2030, on 1 October
  CHECK(part_year(studies, results, 0) == std::vector<bool>{false, false});
  CHECK(part_year(studies, results, 1) == std::vector<bool>{false, true});
}

TEST_CASE("a year means its last date") {
  const std::vector<Time> dates = {Time::from_date(2029, 10, 1), Time::from_date(2030, 1, 1),
                                   Time::from_date(2030, 10, 1)};
  Problems problems;
  CHECK(date_meant("2030", dates, problems) == dates[2]);
  CHECK(date_meant("2030-01-01", dates, problems) == dates[1]);
  CHECK(problems.empty());
  CHECK(!date_meant("2031", dates, problems));
  CHECK(!date_meant("2030-01-0", {}, problems));
}
