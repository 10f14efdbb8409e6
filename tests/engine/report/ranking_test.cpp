#include "engine/report/ranking.h"

#include <limits>
#include <sstream>

#include <doctest/doctest.h>

#include "engine/report/ranking_records.h"
#include "engine/report/ranking_text.h"
#include "engine/report/results_table.h"

using namespace formatie;

namespace {

Results small_results_of_ranking() {
  Layout layout({"sector"}, {Time::from_date(2030, 10, 1)});
  layout.add_series(layout.add_measure({"employment", "fte", "", "employment", "", "", 0, Better::higher}), {"all"},
                    true);
  layout.add_series(layout.add_measure({"cost", "euro a year", "", "cost", "", "", 0, Better::lower}), {"all"}, true);
  layout.add_series(layout.add_measure({"windfall", "euro a year", "", "", "", "", 0, Better::lower}), {"all"}, true);
  Results results(layout, {"base", "a bonus", "noise | and pipes", "gloom"});
  for (std::uint32_t k = 0; k < 4; ++k) {
    const double luck = k % 2 == 0 ? -1 : 1;
    results.add(
        k,
        {{1000 + luck, 0, 0}, {1100 + 2 * luck, 4e8, 1e8}, {1000 - 2 * luck, 1e6, 0}, {900 + luck / 2, 5e6 + luck, 0}});
  }
  return results;
}

Ranking ranking_of(const Results& results) {
  const ComparisonSettings settings = {0, 0, 0, 1, 2, true};
  Ranking ranking{"A title", results, settings, "fte", compare(results, settings)};
  sort(ranking.rows, SortBy::difference, results, Better::higher);
  return ranking;
}

}  // namespace

TEST_CASE("a bar shows the mean, its interval and 0 on one scale") {
  const Interval scale = {-5, 5};  // eleven columns: one a unit
  CHECK(interval_bar(3, {1, 5}, scale, 11, false) == "     |--o--");
  CHECK(interval_bar(-3, {-4, -2}, scale, 11, false) == " -o- |     ");
  CHECK(interval_bar(0, {-1, 1}, scale, 11, true) == "    ━●━    ");
  CHECK(interval_bar(3, {}, scale, 11, true) == "     │  ●  ");
  CHECK(interval_bar(0, {0, 0}, {0, 0}, 3, false) == "o  ");
  CHECK(interval_bar(std::numeric_limits<double>::quiet_NaN(), {}, scale, 11, false) == "");
}

TEST_CASE("the tables on a terminal") {
  const auto results = small_results_of_ranking();
  std::ostringstream out;
  print(out, ranking_of(results), false);
  CHECK(out.str() == R"(A title
employment (fte) on 2030-10-01: difference with base, paired by replication (4
replications). Higher is better.
Rank: one more than the number of alternatives that are clearly better. "cannot
tell": the 90% interval of the mean difference (Student's t over draws) has 0 in
it.
"helps": share of the draws in which the difference is above 0, and Wilson's 90%
interval.

      mean  std. error  90% from      to          helps  -101        101
1. a bonus
    100.00        0.58     98.64  101.36  100% (60-100)         |      o
2. gloom: worse
   -100.00        0.29   -100.68  -99.32      0% (0-40)  o      |
- noise | and pipes: cannot tell
      0.00        1.73     -4.08    4.08    50% (18-82)         o

cost (million euro a year), and per fte (euro a year): difference with base.
"windfall": part of the cost that pays for what would have happened anyway. "per
fte": cost over gain, with Fieller's 90% interval; "no gain": the measure goes
the wrong way; "saves": it gains and costs less; "no price": no cost is known.

    cost  std. error  windfall      per fte   90% from         to
1. a bonus
   400.0         0.0       25%    4,000,000  3,946,380  4,055,097
2. gloom: worse
     5.0         0.0         -      no gain
- noise | and pipes: cannot tell
     1.0         0.0         -  cannot tell
)");
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 80);
}

TEST_CASE("the table in Markdown") {
  const auto results = small_results_of_ranking();
  CHECK(
      as_markdown(ranking_of(results)) ==
      R"(employment (fte) on 2030-10-01: difference with base, paired by replication (4 replications). Higher is better.

| rank | alternative | fte | std. error | 90% interval | helps (90%) | cost (million euro a year) | windfall | per fte (euro a year) | 90% interval |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 1 | a bonus | 100.00 | 0.58 | 98.64 to 101.36 | 100% (60-100) | 400.0 | 25% | 4,000,000 | 3,946,380 to 4,055,097 |
| 2 | gloom | -100.00 | 0.29 | -100.68 to -99.32 | 0% (0-40) | 5.0 | - | no gain | - |
| cannot tell | noise \| and pipes | 0.00 | 1.73 | -4.08 to 4.08 | 50% (18-82) | 1.0 | - | cannot tell | - |

Rank: one more than the number of alternatives that are clearly better. "cannot tell": the 90% interval of the mean difference (Student's t over draws) has 0 in it.
"helps": share of the draws in which the difference is above 0, and Wilson's 90% interval.
"windfall": part of the cost that pays for what would have happened anyway. "per fte": cost over gain, with Fieller's 90% interval; "no gain": the measure goes the wrong way; "saves": it gains and costs less; "no price": no cost is known.
)");
}

TEST_CASE("csv and json have the same columns; what does not exist is empty or null") {
  const auto results = small_results_of_ranking();
  const auto csv = as_csv(ranking_of(results));
  CHECK(
      csv ==
      R"(rank,alternative,baseline,measure,date,unit,better,replications,draws,mean_difference,standard_error,low,high,verdict,probability,probability_low,probability_high,cost,cost_standard_error,cost_low,cost_high,cost_unit,cost_per_fte,cost_per_fte_low,cost_per_fte_high,cost_per_fte_is,windfall_share,windfall_share_low,windfall_share_high,level,methods
1,a bonus,base,employment,2030-10-01,fte,higher,4,4,100,0.5773502692,98.64128499,101.358715,better,1,0.5965213748,1,400000000,0,400000000,400000000,euro a year,4000000,3946379.943,4055097.215,told,0.25,0.25,0.25,0.9,mean: Student's t over draws; probability: Wilson over draws; ratios: Fieller
2,gloom,base,employment,2030-10-01,fte,higher,4,4,-100,0.2886751346,-100.6793575,-99.32064249,worse,0,0,0.4034786252,5000000,0.5773502692,4999998.641,5000001.359,euro a year,,,,no gain,,,,0.9,mean: Student's t over draws; probability: Wilson over draws; ratios: Fieller
,noise | and pipes,base,employment,2030-10-01,fte,higher,4,4,0,1.732050808,-4.076145038,4.076145038,cannot tell,0.5,0.1824001633,0.8175998367,1000000,0,1000000,1000000,euro a year,,,,cannot tell,,,,0.9,mean: Student's t over draws; probability: Wilson over draws; ratios: Fieller
)");
  const auto json = as_json(ranking_of(results));
  CHECK(json.find("\"rank\": null,\n    \"alternative\": \"noise | and pipes\"") != std::string::npos);
  CHECK(json.find("\"cost_per_fte\": null,\n") != std::string::npos);
  CHECK(json.find("\"cost_per_fte_is\": \"no gain\"") != std::string::npos);
}
