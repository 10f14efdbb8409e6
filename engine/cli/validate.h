#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// `validate SCENARIO`: holds the model against published figures and prints a scorecard.
Command validate_command(const ProgramInfo& info);

}  // namespace formatie
