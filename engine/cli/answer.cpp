#include "engine/cli/answer.h"

#include <algorithm>
#include <optional>
#include <ostream>
#include <streambuf>

#include <fmt/format.h>

#include "engine/cli/explain.h"
#include "engine/cli/load.h"
#include "engine/cli/run.h"
#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/input/scenario.h"
#include "engine/input/text_file.h"
#include "engine/report/explanation.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

/// A row of the list of questions.
struct Question {
  std::string row, name, name_nl, letter, figures, evidence, grade, scenario, reason, reason_nl, leaves_out,
      leaves_out_nl;
};

std::vector<Question> read_questions(const fs::path& file, Problems& problems) {
  const auto table = read_csv(file, problems);
  std::vector<Question> questions;
  if (!table) return questions;
  const std::vector<std::string> names = {"row",   "lever",    "lever_nl", "letter",    "figures",    "evidence",
                                          "grade", "scenario", "reason",   "reason_nl", "leaves_out", "leaves_out_nl"};
  std::vector<std::size_t> at;
  for (const auto& name : names) {
    if (const auto column = table->column(name))
      at.push_back(*column);
    else
      problems.add(table->where_column(0), fmt::format("no column '{}'", name));
  }
  if (at.size() < names.size()) return questions;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto cell = [&](std::size_t c) { return table->cell(row, at[c]); };
    questions.push_back(
        {cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7), cell(8), cell(9), cell(10), cell(11)});
  }
  return questions;
}

std::string stem(const Question& question) { return fs::path(question.scenario).stem().string(); }

/// The question of this name (of its scenario) or row. Throws `UsageError` when there is none.
const Question& question_named(const std::vector<Question>& questions, const std::string& wanted) {
  std::vector<std::string> known;
  for (const auto& question : questions) {
    if (question.row == wanted || (!question.scenario.empty() && stem(question) == wanted)) return question;
    if (!question.scenario.empty() && !std::count(known.begin(), known.end(), stem(question)))
      known.push_back(stem(question));
  }
  const auto hint = did_you_mean(wanted, known);
  throw UsageError(fmt::format("no lever '{}' (levers: {}; or the number of a row){}", shown(wanted), joined(known),
                               hint.empty() ? "" : ". " + hint));
}

/// "5%" is 0.05; nothing, with a problem, when it is no number.
std::optional<double> rate_of(const Arguments& arguments, Problems& problems) {
  auto text = arguments.text("rate");
  if (!text) return std::nullopt;
  const std::string given = *text;
  const bool percent = !text->empty() && text->back() == '%';
  if (percent) text->pop_back();
  const auto number = parse_number(*text);
  if (number) return percent ? *number / 100 : *number;
  problems.add({}, fmt::format("'--rate' is '{}'", shown(given)), "must be a number, or a percentage such as 5%",
               number_hint(given));
  return std::nullopt;
}

const Node* scalar_in(const Node& entry, const char* key) {
  const Node* node = entry.is_mapping() ? entry.find(key) : nullptr;
  return node != nullptr && node->is_scalar() ? node : nullptr;
}

/// What `--set` must say so that the dial that the first policy of the scenario moves gets another number, in all
/// alternatives.
std::vector<std::string> with_rate(const fs::path& scenario, double rate, Problems& problems) {
  std::vector<std::string> changes;
  const auto document = read_scenario(scenario, problems);
  if (!document) return changes;
  const Node* list = document->root.find("alternatives");
  std::string dial;
  for (std::size_t a = 0; list != nullptr && list->is_sequence() && a < list->items().size(); ++a) {
    const Node& alternative = list->items()[a];
    const Node* policy = alternative.is_mapping() ? alternative.find("policy") : nullptr;
    for (std::size_t p = 0; policy != nullptr && policy->is_sequence() && p < policy->items().size(); ++p) {
      const Node* name = scalar_in(policy->items()[p], "dial");
      if (name == nullptr) continue;
      if (dial.empty()) dial = name->text();
      if (name->text() != dial) continue;
      for (const char* kind : {"set", "plus", "times"})
        if (scalar_in(policy->items()[p], kind) != nullptr)
          changes.push_back(fmt::format("alternatives.{}.policy.{}.{}={}", a + 1, p + 1, kind, rate));
    }
  }
  if (changes.empty()) problems.add({scenario.string()}, "no policy whose number '--rate' could be");
  return changes;
}

/// Swallows what is written to it.
class Nowhere final : public std::streambuf {
  int overflow(int c) override { return c; }
  std::streamsize xsputn(const char*, std::streamsize n) override { return n; }
};

