#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/cli/command.h"
#include "engine/report/language.h"
#include "engine/report/results_reader.h"

namespace formatie {

/// What `explain` says of an alternative on a date; nothing, and at least one problem, when the study cannot tell.
std::optional<std::string> explain_alternative(const StoredStudy& study, std::size_t alternative, Time date,
                                               Language language, const ProgramInfo& info, Problems& problems);

/// `formatie explain`: see its help.
Command explain_command(const ProgramInfo& info);

}  // namespace formatie
