#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

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

enum class Align { left, right };

/// A plain table: columns as wide as their widest cell, two spaces between them, no rules and no colour.
class TextTable {
 public:
  struct Column {
    std::string title;
    Align align = Align::right;
  };
  /// `elastic` is the one column that gives way when the table is too wide: a cell of the first stands in a line of its
  /// own above the rest of its row then, those of another are shortened.
  explicit TextTable(std::vector<Column> columns, std::size_t elastic = 0);

  /// A cell for each column; missing ones at the end are empty.
  void add_row(std::vector<std::string> cells);
  /// A text across all columns, with `indent` spaces before it; wrapped, not shortened.
  void add_heading(std::string text, std::size_t indent = 0);
  /// Columns of a terminal that the rows take when nothing gives way.
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

}  // namespace formatie
