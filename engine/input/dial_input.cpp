#include "engine/input/dial_input.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/input/csv.h"
#include "engine/input/reader.h"
#include "engine/input/scalar.h"
#include "engine/input/value_reader.h"

namespace formatie {
namespace {

constexpr Time first_moment = Time::from_minutes(-2000000000);

/// A table of values for a dial, and how it is to be read.
struct DialTable {
  Table table;
  std::string value_name = {};
  std::size_t value_column = 0;
  std::vector<std::size_t> label_columns = {};                    // [dimension]
  std::optional<std::size_t> date_column = {};                    // with dates or years; none: the values hold always
  std::vector<std::pair<std::size_t, std::string>> filters = {};  // column, text
  double times = 1;
  std::optional<double> otherwise = {};

  bool is_wanted(std::size_t row) const {
    return std::all_of(filters.begin(), filters.end(),
                       [&](const auto& filter) { return table.cell(row, filter.first) == filter.second; });
  }
  double value(std::size_t row) const { return *parse_number(table.cell(row, value_column)) * times; }
};
/// Which row has the value of a cell, by the date from which it holds.
using RowsByDate = std::map<Time, std::map<std::size_t, std::size_t>>;

class DialReader {
 public:
  DialReader(const std::string& path, Dial& dial, Allowed allowed, Problems& problems)
      : path_(path), dial_(dial), allowed_(allowed), problems_(problems), values_(path, problems) {}

  void read(const Node& node) {
    if (!node.is_mapping()) {
      double all = 0;
      if (values_.number(node, all, allowed_)) dial_.set_all(all);
    } else if (const Node* table = node.find("table")) {
      read_table(node, *table);
    } else {
      read_labels(node);
    }
  }

 private:
  void read_labels(const Node& node) {
    if (dial_.by().size() != 1) {
      std::vector<std::string> dimensions;
      for (const auto* dimension : dial_.by()) dimensions.push_back(dimension->name());
      problems_.add(node.where(), fmt::format("'{}' is a mapping without 'value' or 'table'", path_),
                    dial_.by().empty()
                        ? "this dial is one number"
                        : "this dial is split by " + joined(dimensions) + "; give one number, or a table");
      return;
    }
    const Dimension& dimension = *dial_.by()[0];
    std::vector<bool> given(dimension.size(), false);
    for (const auto& entry : node.entries()) {
      if (std::count(note_keys.begin(), note_keys.end(), entry.key)) continue;
      const auto label = dimension.find(entry.key);
      if (!label) {
        problems_.add(entry.where, fmt::format("unknown {} '{}' in '{}'", dimension.name(), entry.key, path_),
                      "known: " + names_like(entry.key, dimension.labels()),
                      did_you_mean(entry.key, dimension.labels()));
        continue;
      }
      double value = 0;
      given[*label] = true;
      if (values_.number(entry.value, value, allowed_)) dial_.set(first_moment, *label, value);
    }
    for (std::size_t label = 0; label < dimension.size(); ++label) {
      if (given[label]) continue;
      const auto like = dimension.like(label);
      if (like && given[*like])
        dial_.set(first_moment, label, dial_.on(first_moment, *like));
      else
        problems_.add(node.where(),
                      fmt::format("no value for {} '{}' in '{}'", dimension.name(), dimension.label(label), path_),
                      "every label needs one");
    }
  }

  void read_table(const Node& node, const Node& file) {
    auto keys = note_keys;
    keys.insert(keys.begin(), {"table", "column", "where", "times", "otherwise"});
    values_.refuse_others(node, keys);
    const auto source = open_table(node, file);
    if (!source) return;
    RowsByDate rows;
    bool sound = true;
    bool any = false;
    for (std::size_t row = 0; row < source->table.size(); ++row)
      if (source->is_wanted(row)) {
        any = true;
        sound = place_row(*source, row, rows) && sound;
      }
    if (!any)
      problems_.add(file.where(), fmt::format("no rows for '{}' in {}", path_, source->table.file()),
                    source->filters.empty() ? "the table is empty" : "none has what 'where' asks for");
    else if (sound)
      set_from_table(*source, rows);
  }

  /// The table and its columns; nothing when it cannot be read as the node says.
  std::optional<DialTable> open_table(const Node& node, const Node& file) {
    if (!values_.is_scalar(file, "a file name")) return std::nullopt;
    auto table = read_csv_of(file);
    if (!table) return std::nullopt;
    DialTable source{std::move(*table)};
    bool complete = true;
    const auto find_column = [&](const std::string& name, const Origin& where) {
      const auto column = source.table.column(name);
      if (!column)
        problems_.add(where, fmt::format("no column '{}' in {}", name, source.table.file()),
                      "columns: " + names_like(name, source.table.columns()),
                      did_you_mean(name, source.table.columns()));
      complete = complete && column;
      return column.value_or(0);
    };
    const Node* column = node.find("column");
    source.value_name =
        column != nullptr && values_.is_scalar(*column, "the name of a column") ? column->text() : "value";
    source.value_column = find_column(source.value_name, column != nullptr ? column->where() : file.where());
    for (const auto* dimension : dial_.by())
      source.label_columns.push_back(find_column(dimension->name(), file.where()));
    source.date_column = find_date_column(source);
    if (const Node* factor = node.find("times")) values_.number(*factor, source.times, {-1e9, 1e9});
    if (const Node* rest = node.find("otherwise")) {
      double value = 0;
      if (!values_.number(*rest, value, allowed_)) return std::nullopt;
      source.otherwise = value;
    }
    if (const Node* where = node.find("where")) {
      if (!where->is_mapping()) {
        problems_.add(where->where(), fmt::format("'where' of '{}' is {}", path_, where->kind_name()),
                      "must be a mapping from columns to texts");
        return std::nullopt;
      }
      for (const auto& entry : where->entries()) {
        const auto at = find_column(entry.key, entry.where);
        if (values_.is_scalar(entry.value, "a text")) source.filters.emplace_back(at, entry.value.text());
      }
    }
    return complete ? std::optional(std::move(source)) : std::nullopt;
  }

