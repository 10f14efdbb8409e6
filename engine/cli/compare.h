#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// Ranks the alternatives of finished studies.
Command compare_command(const ProgramInfo& info);

}  // namespace formatie
