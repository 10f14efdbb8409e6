#include <algorithm>
#include <string>

#include "engine/base/real.h"

#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {
namespace {

/// A teacher of this age, sex and contract size: when the career began and what is taught are drawn.
Person new_teacher(const Start& start, std::size_t sector, Identity who, double age, bool woman, Size size,
                   Stream& stream) {
  const Time begin = start.period.begin;
  const double late_start = start.parameters.late_start_years;
  Person person;
  person.agent.identity = who;
  person.agent.birth = begin.plus_years(-age).minutes();
  person.agent.situation = situation_of(State::teaching, sector);
  // Began to teach at 22 plus an exponential time, given that this was before now.
  const double room = std::max(0.5, age - 22);
  const double u = stream.uniform() * (1 - real::exp(-room / late_start));
  person.started = begin.plus_years(-(room + late_start * real::log(1 - u))).minutes();
  person.since = person.started;
  person.size = person.desired = person.desired_without = size;
  person.woman = woman;
  person.past_aow = start.structure.aow_date(person.agent.birth) <= begin;
  person.subject = static_cast<std::uint8_t>(stream.choose(start.structure.subject_cumulative));
  person.route = static_cast<std::uint8_t>(start.labels.route.size());  // no flow: was there at the start
  describe_teacher(start, person, sector);
  return person;
}

/// The weights of the contract sizes of a group; equal when nobody tells.
std::vector<double> sizes_of_group(const Eigen::ArrayXXd& table, Eigen::Index cell) {
  std::vector<double> row(full_time);
  for (int s = 0; s < full_time; ++s) row[static_cast<std::size_t>(s)] = table(cell, s);
  if (sum_of(row) <= 0) row.assign(full_time, 1.0);
  return row;
}

}  // namespace

TeacherCounts read_teachers(const Start& start) {
  const Labels& labels = start.labels;
  const auto cells = static_cast<Eigen::Index>(labels.age_band.size() * 2);
  TeacherCounts counts;
  counts.persons.assign(labels.sector.size(), Eigen::ArrayXd::Zero(cells));
  counts.mean_fte = counts.persons;
  TableReader t(start.parameters.people, {"sector", "age_band", "sex", "persons", "mean_fte"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    const std::size_t before = start.problems.size();
    const auto sector = t.label(row, "sector", labels.sector);
    const auto cell =
        static_cast<Eigen::Index>(t.label(row, "age_band", labels.age_band) * 2 + t.label(row, "sex", labels.sex));
    if (start.problems.size() == before && counts.persons[sector][cell] > 0)
      t.problem(
          row, "sector",
          "a second row for " + t.text(row, "sector") + ", " + t.text(row, "age_band") + ", " + t.text(row, "sex"),
          "each group has one");
    counts.persons[sector][cell] = t.number(row, "persons", 0, 5e6);
    counts.mean_fte[sector][cell] = t.number(row, "mean_fte", 0.05, 1);
  }
  return counts;
}

void check_sectors(const Start& start, const TeacherCounts& counts, const ContractSizes& sizes) {
  const StartParameters& p = start.parameters;
  for (std::size_t s = 0; s < start.labels.sector.size(); ++s) {
    const std::string sector = "'" + start.labels.sector.label(s) + "'";
    if (counts.persons[s].sum() <= 0)
      start.problems.add(p.people.where, "nobody in sector " + sector, "every sector needs people");
    if (sizes.bands[s].sum() <= 0)
      start.problems.add(p.bands.where, "no contract sizes for sector " + sector, "every sector needs them");
    if (start.structure.schools_of_sector[s].empty())
      start.problems.add(p.schools_po.where, "no school in sector " + sector, "every sector needs one");
  }
  if (sizes.profile.sum() <= 0)
    start.problems.add(p.profile.where, "no contract sizes in the profile", "at least one weight must be above 0");
}

TeachersOfSector make_teachers(const Start& start, std::size_t sector, const TeacherCounts& counts,
                               const Eigen::ArrayXXd& table) {
  Structure& st = start.structure;
  TeachersOfSector teachers;
  std::uint32_t number = 0;
  for (std::size_t band = 0; band < start.labels.age_band.size(); ++band)
    for (std::size_t sex = 0; sex < 2; ++sex) {
      const bool woman = sex == 0;
      const auto cell = static_cast<Eigen::Index>(band * 2 + sex);
      const auto row = sizes_of_group(table, cell);
      const auto sums = cumulative(row);
      std::copy(sums.begin(), sums.end(), st.size_shares[st.size_cell(sector, band, woman)].begin());
      const auto persons = apportion(row, static_cast<int>(counts.persons[sector][cell]));
      for (int s = 0; s < full_time; ++s)
        for (int n = 0; n < persons[static_cast<std::size_t>(s)]; ++n) {
          const auto who = Identity::of(static_cast<std::uint16_t>(first_teachers + sector), 0, number++);
          Stream stream(start.luck, purpose::synthesis, who, 0);
          const double age = age_in_band(start, band, stream.uniform());
          teachers.ages.push_back(age);
          teachers.people.push_back(new_teacher(start, sector, who, age, woman, static_cast<Size>(s + 1), stream));
        }
    }
  return teachers;
}

}  // namespace formatie::teachers
