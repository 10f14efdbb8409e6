#include "models/teachers/world/alias_table.h"

#include <numeric>

namespace formatie::teachers {

AliasTable::AliasTable(const std::vector<double>& weights, const std::vector<std::uint32_t>& values) {
  // Vose's variant; stacks are filled in order, so the table is the same everywhere.
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(total > 0)) return;
  std::vector<double> scaled;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    scaled.push_back(weights[i] / total);
    entries_.push_back({0xffffffffu, {values[i], values[i]}});
  }
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < scaled.size(); ++i) {
    scaled[i] *= static_cast<double>(scaled.size());
    (scaled[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const auto s = small.back();
    const auto l = large.back();
    small.pop_back();
    entries_[s].below = static_cast<std::uint32_t>(scaled[s] * 4294967295.0);
    entries_[s].values[1] = entries_[l].values[0];
    scaled[l] -= 1 - scaled[s];
    if (scaled[l] < 1) {
      large.pop_back();
      small.push_back(l);
    }
  }
}

}  // namespace formatie::teachers
