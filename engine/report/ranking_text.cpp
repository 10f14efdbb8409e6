#include "engine/report/ranking_text.h"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/report/csv.h"
#include "engine/report/results_table.h"

namespace formatie {
namespace {

constexpr std::size_t ranking_width = 80;  // of the terminal
constexpr std::size_t bar_width = 15;

// How the numbers of a comparison are written.
struct Forms {
  NumberForm difference, cost, cost_per_unit;
};

NumberForm form_of(const std::vector<std::pair<PairedDifference, Interval>>& shown, int decimals) {
  std::vector<PairedDifference> differences;
  std::vector<double> numbers;
  for (const auto& [d, interval] : shown) {
    differences.push_back(d);
    numbers.insert(numbers.end(), {d.mean_difference, d.standard_error, interval.low, interval.high});
  }
  return form_for(numbers, decimals_for_difference(differences, decimals));
}

Forms forms_of(const Ranking& r) {
  std::vector<std::pair<PairedDifference, Interval>> differences, costs;
  std::vector<double> ratios;
  for (const auto& c : r.rows) {
    differences.emplace_back(c.difference, c.interval);
    costs.emplace_back(c.cost, c.cost_interval);
    ratios.insert(ratios.end(), {c.cost_per_unit.value, c.cost_per_unit.interval.low, c.cost_per_unit.interval.high});
  }
  Forms forms;
  forms.difference = form_of(differences, r.measure().decimals);
  if (r.settings.cost) forms.cost = form_of(costs, r.measure_of(*r.settings.cost).decimals);
  forms.cost_per_unit = form_for(ratios, 0);
  return forms;
}

std::string with_scale(const NumberForm& form, const std::string& unit) {
  return form.scale_word.empty() ? unit : form.scale_word + " " + unit;
}

std::string percent(double share) { return std::isnan(share) ? "-" : number_text(100 * share, 0) + "%"; }

// "97% (82-100)".
std::string probability_text(const Compared& c) {
  if (std::isnan(c.probability)) return "-";
  return fmt::format("{} ({}-{})", percent(c.probability), number_text(100 * c.probability_interval.low, 0),
                     number_text(100 * c.probability_interval.high, 0));
}

std::string per_unit_text(const Ranking& r, const Compared& c, const NumberForm& form) {
  if (!r.settings.per_unit) return "-";
  return c.cost_per_unit_is == CostPerUnit::told ? form.text(c.cost_per_unit.value)
                                                 : cost_per_unit_text(c.cost_per_unit_is);
}

// "helps", or what it is of a measure that has no direction.
std::string probability_title(Better better) { return better == Better::neither ? "higher" : "helps"; }

std::string counted(std::size_t number, const char* word) {
  return number_text(static_cast<double>(number), 0) + " " + word + (number == 1 ? "" : "s");
}

std::size_t draws_of(const Results& results) {
  auto draws = results.draws();
  return static_cast<std::size_t>(std::unique(draws.begin(), draws.end()) - draws.begin());
}

// ", paired by replication (20 replications in 10 draws)"; nothing of what is certain.
std::string paired_text(const Results& results) {
  if (results.is_certain()) return "";
  const auto draws = draws_of(results);
  auto text = counted(results.count(), results.has_chance() ? "replication" : "draw");
  if (results.has_chance() && draws != results.count()) text += " in " + counted(draws, "draw");
  return fmt::format(", paired by {} ({})", results.has_chance() ? "replication" : "draw", text);
}

std::string direction_text(Better better) {
  return better == Better::neither ? "" : fmt::format(" {} is better.", better == Better::lower ? "Lower" : "Higher");
}

constexpr const char* cannot_tell_text =
    "\"cannot tell\": the 90% interval of the mean difference (Student's t over draws) has 0 in it.";

// What the columns mean, a paragraph each.
std::vector<std::string> effect_notes(const Ranking& r) {
  const bool directed = r.measure().better != Better::neither;
  const std::string rank = std::string("Rank: one more than the number of alternatives that are ") +
                           (r.results.is_certain() ? "" : "clearly ") + (directed ? "better" : "higher") + ".";
  if (r.results.is_certain()) return {rank};
  return {
      rank + " " + cannot_tell_text,
      fmt::format("\"{}\": share of the draws in which the difference is {}, and Wilson's 90% interval.",
                  probability_title(r.measure().better), r.measure().better == Better::lower ? "below 0" : "above 0")};
}

std::vector<std::string> cost_notes(const Ranking& r) {
  std::string text;
  if (r.settings.anyway)
    text += fmt::format("\"{}\": part of the cost that pays for what would have happened anyway.",
                        r.measure_of(*r.settings.anyway).name);
  if (r.settings.per_unit)
    text += fmt::format(
        "{}\"per {}\": cost over gain, with Fieller's 90% interval; \"no gain\": the measure goes the wrong way; "
        "\"saves\": it gains and costs less; \"no price\": no cost is known.",
        text.empty() ? "" : " ", r.per);
  return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

void print_paragraphs(std::ostream& out, const std::vector<std::string>& paragraphs) {
  for (const auto& paragraph : paragraphs)
    for (const auto& line : wrapped(paragraph, ranking_width)) out << line << "\n";
}

// The smallest interval that holds 0 and all these.
Interval scale_of(const std::vector<std::pair<double, Interval>>& shown) {
  Interval scale{0, 0};
  for (const auto& [mean, interval] : shown)
    for (const double end : {mean, interval.low, interval.high})
      if (std::isfinite(end)) scale = {std::min(scale.low, end), std::max(scale.high, end)};
  return scale;
}

// The ends of a scale, at the ends of the bars.
std::string scale_title(const Interval& scale, const NumberForm& form, std::size_t bar) {
  NumberForm whole = form;
  if (std::max(-scale.low, scale.high) / form.scale >= 10) whole.decimals = 0;
  const auto low = whole.text(scale.low), high = whole.text(scale.high);
  return low + padded_left(high, bar - std::min(bar, low.size()));
}

// "2. better lamps", "- more crew: cannot tell".
std::string name_line(const Ranking& r, const Compared& c) {
  const auto verdict = verdict_text(c.verdict, r.measure().better);
  const bool plain = verdict == "better" || verdict == "higher" || verdict == "lower";
  return fmt::format("{} {}{}", c.rank > 0 ? std::to_string(c.rank) + "." : "-", r.name_of(c),
                     plain ? "" : fmt::format(": {}", verdict));
}

std::string what(const Ranking& r, const NumberForm& form) {
  return fmt::format("{} on {}: difference with {}{}.{}", series_heading(r.results.layout(), r.series(), form),
                     r.results.layout().dates()[r.settings.date].iso(), r.baseline(), paired_text(r.results),
                     direction_text(r.measure().better));
}

std::string what(const SplitComparison& s, const NumberForm& form) {
  const auto unit = with_scale(form, s.measure.unit);
  return fmt::format("{}{} by {} on {}: difference with {}{}.{}",
                     s.measure.label_en.empty() ? s.measure.name : s.measure.label_en,
                     unit.empty() ? "" : " (" + unit + ")", s.split, s.date.iso(), s.results.alternatives().front(),
                     paired_text(s.results), direction_text(s.measure.better));
}

NumberForm form_of(const SplitComparison& s) {
  std::vector<std::pair<PairedDifference, Interval>> shown;
  for (const auto& row : s.rows) shown.emplace_back(row.difference, interval_of(row.difference));
  return form_of(shown, s.measure.decimals);
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? "\\|" : std::string(1, c == '\n' ? ' ' : c);
  return out;
}

// A table in Markdown; columns from the `left`-th on are to the right.
std::string markdown_of(const std::vector<std::vector<std::string>>& lines, std::size_t left) {
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const auto& cell : lines[i]) out += "| " + escaped(cell) + " ";
    out += "|\n";
    if (i > 0) continue;
    for (std::size_t c = 0; c < lines[i].size(); ++c) out += c < left ? "| --- " : "| ---: ";
    out += "|\n";
  }
  return out;
}

std::string interval_text(const Interval& interval, const NumberForm& form) {
  return std::isnan(interval.low) ? "-" : form.text(interval.low) + " to " + form.text(interval.high);
}

}  // namespace

