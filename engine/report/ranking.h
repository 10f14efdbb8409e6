#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "engine/measure/compare.h"
#include "engine/report/results_reader.h"

namespace formatie {

/// A mark for a mean in a line for its interval, `width` columns for `scale`, with a line at 0: "  ━━●━━ │".
///
/// Ends that are not known leave the mark alone. Without `utf8`: "  --o-- |".
std::string interval_bar(double mean, const Interval& interval, const Interval& scale, std::size_t width, bool utf8);

/// The alternatives of a study, ranked: what the outputs below show.
struct Ranking {
  std::string title;
  const Results& results;
  ComparisonSettings settings;
  std::string per;  ///< "fte": the unit of gain in cost per unit
  std::vector<Compared> rows;
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

/// Tables for a terminal of 80 columns; `utf8` as for `interval_bar`.
void print(std::ostream& out, const Ranking& ranking, bool utf8);
void print(std::ostream& out, const SplitComparison& split, bool utf8);

// The same for programs: a row an alternative, or a label. Numbers as in comparison.csv; unrounded but for ten digits.

std::string as_csv(const Ranking& ranking);
std::string as_csv(const SplitComparison& split);
/// An array of objects, whose keys are the columns of the csv text; what does not exist is null.
std::string as_json(const Ranking& ranking);
std::string as_json(const SplitComparison& split);

/// The same for a text: a table in Markdown, rounded as on the terminal, and below it how to read it.
std::string as_markdown(const Ranking& ranking);
std::string as_markdown(const SplitComparison& split);

}  // namespace formatie
