#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/input/node.h"
#include "engine/measure/results.h"

namespace formatie {

/// A study as a folder keeps it.
struct StoredStudy {
  std::filesystem::path folder;
  std::string title;
  std::string title_nl;  ///< "" when there is none
  Node period;           ///< as in plan.yaml
  std::uint64_t seed = 0;
  std::uint64_t replications_asked = 0;
  bool partial = false;
  std::vector<std::vector<Time>> changes;  ///< [alternative] the dates on which a policy of its begins or ends
  std::vector<std::string> names_nl;       ///< [alternative]; "" when it has none
  std::vector<std::string> grades;         ///< [alternative] of the evidence, "A" to "D"; "" not told
  /// The headline series of replications.csv, bit for bit as they were simulated. The future of a replication is not
  /// kept, and is 0.
  Results results;
};

/// Reads what `run` wrote in a folder: provenance.json, plan.yaml, measures.csv, replications.csv, and of the large
/// comparison.csv the names of the columns.
///
/// Nothing, and at least one problem, when there is no such folder, no results in it, or a file is broken or cut off.
std::optional<StoredStudy> read_study(const std::filesystem::path& folder, Problems& problems);

/// The date that a user means by "2035-10-01" or "2035" (the last one in that year), among `dates`, rising; nothing,
/// and a problem, when there is none.
std::optional<Time> date_meant(std::string_view text, const std::vector<Time>& dates, Problems& problems);

}  // namespace formatie
