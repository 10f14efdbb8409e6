#include "engine/study/series_choice.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/study/section_reader.h"

namespace formatie {

std::optional<std::size_t> chosen_measure(const Layout& layout, const std::string& name, const Origin& where,
                                          Problems& problems) {
  const auto found = find_measure(layout, name);
  if (found) return found;
  const auto names = measure_names(layout);
  problems.add(where, fmt::format("no measure '{}'", name), "measures: " + names_like(name, names),
               did_you_mean(name, names));
  return std::nullopt;
}

std::optional<std::vector<ChosenLabels>> chosen_labels(const Layout& layout, const Node& where, Labels allowed,
                                                       Problems& problems) {
  const auto& columns = layout.split_columns();
  std::vector<ChosenLabels> chosen;
  if (!check_keys(where, "where", columns, problems)) return std::nullopt;
  for (const auto& entry : where.entries()) {
    const auto column = std::find(columns.begin(), columns.end(), entry.key);
    if (column == columns.end()) return std::nullopt;  // told by `check_keys`
    std::vector<std::string> labels;
    if (allowed == Labels::lists && entry.value.is_sequence())
      for (const auto& label : entry.value.items()) labels.push_back(text_of(&label, entry.key, problems));
    else
      labels.push_back(text_of(&entry.value, entry.key, problems));
    chosen.push_back({static_cast<std::size_t>(column - columns.begin()), std::move(labels)});
  }
  return chosen;
}

std::optional<std::vector<std::size_t>> chosen_series(const Layout& layout, std::size_t measure,
                                                      const std::vector<ChosenLabels>& labels, const Origin& where,
                                                      Problems& problems) {
  std::vector<std::size_t> list;
  for (const auto& split : combinations(layout, labels)) {
    const auto series = find_series(layout, measure, split);
    if (!series) {
      problems.add(
          where, fmt::format("the measure '{}' is not counted for {}", layout.measures()[measure].name, joined(split)),
          "no such combination of " + joined(layout.split_columns()));
      return std::nullopt;
    }
    list.push_back(*series);
  }
  return list;
}

}  // namespace formatie
