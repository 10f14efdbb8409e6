#include "engine/report/csv.h"

#include <cmath>
#include <cstdlib>
#include <limits>

#include <doctest/doctest.h>

using namespace formatie;

namespace {

constexpr double missing_of_csv = std::numeric_limits<double>::quiet_NaN();

// Two dates; posts in total and for po, and a flow that exists on the second date only and is no headline.
Layout small_layout_of_csv() {
  Layout layout({"sector", "region"}, {Time::from_date(2029, 10, 1), Time::from_date(2030, 10, 1)});
  const auto posts = layout.add_measure({"posts", "fte", "", "", "", "", 0});
  const auto leavers = layout.add_measure({"leavers", "persons, a year", "", "", "", "", 0});
  layout.add_series(posts, {"all", "all"}, true);
  layout.add_series(posts, {"po", "north \"Drenthe\""}, true);
  layout.add_series(leavers, {"all", "all"}, false, 1);
  return layout;
}

Results small_results_of_csv() {
  Results results(small_layout_of_csv(), {"base", "pay, 5%"});
  results.add(0, {{10, 20, 1.5, missing_of_csv, 7}, {11, 20, 1.5, missing_of_csv, 7}});
  results.add(2, {{14, 20, 2.5, missing_of_csv, 9}, {17, 20, 2.5, missing_of_csv, 11}});
  return results;
}

}  // namespace

TEST_CASE("a field is quoted when, and only when, RFC 4180 asks for it") {
  CHECK(csv_field("plain text; 5%") == "plain text; 5%");
  CHECK(csv_field("") == "");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("say \"no\"") == "\"say \"\"no\"\"\"");
  CHECK(csv_field("two\nlines") == "\"two\nlines\"");
  CHECK(csv_field("carriage\rreturn") == "\"carriage\rreturn\"");
  CHECK(csv_field("Súdwest-Fryslân") == "Súdwest-Fryslân");
}

TEST_CASE("a number has the fewest digits that give it back, and no exponent at everyday sizes") {
  CHECK(csv_number(0.1) == "0.1");
  CHECK(csv_number(100000) == "100000");
  CHECK(csv_number(1234567890.5) == "1234567890.5");
  CHECK(csv_number(1.0 / 3) == "0.3333333333333333");
  CHECK(csv_number(0.1 + 0.2) == "0.30000000000000004");
  CHECK(csv_number(-2.5) == "-2.5");
  CHECK(csv_number(0.00025) == "0.00025");
  CHECK(csv_number(1e300) == "1e+300");
  for (const double value : {1.0 / 7, 6.02214076e23, 5e-324, 1.7976931348623157e308, 123456.789e-20}) {
    CHECK(std::strtod(csv_number(value).c_str(), nullptr) == value);
  }
}

