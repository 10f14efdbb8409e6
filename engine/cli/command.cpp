#include "engine/cli/command.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/cli/answer.h"
#include "engine/cli/calibrate.h"
#include "engine/cli/check.h"
#include "engine/cli/compare.h"
#include "engine/cli/describe.h"
#include "engine/cli/explain.h"
#include "engine/cli/graph.h"
#include "engine/cli/optimise.h"
#include "engine/cli/replay.h"
#include "engine/cli/report.h"
#include "engine/cli/run.h"
#include "engine/cli/text.h"
#include "engine/cli/validate.h"

namespace formatie {
namespace {

const Option help = {"help", "", "print this text"};

/// "SCENARIO" for "SCENARIO...", "PART" for "[PART]".
std::string operand_name(const Command& command) {
  std::string name;
  for (const char c : command.operands)
    if (std::string_view("[].").find(c) == std::string_view::npos) name += c;
  return name;
}

/// The text of a help, in which "{kinds of evidence}" stands for those that the model knows.
std::string with_kinds(std::string text, const ProgramInfo& info) {
  const std::string_view place = "{kinds of evidence}";
  const auto at = text.find(place);
  if (at == std::string::npos) return text;
  const auto kinds = joined(info.make_model()->evidence_kinds());
  return text.replace(at, place.size(), kinds.empty() ? "this model knows none" : kinds);
}

}  // namespace

std::vector<Command> commands(const ProgramInfo& info) {
  const auto model = info.make_model();
  const bool lives = model->life_recorder() != nullptr, careers = model->careers() != nullptr;
  std::vector<Command> list = {check_command(), run_command(info), compare_command(info)};
  if (lives) list.push_back(explain_command(info));
  if (lives && !info.levers.list.empty()) list.push_back(answer_command(info));
  list.insert(list.end(), {report_command(info), optimise_command(), calibrate_command(), validate_command(info),
                           describe_command()});
  if (careers) list.insert(list.end(), {replay_command(info), graph_command()});
  for (auto& command : list)
    for (const auto& example : info.examples)
      if (example.first.starts_with(command.name + " ")) command.examples.push_back(example);
  return list;
}

std::string help_text(const Command& command, const ProgramInfo& info) {
  std::string usage = info.name + " " + command.name;
  if (!command.operands.empty()) usage += " " + command.operands;
  std::string text = labelled("Usage:", usage + " [OPTION]...", 0, 7) + "\n";
  for (const auto& paragraph : command.meaning) text += indented(paragraph, 0) + "\n";

  text += "Options:\n";
  auto options = command.options;
  options.push_back(help);
  for (const auto& option : options) {
    const auto value = option.value.empty() ? "" : " " + option.value;
    text += labelled("--" + option.name + value, with_kinds(option.meaning, info), 2, 24);
  }
  text += "\nExit codes:\n";
  for (const auto& [code, meaning] : command.exit_codes) text += labelled(fmt::format("{:>3}", code), meaning, 2, 7);
  if (!command.examples.empty()) text += "\nExamples:\n";
  for (const auto& [words, why] : command.examples) text += "  " + info.name + " " + words + "\n" + indented(why, 6);
  return text;
}

Arguments parse_arguments(const Command& command, const std::vector<std::string>& words) {
  auto options = command.options;
  options.push_back(help);
  auto arguments = parse_arguments(options, words);
  const auto given = arguments.operands().size();
  if (given < command.least_operands) throw UsageError(fmt::format("no {} is given", operand_name(command)));
  if (given > command.most_operands)
    throw UsageError(fmt::format("'{}' is one word too many ({})", arguments.operands()[command.most_operands],
                                 command.most_operands == 0 ? "this command takes only options"
                                                            : "this command takes one " + operand_name(command)));
  return arguments;
}

}  // namespace formatie
