#include "engine/report/portfolio.h"

#include <algorithm>
#include <cmath>
#include <ostream>

#include <fmt/format.h>

#include "engine/report/csv.h"
#include "engine/report/table.h"

namespace formatie {
namespace {

constexpr std::size_t portfolio_width = 80;  // of the terminal

void paragraph(std::ostream& out, const std::string& text, std::size_t indent = 0, std::string_view label = "") {
  std::string before = padded_right(label, indent);
  for (const auto& line : wrapped(text, portfolio_width - indent)) {
    out << before << line << "\n";
    before = std::string(indent, ' ');
  }
}

/// "23", "23 and 25", "23, 25 and 31".
std::string and_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

std::string plain(double value) { return fmt::format("{:.10g}", value); }

/// "500 million", "0.05".
std::string amount_text(double value) {
  const NumberForm form = form_for({value}, 0);
  if (form.scale == 1) return plain(value);
  return plain(value / form.scale) + " " + form.scale_word;
}

/// "1.2 (0.9 to 1.5)".
std::string with_interval(double value, const Interval& interval, const NumberForm& form) {
  return fmt::format("{} ({} to {})", form.text(value), form.text(interval.low), form.text(interval.high));
}

/// "70% (52-84)".
std::string percent_text(double probability, const Interval& interval) {
  return fmt::format("{}% ({}-{})", number_text(100 * probability, 0), number_text(100 * interval.low, 0),
                     number_text(100 * interval.high, 0));
}

std::string mix_text(const Optimisation& optimisation, std::uint32_t mix) {
  const auto levels = optimisation.levels(mix);
  std::vector<std::string> parts;
  for (std::size_t l = 0; l < levels.size(); ++l)
    parts.push_back(optimisation.levers[l].name + " " + lever_text(optimisation.levers[l], levels[l]));
  return joined(parts);
}

std::string goal_text(const Optimisation& optimisation) {
  const auto& goal = optimisation.goal;
  const auto& figure = optimisation.figure;
  if (!goal.has_value())
    return fmt::format("{} as {} as it can be on {}", figure.name, goal.sign() > 0 ? "high" : "low", figure.dates);
  return fmt::format("{} {} {} {} on {}, with a probability of at least {}%", figure.name,
                     goal.sign() > 0 ? "above" : "below", amount_text(goal.value), figure.unit, figure.dates,
                     100 * goal.probability);
}

/// Whether goal and budget are met, as far as can be told.
std::string verdict_text(const Judged& j) {
  if (j.in_budget == Holds::no) return "too dear";
  if (j.meets_goal == Holds::no) return "missed";
  return j.meets_goal == Holds::yes && j.in_budget == Holds::yes ? "met" : "open";
}

/// Which one is best, or why that cannot be told.
std::string conclusion(const Plan& plan, const Portfolio& portfolio) {
  const auto& goal = plan.optimisation.goal;
  const auto& judged = portfolio.judged;
  const auto name = [&](std::size_t i) { return std::to_string(portfolio.finalists[i]); };
  std::vector<std::string> best, sure;
  std::size_t first = judged.size();
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (!judged[i].best) continue;
    first = std::min(first, i);
    best.push_back(name(i));
    if (judged[i].meets_goal == Holds::yes && judged[i].in_budget == Holds::yes) sure.push_back(name(i));
  }
  const std::string what = goal.has_value()  ? "cheapest that meets the goal"
                           : goal.sign() > 0 ? "highest within the budget"
                                             : "lowest within the budget";
  if (decided(judged))
    return fmt::format(
        "Mix {} is the {}: every other finalist clearly {}.", best.front(), what,
        goal.has_value() ? "costs more, or misses the goal or the budget" : "does worse, or is over the budget");
  constexpr const char* more = " More replications ('optimisation.replications') may tell.";
  if (best.size() > 1 && !goal.has_value())
    return fmt::format("No winner: mixes {} cannot be told apart; the differences are inside the noise.{}",
                       and_list(best), more);
  if (best.size() > 1 && sure.size() == best.size())
    return fmt::format("No winner: mixes {} all meet the goal, and the differences in cost are inside the noise.{}",
                       and_list(best), more);
  if (best.size() > 1)
    return fmt::format("No winner: each of mixes {} may be the {}, and the replications cannot tell which. {}{}",
                       and_list(best), what,
                       sure.empty() ? "Of none is it sure that it meets the goal within the budget."
                                    : fmt::format("It is sure only of {}.", and_list(sure)),
                       more);
  if (best.size() == 1)
    return fmt::format(
        "No winner: mix {} is the only one left, and {} cannot be told from so few replications.", best.front(),
        judged[first].meets_goal == Holds::yes ? "whether it keeps to the budget" : "whether it meets the goal");
  // Nothing is left: how near one can come.
  std::size_t nearest = judged.size();
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (judged[i].in_budget == Holds::no) continue;
    const auto key = [&](std::size_t j) {
      return std::pair(std::isnan(judged[j].probability) ? 0 : judged[j].probability,
                       goal.sign() * judged[j].number.mean);
    };
    if (nearest == judged.size() || key(i) > key(nearest)) nearest = i;
  }
  if (nearest == judged.size()) return "No finalist keeps to the budget.";
  const auto& j = judged[nearest];
  return fmt::format(
      "No mix that was compared meets the goal within the budget. Mix {} comes nearest: {} {} on average, and a "
      "probability of {}, where {}% is asked.",
      name(nearest), number_text(j.number.mean, plan.optimisation.figure.decimals + 1), plan.optimisation.figure.unit,
      percent_text(j.probability, j.probability_interval), 100 * goal.probability);
}

