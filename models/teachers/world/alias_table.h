#pragma once

#include <cstdint>
#include <vector>

namespace formatie::teachers {

/// Draws one of many values with given weights from one random word (Walker's alias method).
class AliasTable {
 public:
  AliasTable() = default;
  /// `values[i]` comes up with a chance in proportion to `weights[i]`; those without weight take no room.
  AliasTable(const std::vector<double>& weights, const std::vector<std::uint32_t>& values);
  bool empty() const { return entries_.empty(); }
  std::uint32_t draw(std::uint32_t word) const {
    const std::uint64_t scaled = std::uint64_t{word} * entries_.size();
    const auto& entry = entries_[scaled >> 32];
    return entry.values[static_cast<std::uint32_t>(scaled) >= entry.below];  // no branch: it could not be foreseen
  }

 private:
  struct Entry {
    std::uint32_t below;
    std::uint32_t values[2];  // below, and from there on
  };
  std::vector<Entry> entries_;
};

}  // namespace formatie::teachers
