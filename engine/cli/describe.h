#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// Tells what the parameters of a model are.
Command describe_command();

}  // namespace formatie
