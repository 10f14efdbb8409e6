#pragma once

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// The tables and numbers from which the first population is made, as three parts of a scenario; this one is `schools`.
class StartParameters final : public Part {
 public:
  explicit StartParameters(const Labels& labels);
  std::string_view name() const override { return "schools"; }
  std::string_view meaning() const override { return "schools, their size and where they are"; }

  /// `schools`: where they are and how large, and how people find them.
  void fields(Fields& f) override;
  /// `population`: who is there at the start.
  void population(Fields& f);
  /// `training`: who enters the routes into the profession.
  void training(Fields& f);

  DataFile schools_po, schools_special, schools_vo, schools_mbo, neighbours;
  DataFile people, bands, profile, reserve, reserve_years, reserve_age, aow;
  DataFile leaders, leaders_age;
  DataFile study_age, study_sex, study_duration, study_subject;
  Dial pupils_per_fte, fixed_fte;  ///< by kind
  Dial initial_shortage;           ///< by sector, region
  Dial seekers;                    ///< by sector
  double commute_km = 0, commute_most_km = 0, relocation_km = 1;
  double up_to_08_factor = 0;
  double late_start_years = 0;
  double age_mixing_years = 0;
  double vacancy_fte = 0;
};

}  // namespace formatie::teachers
