#pragma once

#include "engine/base/dimension.h"
#include "engine/base/problem.h"
#include "engine/parameters/fields.h"

namespace formatie::teachers {

/// The labels by which everything is split; all of them come from data.
struct Labels {
  Dimension sector{"sector", {}};      ///< po, vo, mbo
  Dimension kind{"kind", {}};          ///< kinds of school: bo, sbo, so, vo, mbo
  Dimension region{"region", {}};      ///< labour market regions, the big cities apart
  Dimension subject{"subject", {}};    ///< vo subjects
  Dimension age_band{"age_band", {}};  ///< "<25", "25-29", ...
  Dimension route{"route", {}};        ///< ways into the profession
  Dimension door{"route", {}};         ///< the same, a return, and from another sector: how a spell in teaching begins
  Dimension from{"from", {}};          ///< sectors that teachers switch from
  Dimension from_sector{"cause", {}};  ///< the same, as results call them
  Dimension to{"to", {}};              ///< sectors that teachers switch to
  Dimension sex{"sex", {"women", "men"}};
  Dimension tenure{"tenure", {"0-1", "1-3", "3-5", "5+"}};  ///< whole years since entering the profession
  Dimension years_away{"years_away", {"0-1", "1-3", "3-5", "5-10", "10+"}};  ///< whole years out of education
  Dimension month{"month", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}};
  /// What a school does with an open post, in this order; see shortage/coping.cpp.
  Dimension step{"step", {"extra_hours", "agency", "unqualified", "merged_class", "other_professional", "at_home"}};
  Dimension qualification{"qualification", {"none", "pabo", "second_degree", "first_degree", "mbo_certificate"}};
  Dimension years_of_vo{"years", {"all", "lower", "upper"}};  ///< years of vo for which a qualification holds
  Dimension other_subject{"other_subject", {}};               ///< vo subjects, of a teacher who teaches another one
  Dimension years_to_aow{"years_to_aow",
                         {"1", "2", "3", "4", "5", "6"}};  ///< years until the state pension, rounded up

  std::vector<int> sector_of_kind;                  ///< [kind]
  std::vector<bool> with_subjects;                  ///< [sector] are posts split by subject?
  std::vector<bool> g5;                             ///< [region] one of the five big cities
  std::vector<std::string> sector_nl, sector_en;    ///< [sector]
  std::vector<std::string> subject_nl, subject_en;  ///< [subject]
  std::vector<double> subject_fte;                  ///< [subject] employment, by which lessons are shared out
  std::vector<int> age_from;                        ///< [age band] lower edge in years

  /// [sector][kind] and [sector][subject]: whether there are such schools, or posts.
  std::vector<std::vector<bool>> kinds_of_sector() const;
  std::vector<std::vector<bool>> subjects_of_sector() const;
  std::size_t door_return() const { return route.size(); }
  std::size_t door_other_sector() const { return route.size() + 1; }

  /// The files that hold the labels.
  void fields(Fields& f);
  void load(Problems& problems);

  /// The band of an age in whole years.
  std::size_t band_of_age(int years) const {
    std::size_t band = age_from.size() - 1;
    while (band > 0 && years < age_from[band]) --band;
    return band;
  }
  static std::size_t tenure_of(double years) { return years < 1 ? 0 : years < 3 ? 1 : years < 5 ? 2 : 3; }
  static std::size_t years_away_of(double years) {
    return years < 1 ? 0 : years < 3 ? 1 : years < 5 ? 2 : years < 10 ? 3 : 4;
  }

 private:
  DataFile sectors_, kinds_, regions_, subjects_, age_bands_, routes_;
};

}  // namespace formatie::teachers
