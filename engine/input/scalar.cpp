#include "engine/input/scalar.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace formatie {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the digits at the front of `text` away; false when there are none.
bool skip_digits(std::string_view& text) {
  if (text.empty() || !is_digit(text.front())) return false;
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return true;
}

bool has_form_of_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!skip_digits(text)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!skip_digits(text)) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (!skip_digits(text)) return false;
  }
  return text.empty();
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  if (!has_form_of_number(text)) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value == 0 ? 0.0 : value;  // no negative zero
}

std::string number_hint(std::string_view text) {
  std::string number(text);
  const bool percent = number.ends_with('%');
  if (percent) number.pop_back();
  while (number.ends_with(' ')) number.pop_back();
  if (const auto comma = number.find(','); comma != std::string::npos) {
    if (number.size() - comma == 4 && number.front() != '0') return "";  // 1,000 may be a thousand
    number[comma] = '.';
  }
  const auto value = parse_number(number);
  return value ? fmt::format("Write {:.12g}", percent ? *value / 100 : *value) : "";
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> parse_bool(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

}  // namespace formatie
