#include "engine/report/results_table.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <ostream>
#include <set>

#include <fmt/format.h>

#include "engine/base/expect.h"
#include "engine/measure/estimate.h"

namespace formatie {

std::string series_heading(const Layout& layout, const Series& series, const NumberForm& form) {
  const Measure& measure = layout.measures()[series.measure];
  std::string unit = form.scale_word;
  if (!unit.empty() && !measure.unit.empty()) unit += " ";
  unit += measure.unit;
  std::string text = measure.label_en.empty() ? measure.name : measure.label_en;
  if (!unit.empty()) text += " (" + unit + ")";
  for (const auto& label : series.split) {
    if (label != "all") text += ", " + label;
  }
  return text;
}

int decimals_for_difference(const std::vector<PairedDifference>& differences, int decimals) {
  double smallest = std::numeric_limits<double>::infinity();
  for (const auto& d : differences) {
    if (d.standard_error > 0) smallest = std::min(smallest, d.standard_error);
  }
  if (std::isinf(smallest)) return decimals;
  const int wanted = 1 - static_cast<int>(std::floor(std::log10(smallest)));
  return std::clamp(wanted, decimals, decimals + 2);
}

namespace {

// With fewer replications p05 and p95 are little more than the lowest and the highest, and a ratio of variances says
// nothing: of 20, five percent is one.
constexpr std::size_t enough_for_spread = 20;
constexpr double certainty = 0.95;  // of "cannot tell"

// Indices of the dates to show.
std::vector<std::size_t> dates_shown(const Layout& layout, const std::vector<Time>& chosen) {
  const auto& dates = layout.dates();
  std::vector<std::size_t> indices;
  for (const Time date : chosen) {
    const auto found = std::find(dates.begin(), dates.end(), date);
    expect(found != dates.end(), "a table shows dates of the layout");
    indices.push_back(static_cast<std::size_t>(found - dates.begin()));
  }
  if (chosen.empty() && !dates.empty()) indices = {0, (dates.size() - 1) / 2, dates.size() - 1};
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

// Whether a table leaves the series out: part of a total that it shows.
bool is_part(const Layout& layout, const Series& series) {
  const auto is_total = [](const Series& one) {
    return std::all_of(one.split.begin(), one.split.end(), [](const std::string& label) { return label == "all"; });
  };
  return !is_total(series) && std::any_of(layout.series().begin(), layout.series().end(), [&](const Series& one) {
    return one.headline && one.measure == series.measure && is_total(one);
  });
}

// `visit(series, indices of the dates shown on which it exists)` for each headline series that has any and is no part.
template <class Visit>
void for_each_headline(const Layout& layout, const std::vector<Time>& chosen, Visit visit) {
  const auto shown = dates_shown(layout, chosen);
  for (std::size_t s = 0; s < layout.series().size(); ++s) {
    if (!layout.series()[s].headline || is_part(layout, layout.series()[s])) continue;
    std::vector<std::size_t> dates;
    std::copy_if(shown.begin(), shown.end(), std::back_inserter(dates),
                 [&](std::size_t date) { return date >= layout.series()[s].first_date; });
    if (!dates.empty()) visit(s, dates);
  }
}

bool shows_spread(const Results& results) { return results.count() >= enough_for_spread; }

void print_paragraph(std::ostream& out, const std::string& text, std::size_t width) {
  for (const auto& line : wrapped(text, width)) out << line << "\n";
}

TextTable summary_table(const Results& results, const TableOptions& options, const std::vector<std::string>& names) {
  const Layout& layout = results.layout();
  const bool spread = shows_spread(results);
  std::vector<TextTable::Column> columns = {{"", Align::left}, {"", Align::left}, {"mean"}, {"std. error"}};
  if (spread) columns.insert(columns.end() - 1, {{"p05"}, {"p95"}});
  TextTable table(std::move(columns), 1);
  for_each_headline(layout, options.dates, [&](std::size_t s, const std::vector<std::size_t>& dates) {
    const Series& series = layout.series()[s];
    std::vector<Estimate> estimates;  // date by date, alternative by alternative
    std::vector<double> numbers;
    for (const std::size_t date : dates) {
      for (std::size_t a = 0; a < names.size(); ++a) {
        const Estimate& e =
            estimates.emplace_back(estimate(across_replications(results, a, layout.index(s, date)), results.draws()));
        numbers.push_back(e.mean);
        if (spread) numbers.insert(numbers.end(), {e.p05, e.p95});
      }
    }
    const NumberForm form = form_for(numbers, layout.measures()[series.measure].decimals);
    table.add_heading("");
    table.add_heading(series_heading(layout, series, form));
    for (std::size_t row = 0; row < estimates.size(); ++row) {
      const Estimate& e = estimates[row];
      const std::size_t a = row % names.size();
      const std::string date = a == 0 ? "  " + layout.dates()[dates[row / names.size()]].iso() : "";
      std::vector<std::string> cells = {date, names[a], form.text(e.mean)};
      if (spread) cells.insert(cells.end(), {form.text(e.p05), form.text(e.p95)});
      cells.push_back(form.text(e.standard_error, 1));
      table.add_row(std::move(cells));
    }
  });
  return table;
}

TextTable expected_table(const Results& results, const TableOptions& options, const std::vector<std::string>& names) {
  const Layout& layout = results.layout();
  std::vector<TextTable::Column> columns = {
      {"", Align::left}, {"", Align::left}, {results.is_certain() ? "value" : "expected"}};
  if (names.size() > 1) columns.push_back({"difference"});
  TextTable table(std::move(columns), 1);
  for_each_headline(layout, options.dates, [&](std::size_t s, const std::vector<std::size_t>& dates) {
    std::vector<double> numbers;  // date by date, alternative by alternative
    for (const std::size_t date : dates)
      for (std::size_t a = 0; a < names.size(); ++a) numbers.push_back(results.values(a, 0)[layout.index(s, date)]);
    if (std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isnan(number); })) return;
    const NumberForm form = form_for(numbers, layout.measures()[layout.series()[s].measure].decimals);
    table.add_heading("");
    table.add_heading(series_heading(layout, layout.series()[s], form));
    for (std::size_t row = 0; row < numbers.size(); ++row) {
      const std::size_t a = row % names.size();
      const std::string date = a == 0 ? "  " + layout.dates()[dates[row / names.size()]].iso() : "";
      std::vector<std::string> cells = {date, names[a], form.text(numbers[row])};
      if (a > 0) cells.push_back(form.text(numbers[row] - numbers[row - a]));
      table.add_row(std::move(cells));
    }
  });
  return table;
}

// Prints a table of alternatives; names that do not fit are numbered, and listed above it.
void print_fitting(std::ostream& out, const std::vector<std::string>& names, std::size_t width,
                   const std::function<TextTable(const std::vector<std::string>&)>& make_table) {
  auto table = make_table(names);
  if (table.natural_width() > width) {
    std::vector<std::string> numbered;
    for (const auto& name : names) {
      numbered.push_back(fmt::format("{} {}", numbered.size() + 1, name));
      const auto lines = wrapped(name, width - 6);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        out << padded_left(i == 0 ? fmt::format("{}", numbered.size()) : "", 4) << "  " << lines[i] << "\n";
      }
    }
    out << "\n";
    table = make_table(numbered);
  }
  out << table.text(width);
}

