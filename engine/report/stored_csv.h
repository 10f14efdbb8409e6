#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/input/csv.h"
#include "engine/measure/layout.h"

namespace formatie {

// How the csv files that `run` wrote are read: whatever is wrong with them is mended by running the study again.

inline constexpr const char* how_to_mend = "Run the study again";

/// A csv file that the program wrote: one that does not end with a line break is cut off.
std::optional<Table> read_own_csv(const std::filesystem::path& file, Problems& problems);

/// The places of columns that a file must have; nothing, and a problem for each that it has not.
std::optional<std::vector<std::size_t>> columns_of(const Table& table, const std::vector<std::string>& names,
                                                   Problems& problems);

/// The number of a cell, as `number_of`.
double number_in(const Table& table, std::size_t row, std::size_t column, Problems& problems);

/// The measures that a file such as measures.csv describes, a row each.
std::optional<std::vector<Measure>> measures_in(const Table& table, Problems& problems);

/// The split columns of a study: those between `date` and `unit` in the header of comparison.csv.
std::optional<std::vector<std::string>> read_split_columns(const std::filesystem::path& file, Problems& problems);

/// Goes through the rows of a large csv file that `run` wrote, one by one; `row` gets the cells of `columns`, which
/// stay valid until it returns, and where the row stands.
///
/// False, and a problem, when the file cannot be read, is cut off, or has not got one of the columns.
bool for_each_row(const std::filesystem::path& file, const std::vector<std::string>& columns, Problems& problems,
                  const std::function<void(const std::vector<std::string_view>&, const Origin&)>& row);

/// The number of a cell of such a file: NaN when it is empty; "inf" and "-inf". A problem when it is no number.
double number_of(std::string_view cell, const Origin& where, const std::string& column, Problems& problems);

}  // namespace formatie
