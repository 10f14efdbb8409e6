#pragma once

#include <filesystem>
#include <string>

#include "engine/cli/command.h"

namespace formatie {

/// Makes a report of finished studies.
Command report_command();

/// Writes the page about one folder in it, as report.html; returns the path. Tells what is wrong, and returns nothing
/// written, when the program was built without the page.
std::filesystem::path write_report(const std::filesystem::path& folder, const std::string& language,
                                   const ProgramInfo& info, Problems& problems);

}  // namespace formatie
