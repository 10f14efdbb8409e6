#include "engine/report/table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>
#include <ostream>
#include <set>
#include <utf8proc.h>

#include <fmt/format.h>

#include "engine/base/expect.h"
#include "engine/measure/estimate.h"

namespace formatie {

namespace {

constexpr std::string_view ellipsis = "…";
constexpr std::size_t gap = 2;  // spaces between two columns

constexpr std::size_t longest_number = 9;  // characters; so that a comparison fits in 80 columns

struct Character {
  std::size_t bytes;
  std::size_t width;
};

// The character that `text`, which is not empty, begins with; a byte that is not UTF-8 counts as one of width 1.
Character first_character(std::string_view text) {
  utf8proc_int32_t code = 0;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                      static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (bytes <= 0) return {1, 1};
  return {static_cast<std::size_t>(bytes), static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)))};
}

// The longest beginning of `text` of at most `width` columns, with the marks that combine with its last character.
std::string_view beginning(std::string_view text, std::size_t width) {
  std::size_t bytes = 0, used = 0;
  while (bytes < text.size()) {
    const Character next = first_character(text.substr(bytes));
    if (used + next.width > width) break;
    used += next.width;
    bytes += next.bytes;
  }
  return text.substr(0, bytes);
}

void trim_right(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  while (!utf8.empty()) {
    const Character next = first_character(utf8);
    width += next.width;
    utf8.remove_prefix(next.bytes);
  }
  return width;
}

std::string shortened(std::string_view utf8, std::size_t width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  if (width == 0) return "";
  std::string text(beginning(utf8, width - 1));
  trim_right(text);
  return text.append(ellipsis);
}

std::string padded_right(std::string_view utf8, std::size_t width) {
  const std::size_t own = display_width(utf8);
  return std::string(utf8) + std::string(own < width ? width - own : 0, ' ');
}

std::string padded_left(std::string_view utf8, std::size_t width) {
  const std::size_t own = display_width(utf8);
  return std::string(own < width ? width - own : 0, ' ') + std::string(utf8);
}

std::vector<std::string> wrapped(std::string_view utf8, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!utf8.empty()) {
    const auto word = utf8.substr(0, utf8.find(' '));
    utf8.remove_prefix(std::min(utf8.size(), word.size() + 1));
    if (word.empty()) continue;
    if (!lines.back().empty() && display_width(lines.back()) + 1 + display_width(word) > width) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + shortened(word, width);
  }
  return lines;
}

std::string number_text(double value, int decimals) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  if (std::abs(value) >= 1e15) return fmt::format("{:.3g}", value);
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t place = point; place > 3; place -= 3) text.insert(place - 3, ",");
  return (value < 0 && !is_zero ? "-" : "") + text;
}

TextTable::TextTable(std::vector<Column> columns, std::size_t elastic)
    : columns_(std::move(columns)), elastic_(elastic) {
  expect(elastic_ < columns_.size(), "the elastic column is one of the table");
}

void TextTable::add_row(std::vector<std::string> cells) {
  expect(cells.size() <= columns_.size(), "a row has at most one cell for each column");
  rows_.push_back({std::move(cells), false, 0});
}

void TextTable::add_heading(std::string text, std::size_t indent) {
  rows_.push_back({{std::move(text)}, true, indent});
}

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widths;
  for (const auto& column : columns_) widths.push_back(display_width(column.title));
  for (const auto& row : rows_) {
    if (row.heading) continue;
    for (std::size_t i = 0; i < row.cells.size(); ++i) widths[i] = std::max(widths[i], display_width(row.cells[i]));
  }
  return widths;
}

std::size_t TextTable::natural_width() const {
  const auto all = widths();
  return std::accumulate(all.begin(), all.end(), std::size_t{0}) + gap * (all.size() - 1);
}

std::string TextTable::text(std::size_t width) const {
  auto column_widths = widths();
  const std::size_t natural = natural_width();
  if (natural > width) {
    auto& elastic = column_widths[elastic_];
    elastic -= std::min(natural - width, elastic - std::min<std::size_t>(elastic, 4));  // never less than "abc…"
  }
  std::string all;
  const auto add_line = [&](const std::function<const std::string&(std::size_t)>& cell, std::size_t cells) {
    std::string line;
    for (std::size_t i = 0; i < cells; ++i) {
      if (i > 0) line += std::string(gap, ' ');
      const std::string fitting = shortened(cell(i), column_widths[i]);
      line += columns_[i].align == Align::left ? padded_right(fitting, column_widths[i])
                                               : padded_left(fitting, column_widths[i]);
    }
    trim_right(line);
    all += line + "\n";
  };
  const bool has_titles =
      std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return !column.title.empty(); });
  if (has_titles) add_line([&](std::size_t i) -> const std::string& { return columns_[i].title; }, columns_.size());
  const std::string none;
  for (const auto& row : rows_) {
    if (!row.heading) {
      // A name that begins a row is not cut: it stands above the rest when it does not fit beside it.
      const bool above = elastic_ == 0 && !row.cells.empty() && display_width(row.cells[0]) > column_widths[0];
      if (above)
        for (const auto& line : wrapped(row.cells[0], width)) all += line + "\n";
      add_line([&](std::size_t i) -> const std::string& { return above && i == 0 ? none : row.cells[i]; },
               row.cells.size());
      continue;
    }
    for (const auto& line : wrapped(row.cells.front(), width - std::min(width, row.indent))) {
      all += (line.empty() ? "" : std::string(row.indent, ' ')) + line + "\n";
    }
  }
  return all;
}

NumberForm form_for(const std::vector<double>& values, int decimals) {
  static const std::array<std::pair<double, const char*>, 5> scales = {
      {{1, ""}, {1e3, "thousand"}, {1e6, "million"}, {1e9, "billion"}, {1e12, "trillion"}}};
  NumberForm form;
  for (const auto& [scale, word] : scales) {
    form.scale = scale;
    form.scale_word = word;
    const double limit = scale == 1 ? 1e15 : 1e5 * scale;
    for (form.decimals = scale == 1 ? decimals : 1; form.decimals >= 0; --form.decimals) {
      if (std::none_of(values.begin(), values.end(), [&](double value) {
            return (std::isfinite(value) && std::abs(value) >= limit) || form.text(value).size() > longest_number;
          })) {
        return form;
      }
    }
  }
  form.decimals = 0;
  return form;
}

}  // namespace formatie
