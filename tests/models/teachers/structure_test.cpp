#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/base/random.h"

#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {

TEST_CASE("an alias table gives each value a share of the words in proportion to its weight") {
  const std::vector<double> weights = {1, 0, 5.5, 0.25, 3, 1e-4, 12, 0};
  const std::vector<std::uint32_t> values = {7, 8, 9, 10, 11, 12, 13, 14};
  const AliasTable table(weights, values);
  // 2^22 words at equal distances: each value's share is exact but for the ends of its at most seven stretches.
  constexpr std::uint32_t words = 1u << 22;
  std::vector<double> counts(20, 0.0);
  for (std::uint32_t i = 0; i < words; ++i) counts[table.draw(i << 10 | 512)] += 1;
  double total = 0;
  for (const double weight : weights) total += weight;
  for (std::size_t i = 0; i < weights.size(); ++i)
    CHECK_MESSAGE(std::abs(counts[values[i]] - weights[i] / total * words) <= 7, "value " << values[i]);
}

TEST_CASE("an alias table of random words passes a chi-square test") {
  std::vector<double> weights;
  std::vector<std::uint32_t> values;
  double total = 0;
  for (std::uint32_t i = 0; i < 100; ++i) {
    weights.push_back(1 + (i * 37) % 11);
    values.push_back(i);
    total += weights.back();
  }
  const AliasTable table(weights, values);
  const Luck luck{1, 0};
  std::vector<double> counts(100, 0.0);
  constexpr int draws = 400000;
  for (int n = 0; n < draws / 4; ++n)
    for (const std::uint32_t word :
         random_block(luck, Purpose{9}, Identity::of(1, 1, 1), static_cast<std::uint32_t>(n)))
      counts[table.draw(word)] += 1;
  double chi_square = 0;
  for (std::size_t i = 0; i < 100; ++i) {
    const double expected = weights[i] / total * draws;
    chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  const double z = (std::cbrt(chi_square / 99) - (1 - 2.0 / 891)) / std::sqrt(2.0 / 891);
  CHECK(std::abs(z) < 4);  // wrong once in 16 000 seeds
}

TEST_CASE("an alias table of one value always gives it, and one without weight is empty") {
  const AliasTable one({0, 2.5}, {3, 4});
  for (const std::uint32_t word : {0u, 1u, 0x7fffffffu, 0xfffffffeu, 0xffffffffu}) CHECK(one.draw(word) == 4);
  CHECK_FALSE(one.empty());
  CHECK(AliasTable({0, 0}, {1, 2}).empty());
  CHECK(AliasTable({}, {}).empty());
  CHECK(AliasTable().empty());
}

TEST_CASE("the state pension comes at the age of the birth cohort") {
  const World world(read_changed(project_file("scenarios/base.yaml"), {"alternatives=[{name: base}]"}));
  const auto& st = *world.structure;
  // Dates of birth and of the state pension by the law (data/SOURCES.md, aow.csv); months have their mean length, so
  // two days either way.
  const auto check = [&](const std::string& born, const std::string& pension) {
    const double days = (st.aow_date(parse_date(born)->minutes()).minutes() - parse_date(pension)->minutes()) / 1440.0;
    CHECK_MESSAGE(std::abs(days) <= 2, born << ": " << days << " days from " << pension);
  };
  check("1940-06-15", "2005-06-15");  // before the first row: 65
  check("1947-12-31", "2012-12-31");
  check("1952-04-01", "2018-04-01");  // 66
  check("1952-12-31", "2018-12-31");
  check("1953-01-01", "2019-05-01");  // 66 and 4 months
  check("1955-08-31", "2021-12-31");
  check("1955-09-01", "2022-04-01");  // 66 and 7 months
  check("1957-02-28", "2023-12-28");  // 66 and 10 months
  check("1957-03-01", "2024-03-01");  // 67
  check("1960-12-31", "2027-12-31");
  check("1961-01-01", "2028-04-01");  // 67 and 3 months
  check("2004-07-01", "2074-10-01");  // after the last row: 70 and 3 months
}

TEST_CASE("the quick way to the state-pension age finds the row that a search of the table finds") {
  const World world(read_changed(project_file("scenarios/base.yaml"), {"alternatives=[{name: base}]"}));
  const auto& st = *world.structure;
  const auto searched = [&](std::int32_t birth) {
    std::size_t row = 0;
    for (std::size_t r = 0; r < st.aow.size(); ++r)
      if (st.aow[r].born_from <= birth) row = r;
    return birth + st.aow[row].months * Structure::minutes_per_month;
  };
  for (std::int32_t birth = Time::from_date(1925, 1, 1).minutes(); birth < Time::from_date(2030, 1, 1).minutes();
       birth += 997)
    REQUIRE(st.aow_date(birth).minutes() == searched(birth));
  for (const auto& row : st.aow)
    for (const int minutes : {-1, 0, 1})
      CHECK(st.aow_date(row.born_from + minutes).minutes() == searched(row.born_from + minutes));
}

TEST_CASE("rates and caps put everybody in the same age band to the minute") {
  // Ages that are multiples of five years are whole minutes, and somebody has an opportunity at just that minute once
  // in a few replications: a rate of the one band against a cap of the other would stop the run.
  World world(read_changed(tiny_scenario(), {}));
  world.begin(0);
  const Time now = Time::from_date(2020, 1, 1);
  for (int age = 1; age <= 75; ++age)
    for (const int step : {-1, 0, 1, 2}) {
      const auto minutes = static_cast<std::int32_t>(std::floor(age * minutes_per_year)) + step;
      Person person;
      person.agent.birth = now.minutes() - minutes;
      const auto years = static_cast<int>(world.caps().band(minutes));
      CHECK_MESSAGE(world.labour.age_band(person, now) == world.labels.band_of_age(years),
                    age << " years and " << step << " minutes");
      // "age" as a whole number, with which wanted contract sizes are drawn:
      CHECK_MESSAGE(static_cast<int>(years_between(Time::from_minutes(person.agent.birth), now)) == years,
                    age << " years and " << step << " minutes");
    }
}

}  // namespace formatie::teachers
