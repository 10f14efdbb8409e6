#include "engine/cli/text.h"

#include <cmath>
#include <sstream>

#include <fmt/format.h>

#include "engine/report/table.h"

namespace formatie {

std::string indented(std::string_view text, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string result;
  std::string line;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    if (!line.empty() && indent + display_width(line) + 1 + display_width(word) > text_width) {
      result += margin + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return result + (line.empty() ? "" : margin + line) + "\n";
}

std::string labelled(std::string_view label, std::string_view text, std::size_t indent, std::size_t column) {
  const std::string start = std::string(indent, ' ') + std::string(label);
  auto body = indented(text, column);
  if (display_width(start) >= column) return shortened(start, text_width) + "\n" + body;
  if (body == "\n") return start + "\n";
  return padded_right(start, column) + body.substr(column);
}

std::string value_text(double value) {
  if (std::abs(value) >= 1e6) return number_text(value, 0);
  return fmt::format("{:.6g}", value + 0.0);  // -0 + 0 is 0
}

std::string count_text(std::size_t count, std::string_view singular, std::string_view plural) {
  return number_text(static_cast<double>(count), 0) + " " + std::string(count == 1 ? singular : plural);
}

std::string duration_text(double seconds) {
  if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  const long long minutes = (whole + 30) / 60;
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace formatie
