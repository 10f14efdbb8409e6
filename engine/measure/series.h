#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/measure/layout.h"

namespace formatie {

/// The names of all measures, in their order.
std::vector<std::string> measure_names(const Layout& layout);

/// The labels that series have in a split column, "all" among them, in the order of the series.
std::vector<std::string> labels_of(const Layout& layout, std::size_t column);

/// The measure of this name; nothing when there is none.
std::optional<std::size_t> find_measure(const Layout& layout, std::string_view name);

/// The series of a measure with this label in each split column ("all" for the total); nothing when there is none.
std::optional<std::size_t> find_series(const Layout& layout, std::size_t measure,
                                       const std::vector<std::string>& split);

/// Labels that are asked for in one split column.
struct ChosenLabels {
  std::size_t column = 0;
  std::vector<std::string> labels;
};

/// Every combination of the labels, as splits of series: the total in columns of which nothing is said. The labels of
/// the last column given run fastest.
std::vector<std::vector<std::string>> combinations(const Layout& layout, const std::vector<ChosenLabels>& chosen);

/// A series as the columns of replications.csv name it: `measure[column=label|column=label]`, without labels that are
/// "all": `burning`, `burning[place=market|colour=white]`.
std::string series_name(const Layout& layout, const Series& series);

/// The series of this name, see `series_name`; nothing when there is none.
std::optional<std::size_t> series_named(const Layout& layout, std::string_view name);

}  // namespace formatie
