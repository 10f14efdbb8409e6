#pragma once

#include <filesystem>
#include <optional>

#include "engine/cli/command.h"

namespace formatie {

/// Makes a report of finished studies.
Command report_command(const ProgramInfo& info);

/// Tells when the program was built without the page.
void need_page(Problems& problems);

/// Writes the page about the results in a folder there, as report.html; returns where.
std::optional<std::filesystem::path> write_report(const std::filesystem::path& folder, const ProgramInfo& info,
                                                  Problems& problems);

}  // namespace formatie
