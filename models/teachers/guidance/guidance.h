#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/teachers/census/money.h"

namespace formatie::teachers {

/// Guidance of those who begin: experienced teachers have hours for it, and a shortage eats them. Who finds none leaves
/// sooner. Source: letter of 2024, answer 4; data/SOURCES.md, guidance.csv.
///
/// On 1 August each school has its hours for the school year: those of its experienced teachers, less what its open
/// posts eat. Those who begin take of them when they are hired.
class Guidance final : public Rule {
 public:
  explicit Guidance(Contents& contents);
  std::string_view name() const override { return "guidance"; }
  std::string_view meaning() const override { return "guidance of those who begin"; }
  void fields(Fields& f) override;
  void begin(Labour& world) override;
  std::vector<Time> dates(Time begin, Time end) const override;
  void act(Labour& world, Time now) override;

  /// Somebody who begins takes hours of guidance from those that the school has left, or finds none.
  void guide(Labour& world, PersonId who);
  /// What the rate of leaving is multiplied by; 1 on the average of the years from which the rates come.
  double factor(const Person& p, std::size_t step, double years_taught) const {
    if (!active || years_taught >= years) return 1;
    const std::size_t sector = p.sector();
    const double more = dropout_factor.at(step, sector) - 1;
    return (p.guided ? 1 : 1 + more) / (1 + usual_unguided.at(step, sector) * more);
  }
  double highest_factor(std::size_t sector) const { return active ? std::max(1.0, dropout_factor.highest(sector)) : 1; }

  /// Guidance at a school in this school year.
  struct AtSchool {
    double hours = 0;           ///< a week, left for those who begin
    std::int32_t began = 0;     ///< persons who began
    std::int32_t unguided = 0;  ///< of those, without guidance
  };
  const AtSchool& at(std::uint32_t school) const { return schools_[school]; }

  bool active = true;
  Dial hours_per_mentor;  ///< by sector, hours a week that an experienced fte can give
  Dial hours_needed;      ///< by sector, hours a week that somebody who begins needs
  Dial eaten;             ///< by sector, relative loss of hours when all posts of the school were open
  Dial dropout_factor;    ///< by sector, how much sooner somebody without guidance leaves
  Dial usual_unguided;    ///< by sector, share without guidance in the years from which the rates come
  double years = 3;       ///< how long it matters
  Dial bought_hours;      ///< by sector, hours a week that are bought from outside for each who begins
  double euro_per_hour = 0;
  Dial guarantee;  ///< by sector, 0 to 1: how far schools spread the hours that they have over all who begin

 private:
  static constexpr double experienced_years = 5;  // as the tenure bands: what "5+" begins with
  static constexpr double school_weeks = 40;      // in a year

  Money& money_;
  Programme programme_;
  std::vector<AtSchool> schools_;
  Counter began_, unguided_, began_zij_, unguided_zij_;  // by sector; of those, second-career teachers
};

}  // namespace formatie::teachers
