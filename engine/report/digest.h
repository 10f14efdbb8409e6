#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/measure/compare.h"
#include "engine/report/ranking.h"
#include "engine/report/results_reader.h"
#include "engine/report/vocabulary.h"

namespace formatie {

/// How much of a series a report shows.
enum class Detail {
  none,
  mean,  ///< the mean alone
  band,  ///< the mean and 90% of the replications; differences with their interval
  fan    ///< all quantiles, and from what the spread comes
};

/// How a model wants its results to be shown: what its results do not say by themselves.
struct Presentation {
  /// A JSON object. `show` says which series go in a report: a list of {"measures": [...], "by": [[split columns that
  /// have a label], ...], "detail": "mean", "band" or "fan"}; headline series always do, with a fan. The rest is for
  /// the page, see engine/report/html/README.md.
  std::string_view json = {};
  /// TopoJSON whose features have the label of a split column in their property `name`; "" when there is no map.
  std::string_view map = {};
};

/// A csv file as it is, for the parts of a report that are tables.
struct PlainTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// What a report shows of finished studies, in whatever form: everything that is computed is computed here.
struct Digest {
  struct Alternative {
    std::string name;
    std::string description;
    std::string name_nl, description_nl;  ///< empty: as in English
    std::size_t study = 0;                ///< the folder that it was read from
    std::string changes;                  ///< its entry in plan.yaml as JSON
    /// Rows of `assumptions` on which its effect rests: those on the same part of the model as the dials that it moves.
    /// A dial that it moves is no assumption, but what is asked.
    std::vector<std::size_t> assumptions;
    char grade = 0;  ///< the weakest of their grades, 'A' to 'D'; 0 when there are none
  };
  struct Series {
    std::size_t measure = 0;
    std::vector<std::string> labels;  ///< one a split column
    std::size_t first_date = 0;
    Detail detail = Detail::none;
    bool headline = false;
    std::vector<std::vector<Estimate>> levels;               ///< [alternative][date]
    std::vector<std::vector<PairedDifference>> differences;  ///< [alternative][date]; of the first: empty
    std::vector<std::vector<Interval>> intervals;            ///< of these, by Student's t; `comparison_level`
    std::vector<std::vector<VarianceParts>> parts;           ///< [alternative][date]; for a fan of a headline series
    std::vector<std::vector<Compared>> compared;             ///< [date][alternative - 1]; of a headline series
  };
  struct Study {
    std::string folder;
    std::string provenance;  ///< the file
    bool partial = false;
  };

  std::string title;
  std::string title_nl;  ///< empty: as in English
  std::vector<Study> studies;
  std::string evidence;  ///< `study.evidence` of the plan
  std::uint64_t seed = 0;
  std::size_t replications = 0;
  std::uint64_t replications_asked = 0;
  std::size_t draws = 0;
  DifferBy differ_by = DifferBy::chance;  ///< why the replications differ
  std::vector<Time> dates;
  std::vector<std::string> splits;
  std::vector<Measure> measures;
  std::vector<Alternative> alternatives;
  std::vector<Series> series;
  ComparedMeasures compared;
  Vocabulary vocabulary;   ///< of the model
  PlainTable assumptions;  ///< the priors of the plan
  PlainTable published;    ///< the targets of the plan that belong to its scenario
  PlainTable validation;   ///< validation.csv, when it is there
  /// Whose lives make up the differences, when attribution.csv is there: columns alternative, measure, nl, en, role
  /// (see `Attribution`), date, unit, mean, low, high; of everybody together.
  PlainTable attribution;

  /// The measure of this name; null when there is none.
  const Measure* measure_named(std::string_view name) const;
};

/// Reads what a report of these folders shows; the folders as for `combined`.
std::optional<Digest> read_digest(const std::vector<std::filesystem::path>& folders, const Presentation& presentation,
                                  const ComparedMeasures& compared, Problems& problems);

}  // namespace formatie
