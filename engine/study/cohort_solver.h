#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/study/uncertainty.h"

namespace formatie {

/// A second way to the expected numbers of a model: by cohorts instead of persons, without chance and without feedback.
///
/// Written apart from the processes and rules, so that one can be held against the other. Deterministic, and fast
/// enough to be run for every draw.
class CohortSolver {
 public:
  virtual ~CohortSolver() = default;

  /// What it computes and what it leaves out, in plain sentences.
  virtual std::string meaning() const = 0;

  /// Expected values with the parameters that the replication draws, in the places of the model's layout; NaN for what
  /// it does not cover. Pure: depends on nothing but its argument, and not on its luck.
  virtual std::vector<double> project(const Replication&) const = 0;

  /// A number that both have, to be compared, and what the difference consists of.
  struct Comparison {
    std::size_t series = 0;
    std::size_t date = 0;
    std::string why;  ///< one sentence, with numbers where they can be told
  };
  /// What to compare on a date of the layout; `persons` and `cohorts`: means over the same draws.
  virtual std::vector<Comparison> compare(std::span<const double> persons, std::span<const double> cohorts,
                                          std::size_t date) const = 0;
};

}  // namespace formatie
