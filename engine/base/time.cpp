#include "engine/base/time.h"

#include <chrono>
#include <cstdio>

#include "engine/base/expect.h"

namespace formatie {
namespace {

constexpr std::int32_t minutes_per_day = 24 * 60;
constexpr int last_year = 5999;  // 32 bits of minutes end in 6053

std::chrono::year_month_day civil(Time time) {
  const auto minutes = time.minutes();
  const auto days = minutes >= 0 ? minutes / minutes_per_day : -((-(minutes + 1)) / minutes_per_day) - 1;
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

Time midnight(std::chrono::year_month_day date) {
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return Time::from_minutes(static_cast<std::int32_t>(days * minutes_per_day));
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Time Time::from_date(int year, int month, int day) {
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  expect(date.ok() && year > -2000 && year <= last_year, "a date that does not exist or is too far away");
  return midnight(date);
}

int Time::year() const { return static_cast<int>(civil(*this).year()); }
int Time::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Time::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

std::string Time::iso() const {
  if (is_never()) return "never";
  const auto date = civil(*this);
  const int in_day = minutes_ - midnight(date).minutes();
  char text[32];
  if (in_day == 0)
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  else
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), in_day / 60, in_day % 60);
  return text;
}

Time Time::plus_months(int months) const {
  if (is_never()) return never();
  const auto date = civil(*this);
  const std::int32_t in_day = minutes_ - midnight(date).minutes();
  auto moved = date + std::chrono::months(months);
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return from_minutes(midnight(moved).minutes() + in_day);
}

std::optional<Time> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok() || *year > last_year) return std::nullopt;
  return midnight(date);
}

}  // namespace formatie
