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
  const auto& setup = plan.calibration;
  const auto fitted = fitted_targets(plan);
  const std::size_t members = setup.members, parameters = setup.parameters.size(), targets = fitted.size();
  if (state.members.empty()) {
    state.round = 0;
    for (std::uint32_t m = 0; m < members; ++m) {
      state.members.emplace_back();
      for (std::uint32_t p = 0; p < parameters; ++p) {
        const auto words = random_block({plan.seed, 0}, member_draw, Identity::from_value(m), p);
        const auto& prior = setup.parameters[p].prior;
        const double from = real::log(prior.low), to = real::log(prior.high);
        state.members.back().push_back((from + to) / 2 +
                                       (to - from) / 2 / 1.6448536269514722 * to_normal(words[0], words[1]));
      }
    }
  }

  const unsigned threads = std::max(1u, options.threads);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  const Model& model = plan.alternatives.front().model();
  std::vector<std::unique_ptr<Workspace>> workspaces(threads);
  for (auto& workspace : workspaces) workspace = model.workspace();
  const auto stopped = [&] { return options.stop != nullptr && options.stop->load(); };

  while (state.round <= setup.rounds && !stopped()) {
    std::vector<std::vector<double>> simulated(members, std::vector<double>(setup.targets.size(), std::nan("")));
    std::atomic<std::size_t> next = 0, done = 0;
    const std::size_t tasks = members;
    arena.execute([&] {
      tbb::parallel_for(
          0u, threads,
          [&](unsigned thread) {
            Parallel serial;
            for (std::size_t m = next++; m < tasks && !stopped(); m = next++) {
              std::vector<double> sums(setup.targets.size(), 0.0);
              for (std::uint32_t r = 0; r < setup.replications; ++r) {
                // The luck of a member differs from that of the others: its noise is part of what the ensemble sees.
                Replication replication;
                replication.draw = static_cast<std::uint32_t>(m) + state.round * static_cast<std::uint32_t>(members);
                replication.luck = {plan.seed, replication.draw * setup.replications + r};
                for (std::size_t p = 0; p < parameters; ++p)
                  replication.drawn.push_back(
                      {setup.parameters[p].part, Prior::Form::factor, real::exp(state.members[m][p]), 0});
                std::vector<double> values(plan.layout->size(), std::nan(""));
                model.compute(replication, *workspaces[thread], serial, values);
                for (std::size_t t = 0; t < sums.size(); ++t)
                  if (setup.targets[t].in_model()) sums[t] += setup.targets[t].simulated(values) / setup.replications;
              }
              for (std::size_t t = 0; t < sums.size(); ++t)
                if (setup.targets[t].in_model()) simulated[m][t] = sums[t];
              const std::size_t now_done = ++done;
              if (options.progress) options.progress(state.round * tasks + now_done, (setup.rounds + 1) * tasks);
            }
          },
          tbb::simple_partitioner());
    });
    if (stopped()) break;
    state.simulated = std::move(simulated);
    if (state.round == setup.rounds) {  // the last look: what the posterior says of the targets
      ++state.round;
      after_round(state);
      break;
    }

    // theta += C_ty (C_yy + alpha R)^-1 (y + sqrt(alpha) e - G(theta)), in units of the targets' deviations.
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
    ++state.round;
    after_round(state);
  }
  return state;
}

}  // namespace formatie
