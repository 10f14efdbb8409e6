#include "engine/study/calibration.h"

#include <fmt/format.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/study/section_reader.h"

namespace formatie {

Calibration read_calibration(const Node& section, const ParameterValues& values, const Layout& layout,
                             Problems& problems) {
  Calibration calibration;
  SectionReader read(section, sections::calibration, problems);
  const auto scenario = read.text("scenario");
  if (const auto path = read.table("targets")) calibration.targets = read_targets(*path, scenario, layout, problems);
  if (const auto path = read.table("parameters"))
    calibration.parameters = read_free_parameters(*path, values, problems);
  calibration.members = static_cast<std::uint32_t>(read.whole("members").value_or(0));
  calibration.rounds = static_cast<std::uint32_t>(read.whole("rounds").value_or(0));
  calibration.replications = static_cast<std::uint32_t>(read.whole("replications").value_or(0));
  return calibration;
}

std::vector<Calibration::Free> read_free_parameters(const std::filesystem::path& file, const ParameterValues& values,
                                                    Problems& problems) {
  std::vector<Calibration::Free> list;
  const auto table = read_csv(file, problems);
  if (!table) return list;
  const auto name = table->column("parameter"), low = table->column("low"), high = table->column("high"),
             source = table->column("source");
  if (!name || !low || !high || !source) {
    problems.add(Origin{table->file(), 1, 1}, "not all of the columns parameter, low, high, source",
                 "columns: " + joined(table->columns()));
    return list;
  }
  const auto names = values.numeric_names();
  for (std::size_t row = 0; row < table->size(); ++row) {
    Calibration::Free free;
    free.prior.parameter = table->cell(row, *name);
    free.prior.shape = Prior::Shape::lognormal;
    free.prior.source = table->cell(row, *source);
    free.part = values.find_part(free.prior.parameter);
    if (free.part.entry == values.entries().size())
      problems.add(table->where(row, *name), fmt::format("no parameter '{}'", free.prior.parameter),
                   "a number or dial of the scenario, or part of a dial such as failure.rate[place=market]",
                   did_you_mean(free.prior.parameter, names));
    const auto from = parse_number(table->cell(row, *low)), to = parse_number(table->cell(row, *high));
    if (!from || !to || *from <= 0 || *from >= *to) {
      problems.add(table->where(row, *low), "'low' and 'high' are no range of a factor", "0 < low < high");
      continue;
    }
    free.prior.low = *from;
    free.prior.high = *to;
    list.push_back(std::move(free));
  }
  return list;
}

}  // namespace formatie
