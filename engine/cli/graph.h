#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// Draws the career map of a model.
Command graph_command();

}  // namespace formatie
