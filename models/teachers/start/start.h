#pragma once

#include <cstdint>
#include <memory>

#include "engine/base/problem.h"
#include "engine/study/period.h"

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Makes the structure: schools and distances, the synthetic first population, the facts of the routes.
///
/// Persons by age and sex, contract-size bands and fte are published for each sector, but not how they go together:
/// iterative proportional fitting (Deming & Stephan 1940) joins them, and rounding keeps the number of persons. Null,
/// and at least one problem, when the files are wrong.
std::shared_ptr<const Structure> build_start(const Contents& contents, const Period& period, std::uint64_t seed,
                                             Problems& problems);

}  // namespace formatie::teachers
