#include "engine/report/results_reader.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/input/text_file.h"
#include "engine/input/yaml.h"
#include "engine/report/csv.h"
#include "engine/report/stored_csv.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_mebibytes = 1024;

struct StoredProvenance {
  std::uint64_t seed = 0, asked = 0, completed = 0, per_draw = 1;
  DifferBy differ_by = DifferBy::chance;
  bool partial = false;
};

std::optional<StoredProvenance> read_provenance(const fs::path& file, Problems& problems) {
  const auto bytes = read_bytes(file, most_mebibytes, problems);
  if (!bytes) return std::nullopt;
  nlohmann::json json;
  try {
    json = nlohmann::json::parse(*bytes);
  } catch (const nlohmann::json::parse_error& error) {
    Lines lines(*bytes, file.string());
    problems.add(lines.origin(std::max<std::size_t>(error.byte, 1) - 1), "this is no JSON",
                 error.byte > bytes->size() ? "the file is cut off" : "", how_to_mend);
    return std::nullopt;
  }
  const std::size_t before = problems.size();
  const auto whole = [&](const char* key) -> std::uint64_t {
    if (json.is_object() && json.contains(key) && json[key].is_number_unsigned()) return json[key];
    problems.add({file.string()}, fmt::format("no whole number '{}'", key), "", how_to_mend);
    return 0;
  };
  StoredProvenance result;
  result.seed = whole("seed");
  result.asked = whole("replications_asked");
  result.completed = whole("replications_completed");
  result.per_draw = whole("replications_per_draw");
  if (problems.size() != before) return std::nullopt;
  if (result.per_draw < 1 || result.per_draw > UINT32_MAX) {
    problems.add({file.string()}, fmt::format("'replications_per_draw' is {}", result.per_draw), "must be at least 1");
    return std::nullopt;
  }
  // A folder of an earlier version does not say it: all models had chance.
  if (const auto found = json.find("replications_differ_by"); found != json.end()) {
    const auto name = std::find(std::begin(differ_by_names), std::end(differ_by_names), *found);
    if (name == std::end(differ_by_names)) {
      problems.add({file.string()}, fmt::format("'replications_differ_by' is {}", found->dump()),
                   "must be one of: chance, draws, nothing", how_to_mend);
      return std::nullopt;
    }
    result.differ_by = static_cast<DifferBy>(name - std::begin(differ_by_names));
  }
  result.partial = json.value("partial", nlohmann::json()) == true;
  return result;
}

std::optional<std::vector<Measure>> read_measures(const fs::path& file, Problems& problems) {
  const auto table = read_own_csv(file, problems);
  return table ? measures_in(*table, problems) : std::nullopt;
}

/// A column of replications.csv, taken apart: see `headline_column`.
struct HeadlineColumn {
  std::string measure;
  std::vector<std::pair<std::string, std::string>> labels;
  Time date;
};

std::optional<HeadlineColumn> parse_headline_column(std::string_view name) {
  HeadlineColumn column;
  const auto at = name.rfind('@');
  if (at == std::string_view::npos) return std::nullopt;
  const auto date = parse_date(name.substr(at + 1));
  if (!date) return std::nullopt;
  column.date = *date;
  name = name.substr(0, at);
  const auto open = name.find('[');
  column.measure = name.substr(0, open);
  if (open == std::string_view::npos) return column;
  if (name.back() != ']') return std::nullopt;
  auto labels = name.substr(open + 1, name.size() - open - 2);
  for (;;) {
    const auto bar = labels.find('|');
    const auto one = labels.substr(0, bar);
    const auto equals = one.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    column.labels.emplace_back(one.substr(0, equals), one.substr(equals + 1));
    if (bar == std::string_view::npos) return column;
    labels = labels.substr(bar + 1);
  }
}

