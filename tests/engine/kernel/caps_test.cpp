#include "engine/kernel/caps.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "engine/base/random.h"

using namespace formatie;

namespace {

constexpr std::int32_t never = Time::never().minutes();

std::int32_t years(double number) { return static_cast<std::int32_t>(std::ceil(number * minutes_per_year)); }

/// Opportunities to be expected from one age to another, added up band by band, all processes together.
long double expected(const Caps& caps, Situation situation, double from, double to) {
  long double sum = 0;
  for (std::size_t band = 0; band < caps.bands(); ++band) {
    const double low = band == 0 ? -1e12 : years(caps.lowest_age(band));
    const double high = band + 1 == caps.bands() ? 1e12 : years(caps.lowest_age(band + 1));
    double rate = 0;
    for (std::size_t p = 0; p < caps.processes(); ++p) rate += caps.cap(situation, band, p).value;
    sum += static_cast<long double>(rate) * std::max(0.0, std::min(high, to) - std::max(low, from)) / minutes_per_year;
  }
  return sum;
}

/// Two situations, three processes: a cap that rises and falls with age, one in a single band, one without age.
Caps example() {
  Caps caps(2, 3, {0, 20, 25, 40, 67});
  const double by_age[] = {0, 2, 0.5, 0.01, 0};
  for (std::size_t band = 0; band < caps.bands(); ++band) {
    caps.set(0, band, 0, {by_age[band]});
    caps.set(1, band, 2, {0.25});
  }
  caps.set(0, 2, 1, {1.5});
  caps.freeze();
  return caps;
}

}  // namespace

TEST_CASE("an age belongs to the band whose first minute has come") {
  const auto caps = example();
  CHECK(caps.bands() == 5);
  CHECK(caps.lowest_age(3) == 40);
  CHECK(caps.band(0) == 0);
  CHECK(caps.band(-5) == 0);  // somebody who is born later in the day
  CHECK(caps.band(std::numeric_limits<std::int32_t>::min()) == 0);
  for (std::size_t band = 1; band < caps.bands(); ++band) {
    const std::int32_t edge = years(caps.lowest_age(band));
    CHECK(caps.band(edge - 1) == band - 1);
    CHECK(caps.band(edge) == band);
  }
  CHECK(caps.band(never - 1) == 4);
}

TEST_CASE("bands of one year have the right edges up to an age of 150") {
  std::vector<int> ages;
  for (int age = 0; age < 150; ++age) ages.push_back(age);
  const Caps caps(1, 1, ages);
  for (int age = 1; age < 150; ++age) {
    CAPTURE(age);
    CHECK(caps.band(years(age) - 1) == static_cast<std::size_t>(age - 1));
    CHECK(caps.band(years(age)) == static_cast<std::size_t>(age));
  }
}

TEST_CASE("bands that do not start at 0 or do not rise are a broken promise") {
  CHECK_THROWS_AS(Caps(1, 1, {}), BrokenPromise);
  CHECK_THROWS_AS(Caps(1, 1, {20, 30}), BrokenPromise);
  CHECK_THROWS_AS(Caps(1, 1, {0, 30, 30}), BrokenPromise);
  CHECK_THROWS_AS(Caps(1, 1, {0, 30, 20}), BrokenPromise);
}

TEST_CASE("a cap that is negative or no number is a broken promise") {
  Caps caps(1, 1, {0});
  CHECK_THROWS_AS(caps.set(0, 0, 0, {-0.1}), BrokenPromise);
  CHECK_THROWS_AS(caps.set(0, 0, 0, {std::nan("")}), BrokenPromise);
  CHECK_THROWS_AS(caps.set(0, 0, 0, {HUGE_VAL}), BrokenPromise);
}