std::string ratio_text(double ratio) {
  if (!std::isfinite(ratio)) return "-";
  if (ratio >= 1e5) return ">99,999";
  return number_text(ratio, ratio < 100 ? 1 : 0);
}

std::string mark(const PairedDifference& d) {
  if (d.standard_error == 0 && d.mean_difference == 0) return "identical";
  const double half_width = student_half_width(d.draws, d.standard_error, certainty);
  return std::abs(d.mean_difference) > half_width ? "" : "cannot tell";  // also when it is not known
}

// "12%", or "-" when it cannot be told.
std::string share_text(double part, double whole) {
  return part == 0 && whole == 0 ? "0%" : std::isfinite(part / whole) ? number_text(100 * part / whole, 0) + "%" : "-";
}

}  // namespace

std::string computed_text(const Results& results) {
  if (results.is_certain()) return "computed once";
  return number_text(static_cast<double>(results.count()), 0) + (results.has_chance() ? " replication" : " draw") +
         (results.count() == 1 ? "" : "s");
}

void print_summary(std::ostream& out, const Results& results, const TableOptions& options) {
  const std::size_t width = std::max<std::size_t>(80, options.width);
  if (shows_spread(results))
    print_paragraph(out, "Mean of " + computed_text(results) + "; 90% of them lie from p05 to p95.", width);
  else
    print_paragraph(
        out,
        fmt::format("Mean of {}: too few (less than {}) to tell where 90% of them lie{}.", computed_text(results),
                    enough_for_spread, results.alternatives().size() > 1 ? ", and for a variance ratio" : ""),
        width);
  const auto& series = results.layout().series();
  if (std::any_of(series.begin(), series.end(),
                  [&](const Series& one) { return one.headline && is_part(results.layout(), one); }))
    print_paragraph(out, "Totals: their parts stand in summary.csv, and in `compare`.", width);
  out << "\n";
  print_fitting(out, results.alternatives(), width,
                [&](const auto& names) { return summary_table(results, options, names); });
}

void print_expected(std::ostream& out, const Results& results, const TableOptions& options) {
  print_fitting(out, results.alternatives(), std::max<std::size_t>(80, options.width),
                [&](const auto& names) { return expected_table(results, options, names); });
}

