#include "engine/report/split_reader.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/input/scalar.h"
#include "engine/input/text_file.h"
#include "engine/measure/series.h"
#include "engine/report/csv.h"
#include "engine/report/stored_csv.h"

namespace formatie {

std::optional<std::vector<SplitDifference>> read_split(const StoredStudy& study, std::string_view measure,
                                                       std::string_view split, Time date, Problems& problems) {
  const auto table = read_own_csv(study.folder / "comparison.csv", problems);
  if (!table) return std::nullopt;
  const auto at = columns_of(
      *table, {"alternative", "measure", "date", "unit", "n", "mean_difference", "standard_error", "p05", "p95"},
      problems);
  if (!at) return std::nullopt;
  const std::size_t first_split = (*at)[2] + 1, end_of_splits = (*at)[3];
  std::vector<std::string> splits;
  for (std::size_t c = first_split; c < end_of_splits; ++c) splits.push_back(table->columns()[c]);
  const auto wanted = std::find(splits.begin(), splits.end(), split);
  if (wanted == splits.end()) {
    problems.add({}, fmt::format("no split '{}'", split), "splits: " + joined(splits), did_you_mean(split, splits));
    return std::nullopt;
  }
  const std::size_t column = first_split + static_cast<std::size_t>(wanted - splits.begin());
  const std::size_t before = problems.size();
  const std::string day = date.iso();
  std::vector<SplitDifference> rows;
  std::set<std::string> by;  // splits that the measure has
  for (std::size_t row = 0; row < table->size(); ++row) {
    if (table->cell(row, (*at)[1]) != measure) continue;
    std::size_t parts = 0, part = 0;
    for (std::size_t c = first_split; c < end_of_splits; ++c)
      if (table->cell(row, c) != "all") ++parts, part = c;
    if (parts != 1) continue;
    by.insert(table->columns()[part]);
    if (part != column || table->cell(row, (*at)[2]) != day) continue;
    const auto number = [&](std::size_t c) { return number_in(*table, row, (*at)[c], problems); };
    SplitDifference d;
    d.alternative = table->cell(row, (*at)[0]);
    d.label = table->cell(row, column);
    d.unit = table->cell(row, (*at)[3]);
    const auto n = parse_integer(table->cell(row, (*at)[4]));
    if (!n || *n < 0 || static_cast<std::uint64_t>(*n) > study.results.count())
      problems.add(table->where(row, (*at)[4]), fmt::format("'n' is '{}'", shown(table->cell(row, (*at)[4]))),
                   fmt::format("must be a whole number from 0 to {}", study.results.count()));
    else
      d.difference.n = static_cast<std::size_t>(*n);
    // Of a number that does not exist in all replications nobody wrote in which: as few draws as they can be.
    const std::size_t per_draw = study.results.replications_per_draw();
    d.difference.draws = (d.difference.n + per_draw - 1) / per_draw;
    if (d.difference.n == study.results.count()) {
      const auto& draws = study.results.draws();
      d.difference.draws = std::set<std::uint32_t>(draws.begin(), draws.end()).size();
    }
    d.difference.mean_difference = number(5);
    d.difference.standard_error = number(6);
    d.difference.p05 = number(7);
    d.difference.p95 = number(8);
    rows.push_back(std::move(d));
  }
  if (problems.size() != before) return std::nullopt;
  if (!rows.empty()) return rows;
  const auto known = measure_names(study.results.layout());
  if (!std::count(known.begin(), known.end(), measure))
    problems.add({}, fmt::format("no measure '{}'", measure), "measures: " + joined(known),
                 did_you_mean(measure, known));
  else if (!by.count(std::string(split)))
    problems.add({}, fmt::format("'{}' is not split by '{}'", measure, split),
                 by.empty() ? "it has no splits" : "it is split by " + joined({by.begin(), by.end()}));
  else
    problems.add({}, fmt::format("'{}' does not exist on {}", measure, day));
  return std::nullopt;
}

}  // namespace formatie