void print_finalists(std::ostream& out, const Plan& plan, const Portfolio& portfolio) {
  const auto& o = plan.optimisation;
  std::vector<double> effect_numbers, cost_numbers;
  for (const auto& j : portfolio.judged) {
    for (const double x : {j.effect.mean_difference, j.effect_interval.low, j.effect_interval.high})
      effect_numbers.push_back(x);
    for (const double x : {j.cost.mean_difference, j.cost_interval.low, j.cost_interval.high})
      cost_numbers.push_back(x);
  }
  const NumberForm effect = form_for(effect_numbers, o.figure.decimals);
  NumberForm cost = form_for(cost_numbers, o.cost.decimals);
  if (cost.scale > 1) cost.decimals = 0;
  const auto unit = [](const NumberForm& form, const std::string& of) {
    return form.scale_word + (form.scale_word.empty() || of.empty() ? "" : " ") + of;
  };
  out << "\n";
  paragraph(
      out, fmt::format("What they do, beside '{}', each with its 90% interval. Cost in {}; effect on the number of the "
                       "goal in {}{}. *: may be the best.",
                       plan.alternatives.front().name, unit(cost, o.cost.unit), unit(effect, o.figure.unit),
                       o.goal.has_value() ? "; probability that the goal is met" : ""));
  out << "\n";
  std::vector<TextTable::Column> columns = {{"mix"}, {"", Align::left}, {"cost"}, {"effect"}};
  if (o.goal.has_value()) columns.push_back({"probability"});
  columns.push_back({"verdict", Align::left});
  TextTable table(columns, columns.size() - 1);
  for (std::size_t i = 0; i < portfolio.judged.size(); ++i) {
    const auto& j = portfolio.judged[i];
    std::vector<std::string> row = {std::to_string(portfolio.finalists[i]), j.best ? "*" : "",
                                    with_interval(j.cost.mean_difference, j.cost_interval, cost),
                                    with_interval(j.effect.mean_difference, j.effect_interval, effect)};
    if (o.goal.has_value()) row.push_back(percent_text(j.probability, j.probability_interval));
    std::string verdict = verdict_text(j);
    if (!j.efficient && j.meets_goal != Holds::no && j.in_budget != Holds::no) verdict += ", beaten";
    row.push_back(verdict);
    table.add_row(std::move(row));
  }
  out << table.text(portfolio_width);
}

