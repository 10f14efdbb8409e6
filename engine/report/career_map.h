#pragma once

#include <string>
#include <vector>

#include "engine/study/careers.h"

namespace formatie {

/// The career map in the language of Graphviz: `dot -Tsvg` makes a picture of it.
///
/// Situations are boxes, those that nobody needs to leave with a double border; a dot points at those in which people
/// come in. Arrows between the same two situations are one, with the names of the processes below each other.
std::string to_dot(const CareerMap& map);

/// The processes and rules of the map as two tables in Markdown, for the description of a model.
std::string to_markdown(const CareerMap& map);

/// What is wrong with a career map, a sentence each: situations that nobody can come in, and situations from which
/// nobody can come to an end.
std::vector<std::string> career_map_problems(const CareerMap& map);

}  // namespace formatie
