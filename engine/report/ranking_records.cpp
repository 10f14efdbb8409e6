#include "engine/report/ranking_records.h"

#include <cmath>
#include <functional>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/measure/series.h"
#include "engine/report/csv.h"

namespace formatie {
namespace {

constexpr const char* methods = "mean: Student's t over draws; probability: Wilson over draws; ratios: Fieller";

// One row for a program: names and values in their order.
using Value = std::variant<std::monostate, std::string, double>;  // nothing, a text, a number
using Record = std::vector<std::pair<std::string, Value>>;

Value count(std::size_t number) { return static_cast<double>(number); }

std::string csv_of(const std::vector<Record>& records) {
  std::string out;
  const auto line = [&](const Record& record, const std::function<std::string(const Record::value_type&)>& text) {
    for (std::size_t i = 0; i < record.size(); ++i) out += (i > 0 ? "," : "") + text(record[i]);
    out += '\n';
  };
  if (!records.empty()) line(records.front(), [](const auto& field) { return csv_field(field.first); });
  for (const auto& record : records)
    line(record, [](const auto& field) {
      if (const auto* text = std::get_if<std::string>(&field.second)) return csv_field(*text);
      const auto* number = std::get_if<double>(&field.second);
      return number != nullptr ? csv_statistic(*number) : "";
    });
  return out;
}

std::string json_of_records(const std::vector<Record>& records) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const auto& record : records) {
    Json object = Json::object();
    for (const auto& [name, value] : record) {
      const auto* number = std::get_if<double>(&value);
      if (const auto* text = std::get_if<std::string>(&value))
        object[name] = *text;
      else if (number == nullptr || !std::isfinite(*number))
        object[name] = nullptr;
      else if (*number == std::floor(*number) && std::abs(*number) < 1e15)
        object[name] = static_cast<std::int64_t>(*number);
      else
        object[name] = Json::parse(csv_statistic(*number));
    }
    list.push_back(std::move(object));
  }
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void add_difference(Record& record, const PairedDifference& d, const Interval& interval) {
  record.insert(record.end(), {{"replications", count(d.n)},
                               {"draws", count(d.draws)},
                               {"mean_difference", d.mean_difference},
                               {"standard_error", d.standard_error},
                               {"low", interval.low},
                               {"high", interval.high}});
}

void add_ratio(Record& record, const std::string& name, const Ratio& ratio) {
  record.insert(record.end(),
                {{name, ratio.value}, {name + "_low", ratio.interval.low}, {name + "_high", ratio.interval.high}});
}

std::vector<Record> records_of(const Ranking& r) {
  std::vector<Record> records;
  const Measure& measure = r.measure();
  for (const auto& c : r.rows) {
    Record& record = records.emplace_back();
    record = {{"rank", c.rank > 0 ? count(c.rank) : Value()},
              {"alternative", r.name_of(c)},
              {"baseline", r.baseline()},
              {"measure", series_name(r.results.layout(), r.series())},
              {"date", r.results.layout().dates()[r.settings.date].iso()},
              {"unit", measure.unit},
              {"better", better_name(measure.better)}};
    add_difference(record, c.difference, c.interval);
    record.insert(record.end(), {{"verdict", std::string(verdict_text(c.verdict, measure.better))},
                                 {"probability", c.probability},
                                 {"probability_low", c.probability_interval.low},
                                 {"probability_high", c.probability_interval.high}});
    if (r.settings.cost) {
      record.insert(record.end(), {{"cost", c.cost.mean_difference},
                                   {"cost_standard_error", c.cost.standard_error},
                                   {"cost_low", c.cost_interval.low},
                                   {"cost_high", c.cost_interval.high},
                                   {"cost_unit", r.measure_of(*r.settings.cost).unit}});
      if (r.settings.per_unit) {
        add_ratio(record, "cost_per_" + r.per, c.cost_per_unit);
        record.emplace_back("cost_per_" + r.per + "_is", cost_per_unit_text(c.cost_per_unit_is));
      }
      if (r.settings.anyway) add_ratio(record, r.measure_of(*r.settings.anyway).name + "_share", c.anyway_share);
    }
    record.emplace_back("level", comparison_level);
    record.emplace_back("methods", methods);
  }
  return records;
}

std::vector<Record> records_of(const SplitComparison& s) {
  std::vector<Record> records;
  for (const auto& row : s.rows) {
    const auto interval = interval_of(row.difference);
    const auto verdict = verdict_of(row.difference.mean_difference, row.difference.standard_error, interval);
    Record& record = records.emplace_back();
    record = {{"alternative", row.alternative},
              {"baseline", s.results.alternatives().front()},
              {"measure", s.measure.name},
              {"date", s.date.iso()},
              {s.split, row.label},
              {"unit", row.unit},
              {"better", better_name(s.measure.better)}};
    add_difference(record, row.difference, interval);
    record.insert(record.end(), {{"verdict", std::string(verdict_text(verdict, s.measure.better))},
                                 {"level", comparison_level},
                                 {"methods", "mean: Student's t over draws"}});
  }
  return records;
}

}  // namespace

std::string as_csv(const Ranking& ranking) { return csv_of(records_of(ranking)); }
std::string as_csv(const SplitComparison& split) { return csv_of(records_of(split)); }
std::string as_json(const Ranking& ranking) { return json_of_records(records_of(ranking)); }
std::string as_json(const SplitComparison& split) { return json_of_records(records_of(split)); }

}  // namespace formatie
