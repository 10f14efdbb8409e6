#include "engine/study/calibrate.h"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "engine/base/real.h"

namespace formatie {
namespace {

/// Purposes of the members' luck; models number theirs from below.
constexpr Purpose member_draw{254};
constexpr Purpose target_noise{253};

using Members = std::vector<std::vector<double>>;  // [member][parameter] logarithms of factors

Members drawn_from_priors(const Plan& plan) {
  const auto& setup = plan.calibration;
  Members members(setup.members);
  for (std::uint32_t m = 0; m < setup.members; ++m)
    for (std::uint32_t p = 0; p < setup.parameters.size(); ++p) {
      const auto words = random_block({plan.seed, 0}, member_draw, Identity::from_value(m), p);
      const auto& prior = setup.parameters[p].prior;
      const double from = real::log(prior.low), to = real::log(prior.high);
      members[m].push_back((from + to) / 2 + (to - from) / 2 / 1.6448536269514722 * to_normal(words[0], words[1]));
    }
  return members;
}

/// Simulates members on threads, each member on one.
class Simulator {
 public:
  Simulator(const Plan& plan, const RunOptions& options)
      : plan_(plan),
        options_(options),
        threads_(std::max(1u, options.threads)),
        limit_(tbb::global_control::max_allowed_parallelism, threads_),
        arena_(static_cast<int>(threads_)),
        model_(plan.alternatives.front().model()) {
    for (unsigned thread = 0; thread < threads_; ++thread) workspaces_.push_back(model_.workspace());
  }

  bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  /// [member][target]; NaN for targets that the model does not have. Not complete when it was stopped.
  std::vector<std::vector<double>> run(const CalibrationState& state) {
    const std::size_t members = state.members.size();
    std::vector<std::vector<double>> simulated(members);
    std::atomic<std::size_t> next = 0, done = 0;
    arena_.execute([&] {
      tbb::parallel_for(
          0u, threads_,
          [&](unsigned thread) {
            for (std::size_t m = next++; m < members && !stopped(); m = next++) {
              simulated[m] = targets_of(state, m, *workspaces_[thread]);
              const std::size_t now_done = ++done;
              if (options_.progress)
                options_.progress(state.round * members + now_done, (plan_.calibration.rounds + 1) * members);
            }
          },
          tbb::simple_partitioner());
    });
    return simulated;
  }

 private:
  /// The targets as one member gives them: the mean of its replications.
  std::vector<double> targets_of(const CalibrationState& state, std::size_t member, Workspace& workspace) const {
    const auto& setup = plan_.calibration;
    std::vector<double> sums;
    for (const auto& target : setup.targets) sums.push_back(target.in_model() ? 0.0 : std::nan(""));
    Parallel serial;
    for (std::uint32_t r = 0; r < setup.replications; ++r) {
      // The luck of a member differs from that of the others: its noise is part of what the ensemble sees.
      Replication replication;
      replication.draw =
          static_cast<std::uint32_t>(member) + state.round * static_cast<std::uint32_t>(state.members.size());
      replication.luck = {plan_.seed, replication.draw * setup.replications + r};
      for (std::size_t p = 0; p < setup.parameters.size(); ++p)
        replication.drawn.push_back(
            {setup.parameters[p].part, Prior::Form::factor, real::exp(state.members[member][p]), 0});
      std::vector<double> values(plan_.layout->size(), std::nan(""));
      model_.compute(replication, workspace, serial, values);
      for (std::size_t t = 0; t < sums.size(); ++t)
        if (setup.targets[t].in_model()) sums[t] += setup.targets[t].simulated(values) / setup.replications;
    }
    return sums;
  }

