#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// Tells what happened in one replication.
Command replay_command(const ProgramInfo& info);

}  // namespace formatie
