#include "engine/cli/report.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/report/files.h"
#include "engine/report/note.h"
#include "engine/report/page.h"
#include "engine/report/workbook.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> formats = {"html", "xlsx", "markdown"};

/// Which of `known` an option chooses; the first when it is not given, or, with a problem, when it is none of them.
std::string choice_of(const Arguments& arguments, const char* option, const std::vector<std::string>& known,
                      Problems& problems) {
  const auto given = arguments.text(option).value_or(known.front());
  if (!std::count(known.begin(), known.end(), given))
    problems.add({}, fmt::format("'--{}' is '{}'", option, given), "must be one of: " + joined(known),
                 did_you_mean(given, known));
  return given;
}

/// The language of the model's reports when nobody chooses one.
Language own_language(const ProgramInfo& info) { return Vocabulary(info.presentation.json).languages().front(); }

int report(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  const auto language = language_of(arguments, own_language(info), info, problems);
  const auto format = choice_of(arguments, "format", formats, problems);
  const fs::path out = arguments.text("out").value_or(format == "markdown" ? "report.md" : "report." + format);
  if (out.filename().empty() || fs::is_directory(out))
    problems.add({}, fmt::format("'--out' is '{}'", out.string()), "must be a file");
  else if (out.has_parent_path() && !fs::is_directory(out.parent_path()))
    problems.add({}, fmt::format("'--out' is '{}'", out.string()), "there is no such folder");
  throw_usage_error(problems);
  if (format == "html") need_page(problems);
  if (!problems.empty()) return refuse(problems, console);

  const std::vector<fs::path> folders(arguments.operands().begin(), arguments.operands().end());
  const auto digest = read_digest(folders, info.presentation, info.compared, problems);
  if (!digest) return refuse(problems, console);
  write_file(out, format == "html"   ? page_html(*digest, info.presentation, language)
                  : format == "xlsx" ? workbook(*digest, language)
                                     : note(*digest, language));
  console.out << out.string() << "\n";
  return exit_code::done;
}

}  // namespace

void need_page(Problems& problems) {
  if (!has_page())
    problems.add({}, "the program was built without the HTML report", "CMake option FORMATIE_REPORT",
                 "Build it with Node.js");
}

std::optional<fs::path> write_report(const fs::path& folder, const ProgramInfo& info, Problems& problems) {
  const auto digest = read_digest({folder}, info.presentation, info.compared, problems);
  if (!digest) return std::nullopt;
  const auto file = folder / "report.html";
  write_file(file, page_html(*digest, info.presentation, own_language(info)));
  return file;
}

Command report_command(const ProgramInfo& info) {
  Command command;
  command.name = "report";
  command.summary = "make a report of a finished study";
  command.operands = "DIR...";
  command.least_operands = 1;
  command.meaning = {
      "Reads what 'run' wrote in DIR and writes one file that tells what the study found: what each alternative "
      "changes "
      "and costs and how sure that is, what to expect, where, for whom, and how it is known.",
      "html is a page that opens in any current browser without a network, in all languages of the model, on a "
      "phone and on paper; every figure gives its data and its picture. What the results do not have is not in it.",
      "xlsx is a workbook of all tables with definitions and units, markdown a note of the main ones.",
      "Several folders are shown beside each other; they must be of the same study but for their alternatives, as for "
      "'compare'."};
  command.options = {{"format", "F", "html (default), xlsx: a workbook, or markdown: a note"},
                     {"out", "FILE", "where it goes (default: report.html, .xlsx or .md in the current folder)"}};
  command.options.push_back(language_option(own_language(info), info));
  command.exit_codes = {{0, "done"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2,
                         "no results in DIR, results that cannot be shown together, or the command was not "
                         "understood; nothing is written"}};
  const auto folder = example_folder(info);
  command.examples = {{"report " + folder, "report.html"},
                      {"report " + folder + " --format xlsx --out tables.xlsx", "the tables, for a spreadsheet"}};
  command.run = report;
  return command;
}

}  // namespace formatie
