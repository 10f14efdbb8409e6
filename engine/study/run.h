#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "engine/measure/results.h"
#include "engine/study/plan.h"

namespace formatie {

/// How a study is carried out; nothing here may change a digit of the results.
struct RunOptions {
  unsigned threads = 1;
  /// Spend the threads on chunks of people inside one replication instead of on replications.
  bool within_replication = false;
  /// Let the model recount at every barrier what must add up, also in release builds.
  bool verify = false;
  /// Take the difference of each alternative with the first one apart by people's lives, if the model can.
  bool attribution = false;
  /// Set to true (by Ctrl-C, say): replications under way are finished, no more are begun. May be null.
  const std::atomic<bool>* stop = nullptr;
  /// Called after each replication of one alternative, from any thread, with how many are done and how many there will
  /// be at most. May be empty.
  std::function<void(std::size_t done, std::size_t most)> progress;
};

/// What came of it.
struct Outcome {
  Results results;
  /// Of all alternatives but the first, in the same replications; the layout is that of `LifeRecorder::attribution`.
  std::optional<Results> attribution;
  bool partial = false;  ///< stopped before the plan was satisfied
  bool precise = true;   ///< false: the stopping rule was not met with the most replications allowed
  double wall_seconds = 0;
};

/// Runs all alternatives of a study, paired, until the plan is satisfied.
///
/// Tasks are (replication, alternative); results are folded in the order of their numbers, and a stopping rule is
/// looked at after fixed numbers of replications, so that any number of threads gives the same bytes. A model without
/// chance is computed once a draw; once when nothing is drawn.
Outcome run_study(const Plan& plan, const RunOptions& options);

}  // namespace formatie
