#include "engine/cli/program.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <signal.h>

#include <fmt/format.h>

#include "engine/base/expect.h"
#include "engine/cli/command.h"
#include "engine/cli/output.h"
#include "engine/cli/text.h"
#include "engine/report/vocabulary.h"
#include "engine/study/revision.h"

namespace formatie {
namespace {

std::string program_help(const ProgramInfo& info) {
  std::string text = indented(info.name + " " + info.version + ": " + info.summary, 0) + "\n";
  text += labelled("Usage:", info.name + " COMMAND [OPTION]...", 0, 7) + "\nCommands:\n";
  for (const auto& command : commands(info)) text += labelled(command.name, command.summary, 2, 14);
  text += "\nOptions:\n" + labelled("--help", "print this text", 2, 14);
  text += labelled("--version", "print the version and how it was built", 2, 14);
  text +=
      "\n" +
      indented("'" + info.name + " COMMAND --help' and '" + info.name + " help COMMAND' tell all about a command.", 0);
  text += "\n" + indented(
                     "Results go to standard output, everything else to standard error. Exit codes: 0 done (also when "
                     "the reader of a pipe closes it), 1 the outside world failed or the program is at fault, 2 wrong "
                     "input or usage, 130 stopped by Ctrl-C with partial results written.",
                     0);
  return text;
}

std::string version_text(const ProgramInfo& info) {
  return fmt::format("{} {}\ngit revision  {}\ncompiler      {}\nbuild type    {}\n", info.name, info.version,
                     git_revision(), compiler(), build_type());
}

int refuse_usage(const std::string& command, const std::string& what, const ProgramInfo& info, Console& console) {
  const auto name = info.name + (command.empty() ? "" : " " + command);
  console.err << name << ": " << what << "\nSee '" << name << " --help'.\n";
  return exit_code::refused;
}

/// Is --help among the words, before a "--"?
bool asks_for_help(const std::vector<std::string>& words) {
  for (const auto& word : words) {
    if (word == "--") return false;
    if (word == "--help" || word == "-h") return true;
  }
  return false;
}

int run_words(const std::vector<std::string>& words, const ProgramInfo& info, Console& console) {
  if (words.empty()) {
    console.err << program_help(info);
    return exit_code::refused;
  }
  const auto& first = words.front();
  if (first == "--help" || first == "-h") {
    console.out << program_help(info);
    return exit_code::done;
  }
  if (first == "help") {  // 'help run' is 'run --help'
    std::vector<std::string> rest(words.begin() + 1, words.end());
    rest.emplace_back("--help");
    return run_words(rest, info, console);
  }
  if (first == "--version") {
    console.out << version_text(info);
    return exit_code::done;
  }
  const auto all = commands(info);
  std::vector<std::string> names;
  for (const auto& command : all) names.push_back(command.name);
  const auto found = std::find(names.begin(), names.end(), first);
  if (found == names.end()) {
    const bool is_option = first.starts_with("-");
    if (is_option) names = {"--help", "--version"};
    const auto hint = did_you_mean(first, names);
    return refuse_usage(
        "",
        fmt::format("unknown {} '{}' ({}: {}){}", is_option ? "option" : "command", first,
                    is_option ? "before a command" : "commands", joined(names), hint.empty() ? "" : ". " + hint),
        info, console);
  }
  const Command& command = all[static_cast<std::size_t>(found - names.begin())];
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (asks_for_help(rest)) {
    console.out << help_text(command, info);
    return exit_code::done;
  }
  try {
    return command.run(parse_arguments(command, rest), info, console);
  } catch (const UsageError& error) {
    return refuse_usage(command.name, error.what(), info, console);
  }
}

}  // namespace

int run_program(const std::vector<std::string>& words, const ProgramInfo& info, Console& console) {
  try {
    std::string presentation;
    ProgramInfo complete = info;
    if (const auto texts = info.make_model()->label_texts(); !texts.empty()) {
      presentation = with_labels(info.presentation.json, texts);
      complete.presentation.json = presentation;
    }
    const int code = run_words(words, complete, console);
    if (console.out) console.out.flush();
    return code;
  } catch (const ClosedPipe&) {
    return exit_code::done;
  } catch (const BrokenPromise& error) {
    console.err << info.name << ": " << error.what() << "\n"
                << "This is a fault in the program, not in your input. Please report it, with the command\n"
                << "that you gave and what '" << info.name << " --version' prints.\n";
  } catch (const std::bad_alloc&) {
    console.err << info.name << ": not enough memory\n";
  } catch (const std::exception& error) {
    console.err << info.name << ": " << error.what() << "\n";
  }
  return exit_code::failed;
}

int run_program(int argc, char** argv, const ProgramInfo& info) {
  ::signal(SIGPIPE, SIG_IGN);  // the output finds out by itself, and `run` writes its files all the same
  OutputBuffer buffer(1);
  std::ostream out(&buffer);
  out.exceptions(std::ios::badbit);
  Console console{out, std::cerr};
  return run_program(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), info, console);
}

}  // namespace formatie
