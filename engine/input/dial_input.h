#pragma once

#include <string>

#include "engine/input/node.h"
#include "engine/parameters/fields.h"

namespace formatie {

/// Gives a dial the values that a scenario has for it: one number, a number for each label, or a csv table; see
/// `Reader`. `path`: "part.name", as messages call it.
void read_dial(const Node& node, const std::string& path, Dial& dial, Allowed allowed, Problems& problems);

}  // namespace formatie
