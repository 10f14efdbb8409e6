#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/expect.h"
#include "engine/measure/layout.h"

namespace formatie {

/// Why the replications of a study differ: by chance (and by what each draw of the unknown is, if anything is drawn);
/// by draws alone, each computed once; or not at all, for there is one.
enum class DifferBy { chance, draws, nothing };
inline constexpr const char* differ_by_names[] = {"chance", "draws", "nothing"};

/// The draw of a replication that differs from no other: its numbers are certain, with a standard error of 0.
inline constexpr std::uint32_t certain_draw = UINT32_MAX;

/// What a study found: for every complete replication, in order of its number, the numbers of every alternative.
///
/// Replication k of one alternative and replication k of another share their luck, so they may be subtracted.
/// Replications may share a draw of what is not known exactly: then only draws are independent of each other.
class Results {
 public:
  /// Replications r with the same r / `replications_per_draw` share a draw.
  Results(Layout layout, std::vector<std::string> alternatives, std::uint32_t replications_per_draw = 1,
          DifferBy differ_by = DifferBy::chance)
      : layout_(std::move(layout)),
        alternatives_(std::move(alternatives)),
        replications_per_draw_(replications_per_draw),
        differ_by_(differ_by),
        values_(alternatives_.size()) {}

  /// Adds one replication; `values` has for each alternative `layout().size()` numbers.
  void add(std::uint32_t replication, std::vector<std::vector<double>> values, std::uint32_t future = 0) {
    expect(values.size() == alternatives_.size(), "a replication has one vector for each alternative");
    replications_.push_back(replication);
    draws_.push_back(is_certain() ? certain_draw : replication / replications_per_draw_);
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
  /// The draw of each complete replication; `certain_draw` of one that is certain.
  const std::vector<std::uint32_t>& draws() const { return draws_; }
  /// The future of each complete replication.
  const std::vector<std::uint32_t>& futures() const { return futures_; }
  std::uint32_t replications_per_draw() const { return replications_per_draw_; }
  DifferBy differ_by() const { return differ_by_; }
  bool has_chance() const { return differ_by_ == DifferBy::chance; }
  bool is_certain() const { return differ_by_ == DifferBy::nothing; }
  /// Whether the replications differ by chance alone.
  bool chance_only() const {
    return has_chance() && replications_per_draw_ == 1 &&
           std::all_of(futures_.begin(), futures_.end(), [](std::uint32_t f) { return f == 0; });
  }
  /// The numbers of alternative `a` in the k-th complete replication.
  std::span<const double> values(std::size_t a, std::size_t k) const { return values_[a][k]; }

 private:
  Layout layout_;
  std::vector<std::string> alternatives_;
  std::uint32_t replications_per_draw_;
  DifferBy differ_by_;
  std::vector<std::uint32_t> replications_;
  std::vector<std::uint32_t> draws_;
  std::vector<std::uint32_t> futures_;
  std::vector<std::vector<std::vector<double>>> values_;  // [alternative][k][index]
};

}  // namespace formatie
