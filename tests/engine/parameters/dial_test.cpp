#include "engine/parameters/dial.h"

#include <doctest/doctest.h>

#include "engine/base/expect.h"

using namespace formatie;

namespace {

const Dimension sector("sector", {"po", "vo", "mbo"});
const Dimension age("age", {"young", "old"});

Time date(int year, int month = 1, int day = 1) { return Time::from_date(year, month, day); }

/// One change of the cells that are named.
DialChange change(DialChange::Kind kind, double amount, std::vector<bool> cells, Time from,
                  Time until = Time::never()) {
  DialChange result;
  result.kind = kind;
  result.amount = amount;
  result.cells = std::move(cells);
  result.from = from;
  result.until = until;
  return result;
}

constexpr auto set = DialChange::Kind::set;
constexpr auto plus = DialChange::Kind::plus;
constexpr auto times = DialChange::Kind::times;

}  // namespace

TEST_CASE("a dial without dimensions has one cell without a name, 0 until it is set") {
  Dial dial;
  CHECK(dial.cells() == 1);
  CHECK(dial.by().empty());
  CHECK(dial.cell_name(0) == "");
  CHECK(dial.on(date(2030)) == 0);
  dial.set_all(0.25);
  CHECK(dial.on(date(1)) == 0.25);
  CHECK(dial.on(Time::never()) == 0.25);
  CHECK(dial.highest() == 0.25);
}

TEST_CASE("cells are numbered with the last dimension fastest, and named by their labels") {
  const Dimension hours("hours", {"part", "full"});
  const Dial dial({&sector, &age, &hours});
  CHECK(dial.cells() == 12);
  CHECK(dial.cell(0, 0, 0) == 0);
  CHECK(dial.cell(0, 0, 1) == 1);
  CHECK(dial.cell(0, 1, 0) == 2);
  CHECK(dial.cell(2, 1, 1) == 11);
  CHECK(dial.cell_name(dial.cell(1, 0, 1)) == "sector vo, age young, hours full");
  CHECK(dial.cell_name(11) == "sector mbo, age old, hours full");
  const Dial two({&sector, &age});
  CHECK(two.cell(2, 1) == 5);
  CHECK(two.cell_name(3) == "sector vo, age old");
  CHECK(Dial({&sector}).cell(2) == 2);
  CHECK(Dial({&sector}).cell_name(2) == "sector mbo");
}

TEST_CASE("a value that is set holds from its date until the next date with values, in its cell only") {
  Dial dial({&age});
  dial.set_all(1);
  dial.set(date(2030), 0, 2);
  dial.set(date(2025), 0, 3);  // until 2030, where values stand already
  dial.set(date(2035), 1, 4);
  CHECK(dial.on(date(2024, 12, 31), 0) == 1);
  CHECK(dial.on(date(2025), 0) == 3);
  CHECK(dial.on(date(2029, 12, 31), 0) == 3);
  CHECK(dial.on(date(2030), 0) == 2);
  CHECK(dial.on(date(2040), 0) == 2);
  CHECK(dial.on(date(2034, 12, 31), 1) == 1);
  CHECK(dial.on(date(2035), 1) == 4);
  CHECK(dial.highest(0) == 3);
  CHECK(dial.highest(1) == 4);
}

TEST_CASE("setting all cells forgets what was there") {
  Dial dial({&age});
  dial.set(date(2030), 0, 2);
  dial.set_all(5);
  CHECK(dial.on(date(2031), 0) == 5);
  CHECK(dial.highest(0) == 5);
  CHECK(dial.dates().size() == 1);
}

TEST_CASE("a moment before the beginning of time counts as the beginning") {
  Dial dial;
  dial.set(Time::from_minutes(-2147483647), 0, 3);
  CHECK(dial.on(Time::from_minutes(-2147483647)) == 3);
  CHECK(dial.on(date(2030)) == 3);
  CHECK(dial.dates() == std::vector<Time>{Time::from_minutes(-2000000000)});
}

TEST_CASE("a policy sets, adds or multiplies from one date until another, in its cells only") {
  for (const auto& [kind, amount, wanted] :
       {std::tuple{set, 0.5, 0.5}, std::tuple{plus, 0.5, 2.5}, std::tuple{times, 0.5, 1.0}}) {
    Dial dial({&sector});
    dial.set_all(2);
    dial.change(change(kind, amount, {true, false, true}, date(2028, 8, 1), date(2034, 8, 1)));
    for (const std::size_t cell : {0, 2}) {
      CHECK(dial.on(date(2028, 7, 31), cell) == 2);
      CHECK(dial.on(date(2028, 8, 1), cell) == wanted);
      CHECK(dial.on(date(2034, 7, 31), cell) == wanted);
      CHECK(dial.on(date(2034, 8, 1), cell) == 2);
    }
    CHECK(dial.on(date(2030), 1) == 2);
  }
}

