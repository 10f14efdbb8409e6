#include "engine/cli/graph.h"

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/report/career_map.h"

namespace formatie {
namespace {

int graph(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  const std::string format = arguments.text("format").value_or("dot");
  if (format != "dot" && format != "markdown")
    throw UsageError(fmt::format("'--format' is '{}' (must be dot or markdown)", format));
  const auto study = load_study(scenario_or_default(arguments, info), {}, info, problems);
  if (!study) return refuse(problems, console);
  const Careers* careers = careers_of(study->plan.alternatives.front().model(), problems);
  if (careers == nullptr) return refuse(problems, console);
  console.out << (format == "markdown" ? to_markdown(careers->map()) : to_dot(careers->map()));
  return exit_code::done;
}

}  // namespace

Command graph_command() {
  Command command;
  command.name = "graph";
  command.summary = "draw who can become what: the career map of the model";
  command.most_operands = 0;
  command.meaning = {
      "Prints the situations in which people can be, and the processes and rules that take them from one to the other, "
      "in the language of Graphviz. A dot points at situations in which people come in; those that nobody needs to "
      "leave "
      "have a double border."};
  command.options = {scenario_option(),
                     {"format", "F", "dot (default), or markdown: tables of the processes and rules"}};
  command.exit_codes = {{0, "done"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "the scenario was refused, or the command was not understood"}};
  command.examples = {{"graph | dot -Tsvg > career_map.svg", "a picture, made by Graphviz"},
                      {"graph > career_map.dot", "the text"}};
  command.run = graph;
  return command;
}

}  // namespace formatie
