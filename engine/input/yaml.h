#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/problem.h"
#include "engine/input/node.h"

namespace formatie {

/// Reads one YAML file into a tree that knows its origins; nothing, and at least one problem, when it is refused.
///
/// Stricter than YAML: refuses duplicate keys, keys that are no plain text, tags, merge keys (`<<`), tabs as
/// indentation, a second document, an empty file, more than 64 levels, more than 1 000 000 values (aliases written
/// out), text that is not UTF-8, and files over 16 MiB. Columns of origins count characters.
std::optional<Node> read_yaml(const std::filesystem::path& file, Problems& problems);

/// The same for a text in memory; `name` takes the place of the file name in origins.
std::optional<Node> read_yaml_text(std::string_view text, const std::string& name, Problems& problems);

/// The tree as YAML, always the same bytes for the same tree; `read_yaml_text` gives an equal tree back.
///
/// Block style, two spaces; a text that would be read as something else is quoted.
std::string write_yaml(const Node& root);

}  // namespace formatie