/// The layout of the headline series: columns 2 and on of replications.csv are its numbers, in its order.
std::optional<Layout> headline_layout(const Table& table, const std::vector<Measure>& measures,
                                      const std::vector<std::string>& splits, Problems& problems) {
  const std::size_t before = problems.size();
  std::vector<HeadlineColumn> columns;
  std::set<Time> dates;
  for (std::size_t c = 2; c < table.columns().size(); ++c) {
    const auto column = parse_headline_column(table.columns()[c]);
    if (!column || std::any_of(column->labels.begin(), column->labels.end(), [&](const auto& label) {
          return std::count(splits.begin(), splits.end(), label.first) == 0;
        })) {
      problems.add(table.where_column(c), fmt::format("column '{}'", shown(table.columns()[c])),
                   "must be 'measure[split=label|split=label]@date'");
      continue;
    }
    dates.insert(column->date);
    columns.push_back(*column);
  }
  if (problems.size() != before) return std::nullopt;
  const std::vector<Time> all(dates.begin(), dates.end());
  Layout layout(splits, all);
  for (const auto& m : measures) layout.add_measure(m);
  for (std::size_t c = 0; c < columns.size();) {
    const auto& column = columns[c];
    const auto measure =
        std::find_if(measures.begin(), measures.end(), [&](const Measure& m) { return m.name == column.measure; });
    if (measure == measures.end()) {
      problems.add(table.where_column(c + 2), fmt::format("measure '{}' is not in measures.csv", column.measure));
      return std::nullopt;
    }
    std::vector<std::string> labels(splits.size(), "all");
    for (const auto& [split, label] : column.labels)
      labels[static_cast<std::size_t>(std::find(splits.begin(), splits.end(), split) - splits.begin())] = label;
    const auto first = static_cast<std::size_t>(std::find(all.begin(), all.end(), column.date) - all.begin());
    const auto series = layout.add_series(static_cast<std::size_t>(measure - measures.begin()), labels, true, first);
    for (std::size_t d = first; d < all.size(); ++d, ++c) {
      const auto expected = headline_column(layout, layout.series()[series], all[d]);
      if (c < columns.size() && table.columns()[c + 2] == expected) continue;
      problems.add(table.where_column(std::min(c, columns.size() - 1) + 2),
                   fmt::format("no column '{}' here", expected), "a series has all dates from its first one on");
      return std::nullopt;
    }
  }
  return layout;
}

std::optional<Results> read_replications(const fs::path& file, const std::vector<Measure>& measures,
                                         const std::vector<std::string>& splits, const StoredProvenance& provenance,
                                         Problems& problems) {
  const auto table = read_own_csv(file, problems);
  if (!table) return std::nullopt;
  if (table->columns().size() < 2 || table->columns()[0] != "replication" || table->columns()[1] != "alternative") {
    problems.add(table->where_column(0), "the first columns are not 'replication' and 'alternative'", "", how_to_mend);
    return std::nullopt;
  }
  auto layout = headline_layout(*table, measures, splits, problems);
  if (!layout) return std::nullopt;
  std::vector<std::string> alternatives;  // of the first replication
  for (std::size_t row = 0; row < table->size() && table->cell(row, 0) == table->cell(0, 0); ++row)
    alternatives.push_back(table->cell(row, 1));
  const std::size_t count = alternatives.size(), size = layout->size();
  const std::size_t expected = static_cast<std::size_t>(provenance.completed) * count;
  if (table->size() == 0 || table->size() != expected) {
    problems.add({file.string()}, fmt::format("{} rows", table->size()),
                 fmt::format("{} replications of {} alternatives, of which provenance.json tells, have {}",
                             provenance.completed, count, expected),
                 how_to_mend);
    return std::nullopt;
  }
  Results results(std::move(*layout), alternatives, static_cast<std::uint32_t>(provenance.per_draw),
                  provenance.differ_by);
  std::int64_t last = -1;
  for (std::size_t row = 0; row < table->size(); row += count) {
    const std::size_t before = problems.size();
    const auto number = parse_integer(table->cell(row, 0));
    if (!number || *number <= last || *number > UINT32_MAX)
      problems.add(table->where(row, 0), fmt::format("replication is '{}'", shown(table->cell(row, 0))),
                   "must be a whole number above that of the row before");
    std::vector<std::vector<double>> values(count);
    for (std::size_t a = 0; a < count; ++a) {
      if (table->cell(row + a, 0) != table->cell(row, 0) || table->cell(row + a, 1) != alternatives[a])
        problems.add(table->where(row + a, 1), fmt::format("alternative is '{}'", shown(table->cell(row + a, 1))),
                     fmt::format("must be '{}' of replication {}", alternatives[a], shown(table->cell(row, 0))));
      for (std::size_t i = 0; i < size; ++i) values[a].push_back(number_in(*table, row + a, i + 2, problems));
    }
    if (problems.size() != before) return std::nullopt;
    last = *number;
    results.add(static_cast<std::uint32_t>(*number), std::move(values));
  }
  return results;
}

