#include "engine/cli/run.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/cli/output.h"
#include "engine/cli/output_folder.h"
#include "engine/cli/report.h"
#include "engine/cli/stop.h"
#include "engine/cli/text.h"
#include "engine/report/csv.h"
#include "engine/report/files.h"
#include "engine/report/page.h"
#include "engine/report/progress.h"
#include "engine/report/provenance.h"
#include "engine/report/results_table.h"
#include "engine/study/lives.h"
#include "engine/study/projection.h"
#include "engine/study/run.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_replications = 1'000'000;  // as the scenario may say

/// The line break is for the line of the progress bar.
constexpr const char* run_stops =
    "\nfinishing the replications under way; Ctrl-C once more stops at once, without results\n";

struct RunSettings {
  fs::path scenario;
  fs::path folder;
  Overrides overrides;
  unsigned threads = 1;
  bool within_replication = false;
  bool verify = false;
  bool attribution = true;
  bool force = false;
  bool quiet = false;
  bool report = false;
  bool cohorts = false;  ///< the projection of the model, instead of replications
};

/// Throws `UsageError` with all that is wrong.
RunSettings settings_of(const Arguments& arguments) {
  Problems problems;
  RunSettings settings;
  settings.scenario = arguments.operands().front();
  const std::string solver = arguments.text("solver").value_or("persons");
  settings.cohorts = solver == "cohort";
  if (!settings.cohorts && solver != "persons")
    problems.add({}, fmt::format("'--solver' is '{}'", solver), "must be persons or cohort");
  for (const char* option : {"replications", "threads", "within-replication", "verify", "no-attribution", "report"})
    if (settings.cohorts && arguments.has(option))
      problems.add({}, fmt::format("'--{}' does not go with '--solver cohort'", option), "it has no replications");
  settings.folder =
      arguments.text("out").value_or("out/" + settings.scenario.stem().string() + (settings.cohorts ? "-cohort" : ""));
  if (settings.folder.empty()) problems.add({}, "'--out' is ''", "must be a folder");
  settings.overrides.set = arguments.texts("set");
  add_evidence(arguments, settings.overrides.set);
  settings.overrides.seed = arguments.number("seed", 0, INT64_MAX, problems);
  settings.overrides.replications = arguments.number("replications", 1, most_replications, problems);
  settings.threads = threads_of(arguments, problems);
  settings.within_replication = arguments.has("within-replication");
  settings.verify = arguments.has("verify");
  settings.attribution = !arguments.has("no-attribution");
  settings.force = arguments.has("force");
  settings.quiet = arguments.has("quiet");
  settings.report = arguments.has("report");
  throw_usage_error(problems);
  return settings;
}

/// Writes everything, or nothing; returns the number of files.
std::size_t write_results(const fs::path& folder, const std::vector<NamedText>& study, std::vector<NamedText> files,
                          const Provenance& provenance) {
  files.insert(files.end(), study.begin(), study.end());
  files.push_back({"provenance.json", provenance_json(provenance)});
  for (const auto& file : files) fs::create_directories((folder / file.name).parent_path());
  write_files(folder, files);
  return files.size();
}

void print_results(const Plan& plan, const Outcome& outcome, std::ostream& out) {
  if (!plan.title.empty()) out << indented(plan.title, 0) << "\n";
  if (outcome.results.is_certain()) {
    out << indented("Computed once: the model has no chance, and nothing is drawn.", 0) << "\n";
    print_expected(out, outcome.results);
    return;
  }
  print_summary(out, outcome.results);
  if (outcome.results.alternatives().size() > 1) {
    out << "\n";
    print_comparison(out, outcome.results);
  }
  out << "\n";
  print_uncertainty(out, outcome.results);
}

/// The projection in the place of replications: one projection of each alternative, nothing drawn.
int run_cohorts(const RunSettings& settings, const Plan& plan, const std::vector<NamedText>& study,
                const ProgramInfo& info, Console& console) {
  const auto started = std::chrono::system_clock::now();
  const auto clock = std::chrono::steady_clock::now();
  const Projection& projection = *plan.alternatives.front().model().projection();
  std::vector<std::string> names;
  std::vector<std::vector<double>> values;
  for (const auto& alternative : plan.alternatives) {
    names.push_back(alternative.name);
    values.push_back(alternative.model().projection()->project(Replication()));
  }
  Results results(*plan.layout, names);
  results.add(0, std::move(values));

  auto provenance = provenance_of(plan, study, info);
  provenance.solver = "cohort";
  provenance.started = started;
  provenance.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - clock).count();
  const auto files = write_results(settings.folder, study, {{"results.csv", expected_csv(results)}}, provenance);
  if (settings.quiet) return exit_code::done;
  try {
    if (!plan.title.empty()) console.out << indented(plan.title, 0) << "\n";
    console.out << indented(projection.meaning(), 0);
    console.out << indented("Parameters stand at their values in the scenario: nothing is drawn.", 0);
    for (const auto& note : projection.notes(Replication())) console.out << indented(note, 0);
    console.out << "\n";
    print_expected(console.out, results);
    console.out << fmt::format("\n{} in {:.2f} s\n{} in {}\n",
                               count_text(results.alternatives().size(), "projection", "projections"),
                               provenance.wall_seconds, count_text(files, "file", "files"), settings.folder.string());
    console.out.flush();
  } catch (const ClosedPipe&) {
  }
  return exit_code::done;
}

