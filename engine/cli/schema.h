#pragma once

#include <string>
#include <vector>

#include "engine/base/dimension.h"
#include "engine/cli/load.h"

namespace formatie {

/// A dial and the dimensions by which it is split.
struct DialShape {
  std::string name;  ///< "part.name"
  std::vector<Dimension> by;
};

/// The dials of the first alternative of a study.
std::vector<DialShape> dial_shapes(const Study& study, ModelFactory make_model);

/// A JSON Schema (draft-07, which the language servers for YAML know best) for scenarios of this model.
///
/// A scenario that extends another needs almost nothing; what is required of one that does not, is asked of it. The
/// schema knows the labels that `study` has.
std::string scenario_schema(const Study& study, const std::vector<DialShape>& dials, const std::string& program);

}  // namespace formatie
