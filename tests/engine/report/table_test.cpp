#include <cmath>
#include <limits>
#include <sstream>

#include <doctest/doctest.h>

#include "engine/report/results_table.h"

using namespace formatie;

namespace {

constexpr double missing_of_table = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string summary(const Results& results, const TableOptions& options = {}) {
  std::ostringstream out;
  print_summary(out, results, options);
  return out.str();
}

std::string comparison(const Results& results, const TableOptions& options = {}) {
  std::ostringstream out;
  print_comparison(out, results, options);
  return out.str();
}

// Four dates; unfilled posts in po, and the cost, which does not exist on the first date; one series is no headline.
Layout small_layout_of_table() {
  Layout layout({"sector"}, {Time::from_date(2025, 10, 1), Time::from_date(2028, 10, 1), Time::from_date(2031, 10, 1),
                             Time::from_date(2034, 10, 1)});
  const auto posts = layout.add_measure({"unfilled_posts", "fte", "", "unfilled posts", "", "", 0});
  const auto cost = layout.add_measure({"cost", "euro a year", "", "", "", "", 0});
  layout.add_series(posts, {"po"}, true);
  layout.add_series(posts, {"vo"}, false);
  layout.add_series(cost, {"all"}, true, 1);
  return layout;
}

// Replications in pairs. Posts of the first alternative 1000, 9000, 0, 5000 minus 100 in the first of a pair and plus
// 100 in the second; each next alternative has d more on the d-th date in the first and 3 d more in the second. Each
// costs 250 million more.
Results small_results_of_table(const std::vector<std::string>& names, int replications = 20) {
  Results results(small_layout_of_table(), names);
  const double posts[] = {1000, 9000, 0, 5000};
  for (int k = 0; k < replications; ++k) {
    std::vector<std::vector<double>> values;
    for (std::size_t a = 0; a < names.size(); ++a) {
      auto& numbers = values.emplace_back(results.layout().size(), missing_of_table);
      const auto times = static_cast<double>(a);
      for (std::size_t d = 0; d < 4; ++d) {
        const double luck = k % 2 == 0 ? -100 : 100;
        numbers[results.layout().index(0, d)] = posts[d] + luck + times * (k % 2 == 0 ? 1 : 3) * static_cast<double>(d);
        if (d > 0) numbers[results.layout().index(2, d)] = 1.25e9 + times * 2.5e8 + 1e5 * luck;
      }
    }
    results.add(static_cast<std::uint32_t>(k), values);
  }
  return results;
}

}  // namespace

TEST_CASE("width is counted in columns of a terminal, not in bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("één") == 3);              // two letters of two bytes
  CHECK(display_width("e\u0301e\u0301n") == 3);  // the same with combining accents
  CHECK(display_width("€…") == 2);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("caf\xe9") == 4);  // not UTF-8
}

TEST_CASE("a text that does not fit ends in an ellipsis, and in a whole character") {
  CHECK(shortened("salary rise", 11) == "salary rise");
  CHECK(shortened("salary rise", 10) == "salary ri…");
  CHECK(shortened("salary rise", 8) == "salary…");  // no space before the ellipsis
  CHECK(shortened("één twee", 4) == "één…");
  CHECK(shortened("e\u0301e\u0301n twee", 3) == "e\u0301e\u0301…");
  CHECK(shortened("日本語", 4) == "日…");
  CHECK(shortened("日本語", 5) == "日本…");
  CHECK(shortened("abc", 1) == "…");
  CHECK(shortened("abc", 0) == "");
}

TEST_CASE("padding counts columns too, and never cuts") {
  CHECK(padded_right("één", 5) == "één  ");
  CHECK(padded_left("één", 5) == "  één");
  CHECK(padded_left("日本", 5) == " 日本");
  CHECK(padded_left("12345", 3) == "12345");
}

