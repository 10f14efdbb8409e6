#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/report/results_reader.h"

namespace formatie {

/// [alternative of `results`] Whether a policy of its began or ended between this date and the one before: the cost of
/// that year is not of a whole one.
std::vector<bool> part_year(std::span<const StoredStudy> studies, const Results& results, std::size_t date);

/// The alternatives of several folders beside each other, those of the first folder first.
///
/// Refuses studies that differ in more than their alternatives: seed, period, replications, series, or any number of
/// the first alternative. An alternative that is in two folders must have the same numbers in both.
std::optional<Results> combined(const std::vector<StoredStudy>& studies, Problems& problems);

}  // namespace formatie
