#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "engine/study/plan.h"
#include "engine/study/run.h"

namespace formatie {

/// What is known of mixes: what the goal is about and the cost, of every replication that was run.
struct Evaluations {
  struct Found {
    double number = 0;
    double cost = 0;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Found> found;  ///< by mix (0: the baseline) and replication
};

/// A mix that the search looked at.
struct Candidate {
  std::uint32_t mix = 0;
  PairedDifference effect;  ///< with the baseline, in the replications of the search
  PairedDifference cost;
};

/// What came of an optimisation.
struct Portfolio {
  bool partial = false;  ///< stopped: nothing but `evaluations` is there
  Evaluations evaluations;
  std::vector<Candidate> candidates;     ///< by number of the mix
  std::vector<std::uint32_t> finalists;  ///< mixes, in the order of their cost
  double coverage = 0;           ///< share of the worlds that the search holds possible whose best mix is a finalist
  Contest contest;               ///< of the finalists, in replications that the search has not seen
  std::vector<Judged> judged;    ///< the finalists
  std::size_t replications = 0;  ///< that were run, of all mixes and the baseline
};

/// Replications of a mix that are run at once in the search, and the first replication of the final comparison.
std::uint32_t search_step(const Plan& plan);
std::uint32_t first_fresh_replication(const Plan& plan);

/// Looks for mixes that do best, and judges the best of them in fresh replications.
///
/// `plan` is of the scenario with its mixes as alternatives (`Optimisation::with_mixes`), so that all of them have the
/// same caps and meet the same luck. First a space-filling set of mixes is looked at (each next one farthest from those
/// before it: Mueller's coffee-house design, 2001). Then, round by round, those that are best in worlds drawn from what
/// is believed of effect and cost, one `Surrogate` each: Thompson sampling, half of it for the goal and half for the
/// best effect under a budget drawn between 0 and the real one, which fills the frontier. A mix that is drawn again
/// gets more replications. In a world the effect of a mix is added to resampled numbers of the baseline, to tell how
/// probable the goal is there: a guide, and no more. What is said in the end rests on counts in fresh replications,
/// because the best of noisy numbers look better than they are. source: Thompson (1933), Biometrika 25; Kandasamy et
/// al. (2018), AISTATS, PMLR 84; Paria, Kandasamy & Poczos (2020), UAI, PMLR 115 (random scalarisations); Hong, Fan &
/// Luo (2021), Frontiers of Engineering Management 8 (review).
///
/// `known`: what is there already, and not run again: the same portfolio comes of it. `save` is called now and then
/// with all that is known.
Portfolio optimise(const Plan& plan, Evaluations known, const RunOptions& options,
                   const std::function<void(const Evaluations&)>& save);

}  // namespace formatie
