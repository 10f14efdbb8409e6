#include "models/illness_death/world/ward.h"

namespace formatie::illness_death {

void Ward::admit(const std::array<std::uint32_t, living_states>& persons, Counter dead) {
  admitted_ = persons;
  dead_ = dead;
  for (std::size_t state = 0; state < living_states; ++state)
    for (std::uint32_t number = 0; number < persons[state]; ++number) {
      Patient patient;
      patient.agent.identity = Identity::of(static_cast<std::uint16_t>(state + 1), 0, number);
      patient.agent.birth = now().minutes();  // age does not matter here
      patient.agent.situation = static_cast<Situation>(state);
      patient.began = static_cast<State>(state);
      enter(patient);
    }
}

void Ward::check() const {
  std::array<std::int64_t, living_states> found{};
  population().for_each([&](PersonId, const Patient& patient) { ++found[index(patient.began)]; });
  for (std::size_t state = 0; state < living_states; ++state)
    expect(found[state] + dead(state) == admitted_[state], "who began is present or dead");
}

}  // namespace formatie::illness_death
