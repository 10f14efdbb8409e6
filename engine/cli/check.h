#pragma once

#include <string>

#include "engine/cli/command.h"
#include "engine/study/plan.h"

namespace formatie {

/// Validates scenarios and tells what each would run.
Command check_command();

/// What a plan will do, as text of at most 80 columns; `scenario` is how the user named it.
std::string plan_text(const Plan& plan, const std::string& scenario);

}  // namespace formatie
