#pragma once

#include "engine/cli/command.h"

namespace formatie {

/// `calibrate SCENARIO`: fits the free parameters to the targets and writes the posterior ensemble.
Command calibrate_command();

}  // namespace formatie
