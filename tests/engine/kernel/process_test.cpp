#include "engine/kernel/process.h"

#include <doctest/doctest.h>

using namespace formatie;

namespace {

Time date(int year, int month, int day) { return Time::from_date(year, month, day); }

}  // namespace

TEST_CASE("the firsts of months run from begin to end, both included") {
  CHECK(first_of_months(date(2029, 12, 1), date(2030, 2, 1)) ==
        std::vector<Time>{date(2029, 12, 1), date(2030, 1, 1), date(2030, 2, 1)});
  CHECK(first_of_months(date(2029, 12, 2), date(2030, 1, 31)) == std::vector<Time>{date(2030, 1, 1)});
  CHECK(first_of_months(date(2029, 12, 2), date(2029, 12, 31)).empty());
  CHECK(first_of_months(date(2029, 12, 1), date(2029, 12, 1)) == std::vector<Time>{date(2029, 12, 1)});
  CHECK(first_of_months(date(2030, 1, 1), date(2029, 1, 1)).empty());
}

TEST_CASE("a minute past the first the first is over") {
  const Time late = Time::from_minutes(date(2030, 3, 1).minutes() + 1);
  CHECK(first_of_months(late, date(2030, 4, 1)) == std::vector<Time>{date(2030, 4, 1)});
}

TEST_CASE("of the months that are asked for each year has its own, in order of time") {
  CHECK(first_of_months(date(2029, 2, 1), date(2031, 1, 1), {10, 1}) ==
        std::vector<Time>{date(2029, 10, 1), date(2030, 1, 1), date(2030, 10, 1), date(2031, 1, 1)});
  CHECK(first_of_months(date(2029, 1, 1), date(2029, 12, 31)).size() == 12);
}
