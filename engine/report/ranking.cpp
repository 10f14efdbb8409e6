#include "engine/report/ranking.h"

#include "engine/measure/series.h"

namespace formatie {

const Series& Ranking::series() const { return results.layout().series()[settings.series]; }
const Measure& Ranking::measure() const { return measure_of(settings.series); }
const Measure& Ranking::measure_of(std::size_t series) const {
  return results.layout().measures()[results.layout().series()[series].measure];
}
const std::string& Ranking::baseline() const { return results.alternatives()[settings.baseline]; }
const std::string& Ranking::name_of(const Compared& c) const { return results.alternatives()[c.alternative]; }

const char* cost_per_unit_text(CostPerUnit is) {
  switch (is) {
    case CostPerUnit::told:
      return "told";
    case CostPerUnit::cannot_tell:
      return "cannot tell";
    case CostPerUnit::no_gain:
      return "no gain";
    case CostPerUnit::saves:
      return "saves";
    case CostPerUnit::part_year:
      return "part of a year";
    case CostPerUnit::no_price:
      return "no price";
    case CostPerUnit::not_asked:
      break;
  }
  return "";
}

ComparisonSettings comparison_settings(const Layout& layout, std::size_t series, std::size_t date,
                                       const ComparedMeasures& compared) {
  ComparisonSettings settings;
  settings.series = series;
  settings.date = date;
  const auto beside = [&](const std::string& name) -> std::optional<std::size_t> {
    const auto measure = find_measure(layout, name);
    const auto found = measure ? find_series(layout, *measure, layout.series()[series].split) : std::nullopt;
    if (!found || *found == series || layout.series()[*found].first_date > date) return std::nullopt;
    return found;
  };
  settings.cost = beside(compared.cost);
  if (settings.cost) settings.anyway = beside(compared.anyway);
  settings.per_unit = settings.cost && layout.measures()[layout.series()[series].measure].unit == compared.per;
  return settings;
}

}  // namespace formatie
