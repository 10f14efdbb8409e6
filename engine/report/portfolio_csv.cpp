#include <algorithm>

#include <fmt/format.h>

#include "engine/report/csv.h"
#include "engine/report/portfolio.h"

namespace formatie {
namespace {

/// "mix,lamps,crew".
std::string mix_columns(const Optimisation& optimisation) {
  std::string text = "mix";
  for (const auto& lever : optimisation.levers) text += "," + csv_field(lever.name);
  return text;
}

std::string mix_cells(const Optimisation& optimisation, std::uint32_t mix) {
  std::string text = std::to_string(mix);
  const auto levels = optimisation.levels(mix);
  for (std::size_t l = 0; l < levels.size(); ++l) text += "," + csv_statistic(optimisation.levers[l].value(levels[l]));
  return text;
}

std::string numbers(const std::vector<double>& list) {
  std::string text;
  for (const double x : list) text += "," + csv_statistic(x);
  return text;
}

const char* holds_name(Holds holds) { return holds == Holds::yes ? "yes" : holds == Holds::no ? "no" : "open"; }

}  // namespace

std::vector<NamedText> portfolio_csv(const Plan& plan, const Portfolio& portfolio) {
  const auto& o = plan.optimisation;
  std::string candidates = mix_columns(o) + ",n,draws,effect,effect_standard_error,cost,cost_standard_error,finalist\n";
  for (const auto& c : portfolio.candidates)
    candidates += fmt::format(
        "{},{},{}{},{}\n", mix_cells(o, c.mix), c.effect.n, c.effect.draws,
        numbers({c.effect.mean_difference, c.effect.standard_error, c.cost.mean_difference, c.cost.standard_error}),
        std::count(portfolio.finalists.begin(), portfolio.finalists.end(), c.mix));
  std::string frontier = mix_columns(o) +
                         ",n,draws,mean,effect,effect_low,effect_high,cost,cost_low,cost_high,probability,"
                         "probability_low,probability_high,meets_goal,in_budget,efficient,best\n";
  std::string regret = "mix,future,weight,regret,low,high\n";
  for (std::size_t i = 0; i < portfolio.judged.size(); ++i) {
    const auto& j = portfolio.judged[i];
    const std::uint32_t mix = portfolio.finalists[i];
    frontier +=
        fmt::format("{},{},{}{},{},{},{},{}\n", mix_cells(o, mix), j.effect.n, j.effect.draws,
                    numbers({j.number.mean, j.effect.mean_difference, j.effect_interval.low, j.effect_interval.high,
                             j.cost.mean_difference, j.cost_interval.low, j.cost_interval.high, j.probability,
                             j.probability_interval.low, j.probability_interval.high}),
                    holds_name(j.meets_goal), holds_name(j.in_budget), int{j.efficient}, int{j.best});
    for (std::size_t f = 0; f < j.regret.size(); ++f)
      regret += fmt::format("{},{}{}\n", mix, csv_field(plan.uncertainty.futures[f].name),
                            numbers({plan.uncertainty.futures[f].weight, j.regret[f].value, j.regret[f].interval.low,
                                     j.regret[f].interval.high}));
    regret +=
        fmt::format("{},highest,{}\n", mix,
                    numbers({j.highest_regret.value, j.highest_regret.interval.low, j.highest_regret.interval.high}));
  }
  return {{"candidates.csv", candidates}, {"frontier.csv", frontier}, {"regret.csv", regret}};
}

}  // namespace formatie
