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
#include "engine/report/combined.h"
#include "engine/report/csv.h"
#include "engine/report/digest_series.h"
#include "engine/report/stored_csv.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

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

/// "failure" of "failure.rate": the part of the model.
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

/// What the study as a whole says of itself.
void describe_study(Digest& digest, const StoredStudy& first, const Results& results) {
  digest.dates = results.layout().dates();
  digest.title = first.title;
  digest.title_nl = first.title_nl;
  digest.seed = first.seed;
  digest.replications = results.count();
  digest.replications_asked = first.replications_asked;
  digest.draws = std::set<std::uint32_t>(results.draws().begin(), results.draws().end()).size();
  digest.differ_by = results.differ_by();
  digest.splits = results.layout().split_columns();
  digest.measures = results.layout().measures();
}

/// The alternatives, each with what its own folder says of it.
void describe_alternatives(Digest& digest, const std::vector<StoredStudy>& studies, const std::vector<Node>& plans,
                           const Results& results) {
  for (const auto& name : results.alternatives()) {
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
}

}  // namespace

const Measure* Digest::measure_named(std::string_view name) const {
  const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measure& m) { return m.name == name; });
  return found == measures.end() ? nullptr : &*found;
}

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
  digest.vocabulary = Vocabulary(presentation.json);
  digest.compared = compared;
  describe_study(digest, studies.front(), *results);
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
  describe_alternatives(digest, studies, plans, *results);
  if (!read_series(digest, presentation, studies, *results, problems)) return std::nullopt;
  return digest;
}

}  // namespace formatie
