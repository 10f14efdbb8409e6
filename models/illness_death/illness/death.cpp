#include "models/illness_death/illness/death.h"

namespace formatie::illness_death {

Death::Death(Contents& contents)
    : rate_({&contents.living}),
      deaths_(contents.counters.declare({&contents.began, &contents.died_in})),
      since_start_(contents.counters.declare({&contents.began}, Counters::Kept::always)) {
  contents.measures.add(
      {.measure = {"deaths", "persons a year", "sterfte", "deaths", "wie in het jaar stierven, naar de toestand ervoor",
                   "those who died in the year, by the state before", 0, Better::lower},
       .by = {&contents.began, &contents.died_in},
       .value = contents.counted(deaths_),
       .flow = true,
       .headline = MeasureDefinition::Headline::total});
}

std::vector<Transition> Death::transitions() const {
  std::vector<Transition> arrows;
  for (const State from : {State::well, State::mild, State::severe})
    arrows.push_back({situation_of(from), situation_of(State::dead)});
  return arrows;
}

void Death::then(Ward& ward, Ward::PersonId who, Moment& moment) const {
  Patient& patient = ward.person(who);
  ward.count(moment, deaths_, index(patient.began), index(patient.state()));
  ward.count(moment, since_start_, index(patient.began));
  patient.agent.situation = situation_of(State::dead);
}

void add_death(Contents& contents) { contents.add<Death>(contents); }

}  // namespace formatie::illness_death
