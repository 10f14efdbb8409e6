#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/cli/arguments.h"
#include "engine/cli/console.h"
#include "engine/cli/program.h"
#include "engine/study/plan.h"

namespace formatie {

/// What the command line changes in a scenario, before anybody reads it.
struct Overrides {
  std::vector<std::string> set;  ///< "path=value", carried out in this order, before the others
  std::optional<std::uint64_t> seed;
  std::optional<std::uint64_t> replications;  ///< takes the place of a stopping rule
};

/// A scenario as it was read, and what will be run.
struct Study {
  ScenarioDocument document;
  Plan plan;
};

/// Reads and checks a scenario: nothing, and at least one problem, when it is refused.
///
/// Throws `BrokenPromise` when the career map of a model with careers has a situation that nobody can reach or leave.
std::optional<Study> load_study(const std::filesystem::path& scenario, const Overrides& overrides,
                                const ProgramInfo& info, Problems& problems);

/// The option `--threads` of several commands, and what it says: all cores by default.
Option threads_option();
unsigned threads_of(const Arguments& arguments, Problems& problems);

/// The option `--set` of several commands.
Option set_option();
/// The option `--evidence`, and what it adds to the changes of `--set`.
Option evidence_option();
void add_evidence(const Arguments& arguments, std::vector<std::string>& set);
/// The option `--scenario` of commands that can do with the default one.
Option scenario_option();

/// The option `--lang` of several commands; `usual` is the default of a model that has it.
Option language_option(Language usual, const ProgramInfo& info);
/// The language that is asked for, or, when none is, `usual` if the model has it, else the first that it has.
Language language_of(const Arguments& arguments, Language usual, const ProgramInfo& info, Problems& problems);

/// The scenario of the examples in the help, and the folder in which `run` puts its results.
std::string example_scenario(const ProgramInfo& info);
std::string example_folder(const ProgramInfo& info);

/// The scenario of the option `--scenario`, or the default one. Throws `UsageError` when that cannot be found.
std::filesystem::path scenario_or_default(const Arguments& arguments, const ProgramInfo& info);

/// A file of the project, such as the default scenario: looked for from the current folder, then from the folder of the
/// program upwards.
std::optional<std::filesystem::path> project_path(const std::string& name);

/// Which of these alternatives is meant by a name, or by a number, from 1. Throws `UsageError` when none is.
std::size_t alternative_named(const std::vector<std::string>& names, const std::string& wanted);

/// The careers of a model; null, and a problem, when it has none.
const Careers* careers_of(const Model& model, Problems& problems);

/// Tells what is wrong with the input; returns the exit code.
int refuse(const Problems& problems, Console& console);

}  // namespace formatie
