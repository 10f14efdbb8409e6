#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"

namespace formatie {

/// A csv file: named columns, rows of text, and where each cell stood.
class Table {
 public:
  /// The header; every name differs and none is empty.
  const std::vector<std::string>& columns() const { return columns_; }
  /// The number of `name`; nothing when there is no such column.
  std::optional<std::size_t> column(std::string_view name) const;

  /// How many rows there are, the header not counted.
  std::size_t size() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }
  /// `row` and `column` count from 0.
  const std::string& cell(std::size_t row, std::size_t column) const;

  /// Where a cell starts (at its quote, if it has one).
  Origin where(std::size_t row, std::size_t column) const;
  /// Where a row starts.
  Origin where(std::size_t row) const { return where(row, 0); }
  /// Where the name of a column stands in the header.
  Origin where_column(std::size_t column) const;
  /// The file, as it was given.
  const std::string& file() const { return file_; }

 private:
  friend class CsvReader;
  struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };

  std::string file_;
  std::vector<std::string> columns_;
  std::vector<Place> column_places_;
  std::vector<std::string> cells_;  // row after row
  std::vector<Place> places_;       // of cells_
};

/// Reads a csv file with a header: RFC 4180, commas, UTF-8; nothing, and at least one problem, when it is refused.
///
/// Empty lines and lines that start with '#' are skipped. Spaces belong to the cell. Refuses rows of another length
/// than the header, duplicate or empty column names, stray quotes, text that is not UTF-8, and files over 256 MiB.
std::optional<Table> read_csv(const std::filesystem::path& file, Problems& problems);

/// The same for a text in memory; `name` takes the place of the file name in origins.
std::optional<Table> read_csv_text(std::string_view text, const std::string& name, Problems& problems);

}  // namespace formatie
