#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/dimension.h"
#include "engine/base/problem.h"
#include "engine/input/csv.h"
#include "engine/parameters/fields.h"

namespace formatie::teachers {

/// Reads one of the model's tables column by column, and reports everything that is wrong with it.
class TableReader {
 public:
  /// Opens the file and looks for the columns; `sound()` tells whether both worked.
  TableReader(const DataFile& file, const std::vector<std::string>& columns, Problems& problems);

  bool sound() const { return table_.has_value(); }
  std::size_t rows() const { return table_ ? table_->size() : 0; }
  const std::string& text(std::size_t row, std::string_view column) const;
  /// A number from `low` to `high`; `low`, and a problem, when there is none.
  double number(std::size_t row, std::string_view column, double low, double high);
  /// The index of a label; 0, and a problem, when it is unknown.
  std::size_t label(std::size_t row, std::string_view column, const Dimension& dimension);
  void problem(std::size_t row, std::string_view column, const std::string& what, const std::string& why);

 private:
  std::optional<Table> table_;
  Problems& problems_;
};

}  // namespace formatie::teachers
