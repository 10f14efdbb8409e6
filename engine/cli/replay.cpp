#include "engine/cli/replay.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/cli/text.h"
#include "engine/study/careers.h"

namespace formatie {
namespace {

constexpr std::uint64_t last_replication = (1u << 24) - 1;  // see `Luck`

int replay(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  const auto replication = arguments.number("replication", 0, last_replication, problems);
  const auto person = arguments.number("person", 0, std::numeric_limits<std::uint64_t>::max(), problems);
  throw_usage_error(problems);

  Overrides overrides;
  overrides.set = arguments.texts("set");
  const auto study = load_study(arguments.operands().front(), overrides, info, problems);
  if (!study) return refuse(problems, console);
  std::vector<std::string> names;
  for (const auto& one : study->plan.alternatives) names.push_back(one.name);
  const auto& alternative =
      study->plan.alternatives[alternative_named(names, arguments.text("alternative").value_or("1"))];
  const auto wanted = study->plan.replication(static_cast<std::uint32_t>(replication.value_or(0)));
  const auto& model = *alternative.models[wanted.future];
  const Careers* careers = careers_of(model, problems);
  if (careers == nullptr) return refuse(problems, console);
  const auto workspace = model.workspace();
  if (!person) {
    careers->replay(wanted, *workspace, person, console.out);
    return exit_code::done;
  }
  std::ostringstream life;  // a model says at least who a person is
  careers->replay(wanted, *workspace, person, life);
  if (life.view().empty())
    throw UsageError(
        fmt::format("no person '{}' in replication {} of '{}'. Without --person a replay shows who there is", *person,
                    wanted.luck.replication, alternative.name));
  console.out << life.view();
  return exit_code::done;
}

}  // namespace

Command replay_command(const ProgramInfo& info) {
  Command command;
  command.name = "replay";
  command.summary = "tell what happens to people in one replication";
  command.operands = "SCENARIO";
  command.least_operands = 1;
  command.most_operands = 1;
  command.meaning = {
      "Runs one replication of one alternative once more, exactly as 'run' does, and prints a line for each event, in "
      "the order of time. With --person it tells who a person is and what happens to that person: compare two "
      "alternatives to see what a policy changes in a life."};
  command.options = {{"alternative", "A", "its name, or its number in the scenario, from 1 (default: the first)"},
                     {"replication", "R", "its number, as in replications.csv (default: 0)"},
                     {"person", "ID", "the number of a person, as in the lines of a replay without this option"},
                     set_option()};
  command.exit_codes = {{0, "done, or the reader of the output closed the pipe"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "the scenario was refused, the command was not understood, or there is no such person"}};
  command.examples = {{"replay " + info.default_scenario + " | head", "the first events"},
                      {"replay " + info.default_scenario + " --replication 7", "another replication"}};
  command.run = replay;
  return command;
}

}  // namespace formatie
