#include <algorithm>

#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {

Reserve read_reserve(const Start& start) {
  const Labels& labels = start.labels;
  const std::size_t sectors = labels.sector.size();
  Reserve reserve{std::vector<double>(sectors, 0.0), std::vector<double>(sectors, 0.0),
                  std::vector<std::vector<double>>(sectors, std::vector<double>(labels.years_away.size(), 0.0)),
                  std::vector<double>(labels.age_band.size(), 0.0)};
  TableReader persons(start.parameters.reserve, {"sector", "persons", "share_women"}, start.problems);
  for (std::size_t row = 0; row < persons.rows(); ++row) {
    const auto sector = persons.label(row, "sector", labels.sector);
    reserve.persons[sector] = persons.number(row, "persons", 0, 5e6);
    reserve.share_women[sector] = persons.number(row, "share_women", 0, 1);
  }
  TableReader years(start.parameters.reserve_years, {"sector", "years_away", "share"}, start.problems);
  for (std::size_t row = 0; row < years.rows(); ++row)
    reserve
        .shares_of_years[years.label(row, "sector", labels.sector)][years.label(row, "years_away", labels.years_away)] =
        years.number(row, "share", 0, 1);
  TableReader ages(start.parameters.reserve_age, {"age_band", "share"}, start.problems);
  for (std::size_t row = 0; row < ages.rows(); ++row)
    reserve.shares_of_ages[ages.label(row, "age_band", labels.age_band)] = ages.number(row, "share", 0, 1);
  return reserve;
}

void add_reserve(const Start& start, std::size_t sector, const Reserve& reserve) {
  Structure& st = start.structure;
  const Time begin = start.period.begin;
  const auto age_sums = cumulative(reserve.shares_of_ages);
  const auto year_sums = cumulative(reserve.shares_of_years[sector]);
  constexpr double years_from[] = {0, 1, 3, 5, 10}, years_to[] = {1, 3, 5, 10, 20};
  for (std::uint32_t n = 0; n < static_cast<std::uint32_t>(reserve.persons[sector]); ++n) {
    Person person;
    person.agent.identity = Identity::of(static_cast<std::uint16_t>(first_reserve + sector), 0, n);
    Stream stream(start.luck, purpose::synthesis, person.agent.identity, 0);
    const double within = stream.uniform();
    const double age = age_in_band(start, stream.choose(age_sums), within);
    person.agent.birth = begin.plus_years(-age).minutes();
    person.agent.situation = situation_of(State::reserve, sector);
    const auto band = stream.choose(year_sums);
    const double away =
        std::min(years_from[band] + stream.uniform() * (years_to[band] - years_from[band]), std::max(0.0, age - 22));
    person.since = person.left = begin.plus_years(-away).minutes();
    person.started = begin.plus_years(-std::max(away, age - 23)).minutes();
    person.woman = stream.chance(reserve.share_women[sector]);
    person.region = static_cast<std::uint8_t>(stream.choose(st.region_cumulative));
    person.subject = static_cast<std::uint8_t>(stream.choose(st.subject_cumulative));
    describe_teacher(start, person, sector);
    st.people.push_back(person);
  }
}

}  // namespace formatie::teachers
