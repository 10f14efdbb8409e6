#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/input/node.h"

namespace formatie {

/// A scenario with everything it extends merged in.
///
/// `Origin::file` of a value is the path of the file that says it, relative when the scenario was given as relative:
/// a file name in a value is meant relative to the folder of its origin.
struct ScenarioDocument {
  Node root;                                 ///< a mapping, without the key `extends`
  std::vector<std::filesystem::path> files;  ///< every file read, in the order of merging: the scenario itself is last
};

/// Reads a scenario and the files it `extends`: a file name or a list of them, relative to the file that says it.
///
/// A file comes after all files it extends, and after those that stand before it in a list; each counts once. Later
/// files win, see `merge`. Refuses what `read_yaml` refuses, a missing file, a circle, and a file that is no mapping.
std::optional<ScenarioDocument> read_scenario(const std::filesystem::path& file, Problems& problems);

/// Carries out one `--set path=value`, such as "study.seed=5" or "alternatives.1.name=none".
///
/// In a list a part of the path is the `name` of an item, or its number, from 1. Missing keys are made, but not for a
/// path that lacks only its first part, "parameters". The value is a YAML scalar, `[…]` or `{…}`; no value means null.
/// `number` tells which `--set` this is, from 1: origins show it when the assignment is too long to show. False, one
/// problem, and an unchanged `root` when it cannot be done.
bool set_value(Node& root, std::string_view assignment, int number, Problems& problems);

}  // namespace formatie
