#include "engine/report/language.h"

#include <cmath>

#include <fmt/format.h>

#include "engine/report/table.h"

namespace formatie {
namespace {

constexpr const char* months_nl[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                     "juli",    "augustus", "september", "oktober", "november", "december"};
constexpr const char* months_en[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

/// Two significant digits below a hundred of the unit, and none behind the point above.
int decimals_of(double value) { return std::abs(value) < 10 ? 1 : 0; }

}  // namespace

std::optional<Language> language_named(std::string_view name) {
  if (name == "nl") return Language::nl;
  if (name == "en") return Language::en;
  return std::nullopt;
}

std::string Speech::number(double value, int decimals) const {
  std::string text = number_text(value, decimals);
  if (language == Language::nl)
    for (char& c : text) c = c == ',' ? '.' : c == '.' ? ',' : c;
  if (!text.empty() && text[0] == '-' && text.size() > 1) text.replace(0, 1, "\u2212");
  return text;
}

std::string Speech::change(double value, int decimals) const {
  const std::string text = number(value, decimals);
  const bool digits = text.find_first_of("123456789") != std::string::npos;
  return value > 0 && digits ? "+" + text : text;
}

std::string Speech::range(const Interval& interval, int decimals) const {
  return fmt::format("{} {} {}", number(interval.low, decimals), say("tot", "to"), number(interval.high, decimals));
}

std::string Speech::percent(double share) const {
  const double value = 100 * share;
  return number(value, std::abs(value) < 0.95 && value != 0 ? 1 : 0) + "%";
}

std::string Speech::euro(double value) const {
  const double size = std::abs(value);
  const std::string space(language == Language::nl ? " " : "");
  if (size >= 999.5e6) return fmt::format("€{}{} {}", space, number(value / 1e9, 2), say("miljard", "billion"));
  if (size >= 999'500)
    return fmt::format("€{}{} {}", space, number(value / 1e6, decimals_of(value / 1e6)), say("miljoen", "million"));
  // Three significant digits: more would promise too much.
  double step = 1;
  while (size >= 1000 * step) step *= 10;
  return fmt::format("€{}{}", space, number(std::round(value / step) * step, 0));
}

std::string Speech::euro_range(const Interval& interval) const {
  return fmt::format("{} {} {}", euro(interval.low), say("tot", "to"), euro(interval.high));
}

std::string Speech::unit(std::string_view unit) const {
  if (language == Language::en) return std::string(unit);
  if (unit == "persons") return "personen";
  if (unit == "persons a year") return "personen per jaar";
  if (unit == "fte per person") return "fte per persoon";
  if (unit == "euro a year") return "euro per jaar";
  return std::string(unit);
}

std::string Speech::date(Time date) const {
  const auto month = static_cast<std::size_t>(date.month() - 1);
  const int day = std::stoi(date.iso().substr(8, 2));
  return fmt::format("{} {} {}", day, language == Language::nl ? months_nl[month] : months_en[month], date.year());
}

}  // namespace formatie
