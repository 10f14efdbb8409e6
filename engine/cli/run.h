#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// Runs a study and writes its results.
Command run_command(const ProgramInfo& info);

}  // namespace formatie
