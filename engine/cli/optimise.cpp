#include "engine/cli/optimise.h"

#include <chrono>
#include <cmath>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/cli/output.h"
#include "engine/cli/output_folder.h"
#include "engine/cli/stop.h"
#include "engine/cli/text.h"
#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/input/yaml.h"
#include "engine/report/files.h"
#include "engine/report/portfolio.h"
#include "engine/report/progress.h"
#include "engine/report/provenance.h"
#include "engine/report/sha256.h"
#include "engine/study/optimise.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

constexpr const char* optimise_stops = "\nfinishing the replications under way; the same command goes on from there\n";

/// To which study evaluations belong: all of it but how many of them are wanted.
std::string key_of(const Plan& plan, const std::vector<NamedText>& study) {
  Node root = plan.effective;
  if (Node* section = root.find("study"); section != nullptr && section->is_mapping())
    for (const char* key : {"replications", "until"}) section->erase(key);
  if (Node* section = root.find("optimisation"); section != nullptr && section->is_mapping())
    for (const char* key : {"search", "finalists", "replications"}) section->erase(key);
  std::string all = write_yaml(root);
  for (const auto& file : study)
    if (file.name != "plan.yaml") all += "\n" + file.name + "\n" + file.text;
  return sha256(all);
}

/// A line with what they belong to, then csv: what a stopped search goes on from, and all that rests on simulation.
std::string evaluations_csv(const Evaluations& evaluations, const Plan& plan, const std::string& key) {
  const auto text_of = [](double x) { return std::isnan(x) ? std::string() : fmt::format("{}", x == 0 ? 0.0 : x); };
  std::string text = fmt::format("# {}\nmix,replication,draw,future,number,cost\n", key);
  for (const auto& [which, found] : evaluations.found) {
    const std::uint32_t draw = plan.uncertainty.draw_of(which.second);
    text += fmt::format("{},{},{},{},{},{}\n", which.first, which.second, draw, plan.uncertainty.future_of(draw),
                        text_of(found.number), text_of(found.cost));
  }
  return text;
}

/// The evaluations of this study in the file; nothing when it has none of it.
std::optional<Evaluations> read_evaluations(const fs::path& file, const std::string& key, std::size_t mixes) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  char found[80] = "";
  std::FILE* raw = std::fopen(file.c_str(), "r");
  if (raw == nullptr) return std::nullopt;
  const bool ours = std::fscanf(raw, "# %79s", found) == 1 && key == found;
  std::fclose(raw);
  Problems ignored;
  const auto table = ours ? read_csv(file, ignored) : std::nullopt;
  if (!table || table->columns().size() != 6) return std::nullopt;
  Evaluations result;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto number_in = [&](std::size_t column) {
      return table->cell(row, column).empty() ? std::nan("") : parse_number(table->cell(row, column));
    };
    const auto mix = parse_integer(table->cell(row, 0)), replication = parse_integer(table->cell(row, 1));
    const auto number = number_in(4), cost = number_in(5);
    if (!mix || !replication || !number || !cost || *mix < 0 || *mix > static_cast<std::int64_t>(mixes) ||
        *replication < 0 || *replication > 0xffffff)
      return std::nullopt;
    result.found[{static_cast<std::uint32_t>(*mix), static_cast<std::uint32_t>(*replication)}] = {*number, *cost};
  }
  return result;
}

