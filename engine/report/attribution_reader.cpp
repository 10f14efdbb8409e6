#include "engine/report/attribution_reader.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "engine/input/scalar.h"
#include "engine/input/text_file.h"
#include "engine/measure/compare.h"
#include "engine/report/csv.h"
#include "engine/report/stored_csv.h"

namespace formatie {

namespace fs = std::filesystem;

const StoredAttribution::Number* StoredAttribution::find(std::size_t kind, std::optional<std::size_t> column,
                                                         std::string_view label) const {
  const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const Number& n) {
    return n.kind == kind && n.column == column && (!column || n.label == label);
  });
  return found != numbers.end() ? &*found : nullptr;
}

std::optional<StoredAttribution> read_attribution(const StoredStudy& study, std::string_view alternative, Time date,
                                                  Problems& problems) {
  const auto file = study.folder / "attribution.csv", measures_file = study.folder / "attribution_measures.csv";
  std::error_code ignored;
  if (!fs::exists(file, ignored) || !fs::exists(measures_file, ignored)) {
    problems.add({}, fmt::format("'{}' has no attribution", study.folder.string()), "no attribution.csv",
                 "'run' writes it for studies of several alternatives, but for --no-attribution");
    return std::nullopt;
  }
  const auto about = read_own_csv(measures_file, problems);
  const auto table = read_own_csv(file, problems);
  if (!about || !table) return std::nullopt;
  StoredAttribution result;
  const auto measures = measures_in(*about, problems);
  const auto roles = columns_of(*about, {"role", "of"}, problems);
  const auto at =
      columns_of(*table, {"alternative", "measure", "date", "unit", "n", "mean", "standard_error"}, problems);
  if (!measures || !roles || !at) return std::nullopt;
  const std::vector<std::string> roles_known(std::begin(Attribution::role_names), std::end(Attribution::role_names));
  for (std::size_t row = 0; row < measures->size(); ++row) {
    const auto& text = about->cell(row, (*roles)[0]);
    const auto role = std::find(roles_known.begin(), roles_known.end(), text);
    if (role == roles_known.end())
      problems.add(about->where(row, (*roles)[0]), fmt::format("'role' is '{}'", shown(text)),
                   "must be one of: " + joined(roles_known));
    result.kinds.push_back({{static_cast<Attribution::Role>(role - roles_known.begin()), about->cell(row, (*roles)[1])},
                            (*measures)[row]});
  }
  for (std::size_t c = (*at)[2] + 1; c < (*at)[3]; ++c) result.split_columns.push_back(table->columns()[c]);
  const auto& draws = study.results.draws();
  const std::size_t independent = std::set<std::uint32_t>(draws.begin(), draws.end()).size();
  const std::string day = date.iso();
  for (std::size_t row = 0; row < table->size() && problems.empty(); ++row) {
    if (table->cell(row, (*at)[0]) != alternative || table->cell(row, (*at)[2]) != day) continue;
    StoredAttribution::Number number;
    const auto& name = table->cell(row, (*at)[1]);
    while (number.kind < result.kinds.size() && result.kinds[number.kind].measure.name != name) ++number.kind;
    if (number.kind == result.kinds.size())
      problems.add(table->where(row, (*at)[1]), fmt::format("measure '{}'", shown(name)),
                   "it is not in attribution_measures.csv", how_to_mend);
    const auto n = parse_integer(table->cell(row, (*at)[4]));
    if (!n || static_cast<std::uint64_t>(*n) != study.results.count())
      problems.add(table->where(row, (*at)[4]), fmt::format("'n' is '{}'", shown(table->cell(row, (*at)[4]))),
                   fmt::format("the study has {} replications: this file is of another run", study.results.count()),
                   how_to_mend);
    std::size_t splits = 0;
    for (std::size_t c = 0; c < result.split_columns.size(); ++c)
      if (const auto& label = table->cell(row, (*at)[2] + 1 + c); label != "all") {
        number.column = c;
        number.label = label;
        ++splits;
      }
    if (splits > 1) continue;
    number.mean = number_in(*table, row, (*at)[5], problems);
    number.interval =
        student_interval(independent, number.mean, number_in(*table, row, (*at)[6], problems), comparison_level);
    result.numbers.push_back(std::move(number));
  }
  if (problems.empty() && result.numbers.empty())
    problems.add({file.string()}, fmt::format("nothing about '{}' on {}", alternative, day), "", how_to_mend);
  if (!problems.empty()) return std::nullopt;
  return result;
}

}  // namespace formatie
