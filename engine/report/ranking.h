#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/measure/compare.h"
#include "engine/report/split_reader.h"

namespace formatie {

/// The measures of a model that comparisons ask for. Empty names: the model has none such.
struct ComparedMeasures {
  std::string measure = {};  ///< when the user names none; empty: the first headline measure
  std::string cost = {};     ///< what alternatives cost a year
  std::string anyway = {};   ///< the part of it that pays for what would have happened anyway
  std::string per = {};      ///< the unit for which the cost of one more is told: "hours"
};

/// How a series is compared on a date: with the cost of the same part of the whole on the same date, when it has one.
ComparisonSettings comparison_settings(const Layout& layout, std::size_t series, std::size_t date,
                                       const ComparedMeasures& compared);

/// "told", "cannot tell", "no gain", "saves", "no price"; "" when nobody asked.
const char* cost_per_unit_text(CostPerUnit is);

/// The alternatives of a study, ranked.
struct Ranking {
  std::string title;
  const Results& results;
  ComparisonSettings settings;
  std::string per;  ///< the unit of gain in cost per unit
  std::vector<Compared> rows;

  const Series& series() const;  ///< that is compared
  const Measure& measure() const;
  const Measure& measure_of(std::size_t series) const;
  const std::string& baseline() const;
  const std::string& name_of(const Compared& row) const;
};

/// The differences of one measure by the labels of one split.
struct SplitComparison {
  std::string title;
  const Results& results;
  Measure measure;
  std::string split;
  Time date;
  std::vector<SplitDifference> rows;
};

}  // namespace formatie
