#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/problem.h"
#include "engine/cli/command.h"
#include "engine/report/files.h"
#include "engine/report/provenance.h"
#include "engine/study/plan.h"

namespace formatie {

/// What identifies a study in its folder: plan.yaml, and a copy of every table that it names.
///
/// The same study gives the same bytes wherever and however it runs; `run plan.yaml` runs it again. Reads the tables,
/// and throws `std::filesystem::filesystem_error` when one cannot be read.
std::vector<NamedText> study_files(const Plan& plan);

/// Where results of this study come from: the program, the seed, and the hashes of these files. When it was, how long
/// it took and what was completed is for the caller to add.
Provenance provenance_of(const Plan& plan, const std::vector<NamedText>& study, const ProgramInfo& info);

/// Refuses a folder that holds something else than this study, before time is spent on running it.
///
/// The same study by the same solver (with any number of replications, or any stopping rule), an empty folder and no
/// folder are welcome; files whose names begin with a dot do not count. With `force` only a file in the place of the
/// folder is refused, and a place where nobody may write. Throws `std::filesystem::filesystem_error` when it cannot
/// find out.
void check_output_folder(const std::filesystem::path& folder, const std::vector<NamedText>& study,
                         const std::string& solver, bool force, Problems& problems);

/// How many replications the folder holds of a study that was run to its end; 0 when it holds none, or a partial one.
std::uint64_t finished_replications(const std::filesystem::path& folder);

}  // namespace formatie
