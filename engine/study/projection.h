#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace formatie {

struct Replication;

/// A second way to the expected numbers of a model, without chance: by cohorts instead of persons, or by a formula. A
/// port of `Model`.
///
/// Written apart from the processes and rules, so that one can be held against the other. Deterministic, and fast
/// enough to be run for every draw.
class Projection {
 public:
  virtual ~Projection() = default;

  /// What it computes and what it leaves out, in plain sentences.
  virtual std::string meaning() const = 0;
  /// Whether its numbers are those that replications have on average, to the last digit; then targets are scored on it.
  virtual bool is_exact() const { return false; }

  /// Expected values with the parameters that the replication draws, in the places of the model's layout; NaN for what
  /// it does not cover. Pure: depends on nothing but its argument, and not on its luck.
  virtual std::vector<double> project(const Replication&) const = 0;
  /// What it leaves empty for these parameters, and why, a sentence each: "process 'fire' is not in the projection:
  /// measures losses and stock are left empty".
  virtual std::vector<std::string> notes(const Replication&) const { return {}; }

  /// A number that both have, to be compared, and what the difference consists of.
  struct Comparison {
    std::size_t series = 0;
    std::size_t date = 0;
    std::string why;  ///< one sentence, with numbers where they can be told
  };
  /// What to compare on a date of the layout; `simulated` and `projected`: means over the same draws.
  virtual std::vector<Comparison> compare(std::span<const double> simulated, std::span<const double> projected,
                                          std::size_t date) const = 0;
};

}  // namespace formatie