std::string interval_bar(double mean, const Interval& interval, const Interval& scale, std::size_t bar, bool utf8) {
  const auto place = [&](double value) {
    const double share = scale.high > scale.low ? (value - scale.low) / (scale.high - scale.low) : 0;
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(bar - 1)));
  };
  if (!std::isfinite(mean)) return "";
  std::vector<const char*> cells(bar, " ");
  cells[place(0)] = utf8 ? "│" : "|";
  if (std::isfinite(interval.low) && std::isfinite(interval.high))
    for (std::size_t i = place(interval.low); i <= place(interval.high); ++i) cells[i] = utf8 ? "━" : "-";
  cells[place(mean)] = utf8 ? "●" : "o";
  std::string text;
  for (const char* cell : cells) text += cell;
  return text;
}

void print(std::ostream& out, const Ranking& r, bool utf8) {
  const Forms forms = forms_of(r);
  if (!r.title.empty()) print_paragraphs(out, {r.title});
  print_paragraphs(out, {what(r, forms.difference)});
  print_paragraphs(out, effect_notes(r));

  std::vector<std::pair<double, Interval>> shown;
  for (const auto& c : r.rows) shown.emplace_back(c.difference.mean_difference, c.interval);
  const Interval scale = scale_of(shown);
  const bool certain = r.results.is_certain();
  std::vector<TextTable::Column> heads = {{"", Align::left}, {certain ? "difference" : "mean"}};
  if (!certain)
    heads.insert(heads.end(), {{"std. error"}, {"90% from"}, {"to"}, {probability_title(r.measure().better)}});
  heads.push_back({scale_title(scale, forms.difference, bar_width), Align::left});
  TextTable effects(heads);
  for (const auto& c : r.rows) {
    effects.add_heading(name_line(r, c));
    const auto text = [&](double value) { return forms.difference.text(value); };
    std::vector<std::string> cells = {" ", text(c.difference.mean_difference)};
    if (!certain)
      cells.insert(cells.end(), {text(c.difference.standard_error), text(c.interval.low), text(c.interval.high),
                                 probability_text(c)});
    cells.push_back(interval_bar(c.difference.mean_difference, c.interval, scale, bar_width, utf8));
    effects.add_row(std::move(cells));
  }
  out << "\n" << effects.text(ranking_width);
  if (!r.settings.cost) return;

  const auto unit = r.measure_of(*r.settings.cost).unit;
  out << "\n";
  print_paragraphs(
      out,
      {fmt::format(
          "cost ({}){}: difference with {}.", with_scale(forms.cost, unit),
          r.settings.per_unit ? fmt::format(", and per {} ({})", r.per, with_scale(forms.cost_per_unit, unit)) : "",
          r.baseline())});
  print_paragraphs(out, cost_notes(r));
  std::vector<TextTable::Column> columns = {{"", Align::left}, {"cost"}, {"std. error"}};
  if (r.settings.anyway) columns.push_back({r.measure_of(*r.settings.anyway).name});
  if (r.settings.per_unit) columns.insert(columns.end(), {{"per " + r.per}, {"90% from"}, {"to"}});
  TextTable costs(columns);
  for (const auto& c : r.rows) {
    costs.add_heading(name_line(r, c));
    std::vector<std::string> cells = {" ", forms.cost.text(c.cost.mean_difference),
                                      forms.cost.text(c.cost.standard_error)};
    if (r.settings.anyway) cells.push_back(percent(c.anyway_share.value));
    if (r.settings.per_unit) {
      cells.push_back(per_unit_text(r, c, forms.cost_per_unit));
      if (c.cost_per_unit_is == CostPerUnit::told)
        cells.insert(cells.end(), {forms.cost_per_unit.text(c.cost_per_unit.interval.low),
                                   forms.cost_per_unit.text(c.cost_per_unit.interval.high)});
    }
    costs.add_row(std::move(cells));
  }
  out << "\n" << costs.text(ranking_width);
}

