#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "engine/parameters/dial.h"

#include "models/teachers/world/alias_table.h"
#include "models/teachers/world/labels.h"
#include "models/teachers/world/person.h"

namespace formatie::teachers {

/// Points of disadvantage a pupil above the mean at which a school's are cut off.
inline constexpr double most_disadvantage = 5;

struct School {
  std::string name;  ///< BRIN, or a made-up name for aggregates
  std::uint8_t kind = 0;
  std::uint8_t sector = 0;
  std::uint8_t region = 0;
  double pupils = 0;        ///< in the base year of the pupil counts
  double teacher_age = 0;   ///< mean, years; 0 when unknown
  double disadvantage = 0;  ///< score per pupil above the mean of primary schools, at most `most_disadvantage`; 0 where
                            ///< it is lower or unknown
  std::uint32_t first_post = 0;
  std::uint32_t posts = 0;  ///< one, or one a subject
};

struct Post {
  std::uint32_t school = 0;
  std::uint8_t sector = 0;
  std::uint8_t region = 0;
  std::uint8_t subject = no_subject;
  double share = 0;  ///< of the school's formation
};

/// The wanted contract sizes of a group of people: cumulative shares of the sizes 0.05, 0.10, ..., 1.00 fte.
using SizeShares = std::array<double, full_time>;

/// What all replications share and no policy moves: schools, distances, the first population.
struct Structure {
  Labels labels;
  std::vector<School> schools;
  std::vector<Post> posts;
  std::vector<std::uint8_t> region_of_post;                   ///< [post] the same as Post::region, close together
  std::vector<std::vector<std::uint32_t>> schools_of_sector;  ///< [sector] indices of schools
  std::vector<std::vector<AliasTable>> reach;                 ///< [sector][home region] draws a school's first post
  std::vector<std::vector<AliasTable>> nearby;  ///< the same, schools of the home region only (empty: none there)
  std::vector<AliasTable> relocation;           ///< [home region] draws the region where somebody goes to live
  std::vector<std::vector<bool>> within_reach;  ///< [home region][region] whether people travel so far to work
  std::vector<SizeShares> size_shares;          ///< [(sector, age band, sex)]
  std::vector<Person> people;                   ///< the first population; posts filled, situations set
  std::vector<std::int32_t> base_demand;        ///< [post] formation at the start, twentieths of an fte
  std::vector<double> scale;                    ///< [sector] formation = scale * (fixed + pupils / ratio)
  std::vector<double> pupils_at_start;          ///< [sector]
  double mean_disadvantage = 0;                 ///< of School::disadvantage over the teachers of primary schools

  struct AowRow {
    std::int32_t born_from;  ///< minutes
    int months;              ///< age at which the state pension begins
  };
  std::vector<AowRow> aow;
  std::vector<std::uint8_t> aow_row_of_birth;  ///< [months since the first row] a row at or before that of the birth

  struct RouteFacts {
    double share_women = 0;
    std::vector<double> age_from, age_to, age_cumulative;  ///< at entry
    std::vector<double> years, years_cumulative;           ///< from start to diploma
    std::vector<double> subject_cumulative;                ///< [subject]; empty when the route has no subject
    std::size_t sector = 0;                                ///< the first for which the diploma qualifies
    int zij_sector = -1;                                   ///< second-career route into this sector
    Qualification qualification = Qualification::none;     ///< that the diploma gives
  };
  std::vector<RouteFacts> routes;  ///< [route]
  struct AssistantFacts {
    std::vector<double> age_cumulative, age_of_new_cumulative;  ///< [age band] of all, and of those who begin
    double share_women = 0;
  };
  std::vector<AssistantFacts> assistants;  ///< [sector]
  std::vector<double> region_cumulative;   ///< [region] where entrants live
  std::vector<double> subject_cumulative;  ///< [subject] by employment

  /// [age in years] the age band; the last entry is for everybody older.
  static constexpr int oldest = 120;
  std::array<std::uint8_t, oldest + 1> band_of_year{};

  std::size_t size_cell(std::size_t sector, std::size_t age_band, bool woman) const {
    return (sector * labels.age_band.size() + age_band) * 2 + (woman ? 0 : 1);
  }
  /// The state-pension date of somebody born then.
  Time aow_date(std::int32_t birth) const {
    const int month = (birth - aow.front().born_from) / minutes_per_month;
    std::size_t row =
        month < 0
            ? 0
            : aow_row_of_birth[std::min<std::size_t>(static_cast<std::size_t>(month), aow_row_of_birth.size() - 1)];
    while (row + 1 < aow.size() && birth >= aow[row + 1].born_from) ++row;
    return Time::from_minutes(birth + aow[row].months * minutes_per_month);
  }
  static constexpr int minutes_per_month = 43829;  ///< a twelfth of the mean year
};

}  // namespace formatie::teachers
