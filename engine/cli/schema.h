#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/base/dimension.h"
#include "engine/cli/load.h"

namespace formatie {

/// A dial, the dimensions by which it is split, and its values as the scenario gives them, without any policy.
struct DialShape {
  std::string name;  ///< "part.name"
  std::vector<Dimension> by;
  std::size_t values = 0;  ///< how many: of all cells, and of a cell again when its value changes on a date
  double lowest = 0;
  double highest = 0;
};

/// The dials of the first alternative of a study.
std::vector<DialShape> dial_shapes(const Study& study, ModelFactory make_model);

/// A JSON Schema (draft-07, which the language servers for YAML know best) for scenarios of this model.
///
/// A scenario that extends another needs almost nothing; what is required of one that does not, is asked of it. The
/// schema knows the labels that `study` has.
std::string scenario_schema(const Study& study, const std::vector<DialShape>& dials, const std::string& program);

}  // namespace formatie