TEST_CASE("a text is wrapped at spaces, and a word that does not fit is shortened") {
  CHECK(wrapped("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped("één twee", 8) == std::vector<std::string>{"één twee"});
  CHECK(wrapped("  one   two ", 20) == std::vector<std::string>{"one two"});
  CHECK(wrapped("a incomprehensible b", 5) == std::vector<std::string>{"a", "inco…", "b"});
  CHECK(wrapped("", 5) == std::vector<std::string>{""});
}

TEST_CASE("numbers for a reader have separators of thousands and as many decimals as asked") {
  CHECK(number_text(0, 0) == "0");
  CHECK(number_text(999, 0) == "999");
  CHECK(number_text(1000, 0) == "1,000");
  CHECK(number_text(-1234567.891, 2) == "-1,234,567.89");
  CHECK(number_text(123456, 1) == "123,456.0");
  CHECK(number_text(999.96, 1) == "1,000.0");
  CHECK(number_text(0.05, 3) == "0.050");
  CHECK(number_text(1e15, 0) == "1e+15");
}

TEST_CASE("there is no minus zero, and a number that does not exist is a dash") {
  CHECK(number_text(-0.0, 1) == "0.0");
  CHECK(number_text(-0.04, 1) == "0.0");
  CHECK(number_text(-0.06, 1) == "-0.1");
  CHECK(number_text(missing_of_table, 1) == "-");
  CHECK(number_text(std::numeric_limits<double>::infinity(), 1) == "inf");
  CHECK(number_text(-std::numeric_limits<double>::infinity(), 1) == "-inf");
}

TEST_CASE("a table aligns its columns and leaves no spaces at the end of a line") {
  TextTable table({{"place", Align::left}, {"posts"}, {"", Align::left}});
  table.add_row({"Súdwest-Fryslân", "1,234", "note"});
  table.add_heading("a heading");
  table.add_row({"日本", "5"});
  CHECK(table.natural_width() == 15 + 2 + 5 + 2 + 4);
  CHECK(table.text() ==
        "place            posts\n"
        "Súdwest-Fryslân  1,234  note\n"
        "a heading\n"
        "日本                 5\n");
}

TEST_CASE("a table that is too wide shortens its elastic column and wraps its headings") {
  TextTable table({{"", Align::left}, {"", Align::left}, {"mean"}}, 1);
  table.add_heading("a heading that is longer than the table", 2);
  table.add_row({"2030", "salary rise of 5%", "12,345"});
  CHECK(table.text(24) ==
        "                    mean\n"
        "  a heading that is\n"
        "  longer than the table\n"
        "2030  salary ri…  12,345\n");
  CHECK(table.text(10) ==
        "              mean\n"
        "  a\n"
        "  heading\n"
        "  that is\n"
        "  longer\n"
        "  than the\n"
        "  table\n"
        "2030  sal…  12,345\n");  // numbers are never cut
}

TEST_CASE("a name that begins a row is not cut: it stands above the row when it does not fit") {
  TextTable table({{"target", Align::left}, {"figure"}, {"mean"}});
  table.add_row({"share_of_lamps_that_burn_at_night", "12,345", "12,346"});
  table.add_row({"poles", "1", "2"});
  CHECK(table.text(26) ==
        "target      figure    mean\n"
        "share_of_lamps_that_burn_…\n"
        "            12,345  12,346\n"
        "poles            1       2\n");
  CHECK(table.text(40) ==
        "target                    figure    mean\n"
        "share_of_lamps_that_burn_at_night\n"
        "                          12,345  12,346\n"
        "poles                          1       2\n");
}

TEST_CASE("the summary shows the headline series on the first, middle and last date") {
  // Ten at 100 below and ten at 100 above: standard error 100 / sqrt(19).
  CHECK(summary(small_results_of_table({"base", "pay"})) == R"(Mean of 20 replications; 90% of them lie from p05 to p95.

                       mean      p05      p95  std. error

unfilled posts (fte), po
  2025-10-01  base    1,000      900    1,100        22.9
              pay     1,000      900    1,100        22.9
  2028-10-01  base    9,000    8,900    9,100        22.9
              pay     9,002    8,901    9,103        23.2
  2034-10-01  base    5,000    4,900    5,100        22.9
              pay     5,006    4,903    5,109        23.6

cost (million euro a year)
  2028-10-01  base  1,250.0  1,240.0  1,260.0        2.29
              pay   1,500.0  1,490.0  1,510.0        2.29
  2034-10-01  base  1,250.0  1,240.0  1,260.0        2.29
              pay   1,500.0  1,490.0  1,510.0        2.29
)");
}

TEST_CASE("the summary shows the dates that were asked for") {
  TableOptions options;
  options.dates = {Time::from_date(2031, 10, 1)};
  CHECK(summary(small_results_of_table({"base"}), options) ==
        R"(Mean of 20 replications; 90% of them lie from p05 to p95.

                       mean      p05      p95  std. error

unfilled posts (fte), po
  2031-10-01  base        0     -100      100        22.9

cost (million euro a year)
  2031-10-01  base  1,250.0  1,240.0  1,260.0        2.29
)");
  options.dates = {Time::from_date(2031, 10, 2)};
  CHECK_THROWS_AS(summary(small_results_of_table({"base"}), options), BrokenPromise);
}

TEST_CASE("names of alternatives that do not fit are numbered and listed in full") {
  TableOptions options;
  options.dates = {Time::from_date(2028, 10, 1)};
  const Results results = small_results_of_table(
      {"base", "a salary rise of five per cent in primary education from 2028 until 2034, and a bonus for new staff",
       "a salary rise of five per cent in secondary education"});
  CHECK(summary(results, options) == R"(Mean of 20 replications; 90% of them lie from p05 to p95.

   1  base
   2  a salary rise of five per cent in primary education from 2028 until 2034,
      and a bonus for new staff
   3  a salary rise of five per cent in secondary education

                                              mean      p05      p95  std. error

unfilled posts (fte), po
  2028-10-01  1 base                         9,000    8,900    9,100        22.9
              2 a salary rise of five pe…    9,002    8,901    9,103        23.2
              3 a salary rise of five pe…    9,004    8,902    9,106        23.4

cost (million euro a year)
  2028-10-01  1 base                       1,250.0  1,240.0  1,260.0        2.29
              2 a salary rise of five pe…  1,500.0  1,490.0  1,510.0        2.29
              3 a salary rise of five pe…  1,750.0  1,740.0  1,760.0        2.29
)");
}

TEST_CASE("the comparison shows paired differences, and says when they cannot be told from noise") {
  // Posts: differences d and 3 d on date d: mean 2 d, standard error d / sqrt(19). Variances on date 1, times 19 / 20:
  // base 10 000, pay 10 201, differences 1: ratio 20 201; on date 3 with 10 609 and 9: 2 290. The cost differs by a
  // constant.
  CHECK(comparison(small_results_of_table({"base", "pay"})) ==
        R"(Difference with base, paired by replication (20 replications).
"ratio": how many times more replications independent luck would need. "cannot
tell": the 95% interval of the mean difference (Student's t) has 0 in it.

                 mean    p05    p95  std. error   ratio

unfilled posts (fte), po
  pay
    2025-10-01   0.00   0.00   0.00        0.00       -  identical
    2028-10-01   2.00   1.00   3.00        0.23  20,201
    2034-10-01   6.00   3.00   9.00        0.69   2,290

cost (million euro a year)
  pay
    2028-10-01  250.0  250.0  250.0         0.0       -
    2034-10-01  250.0  250.0  250.0         0.0       -
)");
}

TEST_CASE("fewer than twenty replications have no range of 90% and no ratio") {
  TableOptions options;
  options.dates = {Time::from_date(2034, 10, 1)};
  CHECK(summary(small_results_of_table({"base"}, 19), options)
            .starts_with("Mean of 19 replications: too few (less than 20) to tell where 90% of them lie.\n"));
  const Results results = small_results_of_table({"base", "pay"}, 2);
  CHECK(summary(results, options) == R"(Mean of 2 replications: too few (less than 20) to tell where 90% of them lie,
and for a variance ratio.

                       mean  std. error

unfilled posts (fte), po
  2034-10-01  base    5,000       100.0
              pay     5,006       103.0

cost (million euro a year)
  2034-10-01  base  1,250.0       10.00
              pay   1,500.0       10.00
)");
  CHECK(comparison(results, options) == R"(Difference with base, paired by replication (2 replications).
"cannot tell": the 95% interval of the mean difference (Student's t) has 0 in
it.

                 mean  std. error

unfilled posts (fte), po
  pay
    2034-10-01    6.0         3.0  cannot tell

cost (million euro a year)
  pay
    2034-10-01  250.0         0.0
)");
}

TEST_CASE("a difference whose 95% interval has 0 in it, or that has none, cannot be told") {
  Layout layout({}, {Time::from_date(2030, 10, 1)});
  layout.add_series(layout.add_measure({"workers", "persons", "", "workers", "", "", 0}), {}, true);
  Results results(layout, {"base", "pay"});
  results.add(0, {{100000}, {100012}});
  const auto row = [&] { return lines_of(comparison(results)).back(); };
  CHECK(row() == "    2030-10-01    12           -  cannot tell");
  results.add(1, {{100100}, {100102}});  // differences 12 and 2: mean 7, standard error 5
  CHECK(row() == "    2030-10-01   7.0         5.0  cannot tell");
  results.add(2, {{100050}, {100060}});  // and 10: mean 8, standard error sqrt(28 / 3); t of 2 degrees is 4.3
  CHECK(row() == "    2030-10-01   8.0         3.1  cannot tell");
  results.add(3, {{100050}, {100058}});  // and 8: mean 8, standard error sqrt(14 / 3); t of 3 degrees is 3.18
  CHECK(row() == "    2030-10-01   8.0         2.2");
}

TEST_CASE("a part of a total that is shown is left out, and the reader is told where it stands") {
  Layout layout({"sector"}, {Time::from_date(2030, 10, 1)});
  const auto measure = layout.add_measure({"workers", "persons", "", "workers", "", "", 0});
  layout.add_series(measure, {"all"}, true);
  layout.add_series(measure, {"po"}, true);
  Results results(layout, {"base", "pay"});
  results.add(0, {{10, 4}, {12, 5}});
  std::ostringstream out;
  print_summary(out, results);
  CHECK(out.str().find("workers (persons)\n") != std::string::npos);
  CHECK(out.str().find("workers (persons), po") == std::string::npos);
  CHECK(out.str().find("Totals: their parts stand in summary.csv") != std::string::npos);
  CHECK(comparison(results).find(", po") == std::string::npos);
}

TEST_CASE("one alternative is compared with nothing") { CHECK(comparison(small_results_of_table({"base"})).empty()); }

TEST_CASE("a study without replications or headlines still has its tables") {
  TableOptions options;
  options.dates = {Time::from_date(2028, 10, 1)};
  CHECK(summary(Results(small_layout_of_table(), {"base"}), options) ==
        R"(Mean of 0 replications: too few (less than 20) to tell where 90% of them lie.

                    mean  std. error

unfilled posts (fte), po
  2028-10-01  base     -           -

cost (euro a year)
  2028-10-01  base     -           -
)");
  CHECK(summary(Results(Layout({}, {}), {"base"})) ==
        "Mean of 0 replications: too few (less than 20) to tell where 90% of them lie.\n\n    mean  std. error\n");
}

TEST_CASE("whatever the numbers and names, no line takes more than 80 columns") {
  const std::string name = "een salarisverhoging van vijf procent voor éénpitters in de zorg vanaf 2028 (日本)";
  for (int power = -6; power <= 14; ++power) {
    for (const double sign : {-1.0, 1.0}) {
      for (const int decimals : {0, 1, 3}) {
        Layout layout({"sector", "region"}, {Time::from_date(2029, 10, 1), Time::from_date(2030, 10, 1)});
        const auto measure = layout.add_measure({"m", "fte", "", name + ", " + name, "", "", decimals});
        layout.add_series(measure, {"po", name}, true);
        Results results(layout, {"base " + name, name, "other " + name});
        for (std::uint32_t k = 0; k < 20; ++k) {
          const double size = sign * 9.99 * std::pow(10, power) * (1 + 0.3 * (k % 3));
          results.add(k, {{size, -size}, {2 * size, size + k % 3}, {-3 * size, size / 3}});
        }
        for (const auto& text : {summary(results), comparison(results)}) {
          for (const auto& line : lines_of(text)) {
            CHECK(display_width(line) <= 80);
            CHECK((line.empty() || line.back() != ' '));
          }
        }
      }
    }
  }
}

TEST_CASE("numbers without chance have no standard error, and series without numbers no lines") {
  Results results(small_layout_of_table(), {"base", "pay"});
  results.add(0, {std::vector<double>(results.layout().size(), missing_of_table),
                  std::vector<double>(results.layout().size(), missing_of_table)});
  Results known(small_layout_of_table(), {"base", "pay"});
  std::vector<double> base(known.layout().size(), missing_of_table), pay = base;
  for (std::size_t d = 0; d < 4; ++d) base[d] = 1000, pay[d] = 1000 + 10.0 * static_cast<double>(d);
  known.add(0, {base, pay});
  std::ostringstream none, some;
  print_expected(none, results);
  print_expected(some, known);
  CHECK(none.str() == "    expected  difference\n");
  CHECK(some.str() ==
        "                    expected  difference\n"
        "\n"
        "unfilled posts (fte), po\n"
        "  2025-10-01  base     1,000\n"
        "              pay      1,000           0\n"
        "  2028-10-01  base     1,000\n"
        "              pay      1,010          10\n"
        "  2034-10-01  base     1,000\n"
        "              pay      1,030          30\n");
}
