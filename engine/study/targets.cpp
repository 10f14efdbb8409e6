#include "engine/study/targets.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/measure/estimate.h"

namespace formatie {
namespace {

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find(separator, begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// The series of these measures with every combination of these labels.
std::vector<std::size_t> series_of(const Layout& layout, const std::vector<std::string>& measures,
                                   const std::vector<std::vector<std::string>>& labels) {
  std::vector<std::size_t> found;
  for (std::size_t s = 0; s < layout.series().size(); ++s) {
    const auto& series = layout.series()[s];
    if (!std::count(measures.begin(), measures.end(), layout.measures()[series.measure].name)) continue;
    bool wanted = true;
    for (std::size_t c = 0; c < labels.size(); ++c)
      wanted = wanted && std::count(labels[c].begin(), labels[c].end(), series.split[c]);
    if (wanted) found.push_back(s);
  }
  return found;
}

}  // namespace

double Target::simulated(std::span<const double> values) const {
  const auto at = [&](const Moment& moment) {
    const auto sum = [&](const std::vector<std::size_t>& indices) {
      double total = 0;
      for (const std::size_t index : indices) total += values[index];
      return total;
    };
    return scale * sum(moment.numerator) / (moment.denominator.empty() ? 1 : sum(moment.denominator));
  };
  if (is_change) return at(moments.back()) - at(moments.front());
  double total = 0;
  for (const auto& moment : moments) total += at(moment);
  return total / static_cast<double>(moments.size());
}

std::vector<Target> read_targets(const std::filesystem::path& file, const std::string& scenario, const Layout& layout,
                                 Problems& problems) {
  std::vector<Target> targets;
  const std::size_t before = problems.size();
  const auto table = read_csv(file, problems);
  if (!table) return targets;
  for (const char* column : {"use", "name", "numerator", "denominator", "scale", "from", "until", "change_from",
                             "value", "tolerance", "unit", "scenario", "source", "note"})
    if (!table->column(column))
      problems.add(Origin{table->file(), 1, 1}, fmt::format("no column '{}'", column),
                   "columns: " + joined(table->columns()), did_you_mean(column, table->columns()));
  if (problems.size() != before) return targets;
  std::vector<std::string> known;
  for (const auto& measure : layout.measures()) known.push_back(measure.name);

  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto text = [&](std::string_view column) { return table->cell(row, *table->column(column)); };
    const auto where = [&](std::string_view column) { return table->where(row, *table->column(column)); };
    if (text("scenario") != scenario) continue;
    const auto number = [&](std::string_view column, double otherwise) {
      if (text(column).empty()) return otherwise;
      const auto value = parse_number(text(column));
      if (!value) problems.add(where(column), fmt::format("'{}' is '{}'", column, text(column)), "must be a number");
      return value.value_or(otherwise);
    };
    const auto date = [&](std::string_view column) -> std::optional<Time> {
      if (text(column).empty()) return std::nullopt;
      const auto value = parse_date(text(column));
      if (!value)
        problems.add(where(column), fmt::format("'{}' is '{}'", column, text(column)),
                     "must be a date such as 2030-10-01");
      return value;
    };
    Target target;
    target.use = text("use");
    target.name = text("name");
    target.unit = text("unit");
    target.source = text("source");
    target.note = text("note");
    target.value = number("value", 0);
    target.tolerance = number("tolerance", 0);
    target.scale = number("scale", 1);
    const auto from = date("from"), until = date("until"), change_from = date("change_from");
    const auto numerator = parts_of(text("numerator"), '+'), denominator = parts_of(text("denominator"), '+');
    bool sound = true;
    for (const auto* names : {&numerator, &denominator})
      for (const auto& name : *names)
        if (!std::count(known.begin(), known.end(), name)) {
          problems.add(where(names == &numerator ? "numerator" : "denominator"), fmt::format("no measure '{}'", name),
                       "measures: " + names_like(name, known), did_you_mean(name, known));
          sound = false;
        }
    std::vector<std::vector<std::string>> labels;
    for (const auto& column : layout.split_columns()) {
      const auto at = table->column(column);
      labels.push_back(at ? parts_of(table->cell(row, *at), '|') : std::vector<std::string>());
      if (labels.back().empty()) labels.back() = {"all"};
    }
    if (sound && !numerator.empty() && until) {
      const auto top = series_of(layout, numerator, labels), bottom = series_of(layout, denominator, labels);
      if (top.empty() || (!denominator.empty() && bottom.empty()))
        problems.add(where("name"), fmt::format("'{}' is not counted for these labels", target.name),
                     "no series of the results has them");
      target.is_change = change_from.has_value();
      for (std::size_t d = 0; d < layout.dates().size(); ++d) {
        const Time day = layout.dates()[d];
        const bool wanted =
            change_from ? day == *change_from || day == *until : day >= from.value_or(*until) && day <= *until;
        if (!wanted) continue;
        Target::Moment moment;
        moment.date = day;
        bool exists = true;
        for (const auto* list : {&top, &bottom})
          for (const std::size_t s : *list) {
            exists = exists && d >= layout.series()[s].first_date;
            if (exists) (list == &top ? moment.numerator : moment.denominator).push_back(layout.index(s, d));
          }
        if (exists) target.moments.push_back(std::move(moment));
      }
      if (target.is_change && target.moments.size() != 2) target.moments.clear();
      if (target.moments.empty() && target.note.empty()) target.note = "the dates are not in the period";
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

Score score(const Target& target, std::span<const double> values) {
  const Estimate found = estimate(values);
  Score result;
  result.mean = found.mean;
  result.p05 = found.p05;
  result.p95 = found.p95;
  std::vector<double> present;
  for (const double value : values)
    if (!std::isnan(value)) present.push_back(value);
  if (present.empty()) return result;
  double variance = 0;
  for (const double value : present) variance += (value - found.mean) * (value - found.mean);
  if (present.size() > 1) variance /= static_cast<double>(present.size() - 1);
  const double deviation = std::sqrt(variance + target.deviation() * target.deviation());
  if (deviation > 0) result.z = (found.mean - target.value) / deviation;
  result.within_tolerance = std::abs(found.mean - target.value) <= target.tolerance;
  result.within_interval = std::abs(result.z) <= 1.6448536269514722;
  std::sort(present.begin(), present.end());
  double off = 0, spread = 0;
  for (std::size_t i = 0; i < present.size(); ++i) {
    off += std::abs(present[i] - target.value);
    spread += present[i] * (2.0 * static_cast<double>(i) + 1 - static_cast<double>(present.size()));
  }
  const auto n = static_cast<double>(present.size());
  result.crps = off / n - spread / (n * n);
  return result;
}

}  // namespace formatie
