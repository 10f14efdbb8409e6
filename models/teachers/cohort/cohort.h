#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "engine/study/period.h"
#include "engine/study/projection.h"

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Why people leave, as the projection knows it; by the names that the model has for it.
enum class CohortCause : std::uint8_t {
  resignation,
  retirement,
  death,
  other_sector,
  training_dropout,
  layoff,  ///< of nobody: cohorts have no schools
  leadership
};
inline constexpr std::size_t cohort_causes = 7;
inline constexpr const char* cohort_cause_names[cohort_causes] = {
    "resignation", "retirement", "death", "other_sector", "training_dropout", "layoff", "leadership"};
inline constexpr std::size_t sexes = 2;
inline Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

/// Students of one route who began together and, as far as is known, get their diploma together.
struct StudentCohort {
  std::size_t route = 0;
  Time since;
  Time diploma;
  double persons = 0;  ///< at the start of the period, or when they began
};

/// What a cohort projection expects on a census day; flows since the census before.
struct CohortCensus {
  Time date;
  Eigen::ArrayXXd teachers;    ///< [month of birth][sector * 2 + sex] persons, second-career teachers included
  Eigen::ArrayXXd employment;  ///< [month of birth][sector * 2 + sex] fte
  Eigen::ArrayXXd outflow;     ///< [month of birth][sector * cohort_causes + cause] persons
  Eigen::ArrayXXd inflow;      ///< [sector][door] persons
  Eigen::ArrayXXd switched;    ///< [sector to][sector from] persons
  std::vector<double> students, diplomas;       ///< [student cohort] persons
  Eigen::ArrayXd reserve, unemployed, leaders;  ///< [sector] persons
};

/// Expected numbers by cohorts: a stock-flow projection without chance, friction and feedback.
///
/// Written apart from the processes and rules, whose parameters it reads by name. Cohorts are months of birth by sex,
/// sector and time since the career began. Between two moments (firsts of months, the days in between on which all
/// cohorts are a month older, changes of dials) all rates are constant, so competing exponentials are exact.
///
/// Without a market (`hiring_round.active: false`) nobody becomes a teacher. With it everybody who looks for a job has
/// one at once, at the size wanted: graduates, people who return, those who switch sectors, second-career teachers.
/// Workload, guidance, layoffs, the response to the shortage and the bonus have no effect.
class CohortProjection {
 public:
  /// `steps`: as the dials of `contents` are frozen. `dates`: census days, rising.
  CohortProjection(std::shared_ptr<const Structure> structure, Contents& contents, const std::vector<Time>& steps,
                   const Period& period, const std::vector<Time>& dates);

  const std::vector<CohortCensus>& censuses() const { return censuses_; }
  const std::vector<StudentCohort>& student_cohorts() const { return student_cohorts_; }
  /// The row of somebody born then (minutes).
  std::size_t row_of(std::int32_t birth) const;

  /// The numbers of a replication of this layout: expected values, NaN for what the projection does not have.
  ///
  /// Has teachers, employment and contract size by sector, sex and age; outflow by sector and cause; inflow by sector
  /// and route; switched, students, diplomas, school leaders; with a market also the silent reserve and benefits.
  /// Without a market and with changes of contract size it has no fte.
  std::vector<double> values(const Contents& contents, const Layout& layout, const std::vector<Cell>& cells) const;

 private:
  std::shared_ptr<const Structure> structure_;
  Time begin_;
  double oldest_months_ = 0;  // age of the first row at the start
  bool market_ = false;
  bool has_fte_ = false;
  std::vector<CohortCensus> censuses_;
  std::vector<StudentCohort> student_cohorts_;
};

/// What the projection is, for those who read its numbers.
std::string cohort_meaning();

/// What it leaves empty because the model has processes that it does not know, a sentence each.
std::vector<std::string> cohort_notes(const Contents& contents);

/// Teachers and employment by sector, outflow by cause, students by route: where the person-level model differs from
/// the projection, in numbers of its own measures.
std::vector<Projection::Comparison> compare_with_cohorts(const Contents& contents, const Layout& layout,
                                                         const std::vector<Cell>& cells,
                                                         std::span<const double> persons,
                                                         std::span<const double> cohorts, std::size_t date);

}  // namespace formatie::teachers
