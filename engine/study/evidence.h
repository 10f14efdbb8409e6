#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/input/node.h"

namespace formatie {

/// On which kind of evidence values rest that differ by it.
struct Evidence {
  std::string chosen;              ///< "" when the scenario says none
  std::vector<std::string> kinds;  ///< that the model knows, see `Model::evidence_kinds`
};

/// What `evidence` in the section `study` says; nothing, with a problem, when the model does not know it.
std::optional<Evidence> read_evidence(const Node& study, std::vector<std::string> kinds, Problems& problems);

/// Takes from each `{by_evidence: {measured: ..., none: ...}}` in a tree what the chosen kind of evidence says.
void choose_evidence(Node& node, const Evidence& evidence, Problems& problems);

}  // namespace formatie
