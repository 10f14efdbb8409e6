#pragma once

#include <cmath>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"

#include "tests/engine/input/scratch_folder.h"
#include "tests/models/teachers/studies.h"

namespace formatie::teachers {

/// The base scenario with one in so many schools, people and students: national in kind, small in number.
class Sample {
 public:
  explicit Sample(int one_in) {
    const auto thinned = [&](const std::string& name, const std::string& parameter) {
      copy(name, parameter, [&](const Table&, std::vector<std::string>&, std::size_t row) {
        return row % static_cast<std::size_t>(one_in) == 0;
      });
    };
    const auto divided = [&](const std::string& name, const std::string& parameter, const std::string& column) {
      copy(name, parameter, [&](const Table& table, std::vector<std::string>& cells, std::size_t) {
        auto& cell = cells[*table.column(column)];
        cell = std::to_string(std::lround(*parse_number(cell) / one_in));
        return true;
      });
    };
    thinned("schools_po", "schools.po");
    thinned("schools_vo", "schools.vo");
    divided("schools_special", "schools.special", "pupils");
    divided("schools_mbo", "schools.mbo", "students");
    divided("base_population", "population.people", "persons");
    divided("reserve", "population.reserve", "persons");
    divided("intake", "intake.persons.table", "persons");
  }

  /// The scenario, with these changes too.
  ScenarioDocument document(const std::vector<std::string>& more) const {
    auto changes = changes_;
    changes.emplace_back("alternatives=[{name: base}]");
    changes.insert(changes.end(), more.begin(), more.end());
    return read_changed(project_file("scenarios/base.yaml"), changes);
  }
  Plan plan(const std::vector<std::string>& more) const { return plan_of(document(more)); }

 private:
  /// Copies a table of the model; `keep` may change the cells of a row and says whether it stays.
  void copy(const std::string& name, const std::string& parameter,
            const std::function<bool(const Table&, std::vector<std::string>&, std::size_t)>& keep) {
    Problems problems;
    const auto table = read_csv(project_file("models/teachers/data/" + name + ".csv"), problems);
    REQUIRE_MESSAGE(table.has_value(), problems.text());
    std::string text = line(table->columns());
    for (std::size_t row = 0; row < table->size(); ++row) {
      std::vector<std::string> cells;
      for (std::size_t c = 0; c < table->columns().size(); ++c) cells.push_back(table->cell(row, c));
      if (keep(*table, cells, row)) text += line(cells);
    }
    const auto file = folder_.write(name + ".csv", text);
    changes_.push_back("parameters." + parameter + "=" + file.string());
  }
  static std::string line(const std::vector<std::string>& cells) {
    std::string text;
    for (const auto& cell : cells) {
      if (!text.empty()) text += ',';
      text += '"';
      for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    return text + "\n";
  }

  ScratchFolder folder_;
  std::vector<std::string> changes_;
};

}  // namespace formatie::teachers
