#include "engine/cli/check.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/cli/text.h"
#include "engine/input/scalar.h"
#include "engine/input/value_reader.h"
#include "engine/report/table.h"

namespace formatie {
namespace {

constexpr std::size_t meaning_column = 17;
constexpr std::size_t most_rows = 8;  // of one dial on one date

std::string stopping_text(const Plan& plan) {
  const auto& stopping = plan.stopping;
  if (plan.differ_by() == DifferBy::nothing) return "computed once: the model has no chance";
  if (!stopping.rule)
    return number_text(stopping.at_most, 0) + (plan.has_chance ? "" : ", one a draw: the model has no chance");
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

/// Member `key` of alternative `a`, as the plan has it; nothing when it says nothing of it.
const Node* member(const Plan& plan, std::size_t a, const char* key) {
  const Node* list = plan.effective.find("alternatives");
  return list != nullptr && list->is_sequence() && a < list->items().size() ? list->items()[a].find(key) : nullptr;
}

/// The entries of a policy that move one dial.
std::vector<const Node*> entries_for(const Node* policy, const std::string& dial) {
  std::vector<const Node*> entries;
  if (policy == nullptr || !policy->is_sequence()) return entries;
  for (const auto& entry : policy->items())
    if (const Node* name = entry.find("dial"); name != nullptr && name->is_scalar() && name->text() == dial)
      entries.push_back(&entry);
  return entries;
}

/// "0.02..0.3"; one number when both are the same.
std::string range_text(double low, double high) {
  return value_text(low) == value_text(high) ? value_text(low) : value_text(low) + ".." + value_text(high);
}

/// A change of all cells by one factor or amount, as the policy has it: "x 0.8", and the range of the cells without it
/// and with it. Nothing when the policy is no such change.
std::optional<std::string> uniform_text(const DialSchedule& schedule, const Node& entry, const Period& period) {
  if (entry.find("where") != nullptr) return std::nullopt;
  const Node* times = entry.find("times");
  const Node* amount = times != nullptr ? times : entry.find("plus");
  const auto number = amount != nullptr ? parse_number(amount->text()) : std::nullopt;
  if (!number || (times != nullptr && *number == 0)) return std::nullopt;
  const Node* from = entry.find("from");
  const Node* until = entry.find("until");
  const Time start = from != nullptr ? std::max(parse_date(from->text()).value(), period.begin) : period.begin;

  double low = std::numeric_limits<double>::infinity(), high = -low;
  std::size_t values = 0;
  for (const auto& row : schedule.rows) {
    if (row.from != start) continue;
    low = std::min(low, row.value);
    high = std::max(high, row.value);
    ++values;
  }
  if (values < 2) return std::nullopt;
  const auto without = [&](double value) { return times != nullptr ? value / *number : value - *number; };
  const auto old_range = std::minmax({without(low), without(high)});  // a factor below 0 turns it round
  const auto dates = "from " + start.iso() + (until != nullptr ? " until " + until->text() : "");
  const auto change = fmt::format("{} {}: {} -> {}",
                                  times != nullptr ? "x"
                                  : *number < 0    ? "-"
                                                   : "+",
                                  value_text(times != nullptr ? *number : std::abs(*number)),
                                  range_text(old_range.first, old_range.second), range_text(low, high));
  return labelled(dates, change, 8, 8 + dates.size() + 2);
}

std::string schedule_text(const DialSchedule& schedule, const Node* policy, const Period& period) {
  std::string text =
      indented(schedule.dial + (schedule.unit.empty() ? "" : " (" + schedule.unit + ")") + " changes to:", 6);
  const auto entries = entries_for(policy, schedule.dial);
  std::string notes;
  for (const Node* entry : entries)
    if (const Node* from = entry->find("from"); from != nullptr && parse_date(from->text()) < period.begin)
      notes += indented("from " + from->text() + ", before the period begins: holds from the start", 8);
  if (entries.size() == 1)
    if (const auto uniform = uniform_text(schedule, *entries.front(), period)) return text + *uniform + notes;
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
  return text + notes;
}

/// What a value is, without what is said of it.
bool is_note(const std::string& key) { return std::count(note_keys.begin(), note_keys.end(), key) > 0; }

/// "0.2", "[a, b]", "{market: 0.1, harbour: 0.2}".
std::string tree_text(const Node& node) {
  if (node.is_scalar()) return node.text();
  std::vector<std::string> members;
  if (node.is_sequence())
    for (const auto& item : node.items()) members.push_back(tree_text(item));
  if (node.is_mapping())
    for (const auto& entry : node.entries())
      if (!is_note(entry.key)) members.push_back(entry.key + ": " + tree_text(entry.value));
  return node.is_sequence() ? "[" + joined(members) + "]" : node.is_mapping() ? "{" + joined(members) + "}" : "nothing";
}

/// A parameter in full: "0.2", "{table: rates.csv, meaning_column: rate}".
std::string full_text(const Node& node) {
  const Node* value = node.find("value");
  return tree_text(value != nullptr ? *value : node);
}

/// A parameter in short: "0.2", "table rates.csv".
std::string short_text(const Node& node) {
  if (const Node* table = node.find("table"); table != nullptr && table->is_scalar())
    return "table " + std::filesystem::path(table->text()).filename().string();
  return full_text(node);
}

/// The parameters of which an alternative has its own value.
std::string own_parameters_text(const Plan& plan, const Node* own) {
  const Node* base = plan.effective.find("parameters");
  if (own == nullptr || !own->is_mapping() || base == nullptr) return "";
  std::string text;
  for (const auto& part : own->entries()) {
    const Node* part_before = base->find(part.key);
    if (part_before == nullptr || !part.value.is_mapping()) continue;
    for (const auto& entry : part.value.entries()) {
      const Node* before = part_before->find(entry.key);
      if (before == nullptr) continue;
      const auto after = merge(*before, entry.value);
      if (full_text(*before) == full_text(after)) continue;
      const bool same_table = short_text(*before) == short_text(after);  // read otherwise
      const auto words = [&](const Node& node) { return same_table ? full_text(node) : short_text(node); };
      text += indented(part.key + "." + entry.key + ": " + words(*before) + " -> " + words(after), 8);
    }
  }
  return text.empty() ? "" : indented("parameters of its own:", 6) + text;
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
  text += labelled("period", plan.period.begin.iso() + " to " + plan.period.end.iso(), 2, meaning_column);
  text += labelled("replications", stopping_text(plan), 2, meaning_column);
  if (plan.differ_by() != DifferBy::nothing) text += labelled("seed", std::to_string(plan.seed), 2, meaning_column);
  if (plan.uncertainty.has_parameters()) {
    const auto drawn = plan.uncertainty.parameters.size() + plan.uncertainty.ensemble_parts.size();
    text += labelled("uncertainty",
                     fmt::format("{} drawn anew for every {}", count_text(drawn, "parameter", "parameters"),
                                 count_text(plan.uncertainty.replications_per_draw, "replication", "replications")),
                     2, meaning_column);
  }
  if (plan.uncertainty.futures.size() > 1) {
    std::string futures;
    for (const auto& future : plan.uncertainty.futures)
      futures +=
          fmt::format("{}{} ({}%)", futures.empty() ? "" : ", ", future.name, number_text(100 * future.weight, 0));
    text += labelled("futures", futures, 2, meaning_column);
  }
  if (const auto& o = plan.optimisation; !o.levers.empty())
    text += labelled(
        "optimisation",
        fmt::format("{} of {}; {} of search, {} of each of {}", count_text(o.mixes(), "mix", "mixes"),
                    count_text(o.levers.size(), "lever", "levers"), count_text(o.search, "replication", "replications"),
                    number_text(o.replications, 0), count_text(o.finalists, "finalist", "finalists")),
        2, meaning_column);
  if (!plan.evidence.empty()) text += labelled("evidence", plan.evidence, 2, meaning_column);
  text += labelled("input", count_text(plan.inputs.size(), "file", "files"), 2, meaning_column);
  auto alternatives = std::to_string(plan.alternatives.size());
  if (plan.alternatives.size() > 1)
    alternatives += ", each compared with the first, '" + plan.alternatives.front().name + "'";
  text += labelled("alternatives", alternatives, 2, meaning_column);
  for (std::size_t a = 0; a < plan.alternatives.size(); ++a) {
    const auto& alternative = plan.alternatives[a];
    text += indented(alternative.name, 4);
    if (!alternative.description.empty()) text += indented(alternative.description, 6);
    text += own_parameters_text(plan, member(plan, a, "parameters"));
    const Node* policy = member(plan, a, "policy");
    if (!alternative.grade.empty())
      text += indented("evidence of grade " + alternative.grade + " (A strong to D a guess)", 6);
    for (const auto& schedule : alternative.schedule) {
      text += schedule_text(schedule, policy, plan.period);
      if (schedule.moved_twice)
        text += indented("warning: two entries of the policy move '" + schedule.dial +
                             "' for the same cells at the same time; they work one after the other, as they stand",
                         8);
    }
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
      "without problems it prints what will run: the period, the replications, the alternatives with their parameters "
      "of their own, and for each dial that a policy moves, its values through time. A change of all values of a dial "
      "by one factor or amount is printed as that, with the lowest and highest value before and after it."};
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