void print_regret(std::ostream& out, const Plan& plan, const Portfolio& portfolio) {
  const auto& futures = plan.uncertainty.futures;
  if (futures.size() < 2) return;
  std::vector<double> numbers;
  for (const auto& j : portfolio.judged) {
    for (const auto& regret : j.regret) numbers.push_back(regret.value);
    numbers.push_back(j.highest_regret.interval.high);
  }
  const auto& figure = plan.optimisation.figure;
  const NumberForm form = form_for(numbers, figure.decimals + 1);
  out << "\n";
  paragraph(out,
            fmt::format("Regret: how much worse ({}{}{}) than the finalist that does best in that future. Highest: "
                        "with its 90% interval, over all futures and finalists together.",
                        form.scale_word, form.scale_word.empty() ? "" : " ", figure.unit));
  out << "\n";
  std::vector<TextTable::Column> columns = {{"mix"}};
  for (const auto& future : futures) columns.push_back({shortened(future.name, 16)});
  columns.push_back({"highest"});
  TextTable table(columns);
  for (std::size_t i = 0; i < portfolio.judged.size(); ++i) {
    const auto& j = portfolio.judged[i];
    std::vector<std::string> row = {std::to_string(portfolio.finalists[i])};
    for (const auto& regret : j.regret) row.push_back(form.text(regret.value));
    row.push_back(j.in_budget == Holds::no ? "too dear"
                                           : with_interval(j.highest_regret.value, j.highest_regret.interval, form));
    table.add_row(std::move(row));
  }
  out << table.text(portfolio_width);
}

}  // namespace

std::string lever_text(const Lever& lever, std::uint32_t level) {
  const std::string sign = lever.amount == "times" ? "x " : lever.amount == "plus" ? "+ " : "";
  return sign + amount_text(lever.value(level));
}

void print_portfolio(std::ostream& out, const Plan& plan, const Portfolio& portfolio) {
  const auto& o = plan.optimisation;
  if (!plan.title.empty()) paragraph(out, plan.title);
  out << "\n";
  paragraph(out, goal_text(o), 8, "goal");
  paragraph(
      out,
      fmt::format("{} of at most {} {} more than '{}', {}{}", o.cost.name, amount_text(o.goal.budget), o.cost.unit,
                  plan.alternatives.front().name, o.cost.dates.size() > 10 ? "mean of " : "on ", o.cost.dates),
      8, "budget");
  std::size_t searched = 0;
  for (const auto& c : portfolio.candidates) searched += c.effect.n;
  paragraph(
      out,
      fmt::format("{} mixes of {} {}; {} looked at in {} replications. In {} of the worlds that these leave "
                  "possible the best mix is among the {} finalists.",
                  o.mixes(), o.levers.size(), o.levers.size() == 1 ? "lever" : "levers", portfolio.candidates.size(),
                  searched, portfolio.coverage > 0.99 ? "over 99%" : number_text(100 * portfolio.coverage, 0) + "%",
                  portfolio.finalists.size()),
      8, "search");
  out << "\n";
  paragraph(out, fmt::format("The finalists, in {} replications each that the search has not seen:",
                             portfolio.contest.draws.size()));
  out << "\n";
  for (const std::uint32_t mix : portfolio.finalists)
    paragraph(out, mix_text(o, mix), 9, fmt::format("mix {:>3}", mix));
  print_finalists(out, plan, portfolio);
  out << "\n";
  paragraph(out, conclusion(plan, portfolio));
  out << "\n";
  paragraph(out,
            "Verdicts hold together with 90% (Bonferroni): goal and budget met, goal missed, too dear, or open as long "
            "as that cannot be told. \"beaten\": another finalist costs no more and does at least as well, by the "
            "means.");
  print_regret(out, plan, portfolio);
}

}  // namespace formatie