int optimise_scenario(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  Overrides overrides;
  overrides.set = arguments.texts("set");
  overrides.seed = arguments.number("seed", 0, INT64_MAX, problems);
  const unsigned threads = threads_of(arguments, problems);
  const fs::path scenario = arguments.operands().front();
  const fs::path folder = arguments.text("out").value_or("out/optimise-" + scenario.stem().string());
  if (folder.empty()) problems.add({}, "'--out' is ''", "must be a folder");
  throw_usage_error(problems);
  auto loaded = load_study(scenario, overrides, info, problems);
  if (!loaded) return refuse(problems, console);
  if (loaded->plan.optimisation.levers.empty())
    throw UsageError(fmt::format("'{}' has no section 'optimisation' with levers, goal and budget", scenario.string()));
  const auto study = study_files(loaded->plan);
  const std::string key = key_of(loaded->plan, study);
  const fs::path file = folder / "evaluations.csv";
  auto known = read_evaluations(file, key, loaded->plan.optimisation.mixes());
  if (!known && fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder)) && !arguments.has("force"))
    throw UsageError(
        fmt::format("'{}' holds something else. Name another folder with --out, or use --force", folder.string()));
  if (arguments.has("again")) known.reset();

  loaded->document.root = loaded->plan.optimisation.with_mixes(loaded->document.root);
  const auto plan = make_plan(loaded->document, info.make_model, problems);
  if (!plan) return refuse(problems, console);
  const std::size_t had = known ? known->found.size() : 0;
  if (had > 0) console.err << fmt::format("going on after {}\n", count_text(had, "replication", "replications"));

  std::optional<Progress> progress;
  if (!arguments.has("quiet")) progress.emplace(1);
  StopOnSignal on_signal(progress && progress->is_shown() ? optimise_stops : optimise_stops + 1);
  RunOptions options;
  options.threads = threads;
  options.stop = console.stop != nullptr ? console.stop : &StopOnSignal::requested();
  if (progress) options.progress = [&](std::size_t done, std::size_t most) { progress->reach(done, most); };
  const auto started = std::chrono::system_clock::now();
  fs::create_directories(folder);
  const Portfolio portfolio = optimise(*plan, known.value_or(Evaluations()), options, [&](const Evaluations& now) {
    write_file(file, evaluations_csv(now, *plan, key));
  });
  on_signal.be_silent();
  progress.reset();
  if (portfolio.partial) {
    console.err << fmt::format("stopped after {}; the same command goes on from there\n",
                               count_text(portfolio.evaluations.found.size(), "replication", "replications"));
    return exit_code::stopped;
  }

  auto provenance = provenance_of(loaded->plan, study, info);
  provenance.started = started;
  provenance.wall_seconds = std::chrono::duration<double>(std::chrono::system_clock::now() - started).count();
  provenance.threads = threads;
  provenance.replications_asked = provenance.replications_completed = portfolio.replications;
  provenance.replications_per_draw = plan->uncertainty.replications_per_draw;
  auto files = portfolio_csv(*plan, portfolio);
  files.push_back({"evaluations.csv", evaluations_csv(portfolio.evaluations, *plan, key)});
  files.insert(files.end(), study.begin(), study.end());
  files.push_back({"provenance.json", provenance_json(provenance)});
  for (const auto& named : files) fs::create_directories((folder / named.name).parent_path());
  write_files(folder, files);
  if (arguments.has("quiet")) return exit_code::done;
  try {
    print_portfolio(console.out, *plan, portfolio);
    console.out << fmt::format("\n{} in {} on {}\n{} in {}\n",
                               count_text(portfolio.replications, "replication", "replications"),
                               duration_text(provenance.wall_seconds), count_text(threads, "thread", "threads"),
                               count_text(files.size(), "file", "files"), folder.string());
    console.out.flush();
  } catch (const ClosedPipe&) {
    // The results are in their folder.
  }
  return exit_code::done;
}

}  // namespace

Command optimise_command() {
  Command command;
  command.name = "optimise";
  command.summary = "find cheap mixes of levers that meet a goal";
  command.operands = "SCENARIO";
  command.least_operands = 1;
  command.most_operands = 1;
  command.meaning = {
      "The section 'optimisation' of the scenario has levers (changes of dials whose size runs over a range), a budget "
      "and a goal. Looks for the mixes that do best, beside the first alternative and on the same luck, and compares "
      "the "
      "best of them in replications that the search has not seen.",
      "Prints what each finalist costs and yields, with intervals; which one is best, or which cannot be told apart; "
      "and "
      "how much worse each is than the best one in every future of the scenario. A winner is named only when every "
      "other "
      "finalist clearly does worse.",
      "Writes frontier.csv (the finalists), regret.csv (by future), candidates.csv (where the search looked), "
      "evaluations.csv (every replication), plan.yaml, input/ and provenance.json.",
      "Goes on where it was stopped, and from what is there when more replications are asked than before."};
  command.options = {{"seed", "S", "the seed (default: as the scenario says)"},
                     set_option(),
                     threads_option(),
                     {"out", "DIR", "where the results go (default: out/optimise- and the name of the scenario)"},
                     {"again", "", "begin anew, also when the folder holds a part of this search"},
                     {"force", "", "write in DIR also when it holds something else"},
                     {"quiet", "", "print no progress and no table"}};
  command.exit_codes = {{0, "done, whether there is a winner or not"},
                        {1, "the outside world failed (a full disk), or the program is at fault"},
                        {2, "the scenario, DIR or the command was refused"},
                        {130, "stopped by Ctrl-C (or SIGTERM); replications that are complete are kept"}};
  command.examples = {{"optimise portfolio.yaml", "results in out/optimise-portfolio"},
                      {"optimise portfolio.yaml --set optimisation.replications=400", "the same, to tell more apart"}};
  command.run = optimise_scenario;
  return command;
}

}  // namespace formatie
