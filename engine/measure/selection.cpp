#include "engine/measure/selection.h"

#include <algorithm>
#include <cmath>

#include "engine/base/expect.h"

namespace formatie {
namespace {

/// The probability of a level per statement at which `statements` of them hold together (Bonferroni).
double level_for(std::size_t statements) {
  return 1 - (1 - selection_level) / static_cast<double>(std::max<std::size_t>(1, statements));
}

Interval interval_of(const PairedDifference& d, double level) {
  return student_interval(d.draws, d.mean_difference, d.standard_error, level);
}

/// The share of replications that meet the goal, and in how many independent trials.
struct Share {
  double value;
  double trials;
  Interval interval(double level) const { return wilson_interval(value * trials, trials, level); }
};

Share share_of(const std::vector<double>& numbers, const std::vector<std::uint32_t>& draws, const Goal& goal) {
  std::vector<double> hits;
  for (const double number : numbers) hits.push_back(std::isnan(number) ? number : goal.met(number));
  const Estimate e = estimate(hits, draws);
  if (e.n == 0) return {std::numeric_limits<double>::quiet_NaN(), 0};
  const double variance = e.standard_error * e.standard_error;
  const double effective = variance > 0 ? e.mean * (1 - e.mean) / variance : 0;
  return {e.mean, std::clamp(effective, static_cast<double>(e.draws), static_cast<double>(e.n))};
}

/// The replications of one future.
Contest::Contender part_of(const Contest::Contender& whole, const std::vector<std::size_t>& chosen) {
  Contest::Contender part;
  for (const std::size_t k : chosen) part.number.push_back(whole.number[k]);
  return part;
}

void set_regret(const Contest& contest, const Goal& goal, std::size_t futures, std::vector<Judged>& judged) {
  const auto takes_part = [&](std::size_t i) { return judged[i].in_budget != Holds::no; };
  std::size_t rivals = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) rivals += takes_part(i);
  for (auto& j : judged) j.regret.assign(futures, {});
  if (rivals < 2) return;
  const double level = level_for(futures * (rivals - 1));
  for (std::size_t f = 0; f < futures; ++f) {
    std::vector<std::size_t> chosen;
    std::vector<std::uint32_t> draws;
    for (std::size_t k = 0; k < contest.futures.size(); ++k)
      if (contest.futures[k] == f) chosen.push_back(k), draws.push_back(contest.draws[k]);
    std::vector<Contest::Contender> parts;
    for (const auto& contender : contest.contenders) parts.push_back(part_of(contender, chosen));
    for (std::size_t i = 0; i < judged.size(); ++i) {
      if (!takes_part(i)) continue;
      Regret& regret = judged[i].regret[f];
      for (std::size_t other = 0; other < judged.size(); ++other) {
        if (other == i || !takes_part(other)) continue;
        const auto behind = paired_difference(parts[other].number, parts[i].number, draws);
        if (behind.n == 0) continue;
        const double by = goal.sign() * behind.mean_difference;
        const double half = student_half_width(behind.draws, behind.standard_error, level);
        regret.value = std::fmax(regret.value, std::max(0.0, by));
        regret.interval.low = std::fmax(regret.interval.low, std::max(0.0, by - half));
        // An interval that is not known makes the whole unknown.
        const double high = std::isnan(half) ? HUGE_VAL : std::max(0.0, by + half);
        regret.interval.high = std::fmax(regret.interval.high, high);
      }
    }
  }
  for (auto& j : judged)
    for (const auto& regret : j.regret) {
      j.highest_regret.value = std::fmax(j.highest_regret.value, regret.value);
      j.highest_regret.interval.low = std::fmax(j.highest_regret.interval.low, regret.interval.low);
      j.highest_regret.interval.high = std::fmax(j.highest_regret.interval.high, regret.interval.high);
    }
}

}  // namespace

std::vector<Judged> judge(const Contest& contest, const Goal& goal, std::size_t futures) {
  const std::size_t n = contest.contenders.size();
  const double sign = goal.sign();
  // Goal and budget of each, and every pair.
  const double level = level_for(2 * n + n * (n - 1) / 2);
  std::vector<Judged> judged(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto& contender = contest.contenders[i];
    expect(contender.number.size() == contest.draws.size(), "all contenders have the same replications");
    Judged& j = judged[i];
    j.number = estimate(contender.number, contest.draws);
    j.effect = paired_difference(contender.number, contest.baseline.number, contest.draws);
    j.effect_interval = interval_of(j.effect, selection_level);
    j.cost = paired_difference(contender.cost, contest.baseline.cost, contest.draws);
    j.cost_interval = interval_of(j.cost, selection_level);
    const Interval cost = interval_of(j.cost, level);
    j.in_budget = cost.high <= goal.budget ? Holds::yes : cost.low > goal.budget ? Holds::no : Holds::open;
    if (!goal.has_value()) {
      j.meets_goal = Holds::yes;
      continue;
    }
    const Share share = share_of(contender.number, contest.draws, goal);
    j.probability = share.value;
    j.probability_interval = share.interval(selection_level);
    const Interval sure = share.interval(level);
    j.meets_goal = sure.low >= goal.probability ? Holds::yes : sure.high < goal.probability ? Holds::no : Holds::open;
  }
  for (std::size_t i = 0; i < n; ++i) {
    Judged& j = judged[i];
    const auto value = [&](const Judged& of) { return goal.has_value() ? of.probability : sign * of.number.mean; };
    j.efficient = j.in_budget != Holds::no && std::none_of(judged.begin(), judged.end(), [&](const Judged& other) {
                    const double cheaper = j.cost.mean_difference - other.cost.mean_difference,
                                 ahead = value(other) - value(j);
                    return cheaper >= 0 && ahead >= 0 && (cheaper > 0 || ahead > 0);
                  });
    j.best = j.meets_goal != Holds::no && j.in_budget != Holds::no;
    for (std::size_t other = 0; other < n && j.best; ++other) {
      if (other == i || judged[other].meets_goal != Holds::yes || judged[other].in_budget != Holds::yes) continue;
      const auto& a = contest.contenders[i];
      const auto& b = contest.contenders[other];
      const Interval behind = goal.has_value() ? interval_of(paired_difference(a.cost, b.cost, contest.draws), level)
                              : sign > 0 ? interval_of(paired_difference(b.number, a.number, contest.draws), level)
                                         : interval_of(paired_difference(a.number, b.number, contest.draws), level);
      j.best = !(behind.low > 0);
    }
  }
  set_regret(contest, goal, futures, judged);
  return judged;
}

bool decided(const std::vector<Judged>& judged) {
  const auto is_best = [](const Judged& j) { return j.best; };
  const auto best = std::find_if(judged.begin(), judged.end(), is_best);
  return best != judged.end() && std::count_if(judged.begin(), judged.end(), is_best) == 1 &&
         best->meets_goal == Holds::yes && best->in_budget == Holds::yes;
}

}  // namespace formatie
