#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/input/node.h"
#include "engine/input/reader.h"
#include "engine/input/scenario.h"
#include "engine/measure/results.h"
#include "engine/study/calibration.h"
#include "engine/study/input_copies.h"
#include "engine/study/model.h"
#include "engine/study/optimisation.h"
#include "engine/study/policy.h"
#include "engine/study/stopping.h"
#include "engine/study/uncertainty.h"

namespace formatie {

/// One of the things that are compared: a model in each future, and what a policy does to its dials.
struct Alternative {
  std::string name;
  std::string description;
  std::vector<std::shared_ptr<const Model>> models;  ///< [future]
  std::vector<DialSchedule> schedule;
  /// The lowest of the evidence on which its effect rests: "A" strong to "D" a guess; "" not told.
  std::string grade = {};

  /// The model in the central future.
  const Model& model() const { return *models.front(); }
};

/// Everything a study needs, checked and frozen. Nothing after it can refuse input.
struct Plan {
  std::string title;
  std::uint64_t seed = 0;
  Period period;
  bool has_chance = true;  ///< of the model, see `Model::has_chance`
  Stopping stopping;
  std::string evidence;  ///< on which kind of evidence values rest that differ by it; "" when none does
  Uncertainty uncertainty;
  Calibration calibration;    ///< empty when the scenario has none
  Optimisation optimisation;  ///< without levers when the scenario has none
  std::vector<Alternative> alternatives;
  std::optional<Layout> layout;                            ///< always there
  std::vector<Parameter> parameters;                       ///< of the first alternative
  std::vector<std::pair<std::string, std::string>> parts;  ///< name and meaning
  std::vector<InputFile> inputs;
  /// Why its replications differ.
  DifferBy differ_by() const {
    return has_chance ? DifferBy::chance : uncertainty.is_drawn() ? DifferBy::draws : DifferBy::nothing;
  }
  /// What replication `number` is.
  Replication replication(std::uint32_t number) const { return uncertainty.replication(seed, number); }

  Node effective;  ///< the complete input, as it goes to plan.yaml: file names refer to `InputFile::copy`
};

/// The only place where input is refused: nothing, and at least one problem, when the scenario cannot be run.
std::optional<Plan> make_plan(const ScenarioDocument& document, ModelFactory make_model, Problems& problems);

}  // namespace formatie
