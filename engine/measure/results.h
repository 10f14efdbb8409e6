#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/expect.h"
#include "engine/measure/layout.h"

namespace formatie {

/// What a study found: for every complete replication, in order of its number, the numbers of every alternative.
///
/// Replication k of one alternative and replication k of another share their luck, so they may be subtracted.
/// Replications may share a draw of what is not known exactly: then only draws are independent of each other.
class Results {
 public:
  /// Replications r with the same r / `replications_per_draw` share a draw.
  Results(Layout layout, std::vector<std::string> alternatives, std::uint32_t replications_per_draw = 1)
      : layout_(std::move(layout)),
        alternatives_(std::move(alternatives)),
        replications_per_draw_(replications_per_draw),
        values_(alternatives_.size()) {}

  /// Adds one replication; `values` has for each alternative `layout().size()` numbers.
  void add(std::uint32_t replication, std::vector<std::vector<double>> values, std::uint32_t future = 0) {
    expect(values.size() == alternatives_.size(), "a replication has one vector for each alternative");
    replications_.push_back(replication);
    draws_.push_back(replication / replications_per_draw_);
    futures_.push_back(future);
    for (std::size_t a = 0; a < values.size(); ++a) {
      expect(values[a].size() == layout_.size(), "a replication fills the whole layout");
      values_[a].push_back(std::move(values[a]));
    }
  }

  const Layout& layout() const { return layout_; }
  const std::vector<std::string>& alternatives() const { return alternatives_; }
  /// Numbers of the complete replications, rising.
  const std::vector<std::uint32_t>& replications() const { return replications_; }
  std::size_t count() const { return replications_.size(); }
  /// The draw of each complete replication.
  const std::vector<std::uint32_t>& draws() const { return draws_; }
  /// The future of each complete replication.
  const std::vector<std::uint32_t>& futures() const { return futures_; }
  std::uint32_t replications_per_draw() const { return replications_per_draw_; }
  /// Whether the replications differ by chance alone.
  bool chance_only() const {
    return replications_per_draw_ == 1 &&
           std::all_of(futures_.begin(), futures_.end(), [](std::uint32_t f) { return f == 0; });
  }
  /// The numbers of alternative `a` in the k-th complete replication.
  std::span<const double> values(std::size_t a, std::size_t k) const { return values_[a][k]; }

 private:
  Layout layout_;
  std::vector<std::string> alternatives_;
  std::uint32_t replications_per_draw_;
  std::vector<std::uint32_t> replications_;
  std::vector<std::uint32_t> draws_;
  std::vector<std::uint32_t> futures_;
  std::vector<std::vector<std::vector<double>>> values_;  // [alternative][k][index]
};

}  // namespace formatie
