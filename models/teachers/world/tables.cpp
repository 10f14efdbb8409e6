#include "models/teachers/world/tables.h"

#include <filesystem>

#include <fmt/format.h>

#include "engine/base/expect.h"
#include "engine/input/scalar.h"

namespace formatie::teachers {
TableReader::TableReader(const DataFile& file, const std::vector<std::string>& columns, Problems& problems)
    : problems_(problems) {
  std::error_code error;
  if (!std::filesystem::exists(file.path, error)) {
    problems.add(file.where, fmt::format("no file '{}'", file.path), "named here");
    return;
  }
  table_ = read_csv(file.path, problems);
  if (!table_) return;
  bool complete = true;
  for (const auto& column : columns) {
    if (table_->column(column)) continue;
    problems.add(Origin{file.path, 1, 1}, fmt::format("no column '{}'", column),
                 "columns: " + joined(table_->columns()), did_you_mean(column, table_->columns()));
    complete = false;
  }
  if (!complete) table_.reset();
}

const std::string& TableReader::text(std::size_t row, std::string_view column) const {
  const auto index = table_->column(column);
  expect(index.has_value(), "a column that was asked for when the table was opened");
  return table_->cell(row, *index);
}

double TableReader::number(std::size_t row, std::string_view column, double low, double high) {
  const auto value = parse_number(text(row, column));
  if (!value) {
    problem(row, column, fmt::format("'{}' is '{}'", column, text(row, column)), "must be a number");
    return low;
  }
  if (*value < low || *value > high) {
    problem(row, column, fmt::format("'{}' is {}", column, text(row, column)),
            high >= 1e15 ? fmt::format("must be at least {}", low) : fmt::format("must be from {} to {}", low, high));
    return low;
  }
  return *value;
}

std::size_t TableReader::label(std::size_t row, std::string_view column, const Dimension& dimension) {
  if (const auto index = dimension.find(text(row, column))) return *index;
  problems_.add(table_->where(row, *table_->column(column)),
                fmt::format("unknown {} '{}'", dimension.name(), text(row, column)),
                "known: " + joined(dimension.labels()), did_you_mean(text(row, column), dimension.labels()));
  return 0;
}

void TableReader::problem(std::size_t row, std::string_view column, const std::string& what, const std::string& why) {
  problems_.add(table_->where(row, *table_->column(column)), what, why);
}

}  // namespace formatie::teachers
