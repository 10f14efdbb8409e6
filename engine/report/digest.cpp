#include "engine/report/digest.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/expect.h"
#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/input/text_file.h"
#include "engine/input/yaml.h"
#include "engine/report/csv.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Which series a presentation shows.
struct Show {
  std::set<std::string> measures;
  std::set<std::set<std::string>> by;
  Detail detail;
};

std::vector<Show> shows_of(const Presentation& presentation) {
  std::vector<Show> shows;
  if (presentation.json.empty()) return shows;
  const auto json = Json::parse(presentation.json);
  for (const auto& entry : json.value("show", Json::array())) {
    Show show;
    for (const auto& measure : entry.at("measures")) show.measures.insert(measure.get<std::string>());
    for (const auto& by : entry.at("by")) {
      std::set<std::string> columns;
      for (const auto& column : by) columns.insert(column.get<std::string>());
      show.by.insert(std::move(columns));
    }
    const auto detail = entry.at("detail").get<std::string>();
    expect(detail == "mean" || detail == "band" || detail == "fan", "a presentation knows its details");
    show.detail = detail == "mean" ? Detail::mean : detail == "band" ? Detail::band : Detail::fan;
    shows.push_back(std::move(show));
  }
  return shows;
}

Json json_of(const Node& node) {
  if (node.is_scalar()) return node.text();
  if (node.is_sequence()) {
    Json list = Json::array();
    for (const auto& item : node.items()) list.push_back(json_of(item));
    return list;
  }
  if (!node.is_mapping()) return nullptr;
  Json object = Json::object();
  for (const auto& entry : node.entries()) object[entry.key] = json_of(entry.value);
  return object;
}

/// A csv file as it is; nothing in it when it is not there.
PlainTable read_plain(const fs::path& file, Problems& problems) {
  PlainTable plain;
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) return plain;
  const auto table = read_csv(file, problems);
  if (!table) return plain;
  plain.columns = table->columns();
  for (std::size_t row = 0; row < table->size(); ++row) {
    auto& cells = plain.rows.emplace_back();
    for (std::size_t c = 0; c < plain.columns.size(); ++c) cells.push_back(table->cell(row, c));
  }
  return plain;
}

std::optional<std::size_t> column_of(const PlainTable& table, std::string_view name) {
  const auto found = std::find(table.columns.begin(), table.columns.end(), name);
  if (found == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.begin());
}

/// "resignation" of "resignation.rate": the part of the model.
std::string part_of(const std::string& path) { return path.substr(0, path.find('.')); }

/// What an alternative of plan.yaml says of itself, and on which assumptions it rests.
void describe(Digest::Alternative& alternative, const Node& plan, const PlainTable& assumptions) {
  const Node* list = plan.find("alternatives");
  const Node* own = nullptr;
  if (list != nullptr && list->is_sequence())
    for (const auto& node : list->items())
      if (node.text_at({"name"}) == alternative.name) own = &node;
  if (own == nullptr) return;
  alternative.description = own->text_at({"description"});
  alternative.name_nl = own->text_at({"nl", "name"});
  alternative.description_nl = own->text_at({"nl", "description"});
  alternative.changes = json_of(*own).dump(-1, ' ', false, Json::error_handler_t::replace);
  std::set<std::string> parts, dials;
  if (const Node* parameters = own->find("parameters"); parameters != nullptr && parameters->is_mapping())
    for (const auto& entry : parameters->entries()) parts.insert(entry.key);
  if (const Node* policy = own->find("policy"); policy != nullptr && policy->is_sequence())
    for (const auto& step : policy->items()) {
      dials.insert(step.text_at({"dial"}));
      parts.insert(part_of(step.text_at({"dial"})));
    }
  const auto parameter = column_of(assumptions, "parameter"), grade = column_of(assumptions, "grade");
  if (!parameter || !grade) return;
  for (std::size_t row = 0; row < assumptions.rows.size(); ++row) {
    const auto& path = assumptions.rows[row][*parameter];
    if (!parts.count(part_of(path)) || dials.count(path)) continue;
    alternative.assumptions.push_back(row);
    const auto& letter = assumptions.rows[row][*grade];
    if (letter.size() == 1) alternative.grade = std::max(alternative.grade, letter[0]);
  }
}

