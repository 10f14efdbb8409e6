#include <string>

#include <doctest/doctest.h>

#include "tests/models/teachers/world.h"

namespace formatie::teachers {

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

}  // namespace formatie::teachers