  /// A date stands in the column `from`, or a year (its 1 January) in the column `year`; not when that is a dimension.
  static std::optional<std::size_t> find_date_column(const DialTable& source) {
    for (const char* name : {"from", "year"}) {
      const auto column = source.table.column(name);
      if (column && !std::count(source.label_columns.begin(), source.label_columns.end(), *column)) return column;
    }
    return std::nullopt;
  }

  /// Adds a row to `rows`; false, with problems, when something is wrong with it.
  bool place_row(const DialTable& source, std::size_t row, RowsByDate& rows) {
    const Table& table = source.table;
    bool known = true;
    std::size_t cell = 0;
    for (std::size_t d = 0; d < source.label_columns.size(); ++d) {
      const auto& dimension = *dial_.by()[d];
      const auto& label = table.cell(row, source.label_columns[d]);
      const auto index = dimension.find(label);
      if (!index)
        problems_.add(table.where(row, source.label_columns[d]),
                      fmt::format("unknown {} '{}'", dimension.name(), label),
                      "known: " + names_like(label, dimension.labels()), did_you_mean(label, dimension.labels()));
      known = known && index;
      cell = cell * dimension.size() + index.value_or(0);
    }
    const auto& text = table.cell(row, source.value_column);
    const auto number = parse_number(text);
    if (!number)
      problems_.add(table.where(row, source.value_column), fmt::format("'{}' is '{}'", source.value_name, text),
                    "must be a number", number_hint(text));
    else if (!is_inside(*number * source.times, allowed_))
      problems_.add(table.where(row, source.value_column), fmt::format("'{}' is {}", source.value_name, text),
                    allowed_text(allowed_));
    known = known && number && is_inside(*number * source.times, allowed_);
    Time date = first_moment;
    if (source.date_column) {
      const auto& moment = table.cell(row, *source.date_column);
      const auto given = parse_date(moment.size() == 4 ? moment + "-01-01" : moment);
      if (!given)
        problems_.add(table.where(row, *source.date_column),
                      fmt::format("'{}' is '{}'", table.columns()[*source.date_column], moment),
                      "must be a date such as 2030-10-01, or a year");
      known = known && given;
      date = given.value_or(date);
    }
    if (!known) return false;
    if (rows[date].emplace(cell, row).second) return true;
    problems_.add(table.where(row), fmt::format("a second row for {}", cell_text(cell)),
                  fmt::format("the first is in line {}", table.where(rows[date][cell]).line));
    return false;
  }

  /// Every combination needs a row at the first date; later dates may change some of them.
  void set_from_table(const DialTable& source, const RowsByDate& rows) {
    const auto& first = rows.begin()->second;
    for (std::size_t cell = 0; cell < dial_.cells(); ++cell) {
      const auto row = borrowed(cell, first);
      if (row)
        dial_.set(first_moment, cell, source.value(*row));
      else if (source.otherwise)
        dial_.set(first_moment, cell, *source.otherwise);
      else
        problems_.add(Origin{source.table.file(), 1, 1}, fmt::format("no row for {}", cell_text(cell)),
                      "every combination needs one");
    }
    for (const auto& [date, cells] : rows)
      for (std::size_t cell = 0; cell < dial_.cells(); ++cell) {
        if (first.contains(cell) && !cells.contains(cell)) continue;  // a row of its own holds on
        if (const auto row = borrowed(cell, cells)) dial_.set(date, cell, source.value(*row));
      }
  }

  /// The row of a cell, or of the cell of the label that one of its labels is like.
  std::optional<std::size_t> borrowed(std::size_t cell, const std::map<std::size_t, std::size_t>& rows) const {
    if (const auto row = rows.find(cell); row != rows.end()) return row->second;
    std::size_t size = dial_.cells();
    for (const auto* dimension : dial_.by()) {
      size /= dimension->size();
      const std::size_t label = cell / size % dimension->size();
      if (const auto like = dimension->like(label)) {
        const auto row = rows.find(cell + *like * size - label * size);
        if (row != rows.end()) return row->second;
      }
    }
    return std::nullopt;
  }

  std::string cell_text(std::size_t cell) const {
    std::string text;
    std::size_t size = dial_.cells();
    for (const auto* dimension : dial_.by()) {
      size /= dimension->size();
      text += fmt::format("{}{} '{}'", text.empty() ? "" : ", ", dimension->name(),
                          dimension->label(cell / size % dimension->size()));
    }
    return text.empty() ? "the value" : text;
  }

  std::optional<Table> read_csv_of(const Node& file) {
    const auto named = resolve_path(file.text(), file.where());
    std::error_code error;
    if (!std::filesystem::exists(named, error)) {
      problems_.add(file.where(), fmt::format("no file '{}'", named), "named here as the table of '" + path_ + "'");
      return std::nullopt;
    }
    return read_csv(named, problems_);
  }

  const std::string& path_;
  Dial& dial_;
  Allowed allowed_;
  Problems& problems_;
  ValueReader values_;
};

}  // namespace

void read_dial(const Node& node, const std::string& path, Dial& dial, Allowed allowed, Problems& problems) {
  DialReader(path, dial, allowed, problems).read(node);
}

}  // namespace formatie
