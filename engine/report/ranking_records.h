#pragma once

#include <string>

#include "engine/report/ranking.h"

namespace formatie {

// A comparison for programs: a row an alternative, or a label. Numbers as in comparison.csv; unrounded but for ten
// digits.

std::string as_csv(const Ranking& ranking);
std::string as_csv(const SplitComparison& split);
/// An array of objects, whose keys are the columns of the csv text; what does not exist is null.
std::string as_json(const Ranking& ranking);
std::string as_json(const SplitComparison& split);

}  // namespace formatie
