#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measure/estimate.h"
#include "engine/report/results_reader.h"
#include "engine/study/lives.h"

namespace formatie {

/// What attribution.csv tells of one alternative on one date.
struct StoredAttribution {
  struct Kind : Attribution::Kind {
    Measure measure;
  };
  std::vector<Kind> kinds;
  std::vector<std::string> split_columns;
  struct Number {
    std::size_t kind = 0;
    std::optional<std::size_t> column;  ///< the one split of which it counts a part; none: all
    std::string label;                  ///< in that split
    double mean = 0;
    Interval interval;  ///< 90%, Student's over draws, of the mean
  };
  std::vector<Number> numbers;  ///< in the order of the file

  /// The number of a measure for all, or for a label of a split; null when there is none.
  const Number* find(std::size_t kind, std::optional<std::size_t> column = {}, std::string_view label = {}) const;
};

/// Nothing, and at least one problem, when the study has no attribution, or its files are broken or of another run.
std::optional<StoredAttribution> read_attribution(const StoredStudy& study, std::string_view alternative, Time date,
                                                  Problems& problems);

}  // namespace formatie