  const Plan& plan_;
  const RunOptions& options_;
  unsigned threads_;
  tbb::global_control limit_;
  tbb::task_arena arena_;
  const Model& model_;
  std::vector<std::unique_ptr<Workspace>> workspaces_;  // [thread]
};

/// Moves the members one step: theta += C_ty (C_yy + alpha R)^-1 (y + sqrt(alpha) e - G(theta)), in units of the
/// targets' deviations.
void move_members(const Plan& plan, const std::vector<std::size_t>& fitted, CalibrationState& state) {
  const auto& setup = plan.calibration;
  const std::size_t members = state.members.size(), parameters = setup.parameters.size(), targets = fitted.size();
  const double alpha = setup.rounds;
  const auto n = static_cast<Eigen::Index>(members);
  Eigen::MatrixXd theta(static_cast<Eigen::Index>(parameters), n), y(static_cast<Eigen::Index>(targets), n);
  for (std::size_t m = 0; m < members; ++m) {
    for (std::size_t p = 0; p < parameters; ++p)
      theta(static_cast<Eigen::Index>(p), static_cast<Eigen::Index>(m)) = state.members[m][p];
    for (std::size_t t = 0; t < targets; ++t) {
      const auto& target = setup.targets[fitted[t]];
      const double value = state.simulated[m][fitted[t]];
      y(static_cast<Eigen::Index>(t), static_cast<Eigen::Index>(m)) = (value - target.value) / target.deviation();
    }
  }
  // A member that gives no figure for a target says nothing of it: it stands on the mean of the others.
  for (Eigen::Index t = 0; t < y.rows(); ++t) {
    const Eigen::ArrayXd row = y.row(t).array();
    const auto missing = row.isNaN();
    const auto counted = static_cast<double>(n - missing.count());
    const double mean = counted > 0 ? missing.select(0, row).sum() / counted : 0;
    y.row(t) = missing.select(mean, row).matrix();
  }
  const Eigen::MatrixXd theta_off = theta.colwise() - theta.rowwise().mean();
  const Eigen::MatrixXd y_off = y.colwise() - y.rowwise().mean();
  const double freedom = static_cast<double>(members) - 1;
  Eigen::MatrixXd cyy = y_off * y_off.transpose() / freedom;
  const Eigen::MatrixXd cty = theta_off * y_off.transpose() / freedom;
  cyy.diagonal().array() += alpha;
  const Eigen::LDLT<Eigen::MatrixXd> solver(cyy);
  for (std::size_t m = 0; m < members; ++m) {
    Eigen::VectorXd miss = -y.col(static_cast<Eigen::Index>(m));
    for (std::uint32_t t = 0; t < targets; ++t) {
      const auto words = random_block({plan.seed, state.round}, target_noise, Identity::from_value(m), t);
      miss[static_cast<Eigen::Index>(t)] += std::sqrt(alpha) * to_normal(words[0], words[1]);
    }
    const Eigen::VectorXd step = cty * solver.solve(miss);
    for (std::size_t p = 0; p < parameters; ++p)
      state.members[m][p] = real::rounded(state.members[m][p] + step[static_cast<Eigen::Index>(p)]);
  }
}

}  // namespace

std::vector<std::size_t> fitted_targets(const Plan& plan) {
  std::vector<std::size_t> list;
  for (std::size_t t = 0; t < plan.calibration.targets.size(); ++t) {
    const auto& target = plan.calibration.targets[t];
    if (target.in_model() && target.tolerance > 0 && target.use == "calibrate") list.push_back(t);
  }
  return list;
}

CalibrationState calibrate(const Plan& plan, CalibrationState state, const RunOptions& options,
                           const std::function<void(const CalibrationState&)>& after_round) {
  const std::uint32_t rounds = plan.calibration.rounds;
  if (state.members.empty()) {
    state.round = 0;
    state.members = drawn_from_priors(plan);
  }
  Simulator simulator(plan, options);
  while (state.round <= rounds && !simulator.stopped()) {
    auto simulated = simulator.run(state);
    if (simulator.stopped()) break;
    state.simulated = std::move(simulated);
    if (state.round < rounds) move_members(plan, fitted_targets(plan), state);  // else the last look, at the posterior
    ++state.round;
    after_round(state);
  }
  return state;
}

}  // namespace formatie
