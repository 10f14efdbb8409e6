#include "engine/measure/definition.h"

#include <algorithm>

#include "engine/base/expect.h"

namespace formatie {

void Tally::clear() {
  expect(by_.size() <= 3, "a table has at most three splits");
  for (std::size_t d = 0; d < by_.size(); ++d) sizes_[d] = by_[d]->size();
  values_.assign(sizes_[0] * sizes_[1] * sizes_[2], 0.0);
}

double Tally::sum(const Cell& cell) const {
  double total = 0;
  for_each_place(by_, cell, [&](std::size_t place) { total += values_[place]; });
  return total;
}

const Split& Measures::split(const std::string& column, const Dimension& labels,
                             std::vector<std::vector<bool>> within) {
  auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) found = columns_.insert(columns_.end(), column);
  expect(columns_.size() <= Cell::most_columns, "results have at most 16 split columns");
  splits_.push_back({static_cast<std::size_t>(found - columns_.begin()), &labels, std::move(within)});
  return splits_.back();
}

void Measures::for_each_cell(const MeasureDefinition& definition, const Visit& visit) {
  using Headline = MeasureDefinition::Headline;
  const auto& by = definition.by;
  const Split* const outer = definition.outer && !by.empty() ? by.front() : nullptr;
  const auto of = [&](std::optional<std::size_t> label) {
    const Cell whole = label ? Cell().with(*outer, *label) : Cell();
    visit(whole, definition.headline == Headline::outer || (definition.headline == Headline::total && !label));
    for (const Split* split : by) {
      if (split == outer) continue;
      for (std::size_t i = 0; i < split->size(); ++i)
        if (split->within.empty() || (label && split->within[*label][i])) visit(whole.with(*split, i), false);
    }
  };
  of(std::nullopt);
  for (std::size_t label = 0; outer != nullptr && label < outer->size(); ++label) of(label);
}

Layout Measures::layout(std::vector<Time> dates) const {
  Layout layout(columns_, std::move(dates));
  for (const auto& definition : list_) {
    const std::size_t measure = layout.add_measure(definition.measure);
    const std::size_t first =
        std::min(layout.dates().size(), std::max<std::size_t>(definition.flow ? 1 : 0, definition.from_date));
    for_each_cell(definition, [&](const Cell& cell, bool headline) {
      std::vector<std::string> labels(columns_.size(), "all");
      for (const Split* split : definition.by)
        if (const auto label = cell[*split]) labels[split->at] = split->labels->label(*label);
      layout.add_series(measure, std::move(labels), headline, first);
    });
  }
  return layout;
}

std::vector<Cell> Measures::cells() const {
  std::vector<Cell> cells;
  for (const auto& definition : list_)
    for_each_cell(definition, [&](const Cell& cell, bool) { cells.push_back(cell); });
  return cells;
}

void Measures::record(const Layout& layout, const std::vector<Cell>& cells, std::size_t date,
                      std::span<double> out) const {
  for (std::size_t s = 0; s < cells.size(); ++s) {
    const Series& series = layout.series()[s];
    if (date >= series.first_date) out[layout.index(s, date)] = list_[series.measure].value(cells[s]);
  }
}

}  // namespace formatie
