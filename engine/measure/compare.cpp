#include "engine/measure/compare.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace formatie {
namespace {

/// 1 when more is better, or neither is; -1 when less is better.
double sign_of(Better better) { return better == Better::lower ? -1 : 1; }

void set_probability(Compared& c, const std::vector<double>& gains, const std::vector<std::uint32_t>& draws) {
  std::size_t trials = 0, hits = 0;
  for (std::size_t k = 0; k < gains.size();) {
    const std::uint32_t draw = draws[k];
    double sum = 0;
    bool exists = false;
    for (; k < gains.size() && draws[k] == draw; ++k) {
      if (std::isnan(gains[k])) continue;
      sum += gains[k];
      exists = true;
    }
    trials += exists;
    hits += exists && sum > 0;
  }
  if (trials == 0) return;
  c.probability = static_cast<double>(hits) / static_cast<double>(trials);
  c.probability_interval = draws.front() == certain_draw ? Interval{c.probability, c.probability}
                                                         : wilson_interval(hits, trials, comparison_level);
}

}  // namespace

Interval interval_of(const PairedDifference& d) {
  return student_interval(d.draws, d.mean_difference, d.standard_error, comparison_level);
}

Verdict verdict_of(double mean_difference, double standard_error, const Interval& interval) {
  if (mean_difference == 0 && standard_error == 0) return Verdict::identical;
  return interval.low > 0 ? Verdict::higher : interval.high < 0 ? Verdict::lower : Verdict::cannot_tell;
}

std::string_view verdict_text(Verdict verdict, Better better) {
  if (verdict == Verdict::cannot_tell) return "cannot tell";
  if (verdict == Verdict::identical) return "identical";
  if (better == Better::neither) return verdict == Verdict::higher ? "higher" : "lower";
  return (verdict == Verdict::higher) == (better == Better::higher) ? "better" : "worse";
}

std::vector<Compared> compare(const Results& results, const ComparisonSettings& settings) {
  const Layout& layout = results.layout();
  const double sign = sign_of(layout.measures()[layout.series()[settings.series].measure].better);
  const auto numbers = [&](std::size_t series, std::size_t alternative) {
    return across_replications(results, alternative, layout.index(series, settings.date));
  };
  const auto differences = [&](std::size_t series, std::size_t alternative) {
    auto values = numbers(series, alternative);
    const auto baseline = numbers(series, settings.baseline);
    for (std::size_t k = 0; k < values.size(); ++k) values[k] -= baseline[k];
    return values;
  };
  const auto paired = [&](std::size_t series, std::size_t a, std::size_t b) {
    return paired_difference(numbers(series, a), numbers(series, b), results.draws());
  };

  std::vector<Compared> list;
  for (std::size_t a = 0; a < results.alternatives().size(); ++a) {
    if (a == settings.baseline) continue;
    Compared& c = list.emplace_back();
    c.alternative = a;
    c.difference = paired(settings.series, a, settings.baseline);
    c.interval = interval_of(c.difference);
    c.verdict = verdict_of(c.difference.mean_difference, c.difference.standard_error, c.interval);
    auto gains = differences(settings.series, a);
    for (double& gain : gains) gain *= sign;
    set_probability(c, gains, results.draws());
    if (!settings.cost) continue;
    c.cost = paired(*settings.cost, a, settings.baseline);
    c.cost_interval = interval_of(c.cost);
    const auto costs = differences(*settings.cost, a);
    const bool priced = verdict_of(c.cost.mean_difference, c.cost.standard_error, {}) != Verdict::identical;
    if (settings.anyway && c.cost_interval.low > 0) {
      const auto anyway = differences(*settings.anyway, a);
      // None booked is not none there, and less than the baseline's has no share.
      if (std::accumulate(anyway.begin(), anyway.end(), 0.0) > 0)
        c.anyway_share = ratio_of_means(anyway, costs, results.draws(), comparison_level);
    }
    if (!settings.per_unit) continue;
    const bool told = c.verdict == Verdict::higher || c.verdict == Verdict::lower;
    if (!priced)
      c.cost_per_unit_is = CostPerUnit::no_price;
    else if (!settings.part_year.empty() && (settings.part_year[a] || settings.part_year[settings.baseline]))
      c.cost_per_unit_is = CostPerUnit::part_year;
    else if (!told)
      c.cost_per_unit_is = CostPerUnit::cannot_tell;
    else if (sign * c.difference.mean_difference < 0)
      c.cost_per_unit_is = CostPerUnit::no_gain;
    else if (c.cost_interval.high < 0)
      c.cost_per_unit_is = CostPerUnit::saves;
    else if (const auto ratio = ratio_of_means(costs, gains, results.draws(), comparison_level);
             std::isnan(ratio.interval.low))
      c.cost_per_unit_is = CostPerUnit::cannot_tell;  // the cost does not exist in all replications
    else {
      c.cost_per_unit_is = CostPerUnit::told;
      c.cost_per_unit = ratio;
    }
  }
  for (auto& c : list) {
    if (c.verdict != Verdict::higher && c.verdict != Verdict::lower) continue;
    c.rank = 1;
    for (const auto& other : list) {
      if (other.verdict != Verdict::higher && other.verdict != Verdict::lower) continue;
      const Interval ahead = interval_of(paired(settings.series, other.alternative, c.alternative));
      c.rank += sign > 0 ? ahead.low > 0 : ahead.high < 0;
    }
  }
  return list;
}

void sort(std::vector<Compared>& compared, SortBy by, const Results& results, Better better) {
  if (by == SortBy::name) {
    std::stable_sort(compared.begin(), compared.end(), [&](const Compared& a, const Compared& b) {
      return results.alternatives()[a.alternative] < results.alternatives()[b.alternative];
    });
    return;
  }
  // What comes first is lowest; what has no such number is highest.
  const auto key = [&](const Compared& c) {
    switch (by) {
      case SortBy::cost:
        return c.cost.mean_difference;
      case SortBy::cost_per_unit:
        return c.cost_per_unit_is == CostPerUnit::saves ? -std::numeric_limits<double>::infinity()
                                                        : c.cost_per_unit.value;
      case SortBy::probability:
        return -c.probability;
      default:
        return -sign_of(better) * c.difference.mean_difference;
    }
  };
  std::stable_sort(compared.begin(), compared.end(), [&](const Compared& a, const Compared& b) {
    const bool last_a = std::isnan(key(a)) || (by == SortBy::difference && a.rank == 0);
    const bool last_b = std::isnan(key(b)) || (by == SortBy::difference && b.rank == 0);
    if (last_a != last_b) return last_b;
    return !std::isnan(key(a)) && !std::isnan(key(b)) && key(a) < key(b);
  });
}

}  // namespace formatie
