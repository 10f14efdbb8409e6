#pragma once

#include "engine/agents/contents.h"

#include "models/illness_death/world/ward.h"

namespace formatie::illness_death {

/// The table of contents of the model: all its parts, in illness_death.cpp; and by what results are split.
class Contents final : public AgentContents<Ward> {
 public:
  Contents();
  Contents(const Contents&) = delete;
  Contents& operator=(const Contents&) = delete;

  const Dimension living{"health", {state_names, state_names + living_states}};
  const Dimension all_states{"health", {state_names, state_names + states}};

  const Split& began = measures.split("began_as", living);    ///< the state at the start
  const Split& state = measures.split("health", all_states);  ///< the state now
  const Split& died_in = measures.split("health", living);    ///< the state before death
};

}  // namespace formatie::illness_death
