#include "engine/report/results_reader.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/input/text_file.h"
#include "engine/input/yaml.h"
#include "engine/measure/compare.h"
#include "engine/report/csv.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_mebibytes = 1024;
constexpr const char* how_to_mend = "Run the study again";

/// A csv file that the program wrote: one that does not end with a line break is cut off.
std::optional<Table> read_own_csv(const fs::path& file, Problems& problems) {
  const auto bytes = read_bytes(file, most_mebibytes, problems);
  if (!bytes) return std::nullopt;
  if (!bytes->empty() && bytes->back() != '\n') {
    problems.add({file.string(), 1 + static_cast<int>(std::count(bytes->begin(), bytes->end(), '\n'))},
                 "the file is cut off", "its last line has no end", how_to_mend);
    return std::nullopt;
  }
  return read_csv_text(*bytes, file.string(), problems);
}

/// The split columns of a study: those between `date` and `unit` in the header of comparison.csv.
std::optional<std::vector<std::string>> read_split_columns(const fs::path& file, Problems& problems) {
  std::string header;
  if (std::ifstream stream(file, std::ios::binary); !std::getline(stream, header)) {
    problems.add({file.string()}, "cannot be read, or is empty", "", how_to_mend);
    return std::nullopt;
  }
  const auto table = read_csv_text(header, file.string(), problems);
  if (!table) return std::nullopt;
  const auto& names = table->columns();
  const auto date = std::find(names.begin(), names.end(), "date");
  const auto unit = std::find(date, names.end(), "unit");
  if (unit == names.end()) {
    problems.add(table->where_column(0), "no columns 'date' and 'unit'", "", how_to_mend);
    return std::nullopt;
  }
  return std::vector<std::string>(date + 1, unit);
}

/// The number of a cell: empty is NaN; "inf" and "-inf"; nothing when it is no number.
std::optional<double> read_number(std::string_view text) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  if (text.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (text == "inf") return infinite;
  if (text == "-inf") return -infinite;
  return parse_number(text);
}

void not_a_number(std::string_view text, const Origin& where, const std::string& column, Problems& problems) {
  problems.add(where, fmt::format("'{}' is '{}'", column, shown(text)), "must be a number");
}

double number_in(const Table& table, std::size_t row, std::size_t column, Problems& problems) {
  const auto& text = table.cell(row, column);
  const auto number = read_number(text);
  if (!number) not_a_number(text, table.where(row, column), table.columns()[column], problems);
  return number.value_or(0);
}

/// The places of columns that a file must have; nothing, and a problem for each that it has not.
std::optional<std::vector<std::size_t>> columns_of(const Table& table, const std::vector<std::string>& names,
                                                   Problems& problems) {
  std::vector<std::size_t> places;
  for (const auto& name : names) {
    const auto place = table.column(name);
    if (place)
      places.push_back(*place);
    else
      problems.add(table.where_column(0), fmt::format("no column '{}'", name), "", how_to_mend);
  }
  if (places.size() < names.size()) return std::nullopt;
  return places;
}

struct StoredProvenance {
  std::uint64_t seed = 0, asked = 0, completed = 0, per_draw = 1;
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
  result.partial = json.value("partial", nlohmann::json()) == true;
  return result;
}

std::optional<std::vector<Measure>> measures_in(const Table& table, Problems& problems) {
  const std::size_t before = problems.size();
  const auto at = columns_of(
      table, {"measure", "unit", "decimals", "better", "label_nl", "label_en", "definition_nl", "definition_en"},
      problems);
  if (!at) return std::nullopt;
  std::vector<Measure> measures;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](std::size_t c) { return table.cell(row, (*at)[c]); };
    Measure m = {cell(0), cell(1), cell(4), cell(5), cell(6), cell(7), 0};
    const auto decimals = parse_integer(cell(2));
    if (!decimals || *decimals < 0 || *decimals > 20)
      problems.add(table.where(row, (*at)[2]), fmt::format("'decimals' is '{}'", shown(cell(2))),
                   "must be a whole number from 0 to 20");
    else
      m.decimals = static_cast<int>(*decimals);
    m.better = cell(3) == "higher" ? Better::higher : cell(3) == "lower" ? Better::lower : Better::neither;
    if (cell(3) != better_name(m.better))
      problems.add(table.where(row, (*at)[3]), fmt::format("'better' is '{}'", shown(cell(3))),
                   "must be one of: higher, lower; or empty");
    measures.push_back(std::move(m));
  }
  if (problems.size() != before) return std::nullopt;
  return measures;
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
  Results results(std::move(*layout), alternatives, static_cast<std::uint32_t>(provenance.per_draw));
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