/// Tells when a run was stopped or is not precise; false when there is nothing to write, or better results are kept.
bool worth_writing(const RunSettings& settings, const Plan& plan, const Outcome& outcome, Console& console) {
  const auto completed = outcome.results.count();
  const auto completed_text = computed_text(outcome.results);
  if (outcome.partial) {
    if (completed == 0) {
      console.err << "stopped before the first replication was complete; nothing is written\n";
      return false;
    }
    const auto asked = number_text(plan.stopping.at_most, 0);
    if (const auto finished = finished_replications(settings.folder); finished > completed && !settings.force) {
      console.err << fmt::format("stopped after {} of {}; the {} that {} has of this study are kept\n", completed_text,
                                 asked, number_text(static_cast<double>(finished), 0), settings.folder.string());
      return false;
    }
    console.err << fmt::format("stopped after {} of {}; the results are partial\n", completed_text, asked);
  } else if (!outcome.precise) {
    console.err << fmt::format("the precision that 'until' asks for was not reached with {}\n", completed_text);
  }
  return true;
}

/// Where the results of a run come from.
Provenance provenance_of(const RunSettings& settings, const Plan& plan, const Outcome& outcome,
                         std::chrono::system_clock::time_point started, const std::vector<NamedText>& study,
                         const ProgramInfo& info) {
  auto provenance = provenance_of(plan, study, info);
  provenance.started = started;
  provenance.wall_seconds = outcome.wall_seconds;
  provenance.replications_asked = plan.stopping.at_most;
  provenance.replications_completed = outcome.results.count();
  provenance.replications_differ_by = outcome.results.differ_by();
  provenance.replications_per_draw = outcome.results.replications_per_draw();
  provenance.partial = outcome.partial;
  provenance.threads = settings.threads;
  return provenance;
}

/// The csv files of what was found.
std::vector<NamedText> tables_of(const Plan& plan, const Outcome& outcome) {
  auto tables = csv_files(outcome.results);
  if (outcome.attribution) {
    tables.push_back({"attribution.csv", attribution_csv(*outcome.attribution)});
    tables.push_back({"attribution_measures.csv",
                      attribution_measures_csv(plan.alternatives.front().model().life_recorder()->attribution())});
  }
  return tables;
}

int run(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  const auto settings = settings_of(arguments);
  Problems problems;
  const auto loaded = load_study(settings.scenario, settings.overrides, info, problems);
  if (!loaded) return refuse(problems, console);
  const Plan& plan = loaded->plan;
  if (settings.cohorts && plan.alternatives.front().model().projection() == nullptr)
    problems.add({}, "this model has no projection", "", "Run it without --solver cohort");
  if (settings.verify && plan.alternatives.front().model().recounts().empty())
    problems.add({}, "'--verify' has nothing to do", "this model recounts nothing");
  const auto study = study_files(plan);
  if (settings.report) need_page(problems);
  check_output_folder(settings.folder, study, settings.cohorts ? "cohort" : "persons", settings.force, problems);
  if (!problems.empty()) return refuse(problems, console);
  if (settings.cohorts) return run_cohorts(settings, plan, study, info, console);

  std::optional<Progress> progress;
  if (!settings.quiet) progress.emplace(std::size_t{plan.stopping.at_most} * plan.alternatives.size());
  // From here Ctrl-C keeps what is complete; while files are being written it changes nothing.
  StopOnSignal on_signal(progress && progress->is_shown() ? run_stops : run_stops + 1);
  RunOptions options;
  options.threads = settings.threads;
  options.within_replication = settings.within_replication;
  options.verify = settings.verify;
  options.attribution = settings.attribution;
  options.stop = console.stop != nullptr ? console.stop : &StopOnSignal::requested();
  if (progress) options.progress = [&](std::size_t done, std::size_t most) { progress->reach(done, most); };
  const auto started = std::chrono::system_clock::now();
  const Outcome outcome = run_study(plan, options);
  on_signal.be_silent();
  progress.reset();

  if (!worth_writing(settings, plan, outcome, console)) return exit_code::stopped;
  const auto provenance = provenance_of(settings, plan, outcome, started, study, info);
  const auto files = write_results(settings.folder, study, tables_of(plan, outcome), provenance);
  // A report of earlier results would tell what these do not.
  std::optional<fs::path> report;
  if (settings.report || (has_page() && fs::exists(settings.folder / "report.html")))
    report = write_report(settings.folder, info, problems);
  if (!problems.empty()) return refuse(problems, console);
  const int code = outcome.partial ? exit_code::stopped : exit_code::done;
  if (settings.quiet) return code;
  try {
    print_results(plan, outcome, console.out);
    console.out << fmt::format("\n{}{} in {} on {}\n{} in {}\n", outcome.partial ? "Partial: " : "",
                               computed_text(outcome.results), duration_text(outcome.wall_seconds),
                               count_text(settings.threads, "thread", "threads"), count_text(files, "file", "files"),
                               settings.folder.string());
    if (report) console.out << fmt::format("report: {}\n", report->string());
    console.out.flush();
  } catch (const ClosedPipe&) {
    // The results are in their folder: that nobody reads on does not change what happened.
  }
  return code;
}

}  // namespace

