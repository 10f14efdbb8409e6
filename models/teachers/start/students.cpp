#include <algorithm>
#include <cmath>

#include "engine/base/real.h"

#include "models/teachers/start/steps.h"
#include "models/teachers/world/entrants.h"

namespace formatie::teachers {
namespace {

/// The students of a route who began on a day.
void add_cohort(const Start& start, std::size_t route, int year, Time began) {
  const Intake& intake = start.sources.intake;
  Structure& st = start.structure;
  const Time begin = start.period.begin;
  const auto cohort = static_cast<std::uint32_t>(std::lround(intake.persons.on(began, route)));
  const double studied = years_between(began, begin);
  const double stays = real::exp(-intake.dropout_first_year.on(began, route) * std::min(studied, 1.0) -
                                 intake.dropout_later.on(began, route) * std::max(studied - 1, 0.0));
  for (std::uint32_t n = 0; n < cohort; ++n) {
    const Person person = new_student(st, start.luck, route, year, n);
    Stream stream(start.luck, purpose::synthesis, person.agent.identity, 0);
    if (person.started > begin.minutes() && stream.chance(stays)) st.people.push_back(person);
  }
}

}  // namespace

void add_students(const Start& start) {
  const Time begin = start.period.begin;
  for (std::size_t route = 0; route < start.labels.route.size(); ++route) {
    if (start.structure.routes[route].zij_sector >= 0) continue;
    for (int year = begin.year() - 10; year <= begin.year(); ++year) {
      const Time began = Time::from_date(year, 9, 1);
      if (began > begin) break;
      add_cohort(start, route, year, began);
    }
  }
}

}  // namespace formatie::teachers