bool same(std::span<const double> a, std::span<const double> b, std::size_t& first) {
  for (first = 0; first < a.size(); ++first)
    if (!(a[first] == b[first] || (a[first] != a[first] && b[first] != b[first]))) return false;
  return true;
}

bool same_headlines(const Layout& a, const Layout& b) {
  return a.dates() == b.dates() && a.split_columns() == b.split_columns() &&
         std::equal(a.series().begin(), a.series().end(), b.series().begin(), b.series().end(),
                    [&](const Series& x, const Series& y) {
                      return series_name(a, x) == series_name(b, y) && x.first_date == y.first_date;
                    });
}

/// The name of the column in which number `index` of a replication stands.
std::string column_at(const Layout& layout, std::size_t index) {
  for (const auto& series : layout.series())
    if (const auto end = series.offset + layout.dates().size() - series.first_date; index < end)
      return headline_column(layout, series, layout.dates()[series.first_date + index - series.offset]);
  return "";
}

/// Whether two alternatives of two studies have the same numbers; else where they differ first.
bool same_alternative(const Results& a, std::size_t in_a, const Results& b, std::size_t in_b, std::string& where) {
  for (std::size_t k = 0; k < a.count(); ++k)
    if (std::size_t first = 0; !same(a.values(in_a, k), b.values(in_b, k), first)) {
      where = fmt::format("first in replication {}, {}", a.replications()[k], column_at(a.layout(), first));
      return false;
    }
  return true;
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

std::vector<bool> part_year(std::span<const StoredStudy> studies, const Results& results, std::size_t date) {
  std::vector<bool> is(results.alternatives().size());
  const auto& dates = results.layout().dates();
  if (date == 0) return is;
  for (std::size_t a = 0; a < is.size(); ++a)
    for (const auto& study : studies) {
      const auto& names = study.results.alternatives();
      const auto found = std::find(names.begin(), names.end(), results.alternatives()[a]);
      if (found == names.end()) continue;
      for (const Time day : study.changes[static_cast<std::size_t>(found - names.begin())])
        if (day > dates[date - 1] && day < dates[date]) is[a] = true;
      break;
    }
  return is;
}

std::optional<Results> combined(const std::vector<StoredStudy>& studies, Problems& problems) {
  expect(!studies.empty(), "there is a study");
  const StoredStudy& first = studies.front();
  const Results& ours = first.results;
  const std::size_t before = problems.size();
  struct Source {
    const Results* results;
    std::size_t alternative;
  };
  std::vector<std::string> names = ours.alternatives();
  std::vector<Source> sources;
  for (std::size_t a = 0; a < names.size(); ++a) sources.push_back({&ours, a});
  for (std::size_t s = 1; s < studies.size(); ++s) {
    const StoredStudy& other = studies[s];
    const Results& theirs = other.results;
    const auto differ = [&](const std::string& in_what, const std::string& why = "") {
      problems.add({}, fmt::format("'{}' and '{}' differ in {}", first.folder.string(), other.folder.string(), in_what),
                   why, "Only alternatives that shared their luck can be compared: run them in one study");
    };
    if (first.seed != other.seed)
      differ("the seed", fmt::format("{} and {}", first.seed, other.seed));
    else if (!(first.period == other.period))
      differ("the period");
    else if (ours.replications() != theirs.replications())
      differ("the replications", fmt::format("{} and {}", ours.count(), theirs.count()));
    else if (ours.replications_per_draw() != theirs.replications_per_draw())
      differ("the replications of a draw",
             fmt::format("{} and {}", ours.replications_per_draw(), theirs.replications_per_draw()));
    else if (!same_headlines(ours.layout(), theirs.layout()))
      differ("their headline measures");
    else if (theirs.alternatives().front() != names.front())
      differ("their first alternative", fmt::format("'{}' and '{}'", names.front(), theirs.alternatives().front()));
    else
      for (std::size_t a = 0; a < theirs.alternatives().size(); ++a) {
        const auto& name = theirs.alternatives()[a];
        const auto known = std::find(names.begin(), names.end(), name);
        if (known == names.end()) {
          names.push_back(name);
          sources.push_back({&theirs, a});
          continue;
        }
        const Source& source = sources[static_cast<std::size_t>(known - names.begin())];
        if (std::string where; !same_alternative(*source.results, source.alternative, theirs, a, where)) {
          differ(fmt::format("the numbers of '{}'", name), where);
          break;
        }
      }
  }
  if (problems.size() != before) return std::nullopt;
  Results all(ours.layout(), names, ours.replications_per_draw());
  for (std::size_t k = 0; k < ours.count(); ++k) {
    std::vector<std::vector<double>> values;
    for (const auto& source : sources) {
      const auto numbers = source.results->values(source.alternative, k);
      values.emplace_back(numbers.begin(), numbers.end());
    }
    all.add(ours.replications()[k], std::move(values), ours.futures()[k]);
  }
  return all;
}

std::optional<std::vector<SplitDifference>> read_split(const StoredStudy& study, std::string_view measure,
                                                       std::string_view split, Time date, Problems& problems) {
  const auto table = read_own_csv(study.folder / "comparison.csv", problems);
  if (!table) return std::nullopt;
  const auto at = columns_of(
      *table, {"alternative", "measure", "date", "unit", "n", "mean_difference", "standard_error", "p05", "p95"},
      problems);
  if (!at) return std::nullopt;
  const std::size_t first_split = (*at)[2] + 1, end_of_splits = (*at)[3];
  std::vector<std::string> splits;
  for (std::size_t c = first_split; c < end_of_splits; ++c) splits.push_back(table->columns()[c]);
  const auto wanted = std::find(splits.begin(), splits.end(), split);
  if (wanted == splits.end()) {
    problems.add({}, fmt::format("no split '{}'", split), "splits: " + joined(splits), did_you_mean(split, splits));
    return std::nullopt;
  }
  const std::size_t column = first_split + static_cast<std::size_t>(wanted - splits.begin());
  const std::size_t before = problems.size();
  const std::string day = date.iso();
  std::vector<SplitDifference> rows;
  std::set<std::string> by;  // splits that the measure has
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (table->cell(row, (*at)[1]) != measure) continue;
    std::size_t parts = 0, part = 0;
    for (std::size_t c = first_split; c < end_of_splits; ++c)
      if (table->cell(row, c) != "all") ++parts, part = c;
    if (parts != 1) continue;
    by.insert(table->columns()[part]);
    if (part != column || table->cell(row, (*at)[2]) != day) continue;
    const auto number = [&](std::size_t c) { return number_in(*table, row, (*at)[c], problems); };
    SplitDifference d;
    d.alternative = table->cell(row, (*at)[0]);
    d.label = table->cell(row, column);
    d.unit = table->cell(row, (*at)[3]);
    const auto n = parse_integer(table->cell(row, (*at)[4]));
    if (!n || *n < 0 || static_cast<std::uint64_t>(*n) > study.results.count())
      problems.add(table->where(row, (*at)[4]), fmt::format("'n' is '{}'", shown(table->cell(row, (*at)[4]))),
                   fmt::format("must be a whole number from 0 to {}", study.results.count()));
    else
      d.difference.n = static_cast<std::size_t>(*n);
    // Of a number that does not exist in all replications nobody wrote in which: as few draws as they can be.
    const std::size_t per_draw = study.results.replications_per_draw();
    d.difference.draws = (d.difference.n + per_draw - 1) / per_draw;
    if (d.difference.n == study.results.count()) {
      const auto& draws = study.results.draws();
      d.difference.draws = std::set<std::uint32_t>(draws.begin(), draws.end()).size();
    }
    d.difference.mean_difference = number(5);
    d.difference.standard_error = number(6);
    d.difference.p05 = number(7);
    d.difference.p95 = number(8);
    rows.push_back(std::move(d));
  }
  if (problems.size() != before) return std::nullopt;
  if (!rows.empty()) return rows;
  std::vector<std::string> known;
  for (const auto& m : study.results.layout().measures()) known.push_back(m.name);
  if (!std::count(known.begin(), known.end(), measure))
    problems.add({}, fmt::format("no measure '{}'", measure), "measures: " + joined(known),
                 did_you_mean(measure, known));
  else if (!by.count(std::string(split)))
    problems.add({}, fmt::format("'{}' is not split by '{}'", measure, split),
                 by.empty() ? "it has no splits" : "it is split by " + joined({by.begin(), by.end()}));
  else
    problems.add({}, fmt::format("'{}' does not exist on {}", measure, day));
  return std::nullopt;
}

