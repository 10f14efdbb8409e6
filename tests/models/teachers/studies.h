#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "engine/input/scenario.h"
#include "engine/measure/results.h"
#include "engine/study/evidence.h"
#include "engine/study/plan.h"
#include "engine/study/run.h"

#include "models/teachers/teachers.h"

namespace formatie::teachers {

/// A file of the project: "scenarios/base.yaml".
inline std::filesystem::path project_file(const std::string& name) {
  return std::filesystem::path(FORMATIE_SOURCE_DIR) / name;
}

/// A world small enough to work out by hand: 2 sectors, 2 regions, 7 schools, 60 teachers.
inline std::filesystem::path tiny_scenario() { return project_file("tests/models/teachers/tiny/tiny.yaml"); }

/// A scenario with changes as for `--set`: "study.replications=2".
inline ScenarioDocument read_changed(const std::filesystem::path& file, const std::vector<std::string>& changes) {
  Problems problems;
  auto document = read_scenario(file, problems);
  int number = 0;
  if (document)
    for (const auto& change : changes) set_value(document->root, change, ++number, problems);
  if (document)
    if (const Node* evidence = document->root.find("study")->find("evidence"))
      choose_evidence(*document->root.find("parameters"), {evidence->text(), make_teachers_model()->evidence_kinds()},
                      problems);
  REQUIRE_MESSAGE(problems.empty(), problems.text());
  return *document;
}

/// The plan of a scenario in which nothing may be wrong.
inline Plan plan_of(const ScenarioDocument& document) {
  Problems problems;
  auto plan = make_plan(document, &make_teachers_model, problems);
  REQUIRE_MESSAGE(plan.has_value(), problems.text());
  return std::move(*plan);
}
inline Plan plan_of(const std::filesystem::path& file, const std::vector<std::string>& changes) {
  return plan_of(read_changed(file, changes));
}

/// What is wrong with a scenario.
inline std::string problems_of(const std::filesystem::path& file, const std::vector<std::string>& changes) {
  Problems problems;
  CHECK_FALSE(make_plan(read_changed(file, changes), &make_teachers_model, problems).has_value());
  return problems.text();
}

/// The results of a plan, with everything recounted at every barrier.
inline Results results_of(const Plan& plan, unsigned threads = 1, bool within_replication = false) {
  RunOptions options;
  options.threads = threads;
  options.within_replication = within_replication;
  options.verify = true;
  auto outcome = run_study(plan, options);
  REQUIRE_FALSE(outcome.partial);
  REQUIRE(outcome.results.count() == plan.stopping.at_most);
  return std::move(outcome.results);
}

/// Finds numbers of results by name: which measure, and the labels that are not "all".
class Finder {
 public:
  using Where = std::map<std::string, std::string>;

  explicit Finder(const Layout& layout) : layout_(layout) {
    for (std::size_t s = 0; s < layout.series().size(); ++s)
      series_[{layout.measures()[layout.series()[s].measure].name, layout.series()[s].split}] = s;
  }

  bool has(const std::string& measure, const Where& where) const { return series_.count({measure, split(where)}) > 0; }
  std::size_t series(const std::string& measure, const Where& where = {}) const {
    const auto found = series_.find({measure, split(where)});
    std::string text = measure;
    for (const auto& [column, label] : where) text += " " + column + "=" + label;
    REQUIRE_MESSAGE(found != series_.end(), text);
    return found->second;
  }
  /// The number's place in a replication; `date` counts from 0.
  std::size_t index(const std::string& measure, const Where& where, std::size_t date) const {
    return layout_.index(series(measure, where), date);
  }
  /// One number of each replication.
  std::vector<double> values(const Results& results, std::size_t alternative, const std::string& measure,
                             const Where& where, std::size_t date) const {
    const auto at = index(measure, where, date);
    std::vector<double> result;
    for (std::size_t k = 0; k < results.count(); ++k) result.push_back(results.values(alternative, k)[at]);
    return result;
  }
  double value(const Results& results, std::size_t alternative, std::size_t k, const std::string& measure,
               const Where& where, std::size_t date) const {
    return results.values(alternative, k)[index(measure, where, date)];
  }

 private:
  std::vector<std::string> split(const Where& where) const {
    std::vector<std::string> labels(layout_.split_columns().size(), "all");
    std::size_t used = 0;
    for (std::size_t c = 0; c < labels.size(); ++c)
      if (const auto label = where.find(layout_.split_columns()[c]); label != where.end()) {
        labels[c] = label->second;
        ++used;
      }
    REQUIRE(used == where.size());
    return labels;
  }
  const Layout& layout_;
  std::map<std::pair<std::string, std::vector<std::string>>, std::size_t> series_;
};

/// Changes of parameters, "pay.rise=0.1".
inline std::vector<std::string> with_parameters(std::vector<std::string> changes) {
  for (auto& change : changes) change = "parameters." + change;
  return changes;
}

/// The value of a measure of the tiny scenario with these changes of parameters, for po.
inline double po(const std::vector<std::string>& changes, const char* measure, std::size_t date,
                 const char* cause = nullptr) {
  const auto plan = plan_of(tiny_scenario(), with_parameters(changes));
  const auto results = results_of(plan, 1);
  const Finder find(*plan.layout);
  Finder::Where where = {{"sector", "po"}};
  if (cause != nullptr) where["cause"] = cause;
  return find.value(results, 0, 0, measure, where, date);
}

/// The mean of numbers, summed in order.
inline double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace formatie::teachers
