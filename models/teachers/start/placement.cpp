#include <algorithm>
#include <utility>
#include <vector>

#include "models/teachers/start/steps.h"

namespace formatie::teachers {
namespace {

/// Indices with the age by which they are put in order.
using ByAge = std::vector<std::pair<double, std::uint32_t>>;

/// Each school's share of the sector's employment: formation less the initial shortage of its region.
double staffed_weight(const Start& start, std::size_t sector, const School& school) {
  const Dial& shortage = start.parameters.initial_shortage;
  return formation_weight(start, school) * (1 - shortage.on(start.period.begin, shortage.cell(sector, school.region)));
}

double staffed_weight_of_all(const Start& start, std::size_t sector, const ByAge& schools) {
  double sum = 0;
  for (const auto& [age, i] : schools) sum += staffed_weight(start, sector, start.structure.schools[i]);
  return sum;
}

/// The people of a group from young to old, ages mixed.
ByAge order_of_people(const Start& start, const TeachersOfSector& teachers, const std::vector<std::uint32_t>& group) {
  ByAge order;
  for (const auto i : group) {
    Stream stream(start.luck, purpose::synthesis, teachers.people[i].agent.identity, 1);
    order.emplace_back(teachers.ages[i] + start.parameters.age_mixing_years * (stream.uniform() + stream.uniform() - 1),
                       i);
  }
  std::sort(order.begin(), order.end());
  return order;
}

/// The schools of a sector by the age of their staff; where it is unknown, by chance.
ByAge order_of_schools(const Start& start, std::size_t sector, std::size_t subject) {
  const Structure& st = start.structure;
  ByAge order;
  for (const auto i : st.schools_of_sector[sector]) {
    Stream stream(start.luck, purpose::synthesis, Identity::of(0xffff, static_cast<std::uint16_t>(subject), i), 0);
    order.emplace_back(st.schools[i].teacher_age > 0 ? st.schools[i].teacher_age : 100 * stream.uniform(), i);
  }
  std::sort(order.begin(), order.end());
  return order;
}

void place_group(const Start& start, std::size_t sector, std::size_t subject, const std::vector<std::uint32_t>& group,
                 TeachersOfSector& teachers, Filled& filled) {
  const Structure& st = start.structure;
  const ByAge order = order_of_people(start, teachers, group);
  const ByAge schools = order_of_schools(start, sector, subject);
  double group_size = 0, weight = 0;
  for (const auto i : group) group_size += teachers.people[i].size;
  const double sum_weight = staffed_weight_of_all(start, sector, schools);
  std::size_t at = 0;
  double placed = 0;
  for (const auto& [key, i] : order) {
    Person& person = teachers.people[i];
    // The middle of this person's contract, as a share of all, falls into a school's share of all.
    const double position = (placed + person.size / 2.0) / group_size;
    for (;;) {
      const double next = weight + staffed_weight(start, sector, st.schools[schools[at].second]) / sum_weight;
      if (position <= next || at + 1 == schools.size()) break;
      weight = next;
      ++at;
    }
    const auto& school = st.schools[schools[at].second];
    person.post = PostId(school.first_post + (school.posts > 1 ? static_cast<std::uint32_t>(subject) : 0));
    person.region = school.region;
    filled[person.post.index()] += person.size;
    placed += person.size;
  }
}

}  // namespace

void set_scale(const Start& start, std::size_t sector, const TeachersOfSector& teachers) {
  Structure& st = start.structure;
  double employment = 0;
  for (const auto& person : teachers.people) employment += person.size;
  double weight = 0;
  for (const auto i : st.schools_of_sector[sector]) weight += staffed_weight(start, sector, st.schools[i]);
  st.scale[sector] = employment * fte_per_size / weight;
}

void place_teachers(const Start& start, std::size_t sector, TeachersOfSector& teachers, Filled& filled) {
  const bool by_subject = start.labels.with_subjects[sector];
  std::vector<std::vector<std::uint32_t>> groups(by_subject ? start.labels.subject.size() : 1);
  for (std::uint32_t i = 0; i < teachers.people.size(); ++i)
    groups[by_subject ? teachers.people[i].subject : 0].push_back(i);
  for (std::size_t subject = 0; subject < groups.size(); ++subject)
    place_group(start, sector, subject, groups[subject], teachers, filled);
}

}  // namespace formatie::teachers
