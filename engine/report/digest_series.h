#pragma once

#include <vector>

#include "engine/report/digest.h"

namespace formatie {

/// Fills the series of a digest, whose alternatives, dates and measures are known, from summary.csv, comparison.csv and
/// uncertainty.csv of its folders: those that the presentation shows, and the headline series of `results`, which are
/// compared too. False, and at least one problem, when a file is broken.
bool read_series(Digest& digest, const Presentation& presentation, const std::vector<StoredStudy>& studies,
                 const Results& results, Problems& problems);

}  // namespace formatie
