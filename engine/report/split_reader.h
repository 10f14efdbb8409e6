#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measure/estimate.h"
#include "engine/report/results_reader.h"

namespace formatie {

/// One row of comparison.csv: what an alternative changes for one label of a split.
struct SplitDifference {
  std::string alternative;
  std::string label;
  std::string unit;
  PairedDifference difference;
};

/// The rows of comparison.csv for one measure and date, with a label in the column `split` and "all" in the other
/// splits.
///
/// Nothing, and at least one problem, when there is no such measure, split or date, or the file is broken.
std::optional<std::vector<SplitDifference>> read_split(const StoredStudy& study, std::string_view measure,
                                                       std::string_view split, Time date, Problems& problems);

}  // namespace formatie
