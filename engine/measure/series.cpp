#include "engine/measure/series.h"

#include <algorithm>

namespace formatie {

std::vector<std::string> measure_names(const Layout& layout) {
  std::vector<std::string> names;
  for (const auto& measure : layout.measures()) names.push_back(measure.name);
  return names;
}

std::vector<std::string> labels_of(const Layout& layout, std::size_t column) {
  std::vector<std::string> labels;
  for (const auto& series : layout.series())
    if (!std::count(labels.begin(), labels.end(), series.split[column])) labels.push_back(series.split[column]);
  return labels;
}

std::optional<std::size_t> find_measure(const Layout& layout, std::string_view name) {
  for (std::size_t m = 0; m < layout.measures().size(); ++m)
    if (layout.measures()[m].name == name) return m;
  return std::nullopt;
}

std::optional<std::size_t> find_series(const Layout& layout, std::size_t measure,
                                       const std::vector<std::string>& split) {
  for (std::size_t s = 0; s < layout.series().size(); ++s)
    if (layout.series()[s].measure == measure && layout.series()[s].split == split) return s;
  return std::nullopt;
}

std::vector<std::vector<std::string>> combinations(const Layout& layout, const std::vector<ChosenLabels>& chosen) {
  std::vector<std::vector<std::string>> splits(1, std::vector<std::string>(layout.split_columns().size(), "all"));
  for (const auto& [column, labels] : chosen) {
    std::vector<std::vector<std::string>> more;
    for (const auto& split : splits)
      for (const auto& label : labels) {
        more.push_back(split);
        more.back()[column] = label;
      }
    splits = std::move(more);
  }
  return splits;
}

std::string series_name(const Layout& layout, const Series& series) {
  std::string labels;
  for (std::size_t i = 0; i < series.split.size(); ++i) {
    if (series.split[i] == "all") continue;
    labels += (labels.empty() ? "" : "|") + layout.split_columns()[i] + "=" + series.split[i];
  }
  return layout.measures()[series.measure].name + (labels.empty() ? "" : "[" + labels + "]");
}

std::optional<std::size_t> series_named(const Layout& layout, std::string_view name) {
  for (std::size_t s = 0; s < layout.series().size(); ++s)
    if (series_name(layout, layout.series()[s]) == name) return s;
  return std::nullopt;
}

}  // namespace formatie