void print_comparison(std::ostream& out, const Results& results, const TableOptions& options) {
  if (results.alternatives().size() < 2) return;
  const Layout& layout = results.layout();
  const std::size_t width = std::max<std::size_t>(80, options.width);
  const bool spread = shows_spread(results);
  TextTable table(spread
                      ? std::vector<TextTable::Column>{{"", Align::left},
                                                       {"mean"},
                                                       {"p05"},
                                                       {"p95"},
                                                       {"std. error"},
                                                       {"ratio"},
                                                       {"", Align::left}}
                      : std::vector<TextTable::Column>{{"", Align::left}, {"mean"}, {"std. error"}, {"", Align::left}});
  for_each_headline(layout, options.dates, [&](std::size_t s, const std::vector<std::size_t>& dates) {
    const Series& series = layout.series()[s];
    std::vector<PairedDifference> differences;  // alternative by alternative, date by date
    std::vector<double> numbers;
    for (std::size_t a = 1; a < results.alternatives().size(); ++a) {
      for (const std::size_t date : dates) {
        const std::size_t index = layout.index(s, date);
        const PairedDifference& d = differences.emplace_back(paired_difference(
            across_replications(results, a, index), across_replications(results, 0, index), results.draws()));
        numbers.insert(numbers.end(), {d.mean_difference, d.standard_error});
        if (spread) numbers.insert(numbers.end(), {d.p05, d.p95});
      }
    }
    const int decimals = decimals_for_difference(differences, layout.measures()[series.measure].decimals);
    const NumberForm form = form_for(numbers, decimals);
    table.add_heading("");
    table.add_heading(series_heading(layout, series, form));
    for (std::size_t row = 0; row < differences.size(); ++row) {
      if (row % dates.size() == 0) table.add_heading(results.alternatives()[1 + row / dates.size()], 2);
      const PairedDifference& d = differences[row];
      const auto date = "    " + layout.dates()[dates[row % dates.size()]].iso();
      const auto mean = form.text(d.mean_difference), error = form.text(d.standard_error);
      if (spread)
        table.add_row({date, mean, form.text(d.p05), form.text(d.p95), error, ratio_text(d.variance_ratio), mark(d)});
      else
        table.add_row({date, mean, error, mark(d)});
    }
  });
  print_paragraph(out,
                  fmt::format("Difference with {}, paired by {} ({}).", results.alternatives().front(),
                              results.has_chance() ? "replication" : "draw", computed_text(results)),
                  width);
  print_paragraph(
      out,
      std::string(spread ? "\"ratio\": how many times more replications independent luck would need. " : "") +
          "\"cannot tell\": the 95% interval of the mean difference (Student's t) has 0 in it.",
      width);
  out << "\n" << table.text(width);
}

void print_uncertainty(std::ostream& out, const Results& results, const TableOptions& options) {
  const Layout& layout = results.layout();
  const std::size_t width = std::max<std::size_t>(80, options.width);
  if (results.chance_only()) {
    print_paragraph(out, "The replications differ by chance alone: parameters stand at their values, in one future.",
                    width);
    return;
  }
  if (const auto& draws = results.draws(); std::set(draws.begin(), draws.end()).size() < 2) {
    print_paragraph(out, "One draw of the parameters cannot tell from what the spread comes.", width);
    return;
  }
  TextTable table({{"", Align::left}, {"std. dev."}, {"chance"}, {"parameters"}, {"futures"}});
  const auto add = [&](std::size_t a, bool difference) {
    table.add_heading("");
    table.add_heading(results.alternatives()[a] + (difference ? " less " + results.alternatives()[0] : ""));
    for_each_headline(layout, options.dates, [&](std::size_t s, const std::vector<std::size_t>& dates) {
      const std::size_t index = layout.index(s, dates.back());
      auto values = across_replications(results, a, index);
      if (difference) {
        const auto baseline = across_replications(results, 0, index);
        for (std::size_t k = 0; k < values.size(); ++k) values[k] -= baseline[k];
      }
      const VarianceParts parts = variance_parts(values, results.draws(), results.futures(), results.has_chance());
      if (parts.total() == 0) return;
      const double deviation = std::sqrt(parts.total());
      const NumberForm form = form_for({deviation}, layout.measures()[layout.series()[s].measure].decimals);
      table.add_row({"  " + series_heading(layout, layout.series()[s], form), form.text(deviation, 1),
                     share_text(parts.chance, parts.total()), share_text(parts.parameters, parts.total()),
                     share_text(parts.futures, parts.total())});
    });
  };
  for (std::size_t a = 0; a < results.alternatives().size(); ++a) add(a, a > 0);
  print_paragraph(
      out,
      "From what the spread on the last date comes: chance (what happens to people), parameters (what is not "
      "known exactly) and futures; shares of the variance.",
      width);
  out << table.text(width);
}

}  // namespace formatie
