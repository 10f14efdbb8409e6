#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "engine/cli/arguments.h"
#include "engine/cli/console.h"
#include "engine/cli/program.h"

namespace formatie {

/// Exit codes, of the program and of every command.
namespace exit_code {
inline constexpr int done = 0;
inline constexpr int failed = 1;     ///< the outside world, or a fault in the program
inline constexpr int refused = 2;    ///< wrong input or usage
inline constexpr int stopped = 130;  ///< by Ctrl-C
}  // namespace exit_code

/// One thing that the program can do: what the user may write, what help says of it, and how it is done.
struct Command {
  static constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

  std::string name;
  std::string summary;   ///< for the list of commands, at most 60 characters
  std::string operands;  ///< as they stand in the usage line: "SCENARIO..."
  std::size_t least_operands = 0;
  std::size_t most_operands = any_number;
  std::vector<std::string> meaning;  ///< paragraphs
  std::vector<Option> options;       ///< without --help, which every command has
  std::vector<std::pair<int, std::string>> exit_codes;
  std::vector<std::pair<std::string, std::string>> examples;  ///< what to type behind the name of the program, and why
  int (*run)(const Arguments&, const ProgramInfo&, Console&) = nullptr;
};

/// The commands of a program, in the order of the help: those that its model has something for.
std::vector<Command> commands(const ProgramInfo& info);

/// What `formatie COMMAND --help` prints.
std::string help_text(const Command& command, const ProgramInfo& info);

/// The words behind a command, checked against what it takes. Throws `UsageError`.
Arguments parse_arguments(const Command& command, const std::vector<std::string>& words);

}  // namespace formatie
