#pragma once

#include <memory>

#include "engine/study/period.h"

#include "models/teachers/structure.h"

namespace formatie::teachers {

struct Shared;

/// How people came into the profession before the start, needed for the students of the first population.
struct Intake {
  Dial persons;             ///< by route, dated: entrants of a year
  Dial dropout_first_year;  ///< by route, per year
  Dial dropout_later;       ///< by route, per year
};

/// Makes the structure: schools and distances, the synthetic first population, the facts of the routes.
///
/// Persons by age and sex, contract-size bands and fte are published for each sector, but not how they go together:
/// iterative proportional fitting (Deming & Stephan 1940) joins them, and rounding keeps the number of persons.
class Foundation {
 public:
  explicit Foundation(const Labels& labels);

  void schools(Fields& f);
  void population(Fields& f);
  void training(Fields& f);

  /// Reads the files and builds; null, and at least one problem, when they are wrong.
  std::shared_ptr<const Structure> build(const Shared& shared, const Period& period, std::uint64_t seed,
                                         Problems& problems) const;

 private:
  DataFile schools_po_, schools_special_, schools_vo_, schools_mbo_, neighbours_;
  DataFile people_, bands_, profile_, reserve_, reserve_years_, reserve_age_, aow_;
  DataFile leaders_, leaders_age_;
  DataFile study_age_, study_sex_, study_duration_, study_subject_;
  Dial pupils_per_fte_, fixed_fte_;  // by kind
  Dial initial_shortage_;            // by sector, region
  Dial seekers_;                     // by sector
  double commute_km_ = 0, commute_most_km_ = 0, relocation_km_ = 1;
  double up_to_08_factor_ = 0;
  double late_start_years_ = 0;
  double age_mixing_years_ = 0;
  double vacancy_fte_ = 0;
};

}  // namespace formatie::teachers
