#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/input/node.h"
#include "engine/measure/estimate.h"
#include "engine/measure/results.h"
#include "engine/study/lives.h"

namespace formatie {

/// A study as a folder keeps it.
struct StoredStudy {
  std::filesystem::path folder;
  std::string title;
  std::string title_nl;  ///< "" when there is none
  Node period;           ///< as in plan.yaml
  std::uint64_t seed = 0;
  std::uint64_t replications_asked = 0;
  bool partial = false;
  std::vector<std::vector<Time>> changes;  ///< [alternative] the dates on which a policy of its begins or ends
  std::vector<std::string> names_nl;       ///< [alternative]; "" when it has none
  std::vector<std::string> grades;         ///< [alternative] of the evidence, "A" to "D"; "" not told
  /// The headline series of replications.csv, bit for bit as they were simulated. The future of a replication is not
  /// kept, and is 0.
  Results results;
};

/// Reads what `run` wrote in a folder: provenance.json, plan.yaml, measures.csv, replications.csv, and of the large
/// comparison.csv the names of the columns.
///
/// Nothing, and at least one problem, when there is no such folder, no results in it, or a file is broken or cut off.
std::optional<StoredStudy> read_study(const std::filesystem::path& folder, Problems& problems);

/// [alternative of `results`] Whether a policy of its began or ended between this date and the one before: the cost of
/// that year is not of a whole one.
std::vector<bool> part_year(std::span<const StoredStudy> studies, const Results& results, std::size_t date);

/// The alternatives of several folders beside each other, those of the first folder first.
///
/// Refuses studies that differ in more than their alternatives: seed, period, replications, series, or any number of
/// the first alternative. An alternative that is in two folders must have the same numbers in both.
std::optional<Results> combined(const std::vector<StoredStudy>& studies, Problems& problems);

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

/// Goes through the rows of a large csv file that `run` wrote, one by one; `row` gets the cells of `columns`, which
/// stay valid until it returns, and where the row stands.
///
/// False, and a problem, when the file cannot be read, is cut off, or has not got one of the columns.
bool for_each_row(const std::filesystem::path& file, const std::vector<std::string>& columns, Problems& problems,
                  const std::function<void(const std::vector<std::string_view>&, const Origin&)>& row);

/// The number of a cell of such a file: NaN when it is empty; "inf" and "-inf". A problem when it is no number.
double number_of(std::string_view cell, const Origin& where, const std::string& column, Problems& problems);

/// The date that a user means by "2035-10-01" or "2035" (the last one in that year), among `dates`, rising; nothing,
/// and a problem, when there is none.
std::optional<Time> date_meant(std::string_view text, const std::vector<Time>& dates, Problems& problems);

}  // namespace formatie
