#include "models/teachers/start/steps.h"

namespace formatie::teachers {
namespace {

Qualification qualification_of(const Start& start, std::size_t sector, double uniform) {
  const Dial& shares = start.sources.qualifications.at_start;
  double sum = 0;
  for (int q = 0; q < qualification_kinds; ++q) {
    sum += shares.on(start.period.begin, shares.cell(sector, static_cast<std::size_t>(q)));
    if (uniform < sum) return static_cast<Qualification>(q);
  }
  return Qualification::none;
}

}  // namespace

double age_in_band(const Start& start, std::size_t band, double uniform) {
  const auto& from = start.labels.age_from;
  const double low = band == 0 ? 21 : from[band];
  const double high = band + 1 == start.labels.age_band.size() ? 68 : from[band + 1];
  return low + uniform * (high - low);
}

void describe_teacher(const Start& start, Person& person, std::size_t sector) {
  const Time begin = start.period.begin;
  const Qualifications& qualifications = start.sources.qualifications;
  const Sickness& sickness = start.sources.sickness;
  const Guidance& guidance = start.sources.guidance;
  Stream stream(start.luck, purpose::start, person.agent.identity, 0);
  person.qualification = qualification_of(start, sector, stream.uniform());
  const double first_degree = stream.uniform(), unqualified = stream.uniform(), unguided = stream.uniform();
  if (start.labels.with_subjects[sector]) {
    if (first_degree < qualifications.first_degree_start.on(begin, person.subject))
      person.qualification = Qualification::first_degree;
    if (unqualified < qualifications.unqualified_start.on(begin, person.subject))
      person.qualification = Qualification::none;
  }
  person.qualified = person.qualification != Qualification::none;
  // On long sick leave at the start: as many as fall sick in the mean length of it.
  const double months = sickness.long_months.on(begin, sector);
  const auto band =
      start.labels.band_of_age(static_cast<int>(years_between(Time::from_minutes(person.agent.birth), begin)));
  const double share = sickness.long_spells.on(begin, sickness.long_spells.cell(sector, band)) * months / 12;
  const bool sick = stream.chance(share);
  const double left = months / 12 * stream.uniform();
  if (sickness.active && person.employed() && sick) person.until = begin.plus_years(left).minutes();
  if (guidance.active && years_between(Time::from_minutes(person.started), begin) < guidance.years)
    person.guided = unguided >= guidance.usual_unguided.on(begin, sector);
}

}  // namespace formatie::teachers
