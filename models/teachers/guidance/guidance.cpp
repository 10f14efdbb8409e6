#include "models/teachers/guidance/guidance.h"

namespace formatie::teachers {

Guidance::Guidance(Contents& contents)
    : hours_per_mentor({&contents.labels.sector}),
      hours_needed({&contents.labels.sector}),
      eaten({&contents.labels.sector}),
      dropout_factor({&contents.labels.sector}),
      usual_unguided({&contents.labels.sector}),
      bought_hours({&contents.labels.sector}),
      guarantee({&contents.labels.sector}),
      money_(contents.get<Money>()),
      programme_(money_.programme(contents, "guidance", "begeleiding", "guidance")) {
  for (auto* counter : {&began_, &unguided_, &began_zij_, &unguided_zij_})
    *counter = contents.counters.declare({&contents.splits.sector});
  const Influence influence = {[this](const Labour& world, const Person& p, Time now) {
                                 return factor(p, world.step(), Labour::years_since(p.started, now));
                               },
                               [this](std::size_t sector) { return highest_factor(sector); }};
  contents.on_resignation.add(influence);
  contents.on_training_dropout.add(influence);

  const auto guided = [&contents](Counter began, Counter unguided) {
    return [began = contents.counted(began), unguided = contents.counted(unguided)](const Cell& cell) {
      return 100 * (1 - unguided(cell) / began(cell));
    };
  };
  contents.measures.add(
      {.measure = {"guided", "%", "begeleid", "guided", "van wie sinds de vorige peildatum begon, met begeleiding",
                   "of those who began since the last census, with guidance", 1, Better::higher},
       .by = {&contents.splits.sector},
       .value = guided(began_, unguided_),
       .flow = true});
  contents.measures.add({.measure = {"guided_second_career", "%", "begeleide zij-instromers",
                                     "guided second-career teachers", "hetzelfde, van zij-instromers",
                                     "the same of second-career teachers (zij-instromers)", 1, Better::higher},
                         .by = {&contents.splits.sector},
                         .value = guided(began_zij_, unguided_zij_),
                         .flow = true});
}

void Guidance::fields(Fields& f) {
  f.at_start();
  f.flag("active", active, "whether guidance can run short; false: everybody is guided, and nothing depends on it");
  f.dial("hours_per_mentor", hours_per_mentor, "hours a week per fte", {0, 40},
         "guidance that an experienced teacher (five years or more) can give");
  f.dial("hours_needed", hours_needed, "hours a week", {0.01, 40}, "guidance that somebody who begins needs");
  f.dial("eaten", eaten, "share per share", {0, 50},
         "loss of guidance for each share of the school's formation that is open");
  f.dial("dropout_factor", dropout_factor, "factor", {1, 10}, "leaving of those without guidance over those with it");
  f.dial("usual_unguided", usual_unguided, "share", {0, 1},
         "share without guidance in the years from which the rates of leaving come");
  f.number("years", years, "years", {0, 10}, "for how long it matters");
  f.dial("bought_hours", bought_hours, "hours a week", {0, 40},
         "guidance that is bought from outside for each who begins, in the first year");
  f.number("euro_per_hour", euro_per_hour, "euro", {0, 1000}, "what an hour of it costs");
  f.dial("guarantee", guarantee, "0 to 1", {0, 1},
         "schools spread the hours that they have over all who begin: at 1 any hour left is enough; none is none");
}

void Guidance::begin(Labour& world) { schools_.assign(world.structure().schools.size(), AtSchool()); }

std::vector<Time> Guidance::dates(Time begin, Time end) const {
  auto dates = first_of_months(begin, end, {8});
  if (dates.empty() || dates.front() != begin) dates.insert(dates.begin(), begin);  // also when the period begins
  return dates;
}

void Guidance::act(Labour& world, Time now) {
  if (!active) return;
  const auto& st = world.structure();
  auto& experienced = world.scratch;  // [school] twentieths of an fte
  experienced.assign(st.schools.size(), 0.0);
  const std::int32_t since = now.plus_years(-experienced_years).minutes();
  world.population().for_each([&](PersonId, const Person& p) {
    if (p.employed() && p.started <= since && !p.sick()) experienced[world.post(p.post).school] += p.size;
  });
  for (std::uint32_t s = 0; s < st.schools.size(); ++s) {
    const School& school = st.schools[s];
    const auto [open, demand, contracts] = world.formation(school);
    const double left =
        1 - eaten.at(world.step(), school.sector) * (demand > 0 ? static_cast<double>(open) / demand : 0);
    AtSchool& state = schools_[s];
    state.hours =
        experienced[s] * fte_per_size * std::max(0.0, left) * hours_per_mentor.at(world.step(), school.sector);
    state.began = state.unguided = 0;
  }
}

void Guidance::guide(Labour& world, PersonId who) {
  Person& p = world.person(who);
  const std::size_t sector = p.sector();
  AtSchool& school = schools_[world.post(p.post).school];
  const double bought = bought_hours.at(world.step(), sector);
  if (bought > 0) money_.book(programme_, sector, bought * school_weeks * euro_per_hour);
  const double needed = std::max(0.0, hours_needed.at(world.step(), sector) - bought);
  const double enough = needed * (1 - guarantee.at(world.step(), sector));
  p.guided = !active || needed == 0 || (school.hours > 0 && school.hours >= enough);
  if (p.guided) school.hours = std::max(0.0, school.hours - needed);
  ++school.began;
  school.unguided += p.guided ? 0 : 1;
  world.counts().count(0, began_, sector);
  if (!p.guided) world.counts().count(0, unguided_, sector);
  if (!p.second_career) return;
  world.counts().count(0, began_zij_, sector);
  if (!p.guided) world.counts().count(0, unguided_zij_, sector);
}

void add_guidance(Contents& contents) { contents.add<Guidance>(contents); }

}  // namespace formatie::teachers
