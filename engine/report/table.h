#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.h"
#include "engine/measure/estimate.h"
#include "engine/measure/results.h"

namespace formatie {

/// Columns of a terminal that a text takes: 2 for a wide character, 0 for a combining mark; not bytes or code points.
std::size_t display_width(std::string_view utf8);

/// The text if it fits in `width` columns of a terminal, else its beginning and an ellipsis; never half a character.
std::string shortened(std::string_view utf8, std::size_t width);

/// The text with spaces added up to `width` columns of a terminal, behind it or before it.
std::string padded_right(std::string_view utf8, std::size_t width);
std::string padded_left(std::string_view utf8, std::size_t width);

/// The text in lines of at most `width` columns, broken at spaces; a longer word is shortened.
std::vector<std::string> wrapped(std::string_view utf8, std::size_t width);

/// A number for a reader: "-12,345.7". Never "-0"; "-" for NaN.
std::string number_text(double value, int decimals);

/// In which form the numbers of one series are shown.
struct NumberForm {
  double scale = 1;
  std::string scale_word;  ///< "million"; empty for 1
  int decimals = 0;

  std::string text(double value, int more_decimals = 0) const {
    return number_text(value / scale, decimals + more_decimals);
  }
};

/// The form in which all numbers take at most nine characters: as they are, with up to `decimals` decimals; else in the
/// smallest unit in which a reader would say them, so "250.0 million" and not "250,000 thousand".
NumberForm form_for(const std::vector<double>& values, int decimals);

/// Enough decimals for two digits of the smallest standard error, but at most two more than `decimals`.
int decimals_for_difference(const std::vector<PairedDifference>& differences, int decimals);

/// "unfilled posts (thousand fte), po".
std::string series_heading(const Layout& layout, const Series& series, const NumberForm& form);

enum class Align { left, right };

/// A plain table: columns as wide as their widest cell, two spaces between them, no rules and no colour.
class TextTable {
 public:
  struct Column {
    std::string title;
    Align align = Align::right;
  };
  /// `elastic` is the one column whose cells are shortened when the table is too wide.
  explicit TextTable(std::vector<Column> columns, std::size_t elastic = 0);

  /// A cell for each column; missing ones at the end are empty.
  void add_row(std::vector<std::string> cells);
  /// A text across all columns, with `indent` spaces before it; wrapped, not shortened.
  void add_heading(std::string text, std::size_t indent = 0);
  /// Columns of a terminal that the rows take when nothing is shortened.
  std::size_t natural_width() const;
  /// The titles, then rows and headings as they were added, in lines of at most `width` without spaces at their end.
  std::string text(std::size_t width = 80) const;

 private:
  struct Row {
    std::vector<std::string> cells;  // a heading has one, whatever the columns
    bool heading = false;
    std::size_t indent = 0;
  };
  std::vector<std::size_t> widths() const;

  std::vector<Column> columns_;
  std::size_t elastic_;
  std::vector<Row> rows_;
};

/// How the tables below are to look.
struct TableOptions {
  std::size_t width = 80;   ///< of the terminal; less than 80 counts as 80
  std::vector<Time> dates;  ///< dates of the layout, rising; none: its first, middle and last
};

/// Prints what the replications say about the headline series: mean, p05, p95 and standard error.
///
/// With fewer than 20 replications it says that they are too few for p05 and p95, and leaves these out.
/// A number of ten or more characters loses decimals, then is shown in thousands, millions or more, as the unit tells.
/// Names of alternatives that do not fit are numbered, and listed in full above the table.
void print_summary(std::ostream& out, const Results& results, const TableOptions& options = {});

/// Prints numbers that no chance is in, those of the first replication: of the headline series that exist, and by how
/// much each alternative differs from the first.
void print_expected(std::ostream& out, const Results& results, const TableOptions& options = {});

/// Prints the paired difference of each alternative with the first, for the headline series.
///
/// Says "cannot tell" where 0 lies in the 95% Student interval of the mean difference, or that is not known, and
/// "identical" where no replication differs. With fewer than 20 replications p05, p95 and the ratio are left out; a
/// ratio that is infinite or unknown is a dash. Prints nothing when there is only one alternative.
void print_comparison(std::ostream& out, const Results& results, const TableOptions& options = {});

/// Prints what part of the variance of the headline series, on the last date shown, comes from chance, parameters and
/// futures: for the first alternative, and for the difference of each other one with it.
void print_uncertainty(std::ostream& out, const Results& results, const TableOptions& options = {});

}  // namespace formatie
