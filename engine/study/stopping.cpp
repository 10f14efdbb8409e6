#include "engine/study/stopping.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/input/scalar.h"
#include "engine/study/section_reader.h"
#include "engine/study/series_choice.h"

namespace formatie {
namespace {

/// "50" or "50 fte", of a measure with this unit; 0, with a problem, for anything else.
double read_half_width(SectionReader& until, const Node& node, const Measure& measure, Problems& problems) {
  const auto text = until.text("half_width");
  const auto space = text.find(' ');
  const auto number = parse_number(std::string_view(text).substr(0, space));
  const auto what = fmt::format("'half_width' is '{}'", text);
  if (!number || *number <= 0)
    problems.add(node.where(), what, "must be a number above 0, with or without its unit");
  else if (space != std::string::npos && text.substr(space + 1) != measure.unit)
    problems.add(node.where(), what, fmt::format("the unit of '{}' is {}", measure.name, measure.unit));
  else
    return *number;
  return 0;
}

/// The date on which the rule looks at a series: the last, when nothing is said.
std::size_t read_rule_date(SectionReader& until, const Layout& layout, const Series& series, Problems& problems) {
  const std::size_t last = layout.dates().size() - 1;
  const auto date = until.date("date");
  if (!date) return last;
  const auto found = std::find(layout.dates().begin(), layout.dates().end(), *date);
  const auto at = static_cast<std::size_t>(found - layout.dates().begin());
  if (at <= last && at >= series.first_date) return at;
  problems.add(until.find("date")->where(), fmt::format("nothing is measured on {}", date->iso()),
               fmt::format("the dates are each year from {} to {}",
                           layout.dates()[std::min(series.first_date, last)].iso(), layout.dates().back().iso()));
  return last;
}

}  // namespace

Stopping read_stopping(const Node& study, bool has_chance, Problems& problems) {
  Stopping stopping;
  SectionReader read(study, sections::study, problems);
  const Node* until_node = study.find("until");
  if (until_node == nullptr || until_node->is_null()) {
    if (study.find("replications") == nullptr) {
      if (has_chance) read.need("replications");
      return stopping;
    }
    if (const auto number = read.whole("replications"))
      stopping.at_least = stopping.at_most = static_cast<std::uint32_t>(*number);
    return stopping;
  }
  SectionReader until(*until_node, sections::until, problems);
  if (!until.check()) return stopping;
  const auto low = until.whole("at_least"), high = until.whole("at_most");
  if (low && high && *low > *high)
    problems.add(until.find("at_most")->where(), fmt::format("'at_most' is {}", *high),
                 fmt::format("must be at least 'at_least', which is {}", *low));
  if (low && high) {
    stopping.at_least = static_cast<std::uint32_t>(*low);
    stopping.at_most = static_cast<std::uint32_t>(*high);
  }
  return stopping;
}

void check_computations(const Node& scenario, const Uncertainty& uncertainty, Stopping& stopping, Problems& problems) {
  const Node* study = scenario.find("study");
  const bool has_study = study != nullptr && !study->is_null();
  const Node* section = scenario.find("uncertainty");
  if (const Node* of_draw = section != nullptr ? section->find("replications_per_draw") : nullptr;
      of_draw != nullptr && uncertainty.replications_per_draw > 1)
    problems.add(of_draw->where(), fmt::format("'replications_per_draw' is {}", uncertainty.replications_per_draw),
                 "the model has no chance: all replications of a draw would be the same");
  if (uncertainty.is_drawn()) {
    if (SectionReader(scenario, sections::scenario, problems).need("study") == nullptr) return;
    SectionReader read(*study, sections::study, problems);
    read.need("seed");
    if (study->find("until") == nullptr) read.need("replications");
    return;
  }
  for (const char* key : {"replications", "until"})
    if (const Node* node = has_study ? study->find(key) : nullptr;
        node != nullptr && !node->is_null() && stopping.at_most != 1)
      problems.add(node->where(), fmt::format("'{}' has nothing to repeat", key),
                   "the model has no chance and nothing is drawn: it is computed once");
  stopping.at_least = stopping.at_most = 1;
}

std::optional<Stopping::Rule> read_stopping_rule(const Node& study, const Layout& layout, std::size_t alternatives,
                                                 Problems& problems) {
  const Node* until_node = study.find("until");
  if (until_node == nullptr || !until_node->is_mapping()) return std::nullopt;
  SectionReader until(*until_node, sections::until, problems);
  const Node* name = until.need("measure");
  const Node* half_width = until.need("half_width");
  if (name == nullptr || half_width == nullptr) return std::nullopt;

  Stopping::Rule rule;
  const auto measure = chosen_measure(layout, until.text("measure"), name->where(), problems);
  if (!measure) return std::nullopt;
  rule.half_width = read_half_width(until, *half_width, layout.measures()[*measure], problems);
  std::vector<ChosenLabels> labels;
  if (const Node* where = until.find("where")) {
    const auto chosen = chosen_labels(layout, *where, Labels::one, problems);
    if (!chosen) return std::nullopt;
    labels = *chosen;
  }
  const auto series = chosen_series(layout, *measure, labels, name->where(), problems);
  if (!series) return std::nullopt;
  rule.series = *series;
  rule.date = read_rule_date(until, layout, layout.series()[rule.series.front()], problems);
  rule.of_difference = until.choice("of") == 1;  // 0: of the mean
  if (rule.of_difference && alternatives < 2)
    problems.add(until.find("of")->where(), "'of' is 'difference'",
                 "there is one alternative, and nothing to differ from");
  return rule;
}

}  // namespace formatie
