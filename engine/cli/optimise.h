#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// `optimise SCENARIO`: looks for cheap mixes of levers that meet a goal, and says which of them can be told apart.
Command optimise_command();

}  // namespace formatie
