#include "engine/cli/validate.h"

#include <cmath>
#include <filesystem>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/cli/stop.h"
#include "engine/cli/text.h"
#include "engine/measure/estimate.h"
#include "engine/report/csv.h"
#include "engine/report/files.h"
#include "engine/report/progress.h"
#include "engine/report/results_table.h"
#include "engine/study/projection.h"
#include "engine/study/run.h"

namespace formatie {
namespace {

namespace fs = std::filesystem;

constexpr const char* validate_stops = "\nfinishing the replications under way; Ctrl-C once more stops at once\n";

/// What a use of targets is evidence of.
struct Level {
  const char* use;
  const char* title;
};
constexpr Level levels[] = {{"base", "External: figures of the year in which the model starts"},
                            {"calibrate", "External: figures that calibration fits (at its own start)"},
                            {"backcast", "Predictive: figures that nothing was fitted to"},
                            {"forecast", "For comparison: what others forecast"}};

/// A number that replications give beside that of the projection.
struct Crossed {
  Projection::Comparison what;
  double projected = 0;
  Estimate simulated, difference;  ///< of the mean over replications; the difference is paired by draw
};

/// The values of the projection with the draw of each replication; empty for a model without one.
std::vector<std::vector<double>> project(const Plan& plan, const Results& results) {
  const Alternative& alternative = plan.alternatives.front();
  std::vector<std::vector<double>> projected;
  if (alternative.model().projection() == nullptr) return projected;
  for (std::size_t k = 0; k < results.count(); ++k) {
    if (k > 0 && results.draws()[k] == results.draws()[k - 1]) {
      projected.push_back(projected.back());
      continue;
    }
    const Replication drawn = plan.replication(results.replications()[k]);
    projected.push_back(alternative.models[drawn.future]->projection()->project(drawn));
  }
  return projected;
}

/// What there is to score and to tell.
struct Validation {
  const Plan& plan;
  const Results& results;
  std::vector<std::vector<double>> projections;  ///< [replication]; empty for a model without a projection
  std::vector<Crossed> crossed = {};
};

/// The target in every replication. An exact projection takes the place of what is simulated, where it has the target.
std::vector<double> values_of(const Target& target, const Validation& v) {
  const Projection* projection = v.plan.alternatives.front().model().projection();
  const bool exact = projection != nullptr && projection->is_exact();
  std::vector<double> values;
  for (std::size_t k = 0; k < v.results.count(); ++k) {
    const double projected = exact ? target.simulated(v.projections[k]) : std::nan("");
    values.push_back(std::isnan(projected) ? target.simulated(v.results.values(0, k)) : projected);
  }
  return values;
}

/// The projection beside the replications, on the middle and the last date; nothing without a projection.
std::vector<Crossed> cross(const Validation& v) {
  const auto& [plan, results, projections, none] = v;
  if (projections.empty()) return {};
  const Projection& projection = *plan.alternatives.front().model().projection();
  const Layout& layout = *plan.layout;
  std::vector<double> simulated(layout.size()), projected(layout.size());
  for (std::size_t i = 0; i < layout.size(); ++i) {
    simulated[i] = estimate(across_replications(results, 0, i), results.draws()).mean;
    for (const auto& values : projections) projected[i] += values[i] / static_cast<double>(projections.size());
  }
  std::vector<Crossed> list;
  const std::size_t last = layout.dates().size() - 1;
  for (const std::size_t date : {last / 2, last}) {
    if (date == 0) continue;
    for (auto& what : projection.compare(simulated, projected, date)) {
      const std::size_t index = layout.index(what.series, what.date);
      const auto values = across_replications(results, 0, index);
      auto differences = values;
      for (std::size_t k = 0; k < differences.size(); ++k) differences[k] -= projections[k][index];
      list.push_back({std::move(what), projected[index], estimate(values, results.draws()),
                      estimate(differences, results.draws())});
    }
    if (last / 2 == last) break;
  }
  return list;
}

std::string validation_csv(const Validation& v) {
  const auto& [plan, results, projections, crossed] = v;
  std::string text =
      "use,target,unit,value,tolerance,n,mean,p05,p95,z,crps,within_tolerance,within_interval,source,note\n";
  for (const auto& target : plan.calibration.targets) {
    const Score s = target.in_model() ? score(target, values_of(target, v)) : Score();
    text +=
        fmt::format("{},{},{},{},{},{}", target.use, csv_field(target.name), csv_field(target.unit),
                    csv_number(target.value), csv_number(target.tolerance), target.in_model() ? results.count() : 0);
    for (const double number : {s.mean, s.p05, s.p95, s.z, s.crps})
      text += std::isnan(number) ? "," : fmt::format(",{:.8g}", number);
    text += target.in_model() ? fmt::format(",{},{}", s.within_tolerance ? 1 : 0, s.within_interval ? 1 : 0) : ",,";
    text += "," + csv_field(target.source) + "," + csv_field(target.note) + "\n";
  }
  const Layout& layout = *plan.layout;
  for (const auto& c : crossed) {
    const Series& series = layout.series()[c.what.series];
    const Measure& measure = layout.measures()[series.measure];
    text +=
        fmt::format("cross,{},{},{:.8g},,{},{:.8g},{:.8g},{:.8g},",
                    csv_field(headline_column(layout, series, layout.dates()[c.what.date])), csv_field(measure.unit),
                    c.projected, c.simulated.n, c.simulated.mean, c.simulated.p05, c.simulated.p95);
    const double z = c.difference.mean / c.difference.standard_error;
    text += (std::isfinite(z) ? fmt::format("{:.8g}", z) : "") + ",,,,projection," + csv_field(c.what.why) + "\n";
  }
  return text;
}

/// One row a number; what date it is of, and why they differ, across all columns.
void print_crossed(const Plan& plan, const std::vector<Crossed>& crossed, std::ostream& out) {
  const Layout& layout = *plan.layout;
  TextTable table(
      {{"Cross: projection against mean", Align::left}, {"projection"}, {"mean"}, {"difference"}, {"std. error"}}, 0);
  std::size_t date = layout.dates().size();
  for (std::size_t i = 0; i < crossed.size(); ++i) {
    const Crossed& c = crossed[i];
    if (c.what.date != date) table.add_heading(layout.dates()[date = c.what.date].iso());
    const Series& series = layout.series()[c.what.series];
    std::string name = layout.measures()[series.measure].name;
    for (const auto& label : series.split)
      if (label != "all") name += ", " + label;
    table.add_row({name, number_text(c.projected, 0), number_text(c.simulated.mean, 0),
                   number_text(c.difference.mean, 0), number_text(c.difference.standard_error, 1)});
    // What is true of several rows is said once, behind them.
    if (i + 1 == crossed.size() || crossed[i + 1].what.why != c.what.why) table.add_heading(c.what.why, 2);
  }
  out << "\n" << table.text(80);
}

void print_scorecard(const Validation& v, std::ostream& out) {
  const auto& [plan, results, projections, crossed] = v;
  const Model& model = plan.alternatives.front().model();
  out << fmt::format("{}: {}\n", plan.title, computed_text(results));
  if (const auto recounts = model.recounts(); !recounts.empty())
    out << "\n" << indented("Internal: recounted, and agreed: " + recounts, 0);
  if (!crossed.empty()) print_crossed(plan, crossed, out);
  if (const Projection* projection = model.projection())
    for (const auto& note : projection->notes(Replication())) out << indented(note, 2);
  for (const auto& level : levels) {
    TextTable table({{level.title, Align::left}, {"figure"}, {"mean"}, {"p05"}, {"p95"}, {"z"}, {"", Align::left}}, 0);
    std::size_t number = 0, tolerance = 0, interval = 0;
    std::vector<std::string> absent;
    for (const auto& target : plan.calibration.targets) {
      if (target.use != level.use) continue;
      if (!target.in_model()) {
        absent.push_back(target.name + ": " + target.note);
        continue;
      }
      const Score s = score(target, values_of(target, v));
      const int decimals = target.tolerance < 1 ? 2 : target.tolerance < 10 ? 1 : 0;
      ++number;
      tolerance += s.within_tolerance;
      interval += s.within_interval;
      table.add_row({target.name, number_text(target.value, decimals), number_text(s.mean, decimals),
                     number_text(s.p05, decimals), number_text(s.p95, decimals), number_text(s.z, 1),
                     s.within_tolerance  ? "met"
                     : s.within_interval ? "inside"
                                         : "outside"});
    }
    if (number + absent.size() == 0) continue;
    out << "\n" << table.text(80);
    if (number > 0)
      out << indented(fmt::format("{} of {} within the tolerance, {} within the 90% interval of model and figure",
                                  tolerance, number, interval),
                      2);
    for (const auto& text : absent) out << indented("not in the model: " + text, 2);
  }
}

int validate(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  Overrides overrides;
  overrides.set = arguments.texts("set");
  overrides.seed = arguments.number("seed", 0, INT64_MAX, problems);
  overrides.replications = arguments.number("replications", 2, 1'000'000, problems);
  const bool has_chance = info.make_model()->has_chance();
  if (has_chance && !overrides.replications) overrides.replications = 80;
  const unsigned threads = threads_of(arguments, problems);
  const fs::path scenario = arguments.operands().front();
  const fs::path folder = arguments.text("out").value_or("out/validate-" + scenario.stem().string());
  throw_usage_error(problems);
  const auto loaded = load_study(scenario, overrides, info, problems);
  if (!loaded) return refuse(problems, console);
  const Plan& plan = loaded->plan;
  if (plan.calibration.targets.empty())
    throw UsageError(fmt::format("'{}' has no section 'calibration' with targets", scenario.string()));

  std::optional<Progress> progress;
  if (!arguments.has("quiet")) progress.emplace(std::size_t{plan.stopping.at_most} * plan.alternatives.size());
  StopOnSignal on_signal(progress && progress->is_shown() ? validate_stops : validate_stops + 1);
  RunOptions options;
  options.threads = threads;
  options.verify = true;
  options.stop = console.stop != nullptr ? console.stop : &StopOnSignal::requested();
  if (progress) options.progress = [&](std::size_t done, std::size_t most) { progress->reach(done, most); };
  const Outcome outcome = run_study(plan, options);
  on_signal.be_silent();
  progress.reset();
  if (outcome.results.count() < (has_chance ? 2 : 1)) {
    console.err << "stopped before enough replications were complete; nothing is written\n";
    return exit_code::stopped;
  }
  fs::create_directories(folder);
  Validation validation{plan, outcome.results, project(plan, outcome.results)};
  validation.crossed = cross(validation);
  write_files(folder, {{"validation.csv", validation_csv(validation)}});
  if (!arguments.has("quiet")) {
    print_scorecard(validation, console.out);
    console.out << fmt::format("\n{}\n", (folder / "validation.csv").string());
  }
  return outcome.partial ? exit_code::stopped : exit_code::done;
}

}  // namespace

Command validate_command(const ProgramInfo& info) {
  Command command;
  command.name = "validate";
  command.summary = "hold the model against published figures";
  command.operands = "SCENARIO";
  command.least_operands = 1;
  command.most_operands = 1;
  command.meaning = {
      "Runs the first alternative of the scenario and prints a scorecard by level of evidence: internal (what the "
      "model recounts adds up), cross (against the projection of the model, if it has one, with the same draws: "
      "what differs, and why), external (figures of the start, figures that calibration used) and predictive "
      "(figures that nothing was fitted to). For each target: the figure, the mean and 90% of the replications, and z, "
      "by how many standard deviations of model and figure together the mean is off.",
      "\"met\": the mean is off by no more than the tolerance. \"inside\": the figure lies in the 90% interval of "
      "model "
      "and tolerance together. Writes validation.csv, with the continuous ranked probability score too; in its "
      "rows of use cross the value is that of the projection and z the difference in standard errors.",
      "The exit code does not depend on the score: it measures."};
  command.options = {
      {"replications", "N", "how many replications (default: 80; of a model without chance as the scenario says)"},
      {"seed", "S", "the seed (default: as the scenario says)"},
      set_option(),
      threads_option(),
      {"out", "DIR", "where validation.csv goes (default: out/validate- and the name of the scenario)"},
      {"quiet", "", "print no progress and no table"}};
  command.exit_codes = {{0, "done, whatever the score"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "the scenario or the command was refused"},
                        {130, "stopped by Ctrl-C (or SIGTERM); complete replications are scored"}};
  command.examples = {
      {"validate " + info.default_scenario, "how well do its first years agree?"},
      {"validate " + info.default_scenario + " --replications 200", "the same, with less chance in it"}};
  command.run = validate;
  return command;
}

}  // namespace formatie