TEST_CASE("the next opportunity is the first whole minute at which the caps have added up to the waiting time") {
  const auto caps = example();
  const Luck luck{20260801, 0};
  const std::int32_t births[] = {Time::from_date(1900, 1, 1).minutes(), Time::from_date(1960, 5, 17).minutes(),
                                 Time::from_date(2005, 11, 3).minutes()};
  int found = 0;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    Stream stream(luck, Purpose{2}, Identity::of(0, 0, i), 0);
    const std::int32_t birth = births[i % 3];
    const Situation situation = stream.chance(0.8) ? 0 : 1;
    const std::int32_t now = birth + static_cast<std::int32_t>(stream.uniform() * years(80));
    const double wait = stream.exponential() * (i % 5 == 0 ? 5 : 1);  // some waits go past all bands
    const std::int32_t when = caps.next_opportunity(situation, birth, now, caps.band(now - birth), wait);
    CAPTURE(i);
    if (when == never) {
      REQUIRE(expected(caps, situation, now - birth, 2.1e9) <= wait + 1e-9);
      continue;
    }
    ++found;
    const double age = static_cast<double>(when) - birth;
    REQUIRE(when > now);
    REQUIRE(expected(caps, situation, now - birth, age) >= wait - 1e-9);
    // Two minutes: before 1970 the fraction of a minute is cut off towards 1970.
    if (when > now + 2) REQUIRE(expected(caps, situation, now - birth, age - 2) <= wait + 1e-9);
  }
  CHECK(found > 10'000);
}

TEST_CASE("the inversion agrees with adding up the caps hour by hour") {
  const auto caps = example();
  const std::int32_t birth = Time::from_date(1990, 1, 1).minutes();
  const std::int32_t now = birth + years(19.5);
  for (const double wait : {0.001, 0.7, 5.0, 9.99, 12.0, 30.0, 39.9, 40.2}) {
    double left = wait;
    std::int32_t age = now - birth;
    while (age < years(70)) {
      double rate = 0;
      for (std::size_t p = 0; p < 3; ++p) rate += caps.cap(0, caps.band(age), p).value;
      left -= rate * 60 / minutes_per_year;
      if (left < 0) break;
      age += 60;
    }
    const auto when = caps.next_opportunity(0, birth, now, caps.band(now - birth), wait);
    CAPTURE(wait);
    CHECK(std::abs(when - (birth + age)) <= (wait < 40 ? 120 : 13'000));  // an hour at a rate of 2 is 200 at 0.01
  }
  // 5 years at 2, 15 at 2 and 27 at 0.01, and then nothing.
  CHECK(caps.next_opportunity(0, birth, now, 0, 40.26) != never);
  CHECK(caps.next_opportunity(0, birth, now, 0, 40.28) == never);
}

TEST_CASE("the wait that is left of an opportunity leads back to it, from any moment before") {
  const auto caps = example();
  const std::int32_t birth = Time::from_date(1990, 1, 1).minutes();
  const Luck luck{20260801, 1};
  int found = 0;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    Stream stream(luck, Purpose{2}, Identity::of(0, 0, i), 0);
    const std::int32_t now = birth + static_cast<std::int32_t>(stream.uniform() * years(70));
    const std::int32_t when = caps.next_opportunity(0, birth, now, caps.band(now - birth), stream.exponential());
    if (when == never) continue;
    ++found;
    const std::int32_t later = now + static_cast<std::int32_t>(stream.uniform() * (when - now));
    const double left = caps.wait_left(0, birth, later, when);
    CAPTURE(i);
    REQUIRE(std::abs(left - static_cast<double>(expected(caps, 0, later - birth, double(when) - birth))) < 1e-9);
    const std::int32_t again = caps.next_opportunity(0, birth, later, caps.band(later - birth), left);
    REQUIRE(std::abs(again - when) <= 1);
  }
  CHECK(found > 3000);
  CHECK(caps.wait_left(0, birth, birth, birth) == 0);
}

TEST_CASE("at least a minute passes before the next opportunity") {
  Caps caps(1, 1, {0});
  caps.set(0, 0, 0, {1e9});
  caps.freeze();
  CHECK(caps.next_opportunity(0, 0, 1000, 0, 0) == 1001);
  CHECK(caps.next_opportunity(0, 0, 1000, 0, 1e-30) == 1001);
  CHECK(caps.next_opportunity(0, -2'000'000, -1'000'000, 0, 1e-30) > -1'000'000);
}

TEST_CASE("without caps there is no opportunity, and one too far away is never") {
  Caps caps(1, 1, {0, 30});
  CHECK(caps.next_opportunity(0, 0, 100, 0, 1e-9) == never);
  double position = 0;
  CHECK(caps.segment(0, 0, 0.5, position) == nullptr);
  caps.set(0, 1, 0, {1e-12});
  caps.freeze();
  CHECK(caps.next_opportunity(0, 0, 100, 0, 1) == never);
}

TEST_CASE("a uniform number falls in the segment of a process as often as its cap is of the sum") {
  Caps caps(1, 4, {0});
  caps.set(0, 0, 0, {0.5});
  caps.set(0, 0, 2, {1.0}, true);
  caps.set(0, 0, 3, {0.5});
  caps.freeze();
  double position = 0;
  const auto process = [&](double uniform) {
    const auto* segment = caps.segment(0, 0, uniform, position);
    REQUIRE(segment != nullptr);
    CHECK(position >= segment->from);
    CHECK(position < segment->to);
    CHECK(segment->to - segment->from == caps.cap(0, 0, segment->process).value);
    CHECK(segment->certain == (segment->process == 2));
    return segment->process;
  };
  CHECK(process(0x1p-33) == 0);
  CHECK(process(0.2499) == 0);
  CHECK(process(0.25) == 2);  // process 1 has no cap here and takes no room
  CHECK(position == 0.5);
  CHECK(process(0.7499) == 2);
  CHECK(process(0.75) == 3);
  CHECK(process(1 - 0x1p-33) == 3);
}

TEST_CASE("every uniform number falls in a segment when there are many") {
  Caps caps(1, 40, {0});
  for (std::size_t p = 0; p < 40; ++p) caps.set(0, 0, p, {0.1 + 0.3 * double(p) / 7});
  caps.freeze();
  double position = 0;
  CHECK(caps.segment(0, 0, to_uniform(0), position)->process == 0);
  CHECK(caps.segment(0, 0, to_uniform(0xffffffff), position)->process == 39);
  for (std::uint32_t i = 0; i < 100'000; ++i) REQUIRE(caps.segment(0, 0, to_uniform(i * 42'949u), position) != nullptr);
}

