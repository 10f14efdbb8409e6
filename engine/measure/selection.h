#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/measure/estimate.h"

namespace formatie {

/// What is asked of one number, and what may be spent on it.
struct Goal {
  /// Below or above `value` with at least `probability`, at the lowest cost; or as low or high as the budget allows.
  enum class Aim { below, above, lowest, highest };
  Aim aim = Aim::lowest;
  double value = 0;
  double probability = 0;
  double budget = 0;  ///< the highest cost

  /// Whether the goal is a value to be met, so that the cheapest that does is the best.
  bool has_value() const { return aim == Aim::below || aim == Aim::above; }
  bool met(double number) const { return aim == Aim::below ? number < value : number > value; }
  /// 1 when more is better, -1 when less is.
  double sign() const { return aim == Aim::above || aim == Aim::highest ? 1 : -1; }
};

/// Whether something holds, as far as the replications can tell.
enum class Holds { open, yes, no };

/// What every contender did in every replication; all of them in the same replications.
struct Contest {
  struct Contender {
    std::vector<double> number;  ///< [replication] what the goal is about
    std::vector<double> cost;    ///< [replication]
  };
  Contender baseline;
  std::vector<Contender> contenders;
  std::vector<std::uint32_t> draws;    ///< [replication], rising
  std::vector<std::uint32_t> futures;  ///< [replication]
};

/// How much worse a contender is than the best one.
struct Regret {
  double value = std::numeric_limits<double>::quiet_NaN();
  Interval interval;
};

/// What the replications say of one contender. Intervals of `selection_level`, each by itself; verdicts hold together.
struct Judged {
  double probability = std::numeric_limits<double>::quiet_NaN();  ///< that the goal's value is met
  Interval probability_interval;
  Estimate number;
  PairedDifference effect;  ///< with the baseline
  Interval effect_interval;
  PairedDifference cost;  ///< more than the baseline
  Interval cost_interval;
  Holds meets_goal = Holds::open;  ///< `yes` for a goal without a value
  Holds in_budget = Holds::open;
  bool efficient = false;      ///< none is cheaper and does as well; by the means
  bool best = false;           ///< among those that cannot be told from the best
  std::vector<Regret> regret;  ///< [future], in the unit of the number; NaN for one that is over the budget
  Regret highest_regret;
};

/// How sure the intervals are, and how sure all verdicts together.
inline constexpr double selection_level = 0.90;

/// Judges contenders that were chosen without a look at these replications.
///
/// One is excluded when it clearly misses the goal or the budget, or when another that clearly meets both is clearly
/// better: cheaper for a goal with a value, else better in the number. `best` are those that are left: with the
/// probability of `selection_level` the best contender is among them. All intervals behind this hold together, by
/// Bonferroni. source: Hsu (1996), Multiple Comparisons, ch. 4; Nelson & Matejcik (1995), Management Science 41(12).
///
/// The probability has Wilson's interval with the effective number of replications, those of one draw not being
/// independent. source: Korn & Graubard (1998), Survey Methodology 24(2), 193-201.
///
/// The regret of a future is how much worse the mean is than that of the best one there. Its intervals of one
/// contender, over all futures and all others, hold together too. source: Savage (1951), JASA 46(253), 55-67.
std::vector<Judged> judge(const Contest& contest, const Goal& goal, std::size_t futures);

/// Whether the best one is named: one is left, and it clearly meets goal and budget.
bool decided(const std::vector<Judged>& judged);

}  // namespace formatie
