#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {
namespace {

/// Reads one table of schools. Without a `fixed_kind` it has a column for it; `primary`: it tells the mean age of
/// teachers and the disadvantage of pupils.
void add_schools(const Start& start, const DataFile& file, std::string_view fixed_kind, std::string_view pupils_column,
                 bool primary) {
  const Labels& labels = start.labels;
  std::vector<std::string> columns = {"school", "region", std::string(pupils_column)};
  if (primary) columns.insert(columns.end(), {"mean_teacher_age", "disadvantage_score"});
  if (fixed_kind.empty()) columns.push_back("kind");
  TableReader t(file, columns, start.problems);
  if (!t.sound()) return;
  for (std::size_t row = 0; row < t.rows(); ++row) {
    School school;
    school.name = t.text(row, "school");
    const auto kind = fixed_kind.empty() ? t.label(row, "kind", labels.kind) : labels.kind.find(fixed_kind).value_or(0);
    school.kind = static_cast<std::uint8_t>(kind);
    school.sector = static_cast<std::uint8_t>(labels.sector_of_kind[kind]);
    school.region = static_cast<std::uint8_t>(t.label(row, "region", labels.region));
    school.pupils = t.number(row, pupils_column, 0, 1e7);
    if (primary) {
      school.teacher_age = t.number(row, "mean_teacher_age", 0, 100);
      school.disadvantage = t.number(row, "disadvantage_score", 0, 1e6) / std::max(1.0, school.pupils);
    }
    start.structure.schools.push_back(std::move(school));
  }
}

/// Measures the disadvantage of the schools from the mean of the pupils.
void centre_disadvantage(Structure& st) {
  double pupils = 0, score = 0, above = 0;
  for (const auto& school : st.schools) pupils += school.pupils, score += school.disadvantage * school.pupils;
  for (auto& school : st.schools) {
    school.disadvantage = std::clamp(school.disadvantage - score / std::max(1.0, pupils), 0.0, most_disadvantage);
    above += school.disadvantage * school.pupils;
  }
  st.mean_disadvantage = above / std::max(1.0, pupils);
}

}  // namespace

void read_schools(const Start& start) {
  add_schools(start, start.parameters.schools_po, "bo", "pupils", true);
  centre_disadvantage(start.structure);
  add_schools(start, start.parameters.schools_special, "", "pupils", false);
  add_schools(start, start.parameters.schools_vo, "vo", "pupils", false);
  add_schools(start, start.parameters.schools_mbo, "mbo", "students", false);
}

double formation_weight(const Start& start, const School& school) {
  return start.parameters.fixed_fte.on(start.period.begin, school.kind) +
         school.pupils / start.parameters.pupils_per_fte.on(start.period.begin, school.kind);
}

std::vector<double> pupils_of_regions(const Structure& structure) {
  std::vector<double> pupils(structure.labels.region.size(), 0.0);
  for (const auto& school : structure.schools)
    if (school.sector == 0) pupils[school.region] += school.pupils;
  return pupils;
}

void set_homes(const Start& start) {
  start.structure.region_cumulative = cumulative(pupils_of_regions(start.structure));
}

}  // namespace formatie::teachers