const StoredAttribution::Number* StoredAttribution::find(std::size_t kind, std::optional<std::size_t> column,
                                                         std::string_view label) const {
  const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const Number& n) {
    return n.kind == kind && n.column == column && (!column || n.label == label);
  });
  return found != numbers.end() ? &*found : nullptr;
}

std::optional<StoredAttribution> read_attribution(const StoredStudy& study, std::string_view alternative, Time date,
                                                  Problems& problems) {
  const auto file = study.folder / "attribution.csv", measures_file = study.folder / "attribution_measures.csv";
  std::error_code ignored;
  if (!fs::exists(file, ignored) || !fs::exists(measures_file, ignored)) {
    problems.add({}, fmt::format("'{}' has no attribution", study.folder.string()), "no attribution.csv",
                 "'run' writes it for studies of several alternatives, but for --no-attribution");
    return std::nullopt;
  }
  const auto about = read_own_csv(measures_file, problems);
  const auto table = read_own_csv(file, problems);
  if (!about || !table) return std::nullopt;
  StoredAttribution result;
  const auto measures = measures_in(*about, problems);
  const auto roles = columns_of(*about, {"role", "of"}, problems);
  const auto at =
      columns_of(*table, {"alternative", "measure", "date", "unit", "n", "mean", "standard_error"}, problems);
  if (!measures || !roles || !at) return std::nullopt;
  const std::vector<std::string> roles_known(std::begin(Attribution::role_names), std::end(Attribution::role_names));
  for (std::size_t row = 0; row < measures->size(); ++row) {
    const auto& text = about->cell(row, (*roles)[0]);
    const auto role = std::find(roles_known.begin(), roles_known.end(), text);
    if (role == roles_known.end())
      problems.add(about->where(row, (*roles)[0]), fmt::format("'role' is '{}'", shown(text)),
                   "must be one of: " + joined(roles_known));
    result.kinds.push_back({{static_cast<Attribution::Role>(role - roles_known.begin()), about->cell(row, (*roles)[1])},
                            (*measures)[row]});
  }
  for (std::size_t c = (*at)[2] + 1; c < (*at)[3]; ++c) result.split_columns.push_back(table->columns()[c]);
  const auto& draws = study.results.draws();
  const std::size_t independent = std::set<std::uint32_t>(draws.begin(), draws.end()).size();
  const std::string day = date.iso();
  for (std::size_t row = 0; row < table->size() && problems.empty(); ++row) {
    if (table->cell(row, (*at)[0]) != alternative || table->cell(row, (*at)[2]) != day) continue;
    StoredAttribution::Number number;
    const auto& name = table->cell(row, (*at)[1]);
    while (number.kind < result.kinds.size() && result.kinds[number.kind].measure.name != name) ++number.kind;
    if (number.kind == result.kinds.size())
      problems.add(table->where(row, (*at)[1]), fmt::format("measure '{}'", shown(name)),
                   "it is not in attribution_measures.csv", how_to_mend);
    const auto n = parse_integer(table->cell(row, (*at)[4]));
    if (!n || static_cast<std::uint64_t>(*n) != study.results.count())
      problems.add(table->where(row, (*at)[4]), fmt::format("'n' is '{}'", shown(table->cell(row, (*at)[4]))),
                   fmt::format("the study has {} replications: this file is of another run", study.results.count()),
                   how_to_mend);
    std::size_t splits = 0;
    for (std::size_t c = 0; c < result.split_columns.size(); ++c)
      if (const auto& label = table->cell(row, (*at)[2] + 1 + c); label != "all") {
        number.column = c;
        number.label = label;
        ++splits;
      }
    if (splits > 1) continue;
    number.mean = number_in(*table, row, (*at)[5], problems);
    number.interval =
        student_interval(independent, number.mean, number_in(*table, row, (*at)[6], problems), comparison_level);
    result.numbers.push_back(std::move(number));
  }
  if (problems.empty() && result.numbers.empty())
    problems.add({file.string()}, fmt::format("nothing about '{}' on {}", alternative, day), "", how_to_mend);
  if (!problems.empty()) return std::nullopt;
  return result;
}

