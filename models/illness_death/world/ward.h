#pragma once

#include <array>

#include "engine/agents/agent_world.h"

#include "models/illness_death/world/patient.h"

namespace formatie::illness_death {

/// The patients of a replication. They do not meet: whatever happens to one changes nothing for the others.
class Ward final : public AgentWorld<Ward, Patient> {
 public:
  struct Start {};  ///< replications share nothing: everybody begins alike

  /// Lets in everybody with whom a replication begins: [state] persons. `dead`: counts who died since, by that state.
  void admit(const std::array<std::uint32_t, living_states>& persons, Counter dead);
  /// Who began in a state and died since. At barriers.
  std::int32_t dead(std::size_t began) const { return counts().of(dead_)[began]; }
  /// Stops unless, for each state at the start, those present and the dead are those who began.
  void check() const;

 private:
  std::array<std::uint32_t, living_states> admitted_{};
  Counter dead_;
};

}  // namespace formatie::illness_death