Command run_command(const ProgramInfo& info) {
  Command command;
  command.name = "run";
  command.summary = "run a study and write its results";
  command.operands = "SCENARIO";
  command.least_operands = 1;
  command.most_operands = 1;
  const auto model = info.make_model();
  const bool lives = model->life_recorder() != nullptr, projection = model->projection() != nullptr;
  command.meaning = {
      "Runs every alternative of the scenario, replication by replication, and prints what they say about the headline "
      "measures: mean, 90% of the replications (from 20 on), standard error; and how each alternative differs from the "
      "first.",
      fmt::format(
          "Writes summary.csv, comparison.csv, replications.csv, uncertainty.csv, measures.csv, provenance.json, "
          "plan.yaml and input/ with copies of all tables{}. 'run' on that plan.yaml gives the same bytes in all csv "
          "files, on any number of threads.",
          lives ? "; with several alternatives also attribution.csv and attribution_measures.csv, which tell from "
                  "whose lives the differences are made up (see 'explain')"
                : ""),
      "A run replaces an earlier one of the same study in its folder, whatever the number of replications of either; "
      "what is another study is kept, and 'run' refused."};
  if (!model->has_chance())
    command.meaning.push_back(
        "A model without chance needs neither seed nor replications: it is computed once, or, when parameters or "
        "futures are drawn, once a draw, and --replications counts draws. The files are the same; of what is computed "
        "once the standard error is 0, and every quantile the value itself.");
  if (projection)
    command.meaning.push_back(
        "With --solver cohort there are no replications: one projection of each alternative, without chance, for those "
        "measures that it covers. Prints expected numbers and writes results.csv in the place of the csv files above.");
  command.meaning.push_back(
      "Ctrl-C finishes the replications under way and writes the complete ones; once more stops at once. What is "
      "stopped does not replace a finished run of the same study with more replications.");
  command.options = {
      {"replications", "N",
       "how many replications (default: as the scenario says); instead of a stopping rule, if any"},
      {"seed", "S", "the seed (default: as the scenario says)"},
      set_option(),
      evidence_option(),
      threads_option(),
      {"within-replication", "", "spend the threads on one replication at a time: for few, very large ones"},
      {"verify", "", "let the model recount all through the run what must add up (slower; a debug build always does)"},
      {"out", "DIR", "where the results go (default: out/ and the name of the scenario without .yaml)"},
      {"report", "", "write report.html there too; one that is there already is written again"},
      {"force", "", "write in DIR also when it holds something else"},
      {"quiet", "", "print no progress and no tables, only what is wrong"}};
  command.options.push_back({"solver", "NAME",
                             std::string("persons: replications (default); cohort: the projection of the model, ") +
                                 (projection ? "in a folder with -cohort behind it" : "which this one has not")});
  if (lives)
    command.options.push_back(
        {"no-attribution", "", "do not tell whose lives make up the differences: faster, and less memory"});
  command.exit_codes = {{0, "done"},
                        {1, "the outside world failed (a full disk), or the program is at fault"},
                        {2, "the scenario, DIR or the command was refused; nothing was run"},
                        {130, "stopped by Ctrl-C (or SIGTERM); complete replications are written"}};
  command.examples = {
      {"run " + info.default_scenario, "results in out/" + fs::path(info.default_scenario).stem().string()},
      {"run " + info.default_scenario + " --replications 20 --out out/quick", "a quick look"}};
  command.run = run;
  return command;
}

}  // namespace formatie
