#include "engine/study/optimise.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/real.h"
#include "engine/study/surrogate.h"

namespace formatie {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Purposes of the search's luck; models number theirs from below.
constexpr Purpose world_effect{252}, world_cost{251}, world_baseline{250}, world_budget{249};

constexpr std::uint32_t step_at_least = 8;        // replications of a mix at once
constexpr std::uint32_t rounds = 8;               // in which the second half of the search is spent
constexpr std::uint32_t baseline_steps = 5;       // of the baseline: its numbers tell how probable the goal is
constexpr std::uint32_t worlds_in_the_end = 512;  // from which the finalists are chosen
constexpr std::size_t tasks_at_once = 128;        // results of so many replications are in memory
constexpr std::uint32_t first_fresh = 1'000'000;  // far from those of any search

std::uint32_t whole_draws(const Plan& plan, std::uint32_t replications) {
  const std::uint32_t of_draw = plan.uncertainty.replications_per_draw;
  return (replications + of_draw - 1) / of_draw * of_draw;
}

/// Runs what is not known yet.
class Evaluator {
 public:
  Evaluator(const Plan& plan, Evaluations known, const RunOptions& options,
            const std::function<void(const Evaluations&)>& save)
      : plan_(plan), part_(plan), options_(options), save_(save), known_(std::move(known)) {
    part_.stopping.rule.reset();
    const auto& o = plan.optimisation;
    most_ = o.search + std::size_t{baseline_steps} * search_step(plan) +
            (o.finalists + std::size_t{1}) * whole_draws(plan, o.replications);
  }

  /// False when it was stopped.
  bool run(const std::vector<std::uint32_t>& mixes, std::uint32_t first, std::uint32_t count) {
    const auto is_known = [&](std::uint32_t replication) {
      return std::all_of(mixes.begin(), mixes.end(), [&](std::uint32_t mix) {
        return known_.found.count({mix, replication}) > 0;
      });
    };
    const std::uint32_t last = first + count;
    while (first < last && is_known(first)) {
      ++first;
      done_ += mixes.size();
    }
    part_.alternatives.clear();
    for (const std::uint32_t mix : mixes) part_.alternatives.push_back(plan_.alternatives[mix]);
    const auto at_once =
        whole_draws(plan_, static_cast<std::uint32_t>(std::max<std::size_t>(1, tasks_at_once / mixes.size())));
    for (std::uint32_t begin = first; begin < last; begin += at_once) {
      part_.stopping.first = begin;
      part_.stopping.at_least = part_.stopping.at_most = std::min(at_once, last - begin);
      RunOptions options = options_;
      if (options_.progress)
        options.progress = [&](std::size_t done, std::size_t) {
          options_.progress(done_ + done, std::max(most_, done_ + done));
        };
      const Outcome outcome = run_study(part_, options);
      const auto& results = outcome.results;
      for (std::size_t k = 0; k < results.count(); ++k)
        for (std::size_t m = 0; m < mixes.size(); ++m) {
          const auto values = results.values(m, k);
          known_.found[{mixes[m], results.replications()[k]}] = {plan_.optimisation.figure.of(values),
                                                                 plan_.optimisation.cost.of(values)};
        }
      done_ += results.count() * mixes.size();
      save_(known_);
      if (outcome.partial) return false;
    }
    return true;
  }

  /// The replications of a mix from `first` to `last`, all of which are known.
  Contest::Contender of(std::uint32_t mix, std::uint32_t first, std::uint32_t last) const {
    Contest::Contender result;
    for (auto at = known_.found.lower_bound({mix, first});
         at != known_.found.end() && at->first.first == mix && at->first.second < last; ++at) {
      result.number.push_back(at->second.number);
      result.cost.push_back(at->second.cost);
    }
    return result;
  }
  std::vector<std::uint32_t> draws(std::uint32_t first, std::size_t count) const {
    std::vector<std::uint32_t> list;
    for (std::uint32_t r = first; r < first + count; ++r) list.push_back(plan_.uncertainty.draw_of(r));
    return list;
  }
  Evaluations& known() { return known_; }

