#include "engine/base/time.h"

#include <doctest/doctest.h>

#include "engine/base/expect.h"

using namespace formatie;

TEST_CASE("time counts minutes from the start of 1970") {
  CHECK(Time().minutes() == 0);
  CHECK(Time::from_date(1970, 1, 1).minutes() == 0);
  CHECK(Time::from_date(1970, 1, 2).minutes() == 1440);
  CHECK(Time::from_date(1969, 12, 31).minutes() == -1440);
  CHECK(Time::from_date(2000, 3, 1).minutes() == 11'017 * 1440);  // 2000 is a leap year, though it ends a century
  CHECK(Time::from_minutes(5) > Time::from_minutes(4));
  CHECK(Time::never() > Time::from_date(5999, 12, 31));
  CHECK(Time::never().is_never());
  CHECK_FALSE(Time().is_never());
}

TEST_CASE("every day of four centuries has its own date") {
  auto expected = Time::from_date(1800, 1, 1).minutes();
  int year = 1800, month = 1, day = 1;
  const auto length = [&] {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1];
  };
  int wrong = 0;
  while (year < 2200) {
    const auto late = Time::from_minutes(expected + 1439);  // the last minute of the day
    if (Time::from_date(year, month, day).minutes() != expected) ++wrong;
    if (late.year() != year || late.month() != month || late.day() != day) ++wrong;
    expected += 1440;
    if (++day > length()) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("a date that does not exist cannot be made") {
  CHECK_THROWS_AS(Time::from_date(2030, 2, 29), BrokenPromise);
  CHECK_THROWS_AS(Time::from_date(2030, 13, 1), BrokenPromise);
  CHECK_THROWS_AS(Time::from_date(2030, 0, 1), BrokenPromise);
  CHECK_THROWS_AS(Time::from_date(2030, 1, 0), BrokenPromise);
  CHECK_THROWS_AS(Time::from_date(2030, -1, 1), BrokenPromise);
}

TEST_CASE("a time is written as a date, with the time of day only when it is not midnight") {
  CHECK(Time::from_date(2030, 10, 1).iso() == "2030-10-01");
  CHECK(Time::from_minutes(Time::from_date(2030, 10, 1).minutes() + 14 * 60 + 30).iso() == "2030-10-01T14:30");
  CHECK(Time::from_minutes(-1).iso() == "1969-12-31T23:59");
  CHECK(Time::from_date(987, 6, 5).iso() == "0987-06-05");
  CHECK(Time::never().iso() == "never");
}

TEST_CASE("months keep the day, or take the last day of a shorter month") {
  CHECK(Time::from_date(2030, 1, 15).plus_months(1).iso() == "2030-02-15");
  CHECK(Time::from_date(2030, 1, 31).plus_months(1).iso() == "2030-02-28");
  CHECK(Time::from_date(2028, 1, 31).plus_months(1).iso() == "2028-02-29");
  CHECK(Time::from_date(2028, 2, 29).plus_months(12).iso() == "2029-02-28");
  CHECK(Time::from_date(2030, 1, 31).plus_months(-2).iso() == "2029-11-30");
  CHECK(Time::from_date(2030, 11, 1).plus_months(14).iso() == "2032-01-01");
  CHECK(Time::from_date(2030, 1, 1).plus_months(0).iso() == "2030-01-01");
  const auto afternoon = Time::from_minutes(Time::from_date(2030, 1, 31).minutes() + 900);
  CHECK(afternoon.plus_months(1).iso() == "2030-02-28T15:00");
  CHECK(Time::from_minutes(-1).plus_months(1).iso() == "1970-01-31T23:59");
}

TEST_CASE("a mean year has 365.2425 days") {
  const auto start = Time::from_date(2000, 1, 1);
  CHECK(start.plus_years(4) ==
        Time::from_minutes(start.minutes() + 1461 * 1440 - 44));  // four calendar years less 43.2 minutes
  CHECK(start.plus_years(1).iso() == "2000-12-31T05:49");         // 365 days, 5 hours, 49 minutes and 12 seconds
  CHECK(years_between(start, Time::from_date(2400, 1, 1)) == doctest::Approx(400).epsilon(1e-15));
  CHECK(years_between(Time::from_date(2001, 1, 1), start) == doctest::Approx(-366 / 365.2425).epsilon(1e-15));
  CHECK(years_between(start, start) == 0);
}

TEST_CASE("a date is read in one form only") {
  CHECK(parse_date("2030-10-01") == Time::from_date(2030, 10, 1));
  CHECK(parse_date("2028-02-29") == Time::from_date(2028, 2, 29));
  CHECK(parse_date("1969-12-31")->minutes() == -1440);
  for (const char* text :
       {"",           "2030",        "2030-10",     "2030-10-1",        "2030-1-01",  "30-10-01",   "2030/10/01",
        "01-10-2030", "2030-10-01 ", " 2030-10-01", "2030-10-01T00:00", "2030-13-01", "2030-00-01", "2030-02-30",
        "2030-10-00", "2029-02-29",  "2030-1a-01",  "-030-10-01",       "+030-10-01", "2030-+1-01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}
