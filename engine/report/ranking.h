#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measure/compare.h"
#include "engine/report/results_reader.h"

namespace formatie {

/// The measures of a model that comparisons ask for. Empty names: the model has none such.
struct ComparedMeasures {
  std::string measure;   ///< when the user names none; empty: the first headline measure
  std::string cost;      ///< what alternatives cost a year
  std::string windfall;  ///< the part of it that pays for what would have happened anyway
  std::string per;       ///< the unit for which the cost of one more is told: "fte"
};

/// The series of this name ("employment", "employment[sector=po]", see `series_name`); nothing when there is none.
std::optional<std::size_t> series_named(const Layout& layout, std::string_view name);

/// How a series is compared on a date: with the cost of the same part of the whole on the same date, when it has one.
ComparisonSettings comparison_settings(const Layout& layout, std::size_t series, std::size_t date,
                                       const ComparedMeasures& compared);

/// A mark for a mean in a line for its interval, `width` columns for `scale`, with a line at 0: "  ━━●━━ │".
///
/// Ends that are not known leave the mark alone. Without `utf8`: "  --o-- |".
std::string interval_bar(double mean, const Interval& interval, const Interval& scale, std::size_t width, bool utf8);

/// "told", "cannot tell", "no gain", "saves", "no price"; "" when nobody asked.
const char* cost_per_unit_text(CostPerUnit is);

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
