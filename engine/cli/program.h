#pragma once

#include <string>
#include <vector>

#include "engine/cli/console.h"
#include "engine/report/digest.h"
#include "engine/study/model.h"

namespace formatie {

/// What the command line needs to know of a model to be its program.
struct ProgramInfo {
  std::string name;     ///< as the user types it
  std::string version;  ///< "1.2.0"
  std::string summary;  ///< one sentence
  ModelFactory make_model = nullptr;
  /// The scenario that `describe` and `graph` use when none is given, "scenarios/base.yaml": looked for from the
  /// current folder, then from the folder of the program upwards.
  std::string default_scenario;
  ComparedMeasures compared = {};
  /// The list of questions that `answer` knows, "scenarios/levers/levers.csv": looked for like the default scenario.
  std::string levers = {};
  Presentation presentation = {};
};

/// The whole program: does what the arguments say and returns its exit code.
///
/// Results go to standard output, everything else to standard error. A pipe that is closed by its reader ends the
/// program quietly with exit code 0: the reader has seen enough, and nothing has failed.
int run_program(int argc, char** argv, const ProgramInfo& info);

/// The same without its surroundings: `words` are what stands behind the name of the program.
int run_program(const std::vector<std::string>& words, const ProgramInfo& info, Console& console);

}  // namespace formatie