void print(std::ostream& out, const SplitComparison& s, bool utf8) {
  const NumberForm form = form_of(s);
  if (!s.title.empty()) print_paragraphs(out, {s.title});
  print_paragraphs(out, {what(s, form)});
  const bool certain = s.results.is_certain();
  if (!certain) print_paragraphs(out, {cannot_tell_text});
  std::vector<std::pair<double, Interval>> shown;
  for (const auto& row : s.rows) shown.emplace_back(row.difference.mean_difference, interval_of(row.difference));
  const Interval scale = scale_of(shown);
  std::vector<TextTable::Column> heads = {{"", Align::left}, {certain ? "difference" : "mean"}};
  if (!certain) heads.insert(heads.end(), {{"std. error"}, {"90% from"}, {"to"}});
  heads.push_back({scale_title(scale, form, bar_width), Align::left});
  TextTable table(heads);
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const auto& row = s.rows[i];
    if (i == 0 || row.alternative != s.rows[i - 1].alternative) table.add_heading(row.alternative);
    const auto& d = row.difference;
    const auto& interval = shown[i].second;
    const auto verdict = verdict_of(d.mean_difference, d.standard_error, interval);
    const bool told = verdict == Verdict::higher || verdict == Verdict::lower;
    std::vector<std::string> cells = {"  " + row.label, form.text(d.mean_difference)};
    if (!certain)
      cells.insert(cells.end(), {form.text(d.standard_error), form.text(interval.low), form.text(interval.high)});
    cells.push_back(told ? interval_bar(d.mean_difference, interval, scale, bar_width, utf8)
                         : std::string(verdict_text(verdict, s.measure.better)));
    table.add_row(std::move(cells));
  }
  out << "\n" << table.text(ranking_width);
}