/// Series by their measure and labels, in the order of the first folder.
class SeriesIndex {
 public:
  SeriesIndex(Digest& digest, std::vector<Show> shows) : digest_(digest), shows_(std::move(shows)) {
    for (std::size_t m = 0; m < digest.measures.size(); ++m) measures_[digest.measures[m].name] = m;
  }

  /// The series of a row whose `cells` begin with the measure and end with the labels; nothing when it is not shown.
  /// With `add`, a series that is new is added.
  Digest::Series* find(const std::vector<std::string_view>& cells, std::size_t measure, std::size_t first_label,
                       bool add) {
    key_.assign(cells[measure]);
    for (std::size_t c = first_label; c < first_label + digest_.splits.size(); ++c) (key_ += '\0') += cells[c];
    if (key_ == last_key_) return at(last_);
    auto found = places_.find(key_);
    if (found == places_.end()) {
      if (!add) return nullptr;
      found = places_.emplace(key_, place_of(cells, measure, first_label)).first;
    }
    last_key_ = key_;
    return at(last_ = found->second);
  }

 private:
  static constexpr std::size_t hidden = static_cast<std::size_t>(-1);
  Digest::Series* at(std::size_t place) { return place == hidden ? nullptr : &digest_.series[place]; }

  std::size_t place_of(const std::vector<std::string_view>& cells, std::size_t measure, std::size_t first_label) {
    const auto known = measures_.find(std::string(cells[measure]));
    if (known == measures_.end()) return hidden;
    std::set<std::string> by;
    Digest::Series series;
    series.measure = known->second;
    for (std::size_t c = 0; c < digest_.splits.size(); ++c) {
      series.labels.emplace_back(cells[first_label + c]);
      if (series.labels.back() != "all") by.insert(digest_.splits[c]);
    }
    for (const auto& headline : headlines)
      if (headline.first == series.measure && headline.second == series.labels) {
        series.headline = true;
        series.detail = Detail::fan;
      }
    for (const auto& show : shows_)
      if (show.measures.count(known->first) && show.by.count(by)) series.detail = std::max(series.detail, show.detail);
    if (series.detail == Detail::none) return hidden;
    digest_.series.push_back(std::move(series));
    return digest_.series.size() - 1;
  }

 public:
  std::vector<std::pair<std::size_t, std::vector<std::string>>> headlines;  ///< measure and labels

 private:
  Digest& digest_;
  std::vector<Show> shows_;
  std::map<std::string, std::size_t, std::less<>> measures_;
  std::map<std::string, std::size_t> places_;
  std::string key_, last_key_;
  std::size_t last_ = hidden;
};

/// Reads the three large files of one folder.
class StudyReader {
 public:
  StudyReader(Digest& digest, SeriesIndex& index, const StoredStudy& study, std::size_t number, Problems& problems)
      : digest_(digest), index_(index), study_(study), problems_(problems) {
    for (std::size_t a = 0; a < digest.alternatives.size(); ++a)
      if (digest.alternatives[a].study == number) ours_[digest.alternatives[a].name] = a;
  }

  bool read_summary(bool first) {
    auto columns = with_splits({"alternative", "measure", "date"},
                               {"n", "mean", "standard_error", "p05", "p25", "p50", "p75", "p95"});
    return for_each_row(study_.folder / "summary.csv", columns, problems_, [&](const auto& cells, const Origin& where) {
      const auto alternative = alternative_of(cells[0]);
      if (!alternative) return;
      auto* series = index_.find(cells, 1, 3, first && *alternative == 0);
      const auto date = series != nullptr ? date_of(cells[2], where) : std::nullopt;
      if (!date) return;
      auto number = [&](std::size_t c) { return number_of(cells[after_ + c], where, columns[after_ + c], problems_); };
      Estimate e;
      e.n = count_of(number(0));
      e.draws = draws_of(e.n);
      e.mean = number(1);
      if (series->detail >= Detail::band) e.p05 = number(3), e.p95 = number(7);
      if (series->detail >= Detail::fan) {
        e.standard_error = number(2);
        e.p25 = number(4);
        e.p50 = number(5);
        e.p75 = number(6);
      }
      put(series->levels, *alternative, *date, e);
    });
  }

