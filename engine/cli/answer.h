#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// `formatie answer`: see its help.
Command answer_command(const ProgramInfo& info);

}  // namespace formatie