TEST_CASE("policies on one dial work one after the other, in the order in which they are given") {
  Dial dial;
  dial.set_all(10);
  dial.change(change(plus, 2, {true}, date(2030)));
  dial.change(change(times, 0.5, {true}, date(2031)));
  CHECK(dial.on(date(2030)) == 12);
  CHECK(dial.on(date(2031)) == 6);

  Dial other;
  other.set_all(10);
  other.change(change(times, 0.5, {true}, date(2031)));
  other.change(change(plus, 2, {true}, date(2030)));
  CHECK(other.on(date(2030)) == 12);
  CHECK(other.on(date(2031)) == 7);
  other.change(change(set, 1, {true}, date(2032)));
  CHECK(other.on(date(2031)) == 7);
  CHECK(other.on(date(2032)) == 1);
}

TEST_CASE("policies whose dates overlap both count where both hold") {
  Dial dial;
  dial.set_all(100);
  dial.change(change(times, 0.5, {true}, date(2028), date(2032)));
  dial.change(change(plus, 10, {true}, date(2030), date(2034)));
  CHECK(dial.on(date(2027)) == 100);
  CHECK(dial.on(date(2028)) == 50);
  CHECK(dial.on(date(2030)) == 60);
  CHECK(dial.on(date(2032)) == 110);
  CHECK(dial.on(date(2034)) == 100);
}

TEST_CASE("a policy goes along with values that change by themselves") {
  Dial dial;
  dial.set_all(1);
  dial.set(date(2030), 0, 2);
  dial.set(date(2032), 0, 4);
  dial.change(change(times, 10, {true}, date(2029), date(2031)));
  CHECK(dial.on(date(2028)) == 1);
  CHECK(dial.on(date(2029)) == 10);
  CHECK(dial.on(date(2030)) == 20);
  CHECK(dial.on(date(2031)) == 2);
  CHECK(dial.on(date(2032)) == 4);
}

TEST_CASE("a policy without dates holds always") {
  Dial dial;
  dial.set_all(3);
  dial.set(date(2030), 0, 5);
  DialChange always;
  always.kind = times;
  always.amount = 2;
  always.cells = {true};
  dial.change(always);
  CHECK(dial.on(date(1900)) == 6);
  CHECK(dial.on(date(2031)) == 10);
}

TEST_CASE("a policy that does not fit its dial is a broken promise") {
  Dial dial({&age});
  CHECK_THROWS_AS(dial.change(change(set, 1, {true}, date(2030))), BrokenPromise);  // two cells
  CHECK_THROWS_AS(dial.change(change(set, 1, {true, true}, date(2030), date(2030))), BrokenPromise);
}

TEST_CASE("the highest value is that of any date, also one that a policy takes away or brings") {
  Dial dial({&age});
  dial.set_all(1);
  dial.set(date(2010), 0, 8);
  dial.set(date(2020), 0, 2);
  dial.change(change(times, 3, {false, true}, date(2028), date(2029)));
  dial.change(change(set, 0, {true, false}, date(2000)));
  CHECK(dial.highest(0) == 1);  // from 2000 on it is 0; before, it was 1
  CHECK(dial.highest(1) == 3);
}

TEST_CASE("dates of change are those in the period on which a value differs from the day before") {
  Dial dial({&age});
  dial.set_all(1);
  dial.set(date(2025), 0, 2);
  dial.set(date(2026), 1, 3);
  dial.set(date(2027), 1, 3);                                                       // says what held already
  dial.change(change(times, 1, {true, true}, date(2028), date(2029)));              // changes nothing
  dial.change(change(plus, 1, {true, false}, date(2030, 8, 1), date(2031, 8, 1)));  // there and back
  CHECK(dial.changes(date(2000), date(2040)) ==
        std::vector<Time>{date(2025), date(2026), date(2030, 8, 1), date(2031, 8, 1)});
  CHECK(dial.changes(date(2025), date(2030, 8, 1)) == std::vector<Time>{date(2026), date(2030, 8, 1)});
  CHECK(dial.changes(date(2032), date(2040)).empty());
}

TEST_CASE("a frozen dial says in every step what it says on every date of that step") {
  Dial dial({&sector});
  for (std::size_t cell = 0; cell < 3; ++cell) dial.set(Time::from_minutes(-2000000000), cell, 1.0 + double(cell));
  dial.set(date(2029), 1, 20);
  dial.change(change(times, 0.5, {true, true, false}, date(2028, 8, 1), date(2031)));
  const std::vector<Time> steps = {date(2025), date(2026, 3, 1), date(2028, 8, 1), date(2029), date(2031)};
  dial.freeze(steps);
  for (std::size_t step = 0; step < steps.size(); ++step) {
    const Time last =
        Time::from_minutes(step + 1 < steps.size() ? steps[step + 1].minutes() - 1 : date(2050).minutes());
    for (std::size_t cell = 0; cell < 3; ++cell) {
      CAPTURE(step);
      CAPTURE(cell);
      CHECK(dial.at(step, cell) == dial.on(steps[step], cell));
      CHECK(dial.at(step, cell) == dial.on(last, cell));
    }
  }
  CHECK(dial.at(3, 1) == 10);
  CHECK(dial.at(4, 1) == 20);
}

TEST_CASE("a dial that is frozen again forgets the steps of before") {
  Dial dial;
  dial.set_all(1);
  dial.set(date(2030), 0, 2);
  dial.freeze({date(2025), date(2030)});
  CHECK(dial.at(1) == 2);
  dial.change(change(plus, 5, {true}, date(2030)));
  dial.freeze({date(2031)});
  CHECK(dial.at(0) == 7);
}
