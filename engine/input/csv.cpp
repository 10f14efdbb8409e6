#include "engine/input/csv.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/base/expect.h"
#include "engine/input/text_file.h"

namespace formatie {
namespace {

constexpr std::size_t most_csv_mebibytes = 256;
constexpr std::size_t most_csv_problems = 50;

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

const std::string& Table::cell(std::size_t row, std::size_t column) const {
  expect(row < size() && column < columns_.size(), "a cell outside the table");
  return cells_[row * columns_.size() + column];
}

Origin Table::where(std::size_t row, std::size_t column) const {
  expect(row < size() && column < columns_.size(), "a cell outside the table");
  const auto& place = places_[row * columns_.size() + column];
  return {file_, static_cast<int>(place.line), static_cast<int>(place.column)};
}

Origin Table::where_column(std::size_t column) const {
  expect(column < columns_.size(), "a column outside the table");
  return {file_, static_cast<int>(column_places_[column].line), static_cast<int>(column_places_[column].column)};
}

/// Reads the cells of a cleaned text one after the other.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& name, Problems& problems) : text_(text), problems_(problems) {
    table_.file_ = name;
  }

  std::optional<Table> read() {
    const auto before = problems_.size();
    if (!next_row()) {
      if (problems_.size() == before)
        problems_.add({table_.file_}, text_.empty() ? "empty file" : "nothing but blank lines and comments",
                      "must start with a line of column names");
      return std::nullopt;
    }
    table_.columns_ = std::move(row_);
    table_.column_places_ = std::move(row_places_);
    check_header();
    if (problems_.size() > before) return std::nullopt;  // the rows would only repeat it
    while (next_row()) keep_row();
    if (others_ > 0) problems_.add({table_.file_}, std::to_string(others_) + " more rows have a wrong number of cells");
    if (problems_.size() > before) return std::nullopt;
    return std::move(table_);
  }

 private:
  using Place = Table::Place;

  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  Origin origin(Place place) const {
    return {table_.file_, static_cast<int>(place.line), static_cast<int>(place.column)};
  }
  void step() {
    if (text_[offset_] == '\n') {
      ++here_.line;
      here_.column = 1;
    } else if (const auto next = static_cast<unsigned char>(at(offset_ + 1)); (next & 0xC0) != 0x80) {
      ++here_.column;  // a character is counted at its last byte
    }
    ++offset_;
  }
  void skip_line() {
    while (offset_ < text_.size() && text_[offset_] != '\n') step();
    if (offset_ < text_.size()) step();
  }

  /// Reads the next line that is neither empty nor a comment into `row_`; false at the end, or where nothing more can
  /// be read.
  bool next_row() {
    while (at(offset_) == '#' || at(offset_) == '\n') skip_line();
    if (offset_ >= text_.size()) return false;
    row_.clear();
    row_places_.clear();
    for (;;) {
      row_places_.push_back(here_);
      if (!next_cell()) return false;
      if (at(offset_) != ',') break;
      step();
    }
    if (offset_ < text_.size()) step();  // the line end
    return true;
  }

  bool next_cell() {
    std::string cell;
    if (at(offset_) == '"') {
      const auto start = here_;
      step();
      for (;;) {
        if (offset_ >= text_.size()) {
          problems_.add(origin(start), "this quote is not closed", "", "Write a quote within quotes twice");
          return false;
        }
        if (text_[offset_] == '"') {
          step();
          if (at(offset_) != '"') break;
        }
        cell += text_[offset_];
        step();
      }
      if (offset_ < text_.size() && text_[offset_] != ',' && text_[offset_] != '\n') {
        problems_.add(origin(here_), "text after a closing quote", "a ',' or the end of the line must follow",
                      "Write a quote within quotes twice");
        return skip_cell(std::move(cell));
      }
    } else {
      while (offset_ < text_.size() && text_[offset_] != ',' && text_[offset_] != '\n') {
        if (text_[offset_] == '"') {
          problems_.add(origin(here_), "a quote within a cell", "quotes stand around the whole cell",
                        "Put the cell in quotes and write this quote twice");
          return skip_cell(std::move(cell));
        }
        cell += text_[offset_];
        step();
      }
    }
    row_.push_back(std::move(cell));
    return true;
  }

  /// Goes on after a cell that was refused; false when there were too many of them.
  bool skip_cell(std::string cell) {
    while (offset_ < text_.size() && text_[offset_] != ',' && text_[offset_] != '\n') step();
    row_.push_back(std::move(cell));
    if (++refused_cells_ < most_csv_problems) return true;
    problems_.add(origin(here_), "too many problems", "the rest of the file was not read");
    return false;
  }

  void check_header() {
    const auto& columns = table_.columns_;
    if (columns.size() == 1 && columns.front().find_first_of(";\t") != std::string::npos) {
      const bool semicolon = columns.front().find(';') != std::string::npos;
      problems_.add(table_.where_column(0),
                    std::string("the columns have a ") + (semicolon ? "';'" : "tab") + " between them", "must be a ','",
                    "Save the file as CSV with commas");
      return;
    }
    std::unordered_map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].empty())
        problems_.add(table_.where_column(i), "column " + std::to_string(i + 1) + " has no name");
      else if (const auto [other, is_new] = first.emplace(columns[i], i); !is_new)
        problems_.add(table_.where_column(i), "column '" + shown(columns[i]) + "' stands here twice",
                      "first as column " + std::to_string(other->second + 1));
    }
  }

  void keep_row() {
    const auto expected = table_.columns_.size();
    if (row_.size() == expected) {
      std::move(row_.begin(), row_.end(), std::back_inserter(table_.cells_));
      table_.places_.insert(table_.places_.end(), row_places_.begin(), row_places_.end());
      return;
    }
    if (++ragged_rows_ > most_csv_problems) {
      ++others_;
      return;
    }
    const auto cells = [](std::size_t count) { return std::to_string(count) + (count == 1 ? " cell" : " cells"); };
    const auto place = row_.size() > expected ? row_places_[expected] : row_places_.front();
    problems_.add(origin(place), "this row has " + cells(row_.size()), "the header has " + std::to_string(expected),
                  row_.size() > expected ? "Put text that holds a ',' in quotes" : "");
  }

  std::string_view text_;
  Problems& problems_;
  Table table_;
  std::size_t offset_ = 0;
  Place here_{1, 1};
  std::vector<std::string> row_;
  std::vector<Place> row_places_;
  std::size_t refused_cells_ = 0;
  std::size_t ragged_rows_ = 0;
  std::size_t others_ = 0;
};

std::optional<Table> read_csv_text(std::string_view bytes, const std::string& name, Problems& problems) {
  const auto text = clean_text(bytes, name, problems);
  return text ? CsvReader(*text, name, problems).read() : std::nullopt;
}

std::optional<Table> read_csv(const std::filesystem::path& file, Problems& problems) {
  const auto bytes = read_bytes(file, most_csv_mebibytes, problems);
  return bytes ? read_csv_text(*bytes, file.string(), problems) : std::nullopt;
}

}  // namespace formatie
