#include "engine/cli/compare.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "engine/cli/load.h"
#include "engine/input/text_file.h"
#include "engine/measure/series.h"
#include "engine/report/combined.h"
#include "engine/report/ranking_records.h"
#include "engine/report/ranking_text.h"

namespace formatie {
namespace {

/// Whether the user's terminal says that it shows UTF-8.
bool shows_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') {
      std::string locale = value;
      std::transform(locale.begin(), locale.end(), locale.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
    }
  return false;
}

/// Which of `known` an option chooses; the first when it is not given, or, with a problem, when it is none of them.
std::size_t choice(const Arguments& arguments, const char* option, const std::vector<std::string>& known,
                   Problems& problems) {
  const auto given = arguments.text(option);
  if (!given) return 0;
  const auto found = std::find(known.begin(), known.end(), *given);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  problems.add({}, fmt::format("'--{}' is '{}'", option, shown(*given)), "must be one of: " + joined(known),
               did_you_mean(*given, known));
  return 0;
}

enum Format : std::size_t { table, csv, json, markdown };

template <class Comparison>
void write(const Comparison& comparison, std::size_t format, std::ostream& out) {
  switch (format) {
    case csv:
      out << as_csv(comparison);
      break;
    case json:
      out << as_json(comparison);
      break;
    case markdown:
      out << as_markdown(comparison);
      break;
    default:
      print(out, comparison, shows_utf8());
  }
}

std::vector<Time> dates_of(const Layout& layout, std::size_t series) {
  const auto& dates = layout.dates();
  return {dates.begin() + static_cast<std::ptrdiff_t>(layout.series()[series].first_date), dates.end()};
}

void no_headline(const std::string& name, const Layout& layout, Problems& problems) {
  std::vector<std::string> headlines;
  for (const auto& series : layout.series()) headlines.push_back(series_name(layout, series));
  const auto measures = measure_names(layout);
  if (std::count(measures.begin(), measures.end(), name))
    problems.add({}, fmt::format("'{}' is no headline measure", name), "headline measures: " + joined(headlines),
                 "Its parts can be compared with --by");
  else {
    auto known = headlines;
    known.insert(known.end(), measures.begin(), measures.end());
    problems.add({}, fmt::format("no measure '{}'", shown(name)), "headline measures: " + joined(headlines),
                 did_you_mean(name, known));
  }
}

int compare_by(const std::vector<StoredStudy>& studies, const Results& results, const std::string& measure,
               const Arguments& arguments, std::size_t format, Console& console) {
  Problems problems;
  const Layout& layout = results.layout();
  SplitComparison comparison{studies.front().title, results, {}, *arguments.text("by"), {}, {}};
  for (const auto& known : layout.measures())
    if (known.name == measure) comparison.measure = known;
  auto date = layout.dates().empty() ? std::optional<Time>() : layout.dates().back();
  if (const auto text = arguments.text("date")) date = date_meant(*text, layout.dates(), problems);
  if (!date) return refuse(problems, console);
  comparison.date = *date;
  std::vector<std::string> seen;
  for (const auto& study : studies) {
    const auto rows = read_split(study, measure, comparison.split, *date, problems);
    if (!rows) return refuse(problems, console);
    const auto before = seen;
    for (const auto& row : *rows) {
      if (std::count(before.begin(), before.end(), row.alternative)) continue;  // two folders have it
      if (seen.empty() || seen.back() != row.alternative) seen.push_back(row.alternative);
      comparison.rows.push_back(row);
    }
  }
  write(comparison, format, console.out);
  return exit_code::done;
}

int compare(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  Problems problems;
  const auto format = choice(arguments, "format", {"table", "csv", "json", "markdown"}, problems);
  std::vector<std::string> sorts = {"difference", "cost", "probability", "name"};
  if (!info.compared.per.empty()) sorts.push_back("cost_per_" + info.compared.per);
  const auto sort_chosen = choice(arguments, "sort", sorts, problems);
  constexpr SortBy sort_by[] = {SortBy::difference, SortBy::cost, SortBy::probability, SortBy::name,
                                SortBy::cost_per_unit};
  for (const char* option : {"sort", "baseline"})
    if (arguments.has("by") && arguments.has(option))
      problems.add({}, fmt::format("'--by' and '--{}' do not go together", option),
                   "splits are compared with the first alternative, in the order of the study");
  throw_usage_error(problems);

  std::vector<StoredStudy> studies;
  for (const auto& folder : arguments.operands())
    if (auto study = read_study(folder, problems)) studies.push_back(std::move(*study));
  if (!problems.empty()) return refuse(problems, console);
  const auto results = combined(studies, problems);
  if (!results) return refuse(problems, console);
  const Layout& layout = results->layout();
  if (results->alternatives().size() < 2) {
    problems.add(
        {},
        fmt::format("'{}' has one alternative, '{}'", studies.front().folder.string(), results->alternatives().front()),
        "there is nothing to compare it with");
    return refuse(problems, console);
  }
  if (layout.series().empty()) {
    problems.add({}, fmt::format("'{}' has no headline measures", studies.front().folder.string()));
    return refuse(problems, console);
  }
  for (const auto& study : studies)
    if (study.partial)
      console.err << fmt::format("'{}' is partial: {} of {} replications\n", study.folder.string(),
                                 study.results.count(), study.replications_asked);
  auto measure = arguments.text("measure").value_or(info.compared.measure);
  if (measure.empty()) measure = series_name(layout, layout.series().front());
  if (arguments.has("by")) return compare_by(studies, *results, measure, arguments, format, console);

  const auto series = series_named(layout, measure);
  if (!series) {
    no_headline(measure, layout, problems);
    return refuse(problems, console);
  }
  const auto dates = dates_of(layout, *series);
  const auto date = date_meant(arguments.text("date").value_or(dates.back().iso()), dates, problems);
  if (!date) return refuse(problems, console);
  auto settings = comparison_settings(
      layout, *series,
      static_cast<std::size_t>(std::find(layout.dates().begin(), layout.dates().end(), *date) - layout.dates().begin()),
      info.compared);
  settings.part_year = part_year(studies, *results, settings.date);
  if (const auto wanted = arguments.text("baseline"))
    settings.baseline = alternative_named(results->alternatives(), *wanted);
  if (sort_by[sort_chosen] == SortBy::cost_per_unit && !settings.per_unit)
    throw UsageError(fmt::format("'{}' cannot be sorted by '{}' (it has no cost on {}, or is not in {})", measure,
                                 sorts[sort_chosen], date->iso(), info.compared.per));

  Ranking ranking{studies.front().title, *results, settings, info.compared.per, compare(*results, settings)};
  sort(ranking.rows, sort_by[sort_chosen], *results, layout.measures()[layout.series()[*series].measure].better);
  write(ranking, format, console.out);
  return exit_code::done;
}

}  // namespace

