#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/cli/console.h"
#include "engine/report/digest.h"
#include "engine/study/model.h"

namespace formatie {

/// The questions about single levers that `answer` knows, if any.
struct LeverQuestions {
  std::string list;  ///< a csv file of them, looked for like the default scenario
  /// Where a question comes from: a sentence with the columns of the file in it, "Asked in {letter}."
  std::string origin_en, origin_nl;
};

/// What the command line needs to know of a model to be its program.
struct ProgramInfo {
  std::string name;     ///< as the user types it
  std::string version;  ///< "1.2.0"
  std::string summary;  ///< one sentence
  ModelFactory make_model = nullptr;
  /// The scenario that `describe` and `graph` use when none is given, "scenarios/base.yaml": looked for from the
  /// current folder, then from the folder of the program upwards.
  std::string default_scenario;
  /// A scenario with alternatives, for the examples of the help; empty: the default one.
  std::string example_scenario = {};
  ComparedMeasures compared = {};
  LeverQuestions levers = {};
  Presentation presentation = {};
  /// More examples for the help, of the command that they begin with: what to type behind the name of the program, and
  /// why.
  std::vector<std::pair<std::string, std::string>> examples = {};
};

/// The whole program: does what the arguments say and returns its exit code.
///
/// Results go to standard output, everything else to standard error. A pipe that is closed by its reader ends the
/// program quietly with exit code 0: the reader has seen enough, and nothing has failed.
int run_program(int argc, char** argv, const ProgramInfo& info);

/// The same without its surroundings: `words` are what stands behind the name of the program.
int run_program(const std::vector<std::string>& words, const ProgramInfo& info, Console& console);

}  // namespace formatie