TEST_CASE("raising caps takes the higher of both, cell by cell") {
  Caps a(2, 2, {0, 30}), b(2, 2, {0, 30});
  a.set(0, 0, 0, {0.5});
  b.set(0, 0, 0, {0.7});
  a.set(1, 1, 1, {0.9});
  b.set(1, 1, 1, {0.2});
  b.set(0, 1, 0, {0.1});
  a.raise_to(b);
  a.freeze();
  CHECK(a.cap(0, 0, 0).value == 0.7);
  CHECK(a.cap(1, 1, 1).value == 0.9);
  CHECK(a.cap(0, 1, 0).value == 0.1);
  CHECK(a.cap(1, 0, 0).value == 0);
  double position = 0;
  CHECK(a.segment(0, 0, 0.999, position)->to == 0.7);
}

TEST_CASE("caps of two shapes cannot be raised to each other") {
  Caps caps(2, 2, {0, 30});
  CHECK_THROWS_AS(caps.raise_to(Caps(2, 3, {0, 30})), BrokenPromise);
  CHECK_THROWS_AS(caps.raise_to(Caps(2, 2, {0, 31})), BrokenPromise);
  CHECK_THROWS_AS(caps.raise_to(Caps(2, 2, {0})), BrokenPromise);
}

TEST_CASE("a rate stays certain only when it is certain, and the same, in all alternatives") {
  const auto certain_after = [](double cap, bool certain, double other_cap, bool other_certain) {
    Caps a(1, 1, {0}), b(1, 1, {0});
    a.set(0, 0, 0, {cap}, certain);
    b.set(0, 0, 0, {other_cap}, other_certain);
    a.raise_to(b);
    a.freeze();
    double position = 0;
    return a.segment(0, 0, 0.5, position)->certain;
  };
  CHECK(certain_after(0.5, true, 0.5, true));
  CHECK_FALSE(certain_after(0.5, true, 0.4, true));
  CHECK_FALSE(certain_after(0.4, true, 0.5, true));
  CHECK_FALSE(certain_after(0.5, false, 0.5, false));
  CHECK_FALSE(certain_after(0.5, false, 0.5, true));
  CHECK_FALSE(certain_after(0.5, true, 0.5, false));  // the same cap, but in the other alternative only at times
}
