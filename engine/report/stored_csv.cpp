#include "engine/report/stored_csv.h"

#include <algorithm>
#include <fstream>
#include <limits>

#include <fmt/format.h>

#include "engine/input/scalar.h"
#include "engine/input/text_file.h"
#include "engine/report/csv.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_table_mebibytes = 1024;

/// The number of a cell: empty is NaN; "inf" and "-inf"; nothing when it is no number.
std::optional<double> read_number(std::string_view text) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (text == "inf") return infinite;
  if (text == "-inf") return -infinite;
  return parse_number(text);
}

void not_a_number(std::string_view text, const Origin& where, const std::string& column, Problems& problems) {
  problems.add(where, fmt::format("'{}' is '{}'", column, shown(text)), "must be a number");
}

}  // namespace

std::optional<Table> read_own_csv(const fs::path& file, Problems& problems) {
  const auto bytes = read_bytes(file, most_table_mebibytes, problems);
  if (!bytes) return std::nullopt;
  if (!bytes->empty() && bytes->back() != '\n') {
    problems.add({file.string(), 1 + static_cast<int>(std::count(bytes->begin(), bytes->end(), '\n'))},
                 "the file is cut off", "its last line has no end", how_to_mend);
    return std::nullopt;
  }
  return read_csv_text(*bytes, file.string(), problems);
}

double number_in(const Table& table, std::size_t row, std::size_t column, Problems& problems) {
  const auto& text = table.cell(row, column);
  const auto number = read_number(text);
  if (!number) not_a_number(text, table.where(row, column), table.columns()[column], problems);
  return number.value_or(0);
}

std::optional<std::vector<std::size_t>> columns_of(const Table& table, const std::vector<std::string>& names,
                                                   Problems& problems) {
  std::vector<std::size_t> places;
  for (const auto& name : names) {
    const auto place = table.column(name);
    if (place)
      places.push_back(*place);
    else
      problems.add(table.where_column(0), fmt::format("no column '{}'", name), "", how_to_mend);
  }
  if (places.size() < names.size()) return std::nullopt;
  return places;
}

std::optional<std::vector<Measure>> measures_in(const Table& table, Problems& problems) {
  const std::size_t before = problems.size();
  const auto at = columns_of(
      table, {"measure", "unit", "decimals", "better", "label_nl", "label_en", "definition_nl", "definition_en"},
      problems);
  if (!at) return std::nullopt;
  std::vector<Measure> measures;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](std::size_t c) { return table.cell(row, (*at)[c]); };
    Measure m = {cell(0), cell(1), cell(4), cell(5), cell(6), cell(7), 0};
    const auto decimals = parse_integer(cell(2));
    if (!decimals || *decimals < 0 || *decimals > 20)
      problems.add(table.where(row, (*at)[2]), fmt::format("'decimals' is '{}'", shown(cell(2))),
                   "must be a whole number from 0 to 20");
    else
      m.decimals = static_cast<int>(*decimals);
    m.better = cell(3) == "higher" ? Better::higher : cell(3) == "lower" ? Better::lower : Better::neither;
    if (cell(3) != better_name(m.better))
      problems.add(table.where(row, (*at)[3]), fmt::format("'better' is '{}'", shown(cell(3))),
                   "must be one of: higher, lower; or empty");
    measures.push_back(std::move(m));
  }
  if (problems.size() != before) return std::nullopt;
  return measures;
}

std::optional<std::vector<std::string>> read_split_columns(const fs::path& file, Problems& problems) {
  std::string header;
  if (std::ifstream stream(file, std::ios::binary); !std::getline(stream, header)) {
    problems.add({file.string()}, "cannot be read, or is empty", "", how_to_mend);
    return std::nullopt;
  }
  const auto table = read_csv_text(header, file.string(), problems);
  if (!table) return std::nullopt;
  const auto& names = table->columns();
  const auto date = std::find(names.begin(), names.end(), "date");
  const auto unit = std::find(date, names.end(), "unit");
  if (unit == names.end()) {
    problems.add(table->where_column(0), "no columns 'date' and 'unit'", "", how_to_mend);
    return std::nullopt;
  }
  return std::vector<std::string>(date + 1, unit);
}

bool for_each_row(const fs::path& file, const std::vector<std::string>& columns, Problems& problems,
                  const std::function<void(const std::vector<std::string_view>&, const Origin&)>& row) {
  const auto bytes = read_bytes(file, most_table_mebibytes, problems);
  if (!bytes) return false;
  const std::string_view text = *bytes;
  std::size_t at = 0;
  int line = 1;
  std::vector<std::string> unquoted;  // cells that stood in quotes
  std::vector<std::string_view> cells;
  // One row: the cells that `csv_field` wrote. False at the end of the file.
  const auto next = [&] {
    cells.clear();
    unquoted.clear();
    unquoted.reserve(64);  // so that views of them stay valid
    while (at < text.size()) {
      if (text[at] == '"' && unquoted.size() < unquoted.capacity()) {
        std::string& cell = unquoted.emplace_back();
        for (++at; at < text.size(); ++at) {
          if (text[at] == '"' && !(at + 1 < text.size() && text[at + 1] == '"')) break;
          at += text[at] == '"';  // two for one
          line += text[at] == '\n';
          cell += text[at];
        }
        at = std::min(at + 1, text.size());
        cells.push_back(cell);
      } else {
        const std::size_t begin = at;
        while (at < text.size() && text[at] != ',' && text[at] != '\n') ++at;
        cells.push_back(text.substr(begin, at - begin));
      }
      if (at == text.size()) return false;  // no end of line: cut off
      if (text[at++] == '\n') return true;
    }
    return false;
  };
  if (text.empty() || text.back() != '\n' || !next()) {
    problems.add({file.string(), 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'))},
                 "the file is cut off", "its last line has no end", how_to_mend);
    return false;
  }
  std::vector<std::size_t> places;
  for (const auto& column : columns) {
    const auto found = std::find(cells.begin(), cells.end(), column);
    if (found == cells.end())
      problems.add({file.string(), 1, 1}, fmt::format("no column '{}'", column), "", how_to_mend);
    places.push_back(static_cast<std::size_t>(found - cells.begin()));
  }
  const std::size_t width = cells.size();
  if (std::count(places.begin(), places.end(), width)) return false;
  std::vector<std::string_view> wanted(columns.size());
  Origin where{file.string(), 0};
  for (++line; next(); ++line) {
    where.line = line;
    if (cells.size() != width) {
      problems.add(where, fmt::format("{} cells", cells.size()), fmt::format("the first line has {}", width),
                   how_to_mend);
      return false;
    }
    for (std::size_t c = 0; c < places.size(); ++c) wanted[c] = cells[places[c]];
    row(wanted, where);
  }
  return true;
}

double number_of(std::string_view cell, const Origin& where, const std::string& column, Problems& problems) {
  const auto number = read_number(cell);
  if (!number) not_a_number(cell, where, column, problems);
  return number.value_or(0);
}

}  // namespace formatie
