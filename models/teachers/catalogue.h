#pragma once

#include <vector>

#include "models/teachers/labour.h"
#include "models/teachers/measures/snapshot.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {

/// Everything that can happen, in the order in which equal times are handled.
Catalogue<Labour> make_catalogue(const Shared& shared);

/// Everything that is counted, in the order of the csv files.
std::vector<MeasureDefinition> make_measures(const Labels& labels);

}  // namespace formatie::teachers