  bool read_comparison() {
    auto columns = with_splits({"alternative", "measure", "date"},
                               {"n", "mean_difference", "standard_error", "p05", "p95", "variance_ratio"});
    return for_each_row(study_.folder / "comparison.csv", columns, problems_,
                        [&](const auto& cells, const Origin& where) {
                          const auto alternative = alternative_of(cells[0]);
                          auto* series = alternative ? index_.find(cells, 1, 3, false) : nullptr;
                          if (series == nullptr || series->detail < Detail::band) return;
                          const auto date = date_of(cells[2], where);
                          if (!date) return;
                          auto number = [&](std::size_t c) {
                            return number_of(cells[after_ + c], where, columns[after_ + c], problems_);
                          };
                          PairedDifference d;
                          d.n = count_of(number(0));
                          d.draws = draws_of(d.n);
                          d.mean_difference = number(1);
                          d.standard_error = number(2);
                          d.p05 = number(3);
                          d.p95 = number(4);
                          d.variance_ratio = number(5);
                          put(series->differences, *alternative, *date, d);
                          put(series->intervals, *alternative, *date,
                              student_interval(d.draws, d.mean_difference, d.standard_error, comparison_level));
                        });
  }

  bool read_uncertainty() {
    std::error_code ignored;
    if (!fs::exists(study_.folder / "uncertainty.csv", ignored)) return true;
    auto columns = with_splits({"alternative", "measure", "date"}, {"baseline", "chance", "parameters", "futures"});
    return for_each_row(study_.folder / "uncertainty.csv", columns, problems_,
                        [&](const auto& cells, const Origin& where) {
                          const auto alternative = alternative_of(cells[0]);
                          if (!alternative || !cells[after_].empty())
                            return;  // the spread of numbers, not of differences
                          auto* series = index_.find(cells, 1, 3, false);
                          const auto date = series != nullptr ? date_of(cells[2], where) : std::nullopt;
                          if (!date) return;
                          auto number = [&](std::size_t c) {
                            return number_of(cells[after_ + c], where, columns[after_ + c], problems_);
                          };
                          put(series->parts, *alternative, *date, VarianceParts{number(1), number(2), number(3)});
                        });
  }

