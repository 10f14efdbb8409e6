#include "engine/cli/calibrate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "engine/base/real.h"
#include "engine/cli/load.h"
#include "engine/cli/output_folder.h"
#include "engine/cli/stop.h"
#include "engine/cli/text.h"
#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/measure/estimate.h"
#include "engine/report/csv.h"
#include "engine/report/files.h"
#include "engine/report/progress.h"
#include "engine/report/provenance.h"
#include "engine/report/sha256.h"
#include "engine/report/table.h"
#include "engine/study/calibrate.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

constexpr const char* calibrate_stops = "\nfinishing the members under way; 'calibrate' goes on from the last round\n";

/// Which calibration a state belongs to: the study and its tables.
std::string key_of(const std::vector<NamedText>& study) {
  std::string all;
  for (const auto& file : study) all += file.name + "\n" + file.text + "\n";
  return sha256(all);
}

/// The members after a round, so that a calibration that was stopped goes on: a line with what it belongs to, then csv.
std::string state_text(const CalibrationState& state, const std::string& key) {
  std::string text = fmt::format("# {} round {}\nmember,parameter,logarithm\n", key, state.round);
  for (std::size_t m = 0; m < state.members.size(); ++m)
    for (std::size_t p = 0; p < state.members[m].size(); ++p)
      text += fmt::format("{},{},{}\n", m, p, state.members[m][p]);
  return text;
}

/// The state that the folder holds of this calibration; an empty one when it holds none.
CalibrationState read_state(const fs::path& file, const std::string& key, const Plan& plan) {
  CalibrationState state;
  std::error_code error;
  if (!fs::exists(file, error)) return state;
  std::FILE* raw = std::fopen(file.c_str(), "r");
  if (raw == nullptr) return state;
  char found[80] = "";
  unsigned round = 0;
  const bool ours = std::fscanf(raw, "# %79s round %u", found, &round) == 2 && key == found;
  std::fclose(raw);
  Problems ignored;
  const auto table = read_csv(file, ignored);
  const std::size_t members = plan.calibration.members, parameters = plan.calibration.parameters.size();
  if (!ours || !table || table->size() != members * parameters || round > plan.calibration.rounds) return state;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto value = parse_number(table->cell(row, 2));
    if (!value) return CalibrationState();
    if (row % parameters == 0) state.members.emplace_back();
    state.members.back().push_back(*value);
  }
  state.round = round;
  return state;
}

std::vector<double> column(const std::vector<std::vector<double>>& rows, std::size_t index) {
  std::vector<double> values;
  for (const auto& row : rows) values.push_back(row[index]);
  return values;
}

/// A comment tells where it comes from; csv files may begin with one.
std::string ensemble_csv(const Plan& plan, const CalibrationState& state, const std::string& key) {
  std::string title = plan.title;
  std::replace(title.begin(), title.end(), '\n', ' ');
  std::string text = fmt::format("# calibrate: {}; seed {}, {} members, {} rounds, inputs {}\nmember", title, plan.seed,
                                 state.members.size(), plan.calibration.rounds, key.substr(0, 16));
  for (const auto& free : plan.calibration.parameters) text += "," + csv_field(free.prior.parameter);
  text += "\n";
  for (std::size_t m = 0; m < state.members.size(); ++m) {
    text += std::to_string(m);
    for (const double logarithm : state.members[m]) text += fmt::format(",{:.8g}", real::exp(logarithm));
    text += "\n";
  }
  return text;
}

std::string parameters_csv(const Plan& plan, const CalibrationState& state) {
  std::string text = "parameter,prior_p05,prior_p50,prior_p95,posterior_p05,posterior_p50,posterior_p95,source\n";
  for (std::size_t p = 0; p < plan.calibration.parameters.size(); ++p) {
    const auto& prior = plan.calibration.parameters[p].prior;
    const Estimate found = estimate(column(state.members, p));
    text += fmt::format("{},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{:.6g},{}\n", csv_field(prior.parameter), prior.low,
                        prior.quantile(0.5), prior.high, real::exp(found.p05), real::exp(found.p50),
                        real::exp(found.p95), csv_field(prior.source));
  }
  return text;
}

std::string fit_csv(const Plan& plan, const CalibrationState& state, const std::vector<std::size_t>& fitted) {
  std::string text = "use,target,unit,value,tolerance,mean,p05,p95,within_tolerance,source\n";
  for (const std::size_t t : fitted) {
    const auto& target = plan.calibration.targets[t];
    const Score s = score(target, column(state.simulated, t));
    text += fmt::format("{},{},{},{:.8g},{:.6g},{:.8g},{:.8g},{:.8g},{},{}\n", target.use, csv_field(target.name),
                        csv_field(target.unit), target.value, target.tolerance, s.mean, s.p05, s.p95,
                        s.within_tolerance ? 1 : 0, csv_field(target.source));
  }
  return text;
}

void print_fit(const Plan& plan, const CalibrationState& state, const std::vector<std::size_t>& fitted,
               std::ostream& out) {
  TextTable table({{"target", Align::left}, {"value"}, {"tolerance"}, {"mean"}, {"p05"}, {"p95"}, {"", Align::left}});
  std::size_t met = 0;
  for (const std::size_t t : fitted) {
    const auto& target = plan.calibration.targets[t];
    const Score s = score(target, column(state.simulated, t));
    const int decimals = target.tolerance < 1 ? 2 : target.tolerance < 10 ? 1 : 0;
    met += s.within_tolerance;
    table.add_row({target.name, number_text(target.value, decimals), number_text(target.tolerance, decimals),
                   number_text(s.mean, decimals), number_text(s.p05, decimals), number_text(s.p95, decimals),
                   s.within_tolerance ? "" : "missed"});
  }
  out << table.text(80) << fmt::format("\n{} of {} targets within their tolerance\n", met, fitted.size());
}