Command compare_command(const ProgramInfo& info) {
  Command command;
  command.name = "compare";
  command.summary = "rank the alternatives of a finished study";
  command.operands = "DIR...";
  command.least_operands = 1;
  const auto& words = info.compared;
  std::string costs;
  if (!words.cost.empty()) costs += ", what it costs in the year to that date";
  if (!words.anyway.empty())
    costs += ", what part of the cost pays for what would have happened anyway (" + words.anyway + ")";
  if (!words.cost.empty() && !words.per.empty())
    costs += fmt::format(
        ", and, of measures in {0}, what one {0} more (or, of a measure that is better lower, one less) costs with its "
        "interval (Fieller)",
        words.per);
  command.meaning = {
      "Reads what 'run' wrote in DIR and tells for each alternative what it changes in one measure on one date: the "
      "mean difference with the baseline, replication by replication, its standard error and 90% interval (Student's "
      "t), the share of the draws in which it helps and the interval of that (Wilson)" +
          costs + ".",
      "\"cannot tell\": the interval of the difference has 0 in it. Such an alternative has no rank and no cost per "
      "unit: more replications may tell. The rank of another is one more than how many are clearly better than it, so "
      "those that cannot be told from each other share it. Intervals are of one comparison each: among twenty "
      "alternatives that do nothing, two are expected to stand out.",
      "Replications of one draw of the parameters are not independent: standard errors and intervals count draws. A "
      "cost of 0 in every replication means that the model has no price for what the alternative does, not that it is "
      "free.",
      "Several folders must be of the same study but for their alternatives: same seed, period, replications and "
      "numbers of the first alternative. An alternative with higher rates than all others changes which random numbers "
      "all of them meet; run such alternatives in one study.",
      "The formats csv, json and markdown go to standard output too; csv and json have the same columns: "
      "probabilities and parts of the cost are shares of 1, 'low' and 'high' are the ends of the interval, and what "
      "does not exist is empty or null."};
  std::string sorts = "difference (default: best first, then what cannot be told), cost, probability or name";
  if (!words.per.empty()) sorts = "cost_per_" + words.per + ", " + sorts;
  command.options = {
      {"measure", "M",
       fmt::format("a headline measure, or a part of it such as NAME[split=label] (default: {}; with --by any measure "
                   "of measures.csv)",
                   words.measure.empty() ? "the first" : words.measure)},
      {"date", "D", "a date of the results such as 2030-10-01, or a year (default: the last)"},
      {"baseline", "A",
       "the alternative to compare with: its name, or its number in the study, from 1 (default: the first)"},
      {"by", "SPLIT",
       "tell the differences by the labels of a split column of the results, as the measure is split; with the first "
       "alternative"},
      {"sort", "KEY", sorts},
      {"format", "F", "table (default), csv, json or markdown"}};
  command.exit_codes = {{0, "done, or the reader of the output closed the pipe"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "no results in DIR, results that cannot be compared, or the command was not understood"}};
  const auto folder = example_folder(info);
  command.examples = {{"compare " + folder, "which alternative does best on the last date?"},
                      {"compare " + folder + " --format csv", "the same for a program"}};
  command.run = compare;
  return command;
}

}  // namespace formatie
