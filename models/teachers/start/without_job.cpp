#include <algorithm>
#include <cmath>

#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"
#include "models/teachers/world/entrants.h"

namespace formatie::teachers {
namespace {

/// People who lost their jobs at an even pace within the length of a benefit.
void add_without_job(const Start& start, std::size_t sector, const Reserve& reserve, std::uint16_t origin,
                     const Dial& persons_of, State state) {
  Structure& st = start.structure;
  const Time begin = start.period.begin;
  const auto age_sums = cumulative(reserve.shares_of_ages);
  const double months = start.sources.benefits.entitlement_months.on(begin, sector);
  const auto persons = static_cast<std::uint32_t>(std::lround(persons_of.on(begin, sector)));
  for (std::uint32_t n = 0; n < persons; ++n) {
    Person person;
    person.agent.identity = Identity::of(static_cast<std::uint16_t>(origin + sector), 0, n);
    Stream stream(start.luck, purpose::synthesis, person.agent.identity, 0);
    const double within = stream.uniform();
    const double age = age_in_band(start, stream.choose(age_sums), within);
    person.agent.birth = begin.plus_years(-age).minutes();
    person.agent.situation = situation_of(state, sector);
    const double away = stream.uniform() * months / 12;
    person.since = person.left = begin.plus_years(-away).minutes();
    person.started = begin.plus_years(-std::max(away, age - 23)).minutes();
    person.woman = stream.chance(reserve.share_women[sector]);
    person.region = static_cast<std::uint8_t>(stream.choose(st.region_cumulative));
    person.subject = static_cast<std::uint8_t>(stream.choose(st.subject_cumulative));
    person.route = static_cast<std::uint8_t>(start.labels.route.size());  // comes back
    if (state == State::unemployed)
      person.until = begin.plus_years(months / 12 - away).minutes();
    else
      person.desired = person.desired_without =
          draw_size(st, sector, static_cast<int>(age), person.woman, stream.uniform());
    describe_teacher(start, person, sector);
    st.people.push_back(person);
  }
}

}  // namespace

void add_unemployed(const Start& start, std::size_t sector, const Reserve& reserve) {
  add_without_job(start, sector, reserve, first_unemployed, start.sources.benefits.persons_at_start, State::unemployed);
}

void add_seekers(const Start& start, std::size_t sector, const Reserve& reserve) {
  add_without_job(start, sector, reserve, first_seekers, start.parameters.seekers, State::seeking);
}

}  // namespace formatie::teachers
