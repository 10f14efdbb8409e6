#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/expect.h"
#include "engine/base/time.h"

namespace formatie {

/// Which way a measure goes when things get better; `neither` when that depends on what one wants.
enum class Better { neither, higher, lower };
/// "higher", "lower", or "" for neither.
inline const char* better_name(Better better) {
  return better == Better::higher ? "higher" : better == Better::lower ? "lower" : "";
}

/// One output of a model: what is counted, in which unit, and what it means.
struct Measure {
  std::string name;  ///< as in the csv files, "open_jobs"
  std::string unit;  ///< "persons", "hours a week", "%"
  std::string label_nl;
  std::string label_en;
  std::string definition_nl;  ///< one sentence
  std::string definition_en;
  int decimals = 0;  ///< how many a reader wants to see
  Better better = Better::neither;
};

/// One measure for one combination of labels, through time.
struct Series {
  std::size_t measure = 0;         ///< index in `Layout::measures`
  std::vector<std::string> split;  ///< a label for each of `Layout::split_columns`, "all" for a total
  std::size_t first_date = 0;      ///< index of the first date on which it exists (flows have none at the start)
  bool headline = false;           ///< shown on the console and kept in replications.csv
  std::size_t offset = 0;          ///< where its first value stands in a replication's results
};

/// The meaning of the numbers that a replication hands over; the same for all alternatives of a study.
///
/// A replication is a vector of `size()` doubles: series after series, each with one value a date. NaN means that the
/// value does not exist (a share of nobody).
class Layout {
 public:
  Layout(std::vector<std::string> split_columns, std::vector<Time> dates)
      : split_columns_(std::move(split_columns)), dates_(std::move(dates)) {}

  /// Returns the index of the measure.
  std::size_t add_measure(Measure measure) {
    measures_.push_back(std::move(measure));
    return measures_.size() - 1;
  }
  /// Returns the index of the series. `split` has a label for each split column.
  std::size_t add_series(std::size_t measure, std::vector<std::string> split, bool headline = false,
                         std::size_t first_date = 0) {
    expect(measure < measures_.size() && split.size() == split_columns_.size() && first_date <= dates_.size(),
           "a series fits its layout");
    series_.push_back({measure, std::move(split), first_date, headline, size_});
    size_ += dates_.size() - first_date;
    return series_.size() - 1;
  }

  const std::vector<std::string>& split_columns() const { return split_columns_; }
  const std::vector<Time>& dates() const { return dates_; }
  const std::vector<Measure>& measures() const { return measures_; }
  const std::vector<Series>& series() const { return series_; }
  /// Numbers in one replication.
  std::size_t size() const { return size_; }
  /// Where the value of a series on a date stands; the series must exist on that date.
  std::size_t index(std::size_t series, std::size_t date) const {
    return series_[series].offset + date - series_[series].first_date;
  }

 private:
  std::vector<std::string> split_columns_;
  std::vector<Time> dates_;
  std::vector<Measure> measures_;
  std::vector<Series> series_;
  std::size_t size_ = 0;
};

}  // namespace formatie