 private:
  const Plan& plan_;
  Plan part_;  // the alternatives that are run now
  const RunOptions& options_;
  const std::function<void(const Evaluations&)>& save_;
  Evaluations known_;
  std::size_t done_ = 0, most_ = 0;
};

/// The mixes as points, coordinates from 0 to 1; row m is mix m + 1.
MatrixXd points_of(const Optimisation& optimisation) {
  MatrixXd points(static_cast<Index>(optimisation.mixes()), static_cast<Index>(optimisation.levers.size()));
  for (Index m = 0; m < points.rows(); ++m) {
    const auto levels = optimisation.levels(static_cast<std::size_t>(m) + 1);
    for (Index l = 0; l < points.cols(); ++l) {
      const auto at = static_cast<std::size_t>(l);
      points(m, l) = static_cast<double>(levels[at]) / (optimisation.levers[at].levels - 1);
    }
  }
  return points;
}

/// Mixes that fill the space: each next one is farthest from the nearest of those before it, the first in the middle.
std::vector<std::uint32_t> spread(const MatrixXd& points, std::size_t count) {
  std::vector<std::uint32_t> chosen;
  VectorXd distance = -(points.array() - 0.5).matrix().rowwise().squaredNorm();
  for (Index m = 0; m < distance.size(); ++m) distance[m] = real::rounded(distance[m]);
  while (chosen.size() < count) {
    Index next = 0;
    distance.maxCoeff(&next);
    const VectorXd from_next = (points.rowwise() - points.row(next)).rowwise().squaredNorm();
    for (Index m = 0; m < distance.size(); ++m) {
      const double d = real::rounded(from_next[m]);
      distance[m] = chosen.empty() ? d : std::min(distance[m], d);
    }
    chosen.push_back(static_cast<std::uint32_t>(next) + 1);
  }
  return chosen;
}

/// Effect and cost of all mixes as they may be, and numbers of the baseline as they may come.
class Worlds {
 public:
  Worlds(const Plan& plan, const MatrixXd& points, const std::vector<Candidate>& candidates,
         std::vector<double> baseline)
      : plan_(plan), baseline_(std::move(baseline)) {
    baseline_.erase(std::remove_if(baseline_.begin(), baseline_.end(), [](double x) { return std::isnan(x); }),
                    baseline_.end());
    effect_ = surrogate(points, candidates, &Candidate::effect);
    cost_ = surrogate(points, candidates, &Candidate::cost);
  }
  /// Whether anything is believed: some mix has a number, and the baseline too.
  bool known() const { return effect_ && cost_ && !baseline_.empty(); }

  /// The mix that is best in one world: for the goal, or for the best effect at a budget drawn below the real one.
  enum class Question { goal, frontier };
  std::uint32_t best(std::uint32_t round, std::uint32_t world, Question question) const {
    const Luck luck{plan_.seed, round};
    const Goal& goal = plan_.optimisation.goal;
    const VectorXd gain = goal.sign() * effect_->sample(normals(luck, world_effect, world, effect_->mean().size()));
    const VectorXd cost = cost_->sample(normals(luck, world_cost, world, cost_->mean().size()));
    double budget = goal.budget, enough = HUGE_VAL;
    if (question == Question::frontier)
      budget *= to_uniform(random_block(luck, world_budget, Identity::from_value(world), 0)[0]);
    else if (goal.has_value())
      enough = gain_needed(luck, world);
    // The cheapest that gains enough; without one the highest gain; both within the budget, if that can be.
    Index best = -1;
    const auto before = [&](Index a, Index b) {
      const bool a_in = real::rounded(cost[a]) <= budget, b_in = real::rounded(cost[b]) <= budget;
      if (a_in != b_in) return a_in;
      if (!a_in) return cost[a] < cost[b];
      const bool a_met = gain[a] > enough, b_met = gain[b] > enough;
      if (a_met != b_met) return a_met;
      return a_met ? cost[a] < cost[b] : gain[a] > gain[b];
    };
    for (Index m = 0; m < gain.size(); ++m)
      if (best < 0 || before(m, best)) best = m;
    return static_cast<std::uint32_t>(best) + 1;
  }
  double expected_cost(std::uint32_t mix) const { return cost_->mean()[mix - 1]; }