bool for_each_row(const fs::path& file, const std::vector<std::string>& columns, Problems& problems,
                  const std::function<void(const std::vector<std::string_view>&, const Origin&)>& row) {
  const auto bytes = read_bytes(file, most_mebibytes, problems);
  if (!bytes) return false;
  const std::string_view text = *bytes;
  std::size_t at = 0;
  int line = 1;
  std::vector<std::string> unquoted;  // cells that stood in quotes
  std::vector<std::string_view> cells;
  // One row: the cells that `csv_field` wrote. False at the end of the file.
  const auto next = [&] {
    cells.clear();
    unquoted.clear();
    unquoted.reserve(64);  // so that views of them stay valid
    while (at < text.size()) {
      if (text[at] == '"' && unquoted.size() < unquoted.capacity()) {
        std::string& cell = unquoted.emplace_back();
        for (++at; at < text.size(); ++at) {
          if (text[at] == '"' && !(at + 1 < text.size() && text[at + 1] == '"')) break;
          at += text[at] == '"';  // two for one
          line += text[at] == '\n';
          cell += text[at];
        }
        at = std::min(at + 1, text.size());
        cells.push_back(cell);
      } else {
        const std::size_t begin = at;
        while (at < text.size() && text[at] != ',' && text[at] != '\n') ++at;
        cells.push_back(text.substr(begin, at - begin));
      }
      if (at == text.size()) return false;  // no end of line: cut off
      if (text[at++] == '\n') return true;
    }
    return false;
  };
  if (text.empty() || text.back() != '\n' || !next()) {
    problems.add({file.string(), 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'))},
                 "the file is cut off", "its last line has no end", how_to_mend);
    return false;
  }
  std::vector<std::size_t> places;
  for (const auto& column : columns) {
    const auto found = std::find(cells.begin(), cells.end(), column);
    if (found == cells.end())
      problems.add({file.string(), 1, 1}, fmt::format("no column '{}'", column), "", how_to_mend);
    places.push_back(static_cast<std::size_t>(found - cells.begin()));
  }
  const std::size_t width = cells.size();
  if (std::count(places.begin(), places.end(), width)) return false;
  std::vector<std::string_view> wanted(columns.size());
  Origin where{file.string(), 0};
  for (++line; next(); ++line) {
    where.line = line;
    if (cells.size() != width) {
      problems.add(where, fmt::format("{} cells", cells.size()), fmt::format("the first line has {}", width),
                   how_to_mend);
      return false;
    }
    for (std::size_t c = 0; c < places.size(); ++c) wanted[c] = cells[places[c]];
    row(wanted, where);
  }
  return true;
}

double number_of(std::string_view cell, const Origin& where, const std::string& column, Problems& problems) {
  const auto number = read_number(cell);
  if (!number) not_a_number(cell, where, column, problems);
  return number.value_or(0);
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