std::string as_markdown(const Ranking& r) {
  const Forms forms = forms_of(r);
  const Better better = r.measure().better;
  std::vector<std::vector<std::string>> lines = {{"rank", "alternative", with_scale(forms.difference, r.measure().unit),
                                                  "std. error", "90% interval", probability_title(better) + " (90%)"}};
  if (r.settings.cost) {
    const auto unit = r.measure_of(*r.settings.cost).unit;
    lines[0].push_back("cost (" + with_scale(forms.cost, unit) + ")");
    if (r.settings.anyway) lines[0].push_back(r.measure_of(*r.settings.anyway).name);
    if (r.settings.per_unit)
      lines[0].insert(lines[0].end(),
                      {fmt::format("per {} ({})", r.per, with_scale(forms.cost_per_unit, unit)), "90% interval"});
  }
  for (const auto& c : r.rows) {
    const bool told = c.rank > 0;
    auto& line = lines.emplace_back(std::vector<std::string>{
        told ? std::to_string(c.rank) : std::string(verdict_text(c.verdict, better)), r.name_of(c),
        forms.difference.text(c.difference.mean_difference), forms.difference.text(c.difference.standard_error),
        interval_text(c.interval, forms.difference), probability_text(c)});
    if (!r.settings.cost) continue;
    line.push_back(forms.cost.text(c.cost.mean_difference));
    if (r.settings.anyway) line.push_back(percent(c.anyway_share.value));
    if (r.settings.per_unit)
      line.insert(line.end(), {per_unit_text(r, c, forms.cost_per_unit),
                               interval_text(c.cost_per_unit.interval, forms.cost_per_unit)});
  }
  std::string out = what(r, forms.difference) + "\n\n" + markdown_of(lines, 2) + "\n";
  for (const auto& note : effect_notes(r)) out += note + "\n";
  if (r.settings.cost)
    for (const auto& note : cost_notes(r)) out += note + "\n";
  return out;
}

std::string as_markdown(const SplitComparison& s) {
  const NumberForm form = form_of(s);
  std::vector<std::vector<std::string>> lines = {
      {"alternative", s.split, with_scale(form, s.measure.unit), "std. error", "90% interval", ""}};
  for (const auto& row : s.rows) {
    const auto& d = row.difference;
    const auto interval = interval_of(d);
    const auto verdict = verdict_of(d.mean_difference, d.standard_error, interval);
    lines.push_back({row.alternative, row.label, form.text(d.mean_difference), form.text(d.standard_error),
                     interval_text(interval, form), std::string(verdict_text(verdict, s.measure.better))});
  }
  return what(s, form) + "\n\n" + markdown_of(lines, 2) + "\n" + cannot_tell_text + "\n";
}

}  // namespace formatie