 private:
  std::unique_ptr<Surrogate> surrogate(const MatrixXd& points, const std::vector<Candidate>& candidates,
                                       PairedDifference Candidate::*of) const {
    std::vector<Index> seen;
    std::vector<double> values, variances, draws;
    double pooled = 0, counted = 0;
    for (const auto& c : candidates) {
      const auto& d = c.*of;
      if (d.draws < 2) continue;
      seen.push_back(static_cast<Index>(c.mix) - 1);
      values.push_back(d.mean_difference);
      draws.push_back(static_cast<double>(d.draws));
      variances.push_back(d.standard_error * d.standard_error * draws.back());
      pooled += variances.back();
      counted += 1;
    }
    if (seen.empty()) return nullptr;
    // A variance of a few draws is uncertain itself: halfway to that of all.
    for (std::size_t i = 0; i < seen.size(); ++i) variances[i] = (variances[i] + pooled / counted) / 2 / draws[i];
    return std::make_unique<Surrogate>(points, seen, Eigen::Map<const VectorXd>(values.data(), std::ssize(values)),
                                       Eigen::Map<const VectorXd>(variances.data(), std::ssize(variances)));
  }
  static VectorXd normals(const Luck& luck, Purpose purpose, std::uint32_t world, Index count) {
    VectorXd list(count);
    for (Index i = 0; i < count; ++i) {
      const auto words = random_block(luck, purpose, Identity::from_value(world), static_cast<std::uint32_t>(i));
      list[i] = to_normal(words[0], words[1]);
    }
    return list;
  }
  /// The gain with which the goal is as probable as asked, when the numbers of the baseline come as drawn.
  double gain_needed(const Luck& luck, std::uint32_t world) const {
    const Goal& goal = plan_.optimisation.goal;
    const auto n = static_cast<std::uint32_t>(baseline_.size());
    std::vector<double> needed;
    for (std::uint32_t i = 0; i < n; ++i) {
      const auto word = random_block(luck, world_baseline, Identity::from_value(world), i)[0];
      needed.push_back(goal.sign() * (goal.value - baseline_[to_index(word, n)]));
    }
    std::sort(needed.begin(), needed.end());
    const auto rank = static_cast<std::size_t>(std::ceil(goal.probability * n - 1e-9));
    return needed[std::clamp<std::size_t>(rank, 1, n) - 1];
  }

  const Plan& plan_;
  std::vector<double> baseline_;
  std::unique_ptr<Surrogate> effect_, cost_;
};

/// The search for finalists: which mixes are looked at, and what is known of them.
class Search {
 public:
  Search(const Plan& plan, Evaluator& evaluator)
      : plan_(plan), evaluator_(evaluator), points_(points_of(plan.optimisation)), step_(search_step(plan)) {}

  /// Spends the replications of the search; false when it was stopped.
  bool run() {
    const auto& setup = plan_.optimisation;
    const std::size_t most_looks = std::max<std::size_t>(2, setup.search / step_);
    const std::size_t at_first = std::min(setup.mixes(), std::max<std::size_t>(2, most_looks / 2));
    if (!look_at(spread(points_, at_first))) return false;
    const std::size_t at_once =
        std::max<std::size_t>(1, (most_looks - std::min(most_looks, looks_) + rounds - 1) / rounds);
    while (looks_ < most_looks) {
      const Worlds worlds = worlds_now();
      ++round_;
      if (!worlds.known()) break;
      if (!look_at(drawn_mixes(worlds, std::min(at_once, most_looks - looks_)))) return false;
    }
    return true;
  }

  /// Every mix that was looked at, by number.
  std::vector<Candidate> candidates() const {
    std::vector<Candidate> list;
    for (const auto& [mix, had] : steps_) {
      const auto mine = evaluator_.of(mix, 0, had * step_), baseline = evaluator_.of(0, 0, had * step_);
      const auto draws = evaluator_.draws(0, mine.number.size());
      list.push_back({mix, paired_difference(mine.number, baseline.number, draws),
                      paired_difference(mine.cost, baseline.cost, draws)});
    }
    return list;
  }

  /// Puts the finalists and their coverage in `portfolio`: half of them are those that are most often best for the
  /// goal, the others those of the frontier.
  void choose_finalists(Portfolio& portfolio) const {
    const std::size_t most = plan_.optimisation.finalists;
    const Worlds worlds = worlds_now();
    std::map<std::uint32_t, std::uint32_t> for_goal, for_frontier;
    for (std::uint32_t world = 0; worlds.known() && world < worlds_in_the_end; ++world) {
      ++for_goal[worlds.best(round_ + 1, world, Worlds::Question::goal)];
      ++for_frontier[worlds.best(round_ + 1, world, Worlds::Question::frontier)];
    }
    auto& finalists = portfolio.finalists;
    const auto take = [&](const std::map<std::uint32_t, std::uint32_t>& counts, std::size_t until) {
      std::vector<std::pair<std::uint32_t, std::uint32_t>> order(counts.begin(), counts.end());
      std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
      for (const auto& [mix, count] : order)
        if (finalists.size() < until && !std::count(finalists.begin(), finalists.end(), mix)) finalists.push_back(mix);
    };
    take(for_goal, (most + 1) / 2);
    take(for_frontier, most);
    take(for_goal, most);
    for (const std::uint32_t mix : finalists)
      portfolio.coverage += static_cast<double>(for_goal[mix]) / worlds_in_the_end;
    std::stable_sort(finalists.begin(), finalists.end(), [&](std::uint32_t a, std::uint32_t b) {
      return worlds.expected_cost(a) < worlds.expected_cost(b);
    });
  }

