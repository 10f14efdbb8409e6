#include "engine/cli/check.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/cli/text.h"
#include "engine/report/table.h"

namespace formatie {
namespace {

constexpr std::size_t column = 17;
constexpr std::size_t most_rows = 8;  // of one dial on one date

std::string stopping_text(const Plan& plan) {
  const auto& stopping = plan.stopping;
  if (!stopping.rule) return number_text(stopping.at_most, 0);
  const auto& rule = *stopping.rule;
  const auto& layout = *plan.layout;
  const auto& series = layout.series()[rule.series.front()];
  const auto& measure = layout.measures()[series.measure];
  std::string labels;
  for (const auto& label : series.split)
    if (label != "all") labels += " " + label;
  return fmt::format(
      "{} to {}, until the 90% interval of the mean {}of {}{} on {} reaches at most {} {} to either side",
      number_text(stopping.at_least, 0), number_text(stopping.at_most, 0), rule.of_difference ? "difference " : "",
      measure.name, labels, layout.dates()[rule.date].iso(), value_text(rule.half_width), measure.unit);
}

std::string schedule_text(const DialSchedule& schedule) {
  std::string text =
      indented(schedule.dial + (schedule.unit.empty() ? "" : " (" + schedule.unit + ")") + " changes to:", 6);
  std::size_t widest = 0;
  for (const auto& row : schedule.rows) widest = std::max(widest, value_text(row.value).size());
  for (std::size_t begin = 0, end = 0; begin < schedule.rows.size(); begin = end) {
    while (end < schedule.rows.size() && schedule.rows[end].from == schedule.rows[begin].from) ++end;
    const std::size_t shown = end - begin > most_rows ? most_rows - 1 : end - begin;
    for (std::size_t i = begin; i < begin + shown; ++i) {
      const auto& row = schedule.rows[i];
      const auto start = fmt::format("from {}  {:>{}}", row.from.iso(), value_text(row.value), widest);
      text += labelled(start, row.cells.empty() ? "all" : row.cells, 8, 8 + start.size() + 2);
    }
    if (begin + shown == end) continue;
    const auto [low, high] = std::minmax_element(schedule.rows.begin() + static_cast<std::ptrdiff_t>(begin + shown),
                                                 schedule.rows.begin() + static_cast<std::ptrdiff_t>(end),
                                                 [](const auto& a, const auto& b) { return a.value < b.value; });
    text += indented(fmt::format("and {} more values from that date, {} to {}", end - begin - shown,
                                 value_text(low->value), value_text(high->value)),
                     10);
  }
  return text;
}

int check(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  Overrides overrides;
  overrides.set = arguments.texts("set");
  std::size_t sound = 0;
  for (const auto& scenario : arguments.operands())
    if (const auto study = load_study(scenario, overrides, info, problems))
      console.out << (sound++ > 0 ? "\n" : "") << plan_text(study->plan, scenario);
  return problems.empty() ? exit_code::done : refuse(problems, console);
}

}  // namespace

std::string plan_text(const Plan& plan, const std::string& scenario) {
  std::string text = scenario + "\n";
  if (!plan.title.empty()) text += indented(plan.title, 2);
  text += labelled("period", plan.period.begin.iso() + " to " + plan.period.end.iso(), 2, column);
  text += labelled("replications", stopping_text(plan), 2, column);
  text += labelled("seed", std::to_string(plan.seed), 2, column);
  if (plan.uncertainty.has_parameters()) {
    const auto drawn = plan.uncertainty.parameters.size() + plan.uncertainty.ensemble_entries.size();
    text += labelled("uncertainty",
                     fmt::format("{} drawn anew for every {}", count_text(drawn, "parameter", "parameters"),
                                 count_text(plan.uncertainty.replications_per_draw, "replication", "replications")),
                     2, column);
  }
  if (plan.uncertainty.futures.size() > 1) {
    std::string futures;
    for (const auto& future : plan.uncertainty.futures)
      futures +=
          fmt::format("{}{} ({}%)", futures.empty() ? "" : ", ", future.name, number_text(100 * future.weight, 0));
    text += labelled("futures", futures, 2, column);
  }
  if (!plan.evidence.empty()) text += labelled("evidence", plan.evidence, 2, column);
  text += labelled("input", count_text(plan.inputs.size(), "file", "files"), 2, column);
  text += labelled("alternatives", std::to_string(plan.alternatives.size()), 2, column);
  for (const auto& alternative : plan.alternatives) {
    text += indented(alternative.name, 4);
    if (!alternative.description.empty()) text += indented(alternative.description, 6);
    for (const auto& schedule : alternative.schedule) text += schedule_text(schedule);
  }
  return text;
}

Command check_command() {
  Command command;
  command.name = "check";
  command.summary = "check scenarios, and tell what each would run";
  command.operands = "SCENARIO...";
  command.least_operands = 1;
  command.meaning = {
      "Reads each scenario with all that it needs, as 'run' does, and reports every problem at once. For a scenario "
      "without problems it prints what will run: the alternatives, the period, the replications, and for each dial "
      "that "
      "a policy moves, its values through time."};
  command.options = {set_option()};
  command.exit_codes = {{0, "all scenarios can be run"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "a scenario was refused, or the command was not understood"}};
  command.examples = {{"check scenarios/base.yaml", "what does this scenario do?"},
                      {"check scenarios/*.yaml > /dev/null", "is there anything wrong with any of them?"}};
  command.run = check;
  return command;
}

}  // namespace formatie
