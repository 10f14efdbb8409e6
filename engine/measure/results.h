#pragma once

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
class Results {
 public:
  Results(Layout layout, std::vector<std::string> alternatives)
      : layout_(std::move(layout)), alternatives_(std::move(alternatives)), values_(alternatives_.size()) {}

  /// Adds one replication; `values` has for each alternative `layout().size()` numbers.
  void add(std::uint32_t replication, std::vector<std::vector<double>> values) {
    expect(values.size() == alternatives_.size(), "a replication has one vector for each alternative");
    replications_.push_back(replication);
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
  /// The numbers of alternative `a` in the k-th complete replication.
  std::span<const double> values(std::size_t a, std::size_t k) const { return values_[a][k]; }

 private:
  Layout layout_;
  std::vector<std::string> alternatives_;
  std::vector<std::uint32_t> replications_;
  std::vector<std::vector<std::vector<double>>> values_;  // [alternative][k][index]
};

}  // namespace formatie
