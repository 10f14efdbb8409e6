#include <cmath>

#include <doctest/doctest.h>

#include "tests/models/teachers/world.h"

namespace formatie::teachers {

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
