#pragma once

#include <filesystem>
#include <vector>

#include "engine/input/node.h"
#include "engine/study/uncertainty.h"

namespace formatie {

/// The section `uncertainty`, a mapping whose keys have been checked, into `uncertainty`; `values` are those of the
/// first alternative.
void read_uncertainty(const Node& section, const ParameterValues& values, bool has_chance, Uncertainty& uncertainty,
                      Problems& problems);

/// A future, and the parameters that have other values in it: a mapping, empty when none have.
struct FutureInput {
  Future future;
  Node parameters;
};
/// The futures of a scenario, their weights adding up to 1; one without a name when it has no list of them.
std::vector<FutureInput> read_futures(const Node& root, Problems& problems);

/// Reads a table of priors: columns parameter, low, high, form, distribution, grade, setting, source.
///
/// `values`: those of the first alternative. Rows with the form `start` describe the first population, which is made
/// once a study: they are kept out.
std::vector<Uncertainty::Uncertain> read_priors(const std::filesystem::path& file, const ParameterValues& values,
                                                Problems& problems);

/// Reads a table of joint draws: a column for each parameter, a row for each member, factors.
void read_ensemble(const std::filesystem::path& file, const ParameterValues& values, Uncertainty& uncertainty,
                   Problems& problems);

}  // namespace formatie
