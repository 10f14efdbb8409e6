#pragma once

#include <cstdint>

#include "engine/kernel/population.h"

namespace formatie::illness_death {

/// How ill somebody is. The living states are the kernel's situations too; who is dead is gone there.
enum class State : std::uint8_t { well, mild, severe, dead };
inline constexpr std::size_t states = 4;
inline constexpr std::size_t living_states = 3;
inline constexpr const char* state_names[states] = {"well", "mild", "severe", "dead"};

/// A state as a number: of a label, or of a cell of a dial.
constexpr std::size_t index(State state) { return static_cast<std::size_t>(state); }
constexpr Situation situation_of(State state) { return state == State::dead ? gone : static_cast<Situation>(state); }

struct Patient {
  Agent agent;
  State began = State::well;  ///< in which state at the start

  State state() const { return static_cast<State>(agent.situation); }
};

}  // namespace formatie::illness_death
