#include "models/teachers/world/entrants.h"

namespace formatie::teachers {
namespace {

/// Fills in what all entrants have: sex, date of birth, home region and subject.
Person new_entrant(const Structure& structure, Stream& luck, Identity who, std::size_t route, Time now) {
  const auto& facts = structure.routes[route];
  Person person;
  person.agent.identity = who;
  person.route = static_cast<std::uint8_t>(route);
  person.woman = luck.chance(facts.share_women);
  const auto band = luck.choose(facts.age_cumulative);
  const double age = facts.age_from[band] + luck.uniform() * (facts.age_to[band] + 1 - facts.age_from[band]);
  person.agent.birth = now.plus_years(-age).minutes();
  person.region = static_cast<std::uint8_t>(luck.choose(structure.region_cumulative));
  const auto& subjects = facts.subject_cumulative.empty() ? structure.subject_cumulative : facts.subject_cumulative;
  person.subject = static_cast<std::uint8_t>(luck.choose(subjects));
  return person;
}

}  // namespace

Person new_student(const Structure& structure, const Luck& luck, std::size_t route, int year, std::uint32_t number) {
  const Identity who = Identity::of(static_cast<std::uint16_t>(route), static_cast<std::uint16_t>(year), number);
  Stream stream(luck, purpose::entry, who, 0);
  const Time start = Time::from_date(year, 9, 1);
  Person person = new_entrant(structure, stream, who, route, start);
  begin_study(structure, stream, person, route, start);
  return person;
}

void begin_study(const Structure& structure, Stream& luck, Person& person, std::size_t route, Time now) {
  const auto& facts = structure.routes[route];
  const auto years = static_cast<int>(facts.years[luck.choose(facts.years_cumulative)]);
  person.agent.situation = situation_of(State::student, 0);
  person.route = static_cast<std::uint8_t>(route);
  person.qualification = facts.qualification;
  person.since = now.minutes();
  person.started = Time::from_date(now.year() + years, 7, 1).minutes();  // diplomas come before the summer
}

Person new_assistant(const Structure& structure, const Luck& luck, std::size_t sector, int year, std::uint32_t number,
                     Time now) {
  const bool at_start = year == 0;
  const auto origin = static_cast<std::uint16_t>((at_start ? first_assistants : new_assistants) + sector);
  Person person;
  person.agent.identity = Identity::of(origin, static_cast<std::uint16_t>(year), number);
  Stream stream(luck, at_start ? purpose::synthesis : purpose::entry, person.agent.identity, 0);
  const auto& facts = structure.assistants[sector];
  const auto band = stream.choose(at_start ? facts.age_cumulative : facts.age_of_new_cumulative);
  const double low = band == 0 ? 18 : structure.labels.age_from[band];
  const double high = band + 1 == structure.labels.age_from.size() ? 67 : structure.labels.age_from[band + 1];
  person.agent.birth = now.plus_years(-(low + stream.uniform() * (high - low))).minutes();
  person.agent.situation = situation_of(State::assisting, sector);
  person.since = person.started = now.minutes();
  person.woman = stream.chance(facts.share_women);
  person.region = static_cast<std::uint8_t>(stream.choose(structure.region_cumulative));
  person.subject = static_cast<std::uint8_t>(stream.choose(structure.subject_cumulative));
  return person;
}

Person new_career_changer(const Structure& structure, const Luck& luck, std::size_t route, int year,
                          std::uint32_t number, Time now) {
  const Identity who = Identity::of(static_cast<std::uint16_t>(route), static_cast<std::uint16_t>(year), number);
  Stream stream(luck, purpose::entry, who, 0);
  Person person = new_entrant(structure, stream, who, route, now);
  const auto sector = static_cast<std::size_t>(structure.routes[route].zij_sector);
  person.second_career = true;
  person.agent.situation = situation_of(State::seeking, sector);
  person.since = now.minutes();
  const int age = static_cast<int>(years_between(Time::from_minutes(person.agent.birth), now));
  person.desired = person.desired_without = draw_size(structure, sector, age, person.woman, stream.uniform());
  return person;
}

Size draw_size(const Structure& structure, std::size_t sector, int age, bool woman, double uniform) {
  const auto& shares = structure.size_shares[structure.size_cell(sector, structure.labels.band_of_age(age), woman)];
  return static_cast<Size>(to_choice(uniform, shares) + 1);
}

}  // namespace formatie::teachers
