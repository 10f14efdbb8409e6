#include <algorithm>
#include <cmath>

#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {

Leaders read_leaders(const Start& start) {
  const Labels& labels = start.labels;
  const std::size_t sectors = labels.sector.size();
  Leaders leaders{std::vector<std::uint32_t>(sectors, 0),
                  std::vector<std::vector<double>>(sectors, std::vector<double>(labels.age_band.size(), 0.0))};
  TableReader persons(start.parameters.leaders, {"sector", "persons"}, start.problems);
  for (std::size_t row = 0; row < persons.rows(); ++row)
    leaders.persons[persons.label(row, "sector", labels.sector)] =
        static_cast<std::uint32_t>(std::lround(persons.number(row, "persons", 0, 1e6)));
  TableReader ages(start.parameters.leaders_age, {"sector", "age_band", "share"}, start.problems);
  for (std::size_t row = 0; row < ages.rows(); ++row)
    leaders.shares_of_ages[ages.label(row, "sector", labels.sector)][ages.label(row, "age_band", labels.age_band)] =
        ages.number(row, "share", 0, 1);
  for (std::size_t sector = 0; sector < sectors; ++sector)
    if (leaders.persons[sector] > 0 && sum_of(leaders.shares_of_ages[sector]) <= 0)
      start.problems.add(start.parameters.leaders_age.where,
                         "no ages for the school leaders of '" + labels.sector.label(sector) + "'",
                         "shares by age band are needed");
  return leaders;
}

void add_leaders(const Start& start, std::size_t sector, const Leaders& leaders, const Reserve& reserve) {
  Structure& st = start.structure;
  const Time begin = start.period.begin;
  const auto age_sums = cumulative(leaders.shares_of_ages[sector]);
  for (std::uint32_t n = 0; n < leaders.persons[sector]; ++n) {
    Person person;
    person.agent.identity = Identity::of(static_cast<std::uint16_t>(first_leaders + sector), 0, n);
    Stream stream(start.luck, purpose::synthesis, person.agent.identity, 0);
    const double within = stream.uniform();
    const double age = std::max(28.0, age_in_band(start, stream.choose(age_sums), within));
    person.agent.birth = begin.plus_years(-age).minutes();
    person.agent.situation = situation_of(State::leading, sector);
    person.since = person.started = begin.plus_years(-(age - 23)).minutes();
    person.woman = stream.chance(reserve.share_women[sector]);
    person.past_aow = st.aow_date(person.agent.birth) <= begin;
    person.region = static_cast<std::uint8_t>(stream.choose(st.region_cumulative));
    person.subject = static_cast<std::uint8_t>(stream.choose(st.subject_cumulative));
    describe_teacher(start, person, sector);
    st.people.push_back(person);
  }
}

}  // namespace formatie::teachers
