#include "engine/cli/explain.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/measure/series.h"
#include "engine/report/explanation.h"
#include "engine/study/careers.h"
#include "engine/study/lives.h"

namespace formatie {
namespace {

constexpr std::uint64_t last_explained = (1u << 24) - 1;  // see `Luck`

/// Who lives differently in one replication of the two worlds: both are simulated once more.
void list_people(const Plan& plan, std::size_t alternative, std::size_t date, std::uint32_t replication,
                 std::ostream& out) {
  const Replication wanted = plan.replication(replication);
  std::vector<std::unique_ptr<Lives>> lives;
  Parallel serial;
  for (const std::size_t world : {std::size_t{0}, alternative}) {
    const Model& model = *plan.alternatives[world].models[wanted.future];
    lives.push_back(model.life_recorder()->lives());
    const auto workspace = model.workspace();
    workspace->lives = lives.back().get();
    std::vector<double> values(plan.layout->size());
    model.compute(wanted, *workspace, serial, values);
  }
  lives[1]->list(*lives[0], date, out);
}

std::vector<std::string> life_of(const Plan& plan, std::size_t alternative, std::uint32_t replication,
                                 std::uint64_t person) {
  const Replication wanted = plan.replication(replication);
  const Model& model = *plan.alternatives[alternative].models[wanted.future];
  std::stringstream life;
  model.careers()->replay(wanted, *model.workspace(), person, life);
  std::vector<std::string> lines;
  for (std::string line; std::getline(life, line);) lines.push_back(line);
  return lines;
}

/// One life in both worlds: what is the same, and from where on it is not.
void tell_life(const Plan& plan, std::size_t alternative, std::uint32_t replication, std::uint64_t person,
               const Speech& speech, std::ostream& out) {
  const auto ours = life_of(plan, alternative, replication, person);
  const auto theirs = life_of(plan, 0, replication, person);
  if (ours.empty() && theirs.empty())
    throw UsageError(
        fmt::format("no person '{}' in replication {}. With --people you see who there is", person, replication));
  const auto parting = std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
  for (auto line = ours.begin(); line != parting.first; ++line) out << *line << "\n";
  if (parting.first == ours.end() && parting.second == theirs.end()) {
    out << "\n" << speech.say("In beide werelden hetzelfde leven.", "The same life in both worlds.") << "\n";
    return;
  }
  const auto tell = [&](std::size_t world, auto from, auto to) {
    out << fmt::format(fmt::runtime(speech.say("\nVerder in '{}':\n", "\nFrom there on in '{}':\n")),
                       plan.alternatives[world].name);
    if (from == to) out << speech.say("  niets meer\n", "  nothing more\n");
    for (auto line = from; line != to; ++line) out << *line << "\n";
  };
  tell(0, parting.second, theirs.end());
  tell(alternative, parting.first, ours.end());
}

int explain(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  const auto replication = arguments.number("replication", 0, last_explained, problems);
  const auto person = arguments.number("person", 0, std::numeric_limits<std::uint64_t>::max(), problems);
  const auto language = language_of(arguments, Language::en, info, problems);
  if (person && arguments.has("people"))
    problems.add({}, "'--person' and '--people' do not go together", "the one is a life, the other a list");
  if (replication && !person && !arguments.has("people"))
    problems.add({}, "'--replication' has nothing to choose", "it goes with --person or --people");
  throw_usage_error(problems);

  const auto study = read_study(arguments.operands().front(), problems);
  if (!study) return refuse(problems, console);
  const Results& results = study->results;
  const Layout& layout = results.layout();
  if (results.alternatives().size() < 2) {
    problems.add({}, fmt::format("'{}' has one alternative, '{}'", study->folder.string(), results.alternatives()[0]),
                 "there is nothing to hold it against");
    return refuse(problems, console);
  }
  const std::size_t alternative =
      alternative_named(results.alternatives(), arguments.text("alternative").value_or("2"));
  if (alternative == 0)
    throw UsageError(fmt::format("'{}' is what the others are held against. Name another alternative",
                                 results.alternatives().front()));
  auto date = layout.dates().empty() ? std::optional<Time>() : layout.dates().back();
  if (const auto text = arguments.text("date")) date = date_meant(*text, layout.dates(), problems);
  if (!date) return refuse(problems, console);
  const auto census =
      static_cast<std::size_t>(std::find(layout.dates().begin(), layout.dates().end(), *date) - layout.dates().begin());

  if (replication && !std::count(results.replications().begin(), results.replications().end(), *replication))
    throw UsageError(fmt::format("no replication {} in '{}' (it has {}, from {})", *replication, study->folder.string(),
                                 results.count(), results.replications().front()));

  if (person || arguments.has("people")) {
    const auto again = load_study(study->folder / "plan.yaml", {}, info, problems);
    if (!again) return refuse(problems, console);
    const auto number = static_cast<std::uint32_t>(replication.value_or(results.replications().front()));
    if (person && careers_of(again->plan.alternatives.front().model(), problems) == nullptr)
      return refuse(problems, console);
    if (person)
      tell_life(again->plan, alternative, number, *person, Speech(language), console.out);
    else if (again->plan.alternatives.front().model().life_recorder() != nullptr)
      list_people(again->plan, alternative, census, number, console.out);
    else
      throw UsageError("this model does not tell whose lives differ");
    return exit_code::done;
  }

  if (study->partial)
    console.err << fmt::format("'{}' is partial: {} of {} replications\n", study->folder.string(), results.count(),
                               study->replications_asked);
  const auto text = explain_alternative(*study, alternative, *date, language, info, problems);
  if (!text) return refuse(problems, console);
  console.out << *text;
  return exit_code::done;
}

}  // namespace

std::optional<std::string> explain_alternative(const StoredStudy& study, std::size_t alternative, Time date,
                                               Language language, const ProgramInfo& info, Problems& problems) {
  if (info.make_model()->life_recorder() == nullptr) {
    problems.add({}, "this model does not tell whose lives make up a difference", "it follows no lives",
                 "'compare' tells the differences");
    return std::nullopt;
  }
  const Layout& layout = study.results.layout();
  const auto attribution = read_attribution(study, study.results.alternatives()[alternative], date, problems);
  if (!attribution) return std::nullopt;
  ExplanationSettings settings;
  settings.alternative = alternative;
  settings.date =
      static_cast<std::size_t>(std::find(layout.dates().begin(), layout.dates().end(), date) - layout.dates().begin());
  settings.speech = Speech(language, Vocabulary(info.presentation.json));
  const auto series_of = [&](const std::string& name) -> std::optional<std::size_t> {
    const auto found = series_named(layout, name);
    return found && layout.series()[*found].first_date <= settings.date ? found : std::nullopt;
  };
  const std::string& measure = attribution->kinds.front().of;
  const auto series = series_of(measure);
  if (!series) {
    problems.add({}, fmt::format("'{}' is no headline measure on {}", measure, date.iso()),
                 "the attribution is of that measure");
    return std::nullopt;
  }
  settings.series = *series;
  settings.cost = series_of(info.compared.cost);
  if (settings.cost) settings.anyway = series_of(info.compared.anyway);
  settings.per_unit = settings.cost && layout.measures()[layout.series()[*series].measure].unit == info.compared.per;
  return explanation(study, *attribution, settings);
}

Command explain_command(const ProgramInfo& info) {
  Command command;
  command.name = "explain";
  command.summary = "tell whose lives an alternative changes, and at what cost";
  command.operands = "DIR";
  command.least_operands = 1;
  command.most_operands = 1;
  command.meaning = {
      "Reads what 'run' wrote in DIR and tells in plain sentences (Markdown) what an alternative changes beside the "
      "first "
      "one: the difference and how sure it is, who works more or less, stays or leaves, comes or does not come because "
      "of it, how many they are and what they add or take away, what it costs, how much of that pays for what "
      "would have happened anyway, for whom it is, and how strong the evidence is.",
      "Both worlds of a replication share their luck, so the same people live in both, and a difference is a list of "
      "people. The parts add up to the difference, in every replication. Intervals are of the mean, 90%, Student's t "
      "over "
      "draws of the parameters.",
      "--people lists everybody of one replication who makes part of the difference (csv), --person tells one life in "
      "both worlds: for these the replication is simulated once more."};
  command.options = {
      {"alternative", "A", "its name, or its number in the study, from 1 (default: the second)"},
      {"date", "D", "a date of the results such as 2030-10-01, or a year (default: the last)"},
      {"people", "", "list who makes part of the difference in one replication"},
      {"person", "ID", "the life of this person in both worlds; the numbers stand in the list of --people"},
      {"replication", "R", "of --people and --person (default: the first)"}};
  command.options.push_back(language_option(Language::en, info));
  command.exit_codes = {{0, "done, or the reader of the output closed the pipe"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "no results in DIR, no such alternative or person, or the command was not understood"}};
  const auto folder = example_folder(info);
  command.examples = {{"explain " + folder, "the second alternative, on the last date"},
                      {"explain " + folder + " --people | head", "whose lives differ in the first replication"}};
  command.run = explain;
  return command;
}

}  // namespace formatie