 private:
  std::vector<std::string> with_splits(std::vector<std::string> before, const std::vector<std::string>& after) {
    before.insert(before.end(), digest_.splits.begin(), digest_.splits.end());
    after_ = before.size();
    before.insert(before.end(), after.begin(), after.end());
    return before;
  }
  std::optional<std::size_t> alternative_of(std::string_view name) {
    if (name == last_name_) return last_alternative_;
    last_name_ = name;
    const auto found = ours_.find(last_name_);
    return last_alternative_ = found == ours_.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<std::size_t> date_of(std::string_view text, const Origin& where) {
    auto found = dates_.find(text);
    if (found == dates_.end()) {
      const auto date = parse_date(text);
      if (!date) {
        problems_.add(where, fmt::format("'date' is '{}'", shown(text)), "must be a date such as 2030-10-01");
        return std::nullopt;
      }
      const auto place = std::find(digest_.dates.begin(), digest_.dates.end(), *date);
      if (place == digest_.dates.end()) {
        problems_.add(where, fmt::format("'date' is '{}'", shown(text)), "replications.csv has no such date");
        return std::nullopt;
      }
      found = dates_.emplace(std::string(text), static_cast<std::size_t>(place - digest_.dates.begin())).first;
    }
    return found->second;
  }
  std::size_t count_of(double number) const {
    return number >= 0 && number <= static_cast<double>(study_.results.count()) ? static_cast<std::size_t>(number) : 0;
  }
  std::size_t draws_of(std::size_t n) const {
    if (n == study_.results.count()) return digest_.draws;
    const std::size_t per_draw = study_.results.replications_per_draw();
    return (n + per_draw - 1) / per_draw;
  }
  template <class T>
  void put(std::vector<std::vector<T>>& table, std::size_t alternative, std::size_t date, const T& value) {
    if (table.size() <= alternative) table.resize(digest_.alternatives.size());
    if (table[alternative].size() <= date) table[alternative].resize(date + 1);
    table[alternative][date] = value;
  }

  Digest& digest_;
  SeriesIndex& index_;
  const StoredStudy& study_;
  Problems& problems_;
  std::map<std::string, std::size_t> ours_;  // alternatives that come from this folder
  std::map<std::string, std::size_t, std::less<>> dates_;
  std::size_t after_ = 0;
  std::string last_name_;
  std::optional<std::size_t> last_alternative_;
};

/// A table of a folder's input that plan.yaml names; empty when it names none.
PlainTable read_input(const fs::path& folder, const std::string& name, Problems& problems) {
  return name.empty() || name == "none" ? PlainTable() : read_plain(folder / name, problems);
}

/// The published figures that belong to the scenario of the plan.
PlainTable read_published(const fs::path& folder, const Node& plan, Problems& problems) {
  auto table = read_input(folder, plan.text_at({"calibration", "targets"}), problems);
  const auto scenario = plan.text_at({"calibration", "scenario"});
  if (const auto column = column_of(table, "scenario"))
    std::erase_if(table.rows, [&](const auto& row) { return row[*column] != scenario; });
  return table;
}

/// Adds what attribution.csv says of everybody together; false, and a problem, when it is broken.
bool read_lives(const StoredStudy& study, PlainTable& lives, Problems& problems) {
  const auto file = study.folder / "attribution.csv";
  const auto measures = read_plain(study.folder / "attribution_measures.csv", problems);
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored) || measures.rows.empty()) return problems.empty();
  const auto name = column_of(measures, "measure"), nl = column_of(measures, "label_nl"),
             en = column_of(measures, "label_en"), role = column_of(measures, "role");
  if (!name || !nl || !en || !role) return problems.empty();
  lives.columns = {"alternative", "measure", "nl", "en", "role", "date", "unit", "mean", "low", "high"};
  std::vector<std::string> columns = {"alternative", "measure", "date", "unit", "n", "mean", "standard_error"};
  const std::size_t first_split = columns.size();
  std::ifstream stream(file);
  std::string header;
  std::getline(stream, header);
  // The split columns stand between date and unit.
  for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
    end = header.find(',', begin);
    const auto column = header.substr(begin, end == std::string::npos ? end : end - begin);
    if (column == "unit") break;
    if (column != "alternative" && column != "measure" && column != "date") columns.push_back(column);
  }
  const auto& draws = study.results.draws();
  const std::size_t independent = std::set<std::uint32_t>(draws.begin(), draws.end()).size();
  return for_each_row(
             file, columns, problems,
             [&](const std::vector<std::string_view>& cells, const Origin& where) {
               if (std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(first_split), cells.end(),
                               [](std::string_view label) { return label != "all"; }))
                 return;
               const auto kind = std::find_if(measures.rows.begin(), measures.rows.end(),
                                              [&](const auto& row) { return row[*name] == cells[1]; });
               if (kind == measures.rows.end()) return;
               if (cells[4] != std::to_string(study.results.count())) {
                 problems.add(
                     where, fmt::format("'n' is '{}'", cells[4]),
                     fmt::format("the study has {} replications: this file is of another run", study.results.count()),
                     "Run the study again");
                 return;
               }
               const double mean = number_of(cells[5], where, "mean", problems);
               const auto interval = student_interval(
                   independent, mean, number_of(cells[6], where, "standard_error", problems), comparison_level);
               lives.rows.push_back({std::string(cells[0]), std::string(cells[1]), (*kind)[*nl], (*kind)[*en],
                                     (*kind)[*role], std::string(cells[2]), std::string(cells[3]), csv_statistic(mean),
                                     csv_statistic(interval.low), csv_statistic(interval.high)});
             }) &&
         problems.empty();
}

}  // namespace

