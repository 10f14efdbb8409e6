#include "models/teachers/start/shares.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

namespace formatie::teachers {

double sum_of(const std::vector<double>& weights) { return std::accumulate(weights.begin(), weights.end(), 0.0); }

std::vector<double> cumulative(const std::vector<double>& weights) {
  const double total = sum_of(weights);
  std::vector<double> result;
  double sum = 0;
  for (const double weight : weights) result.push_back((sum += weight) / total);
  if (!result.empty()) result.back() = 1;
  return result;
}

std::vector<int> apportion(const std::vector<double>& shares, int total) {
  const double sum = sum_of(shares);
  std::vector<int> result(shares.size(), 0);
  if (sum <= 0) return result;
  std::vector<std::pair<double, std::size_t>> rest;
  int given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = shares[i] / sum * total;
    result[i] = static_cast<int>(exact);
    given += result[i];
    rest.emplace_back(-(exact - result[i]), i);
  }
  std::sort(rest.begin(), rest.end());
  for (int i = 0; i < total - given; ++i) ++result[rest[static_cast<std::size_t>(i)].second];
  return result;
}

}  // namespace formatie::teachers
