#include <cmath>
#include <string>
#include <vector>

#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {
namespace {

/// The facts of the route that a row is of.
Structure::RouteFacts& facts_of(const Start& start, TableReader& t, std::size_t row) {
  return start.structure.routes[t.label(row, "route", start.labels.route)];
}

void read_sex(const Start& start) {
  TableReader t(start.parameters.study_sex, {"route", "share_women"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row)
    facts_of(start, t, row).share_women = t.number(row, "share_women", 0, 1);
}

void read_ages(const Start& start) {
  TableReader t(start.parameters.study_age, {"route", "age_from", "age_to", "probability"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    auto& facts = facts_of(start, t, row);
    facts.age_from.push_back(t.number(row, "age_from", 15, 75));
    facts.age_to.push_back(t.number(row, "age_to", 15, 75));
    facts.age_cumulative.push_back(t.number(row, "probability", 0, 1));
    if (facts.age_to.back() < facts.age_from.back())
      t.problem(row, "age_to", "'age_to' is " + t.text(row, "age_to"), "must be at least 'age_from'");
  }
}

void read_durations(const Start& start) {
  TableReader t(start.parameters.study_duration, {"route", "years", "probability"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    auto& facts = facts_of(start, t, row);
    facts.years.push_back(t.number(row, "years", 1, 10));
    if (facts.years.back() != std::floor(facts.years.back()))
      t.problem(row, "years", "'years' is " + t.text(row, "years"), "must be a whole number: diplomas come on 1 July");
    facts.years_cumulative.push_back(t.number(row, "probability", 0, 1));
  }
}

/// [route][subject]
std::vector<std::vector<double>> read_subjects(const Start& start) {
  const Labels& labels = start.labels;
  std::vector<std::vector<double>> shares(labels.route.size(), std::vector<double>(labels.subject.size(), 0.0));
  TableReader t(start.parameters.study_subject, {"route", "subject", "share"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row)
    shares[t.label(row, "route", labels.route)][t.label(row, "subject", labels.subject)] = t.number(row, "share", 0, 1);
  return shares;
}

/// The qualification that a route gives, and the first sector for which it holds.
void find_qualification(const Start& start, std::size_t route, Structure::RouteFacts& facts) {
  const Qualifications& known = start.sources.qualifications;
  const Time date = start.period.begin;
  for (int q = 0; q < qualification_kinds; ++q)
    if (known.of_route.on(date, known.of_route.cell(route, static_cast<std::size_t>(q))) > 0.5)
      facts.qualification = static_cast<Qualification>(q);
  if (facts.zij_sector >= 0) facts.sector = static_cast<std::size_t>(facts.zij_sector);
  for (std::size_t sector = start.labels.sector.size(); facts.zij_sector < 0 && sector-- > 0;)
    if (known.may_teach_in(date, facts.qualification, sector)) facts.sector = sector;
}

}  // namespace

void read_routes(const Start& start) {
  const Labels& labels = start.labels;
  auto& routes = start.structure.routes;
  routes.resize(labels.route.size());
  read_sex(start);
  read_ages(start);
  read_durations(start);
  const auto subject_shares = read_subjects(start);
  for (std::size_t r = 0; r < routes.size(); ++r) {
    auto& facts = routes[r];
    const auto& name = labels.route.label(r);
    for (std::size_t s = 0; s < labels.sector.size(); ++s)
      if (name == "zij_instroom_" + labels.sector.label(s)) facts.zij_sector = static_cast<int>(s);
    if (facts.age_cumulative.empty())
      start.problems.add(start.parameters.study_age.where, "no ages for the route '" + name + "'",
                         "every route needs them");
    if (facts.years.empty() && facts.zij_sector < 0)
      start.problems.add(start.parameters.study_duration.where, "no durations for the route '" + name + "'",
                         "every route of study needs them");
    find_qualification(start, r, facts);
    facts.age_cumulative = cumulative(facts.age_cumulative);
    facts.years_cumulative = cumulative(facts.years_cumulative);
    if (sum_of(subject_shares[r]) > 0) facts.subject_cumulative = cumulative(subject_shares[r]);
  }
}

}  // namespace formatie::teachers
