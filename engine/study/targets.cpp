#include "engine/study/targets.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/measure/estimate.h"
#include "engine/study/series_choice.h"

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

/// Reads the rows of a table of targets.
class TargetReader {
 public:
  TargetReader(const Table& table, const Layout& layout, Problems& problems)
      : table_(table), layout_(layout), problems_(problems) {}

  /// False, with problems, when a column lacks.
  bool has_all_columns() {
    const std::size_t before = problems_.size();
    for (const char* column : {"use", "name", "numerator", "denominator", "scale", "from", "until", "change_from",
                               "value", "tolerance", "unit", "scenario", "source", "note"})
      if (!table_.column(column))
        problems_.add(Origin{table_.file(), 1, 1}, fmt::format("no column '{}'", column),
                      "columns: " + joined(table_.columns()), did_you_mean(column, table_.columns()));
    return problems_.size() == before;
  }

  std::vector<Target> read(const std::string& scenario) {
    std::vector<Target> targets;
    for (row_ = 0; row_ < table_.size(); ++row_)
      if (text("scenario") == scenario) targets.push_back(read_row());
    return targets;
  }

 private:
  const std::string& text(std::string_view column) const { return table_.cell(row_, *table_.column(column)); }
  Origin where(std::string_view column) const { return table_.where(row_, *table_.column(column)); }
  double number(std::string_view column, double otherwise) {
    if (text(column).empty()) return otherwise;
    const auto value = parse_number(text(column));
    if (!value) problems_.add(where(column), fmt::format("'{}' is '{}'", column, text(column)), "must be a number");
    return value.value_or(otherwise);
  }
  std::optional<Time> date(std::string_view column) {
    if (text(column).empty()) return std::nullopt;
    const auto value = parse_date(text(column));
    if (!value)
      problems_.add(where(column), fmt::format("'{}' is '{}'", column, text(column)),
                    "must be a date such as 2030-10-01");
    return value;
  }

  Target read_row() {
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
    const auto top = measures("numerator"), bottom = measures("denominator");
    if (!top || !bottom || top->empty() || !until) return target;
    const auto labels = chosen_labels_of_row();
    const auto numerator = series_of(*top, labels), denominator = series_of(*bottom, labels);
    if (numerator.empty() || (!bottom->empty() && denominator.empty()))
      problems_.add(where("name"), fmt::format("'{}' is not counted for these labels", target.name),
                    "no series of the results has them");
    target.is_change = change_from.has_value();
    for (std::size_t d = 0; d < layout_.dates().size(); ++d) {
      const Time day = layout_.dates()[d];
      if (change_from ? day != *change_from && day != *until : day < from.value_or(*until) || day > *until) continue;
      if (auto moment = moment_on(d, numerator, denominator)) target.moments.push_back(std::move(*moment));
    }
    if (target.is_change && target.moments.size() != 2) target.moments.clear();
    if (target.moments.empty() && target.note.empty()) target.note = "the dates are not in the period";
    return target;
  }

  /// "a+b" under a column: the measures of these names; nothing when one is not known.
  std::optional<std::vector<std::size_t>> measures(std::string_view column) {
    std::vector<std::size_t> list;
    bool sound = true;
    for (const auto& name : parts_of(text(column), '+')) {
      const auto measure = chosen_measure(layout_, name, where(column), problems_);
      sound = sound && measure;
      if (measure) list.push_back(*measure);
    }
    return sound ? std::optional(list) : std::nullopt;
  }

  /// "a|b" under a split column: these labels; the total when it is empty or not there.
  std::vector<ChosenLabels> chosen_labels_of_row() const {
    std::vector<ChosenLabels> chosen;
    for (std::size_t c = 0; c < layout_.split_columns().size(); ++c)
      if (const auto column = table_.column(layout_.split_columns()[c]))
        if (auto labels = parts_of(table_.cell(row_, *column), '|'); !labels.empty())
          chosen.push_back({c, std::move(labels)});
    return chosen;
  }

  /// The series of these measures with any combination of the labels, in the order of the layout.
  std::vector<std::size_t> series_of(const std::vector<std::size_t>& of,
                                     const std::vector<ChosenLabels>& labels) const {
    std::set<std::size_t> found;
    for (const std::size_t measure : of)
      for (const auto& split : combinations(layout_, labels))
        if (const auto series = find_series(layout_, measure, split)) found.insert(*series);
    return {found.begin(), found.end()};
  }

  /// Where the series stand on a date; nothing when one of them does not exist then.
  std::optional<Target::Moment> moment_on(std::size_t d, const std::vector<std::size_t>& numerator,
                                          const std::vector<std::size_t>& denominator) const {
    Target::Moment moment{layout_.dates()[d], {}, {}};
    for (const auto& [list, indices] :
         {std::pair{&numerator, &moment.numerator}, std::pair{&denominator, &moment.denominator}})
      for (const std::size_t s : *list) {
        if (d < layout_.series()[s].first_date) return std::nullopt;
        indices->push_back(layout_.index(s, d));
      }
    return moment;
  }

  const Table& table_;
  const Layout& layout_;
  Problems& problems_;
  std::size_t row_ = 0;
};

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
  const auto table = read_csv(file, problems);
  if (!table) return {};
  TargetReader reader(*table, layout, problems);
  return reader.has_all_columns() ? reader.read(scenario) : std::vector<Target>();
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
