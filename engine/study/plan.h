#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/input/node.h"
#include "engine/input/reader.h"
#include "engine/input/scenario.h"
#include "engine/study/model.h"
#include "engine/study/optimisation.h"
#include "engine/study/targets.h"
#include "engine/study/uncertainty.h"

namespace formatie {

/// When a study has enough replications.
struct Stopping {
  std::uint32_t first = 0;  ///< number of the first replication
  std::uint32_t at_least = 0;
  std::uint32_t at_most = 0;  ///< equal to `at_least`: a fixed number

  /// With a rule: stop when the 90% Student interval of the mean has this half-width or less, in every alternative.
  struct Rule {
    std::vector<std::size_t> series;  ///< of the layout
    std::size_t date = 0;
    double half_width = 0;
    bool of_difference = false;  ///< of the paired difference with the first alternative, not of the mean
  };
  std::optional<Rule> rule;
};

/// What a policy does to one dial, for `check`.
struct DialSchedule {
  std::string dial;
  std::string unit;
  struct Row {
    Time from;
    std::string cells;  ///< which cells have this value; "" when all have
    double value;
  };
  std::vector<Row> rows;
  bool moved_twice = false;  ///< two entries of the policy move the same cells at the same time
};

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

/// A file that the plan was made from, and its name beside plan.yaml.
struct InputFile {
  std::filesystem::path path;
  std::string copy;  ///< "input/pay.csv"; "" for a scenario file, which is in plan.yaml itself
};

/// What the model is held against, and what may be moved to meet it.
struct Calibration {
  std::vector<Target> targets;
  struct Free {
    Prior prior;  ///< lognormal factor
    ParameterValues::Part part;
  };
  std::vector<Free> parameters;
  std::uint32_t members = 0;       ///< of the ensemble
  std::uint32_t rounds = 0;        ///< steps in which it is moved
  std::uint32_t replications = 1;  ///< of each member
};

/// Everything a study needs, checked and frozen. Nothing after it can refuse input.
struct Plan {
  std::string title;
  std::uint64_t seed = 0;
  Period period;
  Stopping stopping;
  std::string evidence;  ///< on which kind of evidence values rest that differ by it: "dutch"; "" when none does
  Uncertainty uncertainty;
  Calibration calibration;    ///< empty when the scenario has none
  Optimisation optimisation;  ///< without levers when the scenario has none
  std::vector<Alternative> alternatives;
  std::optional<Layout> layout;                            ///< always there
  std::vector<Parameter> parameters;                       ///< of the first alternative
  std::vector<std::pair<std::string, std::string>> parts;  ///< name and meaning
  std::vector<InputFile> inputs;
  /// What replication `number` is.
  Replication replication(std::uint32_t number) const { return uncertainty.replication(seed, number); }

  Node effective;  ///< the complete input, as it goes to plan.yaml: file names refer to `InputFile::copy`
};

/// Takes from each `{by_evidence: {dutch: ..., none: ...}}` in a tree what the chosen kind of evidence says.
void choose_evidence(Node& node, const std::string& evidence, Problems& problems);

/// The only place where input is refused: nothing, and at least one problem, when the scenario cannot be run.
std::optional<Plan> make_plan(const ScenarioDocument& document, ModelFactory make_model, Problems& problems);

}  // namespace formatie
