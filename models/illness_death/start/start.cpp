#include "models/illness_death/start/start.h"

#include <cmath>

namespace formatie::illness_death {

std::array<std::uint32_t, living_states> Start::persons() const {
  std::array<std::uint32_t, living_states> persons{};
  for (std::size_t state = 0; state < living_states; ++state)
    persons[state] = static_cast<std::uint32_t>(std::lround(persons_.at(0, state)));
  return persons;
}

void add_start(Contents& contents) { contents.add<Start>(contents); }

}  // namespace formatie::illness_death