 private:
  /// Runs one step more of each of these mixes, and of the baseline what they are compared with.
  bool look_at(const std::vector<std::uint32_t>& mixes) {
    std::map<std::uint32_t, std::vector<std::uint32_t>> together;  // by how many steps they have had
    for (const std::uint32_t mix : mixes) together[steps_[mix]++].push_back(mix);
    for (const auto& [had, list] : together) {
      const std::uint32_t needed = std::max(had + 1, baseline_steps) * step_;
      if (needed > baseline_has_ && !evaluator_.run({0}, baseline_has_, needed - baseline_has_)) return false;
      baseline_has_ = std::max(baseline_has_, needed);
      if (!evaluator_.run(list, had * step_, step_)) return false;
    }
    looks_ += mixes.size();
    return true;
  }

  Worlds worlds_now() const { return Worlds(plan_, points_, candidates(), evaluator_.of(0, 0, baseline_has_).number); }

  /// Mixes that are best in worlds drawn from what is believed: for the goal and for the frontier in turn.
  std::vector<std::uint32_t> drawn_mixes(const Worlds& worlds, std::size_t wanted) const {
    std::vector<std::uint32_t> next;
    for (std::uint32_t world = 0; next.size() < wanted && world < 20 * wanted; ++world) {
      const auto mix = worlds.best(round_, world, world % 2 == 0 ? Worlds::Question::goal : Worlds::Question::frontier);
      if (!std::count(next.begin(), next.end(), mix)) next.push_back(mix);
    }
    return next;
  }

  const Plan& plan_;
  Evaluator& evaluator_;
  MatrixXd points_;
  std::uint32_t step_;                            // replications of a mix at once
  std::map<std::uint32_t, std::uint32_t> steps_;  // that each mix has had
  std::uint32_t baseline_has_ = 0;                // replications
  std::size_t looks_ = 0;
  std::uint32_t round_ = 0;
};

/// Runs the finalists and the baseline in fresh replications, and judges them; false when it was stopped.
bool compare_finalists(const Plan& plan, Evaluator& evaluator, Portfolio& portfolio) {
  const auto& setup = plan.optimisation;
  const std::uint32_t fresh = first_fresh_replication(plan), count = whole_draws(plan, setup.replications);
  std::vector<std::uint32_t> all = portfolio.finalists;
  all.insert(all.begin(), 0);
  if (!evaluator.run(all, fresh, count)) return false;
  auto& contest = portfolio.contest;
  contest.baseline = evaluator.of(0, fresh, fresh + count);
  for (const std::uint32_t mix : portfolio.finalists)
    contest.contenders.push_back(evaluator.of(mix, fresh, fresh + count));
  contest.draws = evaluator.draws(fresh, count);
  for (const std::uint32_t draw : contest.draws) contest.futures.push_back(plan.uncertainty.future_of(draw));
  portfolio.judged = judge(contest, setup.goal, plan.uncertainty.futures.size());
  return true;
}

}  // namespace

std::uint32_t search_step(const Plan& plan) {
  return whole_draws(plan, std::max(step_at_least, 2 * plan.uncertainty.replications_per_draw));
}
std::uint32_t first_fresh_replication(const Plan& plan) { return whole_draws(plan, first_fresh); }

Portfolio optimise(const Plan& plan, Evaluations known, const RunOptions& options,
                   const std::function<void(const Evaluations&)>& save) {
  Evaluator evaluator(plan, std::move(known), options, save);
  Search search(plan, evaluator);
  Portfolio portfolio;
  portfolio.partial = !search.run();
  if (!portfolio.partial) {
    portfolio.candidates = search.candidates();
    search.choose_finalists(portfolio);
    portfolio.partial = !compare_finalists(plan, evaluator, portfolio);
  }
  portfolio.evaluations = std::move(evaluator.known());
  if (!portfolio.partial) portfolio.replications = portfolio.evaluations.found.size();
  return portfolio;
}

}  // namespace formatie
