#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "engine/base/dimension.h"
#include "engine/base/time.h"

namespace formatie {

/// What a policy does to a dial: sets it, adds to it or multiplies it, in some cells, from one date until another.
struct DialChange {
  enum class Kind { set, plus, times };
  Kind kind = Kind::set;
  double amount = 0;
  std::vector<bool> cells;  ///< for each cell of the dial: is it meant?
  Time from = Time::from_minutes(-2000000000);
  Time until = Time::never();  ///< the first moment at which it no longer holds
};

/// A number that policy can move: one value for each combination of labels, changed on known dates.
///
/// All changes are made while the plan is made; during a run a dial is a table. `step` is the number of the period
/// between two dates on which any dial of the study changes, counted by the world.
class Dial {
 public:
  Dial() : Dial(std::vector<const Dimension*>{}) {}
  /// The dimensions must outlive the dial.
  explicit Dial(std::vector<const Dimension*> by);

  const std::vector<const Dimension*>& by() const { return by_; }
  std::size_t cells() const { return cells_; }
  /// Number of the cell of these labels, given by index, in the order of `by()`.
  std::size_t cell(std::size_t a) const { return a; }
  std::size_t cell(std::size_t a, std::size_t b) const { return a * by_[1]->size() + b; }
  std::size_t cell(std::size_t a, std::size_t b, std::size_t c) const {
    return (a * by_[1]->size() + b) * by_[2]->size() + c;
  }
  /// "place market, colour white"; "" for a dial without dimensions.
  std::string cell_name(std::size_t cell) const;

  /// The value in a step; only after `freeze`.
  double at(std::size_t step, std::size_t cell = 0) const { return frozen_[row_of_step_[step] + cell]; }
  /// The value on a date.
  double on(Time date, std::size_t cell = 0) const;
  /// The highest value of a cell on any date; after `freeze`, in any step.
  double highest(std::size_t cell = 0) const;
  /// The dates from which there is a row of values; the first is the beginning of time.
  std::vector<Time> dates() const;
  /// The dates in (begin, end] on which a value changes.
  std::vector<Time> changes(Time begin, Time end) const;

  /// All cells, always.
  void set_all(double value);
  /// One cell from a date on (until the next date for which a row was given).
  void set(Time from, std::size_t cell, double value);
  void change(const DialChange& change);
  /// Lays the values out for `at`; `steps` are the first moments of the study's periods, rising.
  void freeze(const std::vector<Time>& steps);
  /// Takes over what another dial of the same cells has laid out for `at`.
  void take_frozen(const Dial& from);
  /// Multiplies what is laid out for `at`, and keeps it from `low` to `high`; only the cells with this label of this
  /// dimension, given by index, when `dimension` is one of `by()`.
  void multiply(double factor, double low, double high, std::size_t dimension, std::size_t label);

 private:
  std::vector<double>& row_from(Time date);

  std::vector<const Dimension*> by_;
  std::size_t cells_ = 1;
  std::map<Time, std::vector<double>> rows_;  // from this date on
  std::vector<double> frozen_;
  std::vector<std::size_t> row_of_step_;
};

}  // namespace formatie
