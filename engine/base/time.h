#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/expect.h"

namespace formatie {

/// The mean length of a calendar year in minutes (365.2425 days); turns a rate per year into one per minute.
inline constexpr double minutes_per_year = 365.2425 * 24 * 60;

/// A moment of the proleptic Gregorian calendar: whole minutes since 1970-01-01 00:00, no time zone, no summer time.
///
/// Integer, so that ties are exact and equal on every machine. 32 bits reach from the year -2113 to 6053.
class Time {
 public:
  constexpr Time() = default;
  static constexpr Time from_minutes(std::int32_t minutes) { return Time(minutes); }
  /// Midnight at the start of the day; `month` 1..12, `day` 1..31, must exist.
  static Time from_date(int year, int month, int day);
  /// Later than every moment of a simulation.
  static constexpr Time never() { return Time(std::numeric_limits<std::int32_t>::max()); }

  constexpr std::int32_t minutes() const { return minutes_; }
  constexpr bool is_never() const { return minutes_ == std::numeric_limits<std::int32_t>::max(); }

  /// Calendar year, month (1..12) and day (1..31) of this moment.
  int year() const;
  int month() const;
  int day() const;
  /// "2030-10-01", or "2030-10-01T14:30" when it is not midnight.
  std::string iso() const;

  /// The same day `months` later; the 31st becomes the last day of a shorter month.
  Time plus_months(int months) const;
  /// `years` mean years later, rounded down to a minute; never when that is too far away.
  Time plus_years(double years) const {
    const double minutes = minutes_ + years * minutes_per_year;
    if (is_never() || minutes >= never().minutes()) return never();
    expect(minutes > -2.1e9, "a moment too far in the past");
    const auto whole = static_cast<std::int32_t>(minutes);
    return Time(whole - (whole > minutes));
  }

  friend constexpr auto operator<=>(Time, Time) = default;

 private:
  explicit constexpr Time(std::int32_t minutes) : minutes_(minutes) {}
  std::int32_t minutes_ = 0;
};

/// Mean years from `begin` to `end`; negative when `end` is earlier.
constexpr double years_between(Time begin, Time end) {
  return (static_cast<double>(end.minutes()) - static_cast<double>(begin.minutes())) / minutes_per_year;
}

/// Reads "2030-10-01"; nothing when the text is no such date or the day does not exist.
std::optional<Time> parse_date(std::string_view text);

}  // namespace formatie
