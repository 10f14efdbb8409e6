#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/input/node.h"
#include "engine/measure/series.h"

namespace formatie {

// Which series of the results a user means. What there is not is reported, and nothing returned.

/// The measure of this name, which stands at `where`.
std::optional<std::size_t> chosen_measure(const Layout& layout, const std::string& name, const Origin& where,
                                          Problems& problems);

/// The labels under `where`, a mapping from split columns to a label each, or also to lists of labels.
enum class Labels { one, lists };
std::optional<std::vector<ChosenLabels>> chosen_labels(const Layout& layout, const Node& where, Labels allowed,
                                                       Problems& problems);

/// The series of a measure for each combination of labels; `where`: at which it is reported that one is not counted.
std::optional<std::vector<std::size_t>> chosen_series(const Layout& layout, std::size_t measure,
                                                      const std::vector<ChosenLabels>& labels, const Origin& where,
                                                      Problems& problems);

}  // namespace formatie
