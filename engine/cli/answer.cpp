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
#include "engine/report/table.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

/// The rows of the list of questions.
class Questions {
 public:
  Questions(const fs::path& file, Problems& problems) : folder_(file.parent_path()), table_(read_csv(file, problems)) {
    if (!table_) return;
    for (const char* name : {"row", "lever", "lever_nl", "evidence", "grade", "scenario", "reason", "reason_nl",
                             "leaves_out", "leaves_out_nl"})
      if (!table_->column(name)) problems.add(table_->where_column(0), fmt::format("no column '{}'", name));
  }
  std::size_t size() const { return table_->size(); }
  std::string cell(std::size_t question, std::string_view column) const {
    return table_->cell(question, *table_->column(column));
  }
  /// The text of a column in a language: that with "_nl" behind its name is in Dutch.
  std::string text(std::size_t question, const std::string& column, const Speech& speech) const {
    return cell(question, speech.say(column + "_nl", column));
  }
  /// The name of its scenario, by which it is asked; "" when it has none.
  std::string name(std::size_t question) const { return fs::path(cell(question, "scenario")).stem().string(); }
  fs::path scenario(std::size_t question) const {
    return (folder_ / (cell(question, "scenario") + ".yaml")).lexically_normal();
  }
  /// A text of the model with "{column}" filled in.
  std::string filled(std::size_t question, std::string text) const {
    for (const auto& column : table_->columns()) {
      const std::string mark = "{" + column + "}";
      if (const auto at = text.find(mark); at != std::string::npos)
        text.replace(at, mark.size(), cell(question, column));
    }
    return text;
  }
  /// The question of this name or row. Throws `UsageError` when there is none.
  std::size_t named(const std::string& wanted) const {
    std::vector<std::string> known;
    for (std::size_t q = 0; q < size(); ++q) {
      const auto name = this->name(q);
      if (cell(q, "row") == wanted || (!name.empty() && name == wanted)) return q;
      if (!name.empty() && !std::count(known.begin(), known.end(), name)) known.push_back(name);
    }
    const auto hint = did_you_mean(wanted, known);
    throw UsageError(fmt::format("no lever '{}' (levers: {}; or the number of a row){}", shown(wanted), joined(known),
                                 hint.empty() ? "" : ". " + hint));
  }

 private:
  fs::path folder_;
  std::optional<Table> table_;
};

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

void list_questions(const Questions& questions, const Speech& speech, std::ostream& out) {
  std::size_t widest = 1;
  for (std::size_t q = 0; q < questions.size(); ++q) widest = std::max(widest, display_width(questions.name(q)));
  for (std::size_t q = 0; q < questions.size(); ++q) {
    const auto name = questions.name(q);
    out << fmt::format("{:>3}  {} {}\n", questions.cell(q, "row"), padded_right(name.empty() ? "-" : name, widest),
                       questions.text(q, "lever", speech));
  }
}

/// Runs the scenario of a question, without its tables, as `arguments` ask; returns the exit code.
int run_scenario(const fs::path& scenario, const std::string& folder, std::optional<double> rate,
                 std::uint64_t replications, const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
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
  const Command run = run_command(info);
  return run.run(parse_arguments(run, words), info, quiet);
}

/// What is asked otherwise than the scenario says: "--rate 5%, --set study.seed=2".
std::string otherwise(const Arguments& arguments) {
  std::vector<std::string> changes;
  for (const char* option : {"rate", "evidence"})
    if (const auto text = arguments.text(option)) changes.push_back(fmt::format("--{} {}", option, shown(*text)));
  for (const auto& text : arguments.texts("set")) changes.push_back(fmt::format("--set {}", shown(text)));
  return joined(changes);
}

/// What the study in a folder says of every alternative; nothing, with problems, when it cannot tell.
std::optional<std::string> explain_all(const StoredStudy& study, Language language, const Arguments& arguments,
                                       const ProgramInfo& info, Problems& problems) {
  auto date = study.results.layout().dates().back();
  if (const auto text = arguments.text("date")) {
    const auto meant = date_meant(*text, study.results.layout().dates(), problems);
    if (!meant) return std::nullopt;
    date = *meant;
  }
  std::string page;
  for (std::size_t alternative = 1; alternative < study.results.alternatives().size(); ++alternative) {
    const auto text = explain_alternative(study, alternative, date, language, info, problems);
    if (!text) return std::nullopt;
    page += *text;
  }
  return page;
}