std::optional<Digest> read_digest(const std::vector<fs::path>& folders, const Presentation& presentation,
                                  const ComparedMeasures& compared, Problems& problems) {
  expect(!folders.empty(), "there is a folder");
  const std::size_t before = problems.size();
  std::vector<StoredStudy> studies;
  for (const auto& folder : folders)
    if (auto study = read_study(folder, problems)) studies.push_back(std::move(*study));
  if (problems.size() != before) return std::nullopt;
  const auto results = combined(studies, problems);
  if (!results) return std::nullopt;

  Digest digest;
  const Layout& layout = results->layout();
  if (layout.series().empty()) {
    problems.add({}, fmt::format("'{}' has no headline measures", studies.front().folder.string()));
    return std::nullopt;
  }
  digest.dates = layout.dates();
  digest.title = studies.front().title;
  digest.title_nl = studies.front().title_nl;
  digest.seed = studies.front().seed;
  digest.replications = results->count();
  digest.replications_asked = studies.front().replications_asked;
  digest.draws = std::set<std::uint32_t>(results->draws().begin(), results->draws().end()).size();
  digest.splits = layout.split_columns();
  digest.measures = layout.measures();
  digest.compared = compared;
  std::vector<Node> plans;
  for (const auto& study : studies) {
    const auto plan = read_yaml(study.folder / "plan.yaml", problems);
    const auto provenance = read_bytes(study.folder / "provenance.json", 1, problems);
    if (!plan || !provenance) return std::nullopt;
    plans.push_back(*plan);
    digest.studies.push_back({study.folder.string(), *provenance, study.partial});
  }
  const fs::path& first = studies.front().folder;
  digest.evidence = plans.front().text_at({"study", "evidence"});
  digest.assumptions = read_input(first, plans.front().text_at({"uncertainty", "priors"}), problems);
  digest.published = read_published(first, plans.front(), problems);
  for (const auto& study : studies) {
    if (digest.validation.rows.empty()) digest.validation = read_plain(study.folder / "validation.csv", problems);
    if (!read_lives(study, digest.attribution, problems)) return std::nullopt;
  }
  for (const auto& name : results->alternatives()) {
    Digest::Alternative alternative;
    alternative.name = name;
    while (!std::count(studies[alternative.study].results.alternatives().begin(),
                       studies[alternative.study].results.alternatives().end(), name))
      ++alternative.study;
    describe(alternative, plans[alternative.study], digest.assumptions);
    // What the scenario says of its evidence comes before what can be guessed from its dials.
    const auto& names = studies[alternative.study].results.alternatives();
    const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    if (const auto& grade = studies[alternative.study].grades[at]; !grade.empty()) alternative.grade = grade[0];
    digest.alternatives.push_back(std::move(alternative));
  }

  SeriesIndex index(digest, shows_of(presentation));
  for (const auto& series : layout.series()) index.headlines.emplace_back(series.measure, series.split);
  for (std::size_t s = 0; s < studies.size(); ++s) {
    StudyReader reader(digest, index, studies[s], s, problems);
    if (!reader.read_summary(s == 0) || !reader.read_comparison() || !reader.read_uncertainty()) return std::nullopt;
  }
  if (problems.size() != before) return std::nullopt;

  for (auto& series : digest.series) {
    // A series exists from the first date on which it has a number of replications.
    const auto& first_levels = series.levels.front();
    while (series.first_date < first_levels.size() && first_levels[series.first_date].n == 0) ++series.first_date;
    series.levels.resize(digest.alternatives.size());
    for (auto& row : series.levels) row.resize(digest.dates.size());
    series.differences.resize(digest.alternatives.size());
    series.intervals.resize(digest.alternatives.size());
    series.parts.resize(digest.alternatives.size());
    for (std::size_t a = 1; a < digest.alternatives.size(); ++a) {
      series.differences[a].resize(digest.dates.size());
      series.intervals[a].resize(digest.dates.size());
    }
  }
  for (std::size_t s = 0; s < layout.series().size() && results->alternatives().size() > 1; ++s) {
    const auto& headline = layout.series()[s];
    for (auto& series : digest.series) {
      if (series.measure != headline.measure || series.labels != headline.split) continue;
      series.compared.resize(digest.dates.size());
      for (std::size_t d = headline.first_date; d < digest.dates.size(); ++d) {
        auto settings = comparison_settings(layout, s, d, compared);
        settings.part_year = part_year(studies, *results, d);
        series.compared[d] = formatie::compare(*results, settings);
      }
    }
  }
  return digest;
}

}  // namespace formatie