/// Tells that there is no such folder, or that it has no results; true when it has.
bool has_results(const fs::path& folder, Problems& problems) {
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) {
    auto absolute = fs::absolute(folder).lexically_normal();
    if (absolute.filename().empty()) absolute = absolute.parent_path();
    std::vector<std::string> beside;
    for (fs::directory_iterator entry(absolute.parent_path(), ignored), end; entry != end; entry.increment(ignored))
      if (entry->is_directory(ignored)) beside.push_back(entry->path().filename().string());
    problems.add({}, fmt::format("no folder '{}'", folder.string()), "",
                 did_you_mean(absolute.filename().string(), beside));
    return false;
  }
  if (!fs::is_directory(folder, ignored)) {
    problems.add({}, fmt::format("'{}' is no folder", folder.string()), "", "Name the folder in which 'run' wrote");
    return false;
  }
  std::vector<std::string> missing;
  for (const char* name : {"provenance.json", "plan.yaml", "measures.csv", "replications.csv", "comparison.csv"})
    if (!fs::exists(folder / name, ignored)) missing.emplace_back(name);
  if (missing.empty()) return true;
  problems.add({}, fmt::format("'{}' holds no complete results", folder.string()), "missing: " + joined(missing),
               "'run' writes them");
  return false;
}

}  // namespace

std::optional<StoredStudy> read_study(const fs::path& folder, Problems& problems) {
  if (!has_results(folder, problems)) return std::nullopt;
  const auto provenance = read_provenance(folder / "provenance.json", problems);
  const auto plan = read_yaml(folder / "plan.yaml", problems);
  const auto measures = read_measures(folder / "measures.csv", problems);
  const auto splits = read_split_columns(folder / "comparison.csv", problems);
  if (!provenance || !plan || !measures || !splits) return std::nullopt;
  auto results = read_replications(folder / "replications.csv", *measures, *splits, *provenance, problems);
  if (!results) return std::nullopt;
  const Node* period = plan->find("period");
  std::vector<std::string> names_nl(results->alternatives().size()), grades(names_nl);
  std::vector<std::vector<Time>> changes(names_nl.size());
  if (const Node* list = plan->find("alternatives"); list != nullptr && list->is_sequence())
    for (std::size_t a = 0; a < std::min(grades.size(), list->items().size()); ++a) {
      names_nl[a] = list->items()[a].text_at({"nl", "name"});
      grades[a] = list->items()[a].text_at({"grade"});
      if (const Node* policy = list->items()[a].find("policy"); policy != nullptr && policy->is_sequence())
        for (const auto& step : policy->items())
          for (const char* key : {"from", "until"})
            if (const auto day = parse_date(step.text_at({key}))) changes[a].push_back(*day);
    }
  return StoredStudy{folder,
                     plan->text_at({"title"}),
                     plan->text_at({"nl", "title"}),
                     period != nullptr ? *period : Node(),
                     provenance->seed,
                     provenance->asked,
                     provenance->partial,
                     std::move(changes),
                     std::move(names_nl),
                     std::move(grades),
                     std::move(*results)};
}

std::optional<Time> date_meant(std::string_view text, const std::vector<Time>& dates, Problems& problems) {
  if (const auto year = parse_integer(text); year && text.size() == 4) {
    for (auto date = dates.rbegin(); date != dates.rend(); ++date)
      if (date->year() == *year) return *date;
  } else if (const auto date = parse_date(text); date && std::count(dates.begin(), dates.end(), *date)) {
    return date;
  }
  std::vector<std::string> known;
  for (const Time date : dates) known.push_back(date.iso());
  const auto range =
      known.empty() ? "there are none"
                    : fmt::format("there are {} from {} to {}; or a year", known.size(), known.front(), known.back());
  problems.add({}, fmt::format("no date '{}'", shown(text)), range, did_you_mean(text, known));
  return std::nullopt;
}

}  // namespace formatie