int answer(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  const auto language = language_of(arguments, Language::en, info, problems);
  const auto rate = rate_of(arguments, problems);
  const auto replications = arguments.number("replications", 2, 1'000'000, problems).value_or(20);
  threads_of(arguments, problems);
  throw_usage_error(problems);
  const Speech speech(language);

  const auto list = project_path(info.levers.list);
  if (!list) throw UsageError(fmt::format("no '{}' here, nor in a folder above the program", info.levers.list));
  const Questions questions(*list, problems);
  if (!problems.empty()) return refuse(problems, console);
  if (arguments.operands().empty()) {
    list_questions(questions, speech, console.out);
    return exit_code::done;
  }
  const std::size_t question = questions.named(arguments.operands().front());
  std::string page = fmt::format("# {}\n\n{}\n\n", questions.text(question, "lever", speech),
                                 questions.filled(question, speech.say(info.levers.origin_nl, info.levers.origin_en)));
  if (questions.name(question).empty()) {
    console.out << page << speech.say("Niet gesimuleerd: ", "Not simulated: ")
                << questions.text(question, "reason", speech) << ".\n";
    return exit_code::done;
  }

  // What is asked otherwise than the scenario does is another study, and has another folder.
  std::string variant;
  for (const char* option : {"rate", "evidence"})
    if (const auto text = arguments.text(option)) variant += fmt::format("-{}", *text);
  const auto scenario = questions.scenario(question);
  const std::string folder = arguments.text("out").value_or("out/answer/" + questions.name(question) + variant);
  const int code = run_scenario(scenario, folder, rate, replications, arguments, info, console);
  if (code != exit_code::done) return code;
  const auto study = read_study(folder, problems);
  const auto found = study ? explain_all(*study, language, arguments, info, problems) : std::nullopt;
  if (!found) return refuse(problems, console);
  if (const auto changes = otherwise(arguments); !changes.empty())
    page += fmt::format(
        fmt::runtime(speech.say("**Anders dan het scenario: {}**; wat hieronder de namen van alternatieven zeggen "
                                "geldt verder.\n\n",
                                "**Otherwise than the scenario: {}**; for the rest it is as the names of the "
                                "alternatives below say.\n\n")),
        changes);
  const auto grade = questions.cell(question, "grade");
  page += *found;
  page += fmt::format(
      fmt::runtime(speech.say(
          "## Bewijs en grenzen\n\n- Wat er bekend is: {} (graad {}).\n- Wat dit antwoord niet bevat: {}.\n- "
          "Uitgerekend met {} {}, scenario {}, zaad {}; de getallen staan in {}.\n",
          "## Evidence and limits\n\n- What is known: {} (grade {}).\n- What this answer leaves out: {}.\n- Worked "
          "out with {} {}, scenario {}, seed {}; the numbers are in {}.\n")),
      questions.cell(question, "evidence"), grade.empty() ? "-" : grade, questions.text(question, "leaves_out", speech),
      info.name, info.version, scenario.filename().string(), study->seed, folder);
  console.out << page;
  return exit_code::done;
}

}  // namespace

Command answer_command(const ProgramInfo& info) {
  Command command;
  command.name = "answer";
  command.summary = "answer a question about one lever on a page";
  command.operands = "[LEVER]";
  command.most_operands = 1;
  command.meaning = {
      "Runs the scenario of a lever and prints one page of Markdown: where the question comes from, what it changes "
      "with its band, whose lives differ, what it costs and what of that pays for what would have happened anyway, for "
      "whom it is, how strong the evidence is and what the answer leaves out. A lever without a scenario gets the "
      "reason why.",
      "LEVER is the name of its scenario, or the number of its row in " + info.levers.list +
          ". Without LEVER: the list of all, with '-' for those without a scenario."};
  command.options = {
      {"rate", "R",
       "the number to which the first policy of the scenario moves its dial, such as 5% (default: as it says)"},
      {"date", "D", "a date of the results such as 2030-10-01, or a year (default: the last)"},
      {"replications", "N", "how many replications (default: 20)"},
      set_option(),
      evidence_option(),
      threads_option(),
      {"out", "DIR", "where the results go (default: out/answer/LEVER)"},
      {"quiet", "", "no progress"}};
  command.options.push_back(language_option(Language::en, info));
  command.exit_codes = {{0, "done, or the reader of the output closed the pipe"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "no such lever, or the scenario or the command was refused"},
                        {130, "stopped by Ctrl-C; no page"}};
  command.examples = {{"answer", "which questions are there?"}};
  command.run = answer;
  return command;
}

}  // namespace formatie
