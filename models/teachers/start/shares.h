#pragma once

#include <vector>

namespace formatie::teachers {

/// Shares of the sum of the weights, added up; the last is 1.
std::vector<double> cumulative(const std::vector<double>& weights);

/// In order, so that it is the same everywhere.
double sum_of(const std::vector<double>& weights);

/// Whole numbers near `shares * total` that add up to `total` (largest remainders; ties go to the first).
std::vector<int> apportion(const std::vector<double>& shares, int total);

}  // namespace formatie::teachers