int answer(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  const auto language = language_named(arguments.text("lang").value_or("en"));
  if (!language)
    problems.add({}, fmt::format("'--lang' is '{}'", shown(*arguments.text("lang"))), "must be one of: nl, en");
  const auto rate = rate_of(arguments, problems);
  const auto replications = arguments.number("replications", 2, 1'000'000, problems).value_or(20);
  threads_of(arguments, problems);
  throw_usage_error(problems);
  const Speech speech{*language};

  if (info.levers.empty()) throw UsageError("this program has no list of levers");
  const auto list = project_path(info.levers);
  if (!list) throw UsageError(fmt::format("no '{}' here, nor in a folder above the program", info.levers));
  const auto questions = read_questions(*list, problems);
  if (!problems.empty()) return refuse(problems, console);
  const auto say = [&](std::string_view nl, std::string_view en) { return speech.say(nl, en); };
  if (arguments.operands().empty()) {
    for (const auto& question : questions)
      console.out << fmt::format("{:>3}  {:<22} {}\n", question.row, question.scenario.empty() ? "-" : stem(question),
                                 say(question.name_nl, question.name));
    return exit_code::done;
  }
  const Question& question = question_named(questions, arguments.operands().front());
  std::string page = fmt::format("# {}\n\n", say(question.name_nl, question.name));
  page += fmt::format(fmt::runtime(say("Brief aan de Tweede Kamer: {}. Genoemde cijfers: {}.\n\n",
                                       "Letter to parliament: {}. Figures named: {}.\n\n")),
                      question.letter, question.figures);
  if (question.scenario.empty()) {
    page += fmt::format(fmt::runtime(say("Niet gesimuleerd: {}.\n", "Not simulated: {}.\n")),
                        say(question.reason_nl, question.reason));
    console.out << page;
    return exit_code::done;
  }

  const fs::path scenario = (list->parent_path() / (question.scenario + ".yaml")).lexically_normal();
  // What is asked otherwise than the scenario does is another study, and has another folder.
  std::string variant;
  for (const char* option : {"rate", "evidence"})
    if (const auto text = arguments.text(option)) variant += fmt::format("-{}", *text);
  const std::string folder = arguments.text("out").value_or("out/answer/" + stem(question) + variant);
  std::vector<std::string> words = {scenario.string(), "--replications", std::to_string(replications),
                                    "--out",           folder,           "--force"};
  if (arguments.has("quiet")) words.emplace_back("--quiet");
  if (const auto threads = arguments.text("threads")) words.insert(words.end(), {"--threads", *threads});
  if (rate)
    for (const auto& change : with_rate(scenario, *rate, problems)) words.insert(words.end(), {"--set", change});
  auto changes = arguments.texts("set");
  add_evidence(arguments, changes);
  for (const auto& change : changes) words.insert(words.end(), {"--set", change});
  if (!problems.empty()) return refuse(problems, console);
  Nowhere nowhere;
  std::ostream no_tables(&nowhere);
  Console quiet{no_tables, console.err, console.stop};
  const Command run = run_command();
  const int code = run.run(parse_arguments(run, words), info, quiet);
  if (code != exit_code::done) return code;

  const auto study = read_study(folder, problems);
  if (!study) return refuse(problems, console);
  auto date = study->results.layout().dates().back();
  if (const auto text = arguments.text("date")) {
    const auto meant = date_meant(*text, study->results.layout().dates(), problems);
    if (!meant) return refuse(problems, console);
    date = *meant;
  }
  std::string otherwise;
  for (const char* option : {"rate", "evidence"})
    if (const auto text = arguments.text(option))
      otherwise += fmt::format("{}--{} {}", otherwise.empty() ? "" : ", ", option, shown(*text));
  for (const auto& text : arguments.texts("set"))
    otherwise += fmt::format("{}--set {}", otherwise.empty() ? "" : ", ", shown(text));
  if (!otherwise.empty())
    page +=
        fmt::format(fmt::runtime(say("**Anders dan het scenario: {}**; wat hieronder de namen van alternatieven zeggen "
                                     "geldt verder.\n\n",
                                     "**Otherwise than the scenario: {}**; for the rest it is as the names of the "
                                     "alternatives below say.\n\n")),
                    otherwise);
  for (std::size_t alternative = 1; alternative < study->results.alternatives().size(); ++alternative) {
    const auto text = explain_alternative(*study, alternative, date, *language, info, problems);
    if (!text) return refuse(problems, console);
    page += *text;
  }
  page += fmt::format(
      fmt::runtime(
          say("## Bewijs en grenzen\n\n- Wat er bekend is: {} (graad {}).\n- Wat dit antwoord niet bevat: {}.\n- "
              "Uitgerekend met {} {}, scenario {}, zaad {}; de getallen staan in {}.\n",
              "## Evidence and limits\n\n- What is known: {} (grade {}).\n- What this answer leaves out: {}.\n- Worked "
              "out with {} {}, scenario {}, seed {}; the numbers are in {}.\n")),
      question.evidence, question.grade.empty() ? "-" : question.grade,
      say(question.leaves_out_nl, question.leaves_out), info.name, info.version, scenario.filename().string(),
      study->seed, folder);
  console.out << page;
  return exit_code::done;
}

}  // namespace

Command answer_command() {
  Command command;
  command.name = "answer";
  command.summary = "answer a question about one lever on a page";
  command.operands = "[LEVER]";
  command.most_operands = 1;
  command.meaning = {
      "Runs the scenario of a lever and prints one page of Markdown: the paragraph of the letter that names it, what "
      "it "
      "changes with its band, whose lives differ, what it costs and what of that is windfall, for whom it is, how "
      "strong "
      "the evidence is and what the answer leaves out. A lever without a scenario gets the reason why.",
      "LEVER is the name of its scenario, or the number of its row in scenarios/levers/levers.csv. Without LEVER: the "
      "list of all, with '-' for those without a scenario."};
  command.options = {
      {"rate", "R",
       "the number to which the first policy of the scenario moves its dial, such as 5% (default: as it says)"},
      {"lang", "L", "en (default) or nl"},
      {"date", "D", "a date of the results such as 2030-10-01, or a year (default: the last)"},
      {"replications", "N", "how many replications (default: 20)"},
      set_option(),
      evidence_option(),
      threads_option(),
      {"out", "DIR", "where the results go (default: out/answer/LEVER)"},
      {"quiet", "", "no progress"}};
  command.exit_codes = {{0, "done, or the reader of the output closed the pipe"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "no such lever, or the scenario or the command was refused"},
                        {130, "stopped by Ctrl-C; no page"}};
  command.examples = {{"answer full_time_bonus --rate 5% --lang nl", "what does a bonus of 5% yield?"},
                      {"answer pay --rate 8% --date 2027 >pay.md", "higher pay, as a note"},
                      {"answer 10", "why row 10 is not simulated"}};
  command.run = answer;
  return command;
}

}  // namespace formatie