int calibrate_scenario(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  Overrides overrides;
  overrides.set = arguments.texts("set");
  overrides.seed = arguments.number("seed", 0, INT64_MAX, problems);
  const unsigned threads = threads_of(arguments, problems);
  const fs::path scenario = arguments.operands().front();
  const fs::path folder = arguments.text("out").value_or("out/calibrate-" + scenario.stem().string());
  throw_usage_error(problems);
  const auto loaded = load_study(scenario, overrides, info, problems);
  if (!loaded) return refuse(problems, console);
  const Plan& plan = loaded->plan;
  const auto fitted = fitted_targets(plan);
  if (fitted.empty() || plan.calibration.parameters.empty())
    throw UsageError(
        fmt::format("'{}' has no section 'calibration' with targets and parameters to fit", scenario.string()));
  const auto study = study_files(plan);
  const std::string key = key_of(study);
  const fs::path state_file = folder / "state.csv";
  if (fs::exists(folder) && !fs::is_empty(folder) && !fs::exists(state_file) && !arguments.has("force"))
    throw UsageError(
        fmt::format("'{}' holds something else. Name another folder with --out, or use --force", folder.string()));
  CalibrationState state = arguments.has("again") ? CalibrationState() : read_state(state_file, key, plan);
  const std::uint32_t resumed = state.round;
  if (resumed > 0) console.err << fmt::format("going on after round {} of {}\n", resumed, plan.calibration.rounds);

  const std::size_t most = std::size_t{plan.calibration.members} * (plan.calibration.rounds + 1);
  std::optional<Progress> progress;
  if (!arguments.has("quiet")) progress.emplace(most);
  StopOnSignal on_signal(progress && progress->is_shown() ? calibrate_stops : calibrate_stops + 1);
  RunOptions options;
  options.threads = threads;
  options.stop = console.stop != nullptr ? console.stop : &StopOnSignal::requested();
  if (progress) options.progress = [&](std::size_t done, std::size_t total) { progress->reach(done, total); };
  const auto started = std::chrono::system_clock::now();
  fs::create_directories(folder);
  state = calibrate(plan, std::move(state), options, [&](const CalibrationState& now) {
    if (now.round <= plan.calibration.rounds) write_file(state_file, state_text(now, key));
  });
  on_signal.be_silent();
  progress.reset();
  if (state.round <= plan.calibration.rounds) {
    console.err << fmt::format("stopped after round {} of {}; the same command goes on from there\n", state.round,
                               plan.calibration.rounds);
    return exit_code::stopped;
  }

  auto provenance = provenance_of(plan, study, info);
  provenance.started = started;
  provenance.wall_seconds = std::chrono::duration<double>(std::chrono::system_clock::now() - started).count();
  provenance.threads = threads;
  provenance.replications_asked = most * plan.calibration.replications;
  provenance.replications_completed = provenance.replications_asked;
  write_files(folder, {{"ensemble.csv", ensemble_csv(plan, state, key)},
                       {"parameters.csv", parameters_csv(plan, state)},
                       {"fit.csv", fit_csv(plan, state, fitted)},
                       {"provenance.json", provenance_json(provenance)}});
  if (!arguments.has("quiet")) {
    print_fit(plan, state, fitted, console.out);
    console.out << fmt::format("{} members in {}\n", state.members.size(), (folder / "ensemble.csv").string());
  }
  return exit_code::done;
}

}  // namespace

Command calibrate_command() {
  Command command;
  command.name = "calibrate";
  command.summary = "fit the free parameters to published figures";
  command.operands = "SCENARIO";
  command.least_operands = 1;
  command.most_operands = 1;
  command.meaning = {
      "Fits the parameters that the section 'calibration' of the scenario names to its targets of the use "
      "'calibrate', with the first alternative. Other targets are never looked at.",
      "Method: an ensemble smoother with multiple data assimilation (Emerick & Reynolds 2013). Writes ensemble.csv "
      "(the "
      "posterior: a row a member, factors on the parameters), parameters.csv (prior and posterior), fit.csv (targets "
      "and what the posterior gives) and provenance.json. A scenario uses the result with 'uncertainty: {ensemble: "
      "ensemble.csv}'.",
      "Goes on where it was stopped, from the last round in state.csv."};
  command.options = {{"seed", "S", "the seed (default: as the scenario says)"},
                     set_option(),
                     threads_option(),
                     {"out", "DIR", "where the results go (default: out/calibrate- and the name of the scenario)"},
                     {"again", "", "begin anew, also when the folder holds a part of this calibration"},
                     {"force", "", "write in DIR also when it holds something else"},
                     {"quiet", "", "print no progress and no table"}};
  command.exit_codes = {{0, "done, however good the fit"},
                        {1, "the outside world failed (a full disk), or the program is at fault"},
                        {2, "the scenario, DIR or the command was refused"},
                        {130, "stopped by Ctrl-C (or SIGTERM); the rounds that are complete are kept"}};
  command.examples = {{"calibrate calibration.yaml", "results in out/calibrate-calibration"},
                      {"calibrate calibration.yaml --seed 2 --out out/second", "does it find the same?"}};
  command.run = calibrate_scenario;
  return command;
}

}  // namespace formatie