TEST_CASE("a number that does not exist is empty, an infinite one is inf, and minus zero is 0") {
  CHECK(csv_number(missing_of_csv) == "");
  CHECK(csv_number(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(csv_number(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(csv_number(-0.0) == "0");
}

TEST_CASE("results.csv has the numbers of one projection, and no row for what does not exist") {
  CHECK(expected_csv(small_results_of_csv()) ==
        "alternative,measure,date,sector,region,unit,value\n"
        "base,posts,2029-10-01,all,all,fte,10\n"
        "base,posts,2030-10-01,all,all,fte,20\n"
        "base,posts,2029-10-01,po,\"north \"\"Drenthe\"\"\",fte,1.5\n"
        "base,leavers,2030-10-01,all,all,\"persons, a year\",7\n"
        "\"pay, 5%\",posts,2029-10-01,all,all,fte,11\n"
        "\"pay, 5%\",posts,2030-10-01,all,all,fte,20\n"
        "\"pay, 5%\",posts,2029-10-01,po,\"north \"\"Drenthe\"\"\",fte,1.5\n"
        "\"pay, 5%\",leavers,2030-10-01,all,all,\"persons, a year\",7\n");
}

TEST_CASE("summary.csv has a row for each alternative, series and date") {
  CHECK(summary_csv(small_results_of_csv()) ==
        "alternative,measure,date,sector,region,unit,n,mean,standard_error,p05,p25,p50,p75,p95\n"
        "base,posts,2029-10-01,all,all,fte,2,12,2,10.2,11,12,13,13.8\n"
        "base,posts,2030-10-01,all,all,fte,2,20,0,20,20,20,20,20\n"
        "base,posts,2029-10-01,po,\"north \"\"Drenthe\"\"\",fte,2,2,0.5,1.55,1.75,2,2.25,2.45\n"
        "base,posts,2030-10-01,po,\"north \"\"Drenthe\"\"\",fte,0,,,,,,,\n"
        "base,leavers,2030-10-01,all,all,\"persons, a year\",2,8,1,7.1,7.5,8,8.5,8.9\n"
        "\"pay, 5%\",posts,2029-10-01,all,all,fte,2,14,3,11.3,12.5,14,15.5,16.7\n"
        "\"pay, 5%\",posts,2030-10-01,all,all,fte,2,20,0,20,20,20,20,20\n"
        "\"pay, 5%\",posts,2029-10-01,po,\"north \"\"Drenthe\"\"\",fte,2,2,0.5,1.55,1.75,2,2.25,2.45\n"
        "\"pay, 5%\",posts,2030-10-01,po,\"north \"\"Drenthe\"\"\",fte,0,,,,,,,\n"
        "\"pay, 5%\",leavers,2030-10-01,all,all,\"persons, a year\",2,9,2,7.2,8,9,10,10.8\n");
}

TEST_CASE("comparison.csv compares each alternative but the first with the first") {
  // Posts in 2029: differences 1 and 3. Variances 8 and 18, of the differences 2: ratio 13.
  CHECK(comparison_csv(small_results_of_csv()) ==
        "alternative,baseline,measure,date,sector,region,unit,n,mean_difference,standard_error,p05,p95,variance_ratio\n"
        "\"pay, 5%\",base,posts,2029-10-01,all,all,fte,2,2,1,1.1,2.9,13\n"
        "\"pay, 5%\",base,posts,2030-10-01,all,all,fte,2,0,0,0,0,\n"
        "\"pay, 5%\",base,posts,2029-10-01,po,\"north \"\"Drenthe\"\"\",fte,2,0,0,0,0,inf\n"
        "\"pay, 5%\",base,posts,2030-10-01,po,\"north \"\"Drenthe\"\"\",fte,0,,,,,\n"
        "\"pay, 5%\",base,leavers,2030-10-01,all,all,\"persons, a year\",2,1,1,0.1,1.9,5\n");
}

TEST_CASE("replications.csv has the headline series only, a row for each replication and alternative") {
  CHECK(replications_csv(small_results_of_csv()) ==
        "replication,alternative,posts@2029-10-01,posts@2030-10-01,"
        "\"posts[sector=po|region=north \"\"Drenthe\"\"]@2029-10-01\","
        "\"posts[sector=po|region=north \"\"Drenthe\"\"]@2030-10-01\"\n"
        "0,base,10,20,1.5,\n"
        "0,\"pay, 5%\",11,20,1.5,\n"
        "2,base,14,20,2.5,\n"
        "2,\"pay, 5%\",17,20,2.5,\n");
}

TEST_CASE("a study of one alternative compares nothing, and one without replications has empty numbers") {
  Layout layout({}, {Time::from_date(2030, 1, 1)});
  layout.add_series(layout.add_measure({"posts", "", "", "", "", "", 0}), {}, true);
  const Results results(layout, {"base"});
  CHECK(summary_csv(results) ==
        "alternative,measure,date,unit,n,mean,standard_error,p05,p25,p50,p75,p95\n"
        "base,posts,2030-01-01,,0,,,,,,,\n");
  CHECK(comparison_csv(results) ==
        "alternative,baseline,measure,date,unit,n,mean_difference,standard_error,p05,p95,variance_ratio\n");
  CHECK(replications_csv(results) == "replication,alternative,posts@2030-01-01\n");
}

TEST_CASE("columns keep their numbers apart when there are more of them than fit in one block") {
  // 100 series of 3 dates; series s on date d is 10 s + d in every replication, plus the replication in the second.
  const std::size_t series = 100;
  Layout layout({"cell"}, {Time::from_date(2028, 1, 1), Time::from_date(2029, 1, 1), Time::from_date(2030, 1, 1)});
  const auto measure = layout.add_measure({"m", "u", "", "", "", "", 0});
  for (std::size_t s = 0; s < series; ++s) layout.add_series(measure, {std::to_string(s)}, false, s % 2);
  Results results(layout, {"a", "b"});
  for (std::uint32_t k = 0; k < 5; ++k) {
    std::vector<double> values(layout.size());
    for (std::size_t s = 0; s < series; ++s) {
      for (std::size_t d = s % 2; d < 3; ++d) values[layout.index(s, d)] = static_cast<double>(10 * s + d);
    }
    auto others = values;
    for (double& value : others) value += k;
    results.add(k, {values, others});
  }
  std::string summary = "alternative,measure,date,cell,unit,n,mean,standard_error,p05,p25,p50,p75,p95\n";
  std::string comparison =
      "alternative,baseline,measure,date,cell,unit,n,mean_difference,standard_error,p05,p95,variance_ratio\n";
  const std::string error = "0.7071067812";  // sqrt(2.5 / 5): 0..4 have a variance of 2.5
  for (const int shift : {0, 2}) {
    for (std::size_t s = 0; s < series; ++s) {
      for (std::size_t d = s % 2; d < 3; ++d) {
        const auto at = [&](double more) {
          return "," + csv_number(static_cast<double>(10 * s + d) + (shift == 0 ? 0 : more));
        };
        const std::string where = ",m," + layout.dates()[d].iso() + "," + std::to_string(s) + ",u,5";
        summary += (shift == 0 ? "a" : "b") + where + at(2) + "," + (shift == 0 ? "0" : error) + at(0.2) + at(1) +
                   at(2) + at(3) + at(3.8) + "\n";
        if (shift != 0) comparison += "b,a" + where + ",2," + error + ",0.2,3.8,1\n";
      }
    }
  }
  CHECK(summary_csv(results) == summary);
  CHECK(comparison_csv(results) == comparison);
}

TEST_CASE("the files of a study go by their names") {
  const auto files = csv_files(small_results_of_csv());
  REQUIRE(files.size() == 5);
  CHECK(files[0].name == "summary.csv");
  CHECK(files[0].text == summary_csv(small_results_of_csv()));
  CHECK(files[1].name == "comparison.csv");
  CHECK(files[1].text == comparison_csv(small_results_of_csv()));
  CHECK(files[2].name == "replications.csv");
  CHECK(files[2].text == replications_csv(small_results_of_csv()));
  CHECK(files[3].name == "uncertainty.csv");
  CHECK(files[3].text == uncertainty_csv(small_results_of_csv()));
  CHECK(files[4].name == "measures.csv");
  CHECK(files[4].text == measures_csv(small_layout_of_csv()));
}
