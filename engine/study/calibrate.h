#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/study/plan.h"
#include "engine/study/run.h"

namespace formatie {

/// Where calibration stands: after `round` of the plan's rounds.
struct CalibrationState {
  std::uint32_t round = 0;
  std::vector<std::vector<double>> members;    ///< [member][parameter] logarithms of factors
  std::vector<std::vector<double>> simulated;  ///< [member][target], of the members before this round's step
};

/// Fits the plan's free parameters to its targets of the use `calibrate`, on the first alternative in the
/// central future with all other parameters at their values.
///
/// An ensemble smoother with multiple data assimilation: members drawn from the priors (lognormal factors) are moved in
/// `rounds` equal steps, each by the ensemble's own regression of parameters on simulated targets, with the variance of
/// the targets inflated by the number of rounds, so that all of them together use each target once. Exact for linear
/// models; the members after the last round are a sample of the posterior.
/// source: Emerick & Reynolds (2013), Computers & Geosciences 55, 3-15.
///
/// `state`: where to go on; empty members to begin. `after_round` is called with each new state.
CalibrationState calibrate(const Plan& plan, CalibrationState state, const RunOptions& options,
                           const std::function<void(const CalibrationState&)>& after_round);

/// The targets of the plan that calibration fits: those that the model has, of the use `calibrate`.
std::vector<std::size_t> fitted_targets(const Plan& plan);

}  // namespace formatie
