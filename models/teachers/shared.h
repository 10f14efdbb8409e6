#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/real.h"

#include "models/teachers/foundation.h"
#include "models/teachers/labels.h"
#include "models/teachers/person.h"

namespace formatie::teachers {

/// What a teacher costs, by sector.
struct Pay {
  Dial gross_year_pay;  ///< by sector, euro a year per fte, with holiday and end-of-year pay
  Dial employer_cost;   ///< by sector, euro a year per fte
  Dial support_cost;    ///< by sector, euro a year per fte of support staff
  Dial rise;            ///< by sector, share: pay above the path of the scenario
  /// Elasticities: % that the rate, the number of entrants or the wanted contract changes for each % of pay.
  double on_resignation = 0, on_return = 0, on_entrants = 0, on_hours = 0;

  Pay() = default;
  explicit Pay(const Labels& labels);
  void fields(Fields& f);
  /// By what a rate with this elasticity to pay is multiplied.
  double factor(double elasticity, std::size_t step, std::size_t sector) const {
    const double more = rise.at(step, sector);
    return more == 0 || elasticity == 0 ? 1 : real::pow(1 + more, elasticity);
  }
  double highest_factor(double elasticity, std::size_t sector) const {
    return elasticity <= 0 ? 1 : real::pow(1 + rise.highest(sector), elasticity);
  }
};

/// Money for workload: the school buys support staff and teachers with it. Source: levers.md row 7, letter 2020.
struct WorkloadFunds {
  Dial euro_per_year;                ///< by sector, on top of what the base year has
  Dial share_on_teachers;            ///< by sector, of the money
  double effect_on_resignation = 0;  ///< relative change of the rate when the funds are `effect_at_euro`
  double effect_at_euro = 1;
  void fields(Fields& f);

  double resignation_factor(std::size_t step, std::size_t sector) const {
    if (effect_on_resignation == 0) return 1;
    return 1 + effect_on_resignation * std::min(1.0, euro_per_year.at(step, sector) / effect_at_euro);
  }
};

/// A bonus for those who work full time: part of pay, paid a number of times a year. Source: levers.md row 6.
///
/// Everybody has a bar of his own, drawn once: the share of part-timers that a given incentive moves is the share of
/// bars that lie below the response to it. So two alternatives move the same people first, and a higher bonus moves
/// more of them. Who is moved wants the threshold; the school grants the hours when it has a vacancy.
struct FullTimeBonus {
  Dial rate;                                         ///< by sector, share of gross pay
  double threshold = 1;                              ///< fte from which it is paid
  std::string paid;                                  ///< "monthly", "quarterly", "half-yearly" or "yearly"
  double net_share = 0;                              ///< what is left of a gross euro
  double reaction_months = 0;                        ///< within how many months people react
  std::string response;                              ///< "stated", "elasticity" or "none"
  double stated_low_euro = 0, stated_low_share = 0;  ///< net a month, share of part-timers that add a day
  double stated_high_euro = 0, stated_high_share = 0;
  double day_fte = 0.2;         ///< one day a week
  double hours_elasticity = 0;  ///< of hours to the marginal wage

  void fields(Fields& f);
  /// Tables the response; call after the dials are frozen, with the pay of full-time teachers.
  void prepare(const Labels& labels, const Pay& pay, std::size_t steps, const std::vector<Time>& starts);

  int payments_per_year() const {
    return paid == "monthly" ? 12 : paid == "quarterly" ? 4 : paid == "half-yearly" ? 2 : 1;
  }
  bool ever(std::size_t sector) const { return ever_[sector]; }
  Size threshold_size() const { return threshold_size_; }
  /// Share of those with this wanted size that the bonus of this step moves to the threshold.
  double share_moved(std::size_t step, std::size_t sector, Size size) const {
    return shares_[(step * sectors_ + sector) * (full_time + 1) + size];
  }
  /// The first moment from `now` on at which somebody with this bar and wanted size changes sides: is moved, or (when
  /// `attracted`) is so no longer.
  Time next_change(Time now, std::size_t step, std::size_t sector, Size size, double bar, double delay_years,
                   bool attracted) const;

 private:
  double share_for(double bonus_rate, double pay, double fte) const;
  std::size_t sectors_ = 0;
  Size threshold_size_ = full_time;
  std::vector<double> shares_;  // [step][sector][size]
  std::vector<bool> ever_;      // [sector]
  std::vector<Time> starts_;    // [step]
};

/// Guidance of those who begin: experienced teachers have hours for it, and a shortage eats them. Who finds none leaves
/// sooner. Source: letter of 2024, answer 4; data/SOURCES.md, guidance.csv.
struct Guidance {
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

  explicit Guidance(const Labels& labels);
  void fields(Fields& f);
  /// What the rate of leaving is multiplied by; 1 on the average of the years from which the rates come.
  double factor(const Person& p, std::size_t step, double years_taught) const {
    if (!active || years_taught >= years) return 1;
    const std::size_t sector = p.sector();
    const double more = dropout_factor.at(step, sector) - 1;
    return (p.guided ? 1 : 1 + more) / (1 + usual_unguided.at(step, sector) * more);
  }
  double highest_factor(std::size_t sector) const { return active ? std::max(1.0, dropout_factor.highest(sector)) : 1; }
};

/// The workload of a school, and what it does: a deviation from what is usual in the sector, because observed rates
/// hold the workload of their time. The evidence is weak. Source: data/SOURCES.md, workload.csv.
struct Workload {
  bool active = true;
  Dial weight_open;      ///< by sector, points for each share of the formation that nobody covers
  Dial weight_unguided;  ///< by sector, points for each share of teachers who began without guidance
  Dial weight_support;   ///< by sector, points for each fte of support staff bought per fte of formation
  Dial on_resignation;   ///< by sector, relative change of the rate per point
  Dial on_hours;         ///< by sector, relative change of the wanted contract per point
  Dial on_sickness;      ///< by sector, relative change of the rate per point
  double most = 0.3;     ///< points at which it is cut off, above and below

  explicit Workload(const Labels& labels);
  void fields(Fields& f);
  double highest(const Dial& effect, std::size_t sector) const {
    return active ? 1 + most * std::abs(effect.highest(sector)) : 1;
  }
};

/// Long sick leaves of persons, and short ones as a share of all hours. Source: data/SOURCES.md, sickness.csv.
struct Sickness {
  bool active = true;
  Dial long_spells;     ///< by sector, age band, a year
  Dial long_months;     ///< by sector, mean length
  Dial short_share;     ///< by sector, share of the hours, mean of the year
  Dial season;          ///< by month, factor
  Dial share_replaced;  ///< by sector, part of the absence for which a school wants a replacement
  Dial pool_share;      ///< by sector, part of that which a replacement pool covers

  explicit Sickness(const Labels& labels);
  void fields(Fields& f);
};

/// Benefits (WW) of those who lose a teaching job. Source: data/SOURCES.md, benefits.csv.
struct Benefits {
  Dial persons_at_start;    ///< by sector
  Dial entitlement_months;  ///< by sector, mean
  Dial share_of_leavers;    ///< by sector, share of those who leave education who have one
  double temporary_years = 0;

  explicit Benefits(const Labels& labels);
  void fields(Fields& f);
};

/// Which qualification a route gives and what it allows. Source: data/SOURCES.md, may_teach.csv, degrees.csv.
struct Qualifications {
  Dial of_route;              ///< by route, qualification: 1 for the one that it gives
  Dial at_start;              ///< by sector, qualification: share of teachers of the first population
  Dial may_teach;             ///< by qualification, sector, years: 1 or 0
  Dial first_degree_lessons;  ///< by subject, share of lessons that ask for a first degree
  Dial first_degree_start;    ///< by subject, share of vo teachers of the first population who have one
  Dial unqualified_start;     ///< by subject, share of lessons of the first population by unqualified teachers
  Dial fit;                   ///< by subject, other subject: how well somebody of the other one can teach it

  explicit Qualifications(const Labels& labels);
  void fields(Fields& f);
  Qualification given_by(std::size_t step, std::size_t route) const;
  bool allows(std::size_t step, Qualification qualification, std::size_t sector) const;
  /// The same before the dials are frozen.
  bool may_teach_in(Time date, Qualification qualification, std::size_t sector) const;
};

/// Teaching assistants (onderwijsassistenten), some of whom become teachers. Source: data/SOURCES.md, assistants.csv.
struct Assistants {
  Dial posts;            ///< by sector, persons
  Dial to_study;         ///< by sector, share a year that begins to study for teacher
  double of_intake = 0;  ///< persons a year who were assistants, among the entrants of that route as counted
  DataFile age;          ///< shares of age bands, of all and of those who begin
  Dial share_women;      ///< by sector

  explicit Assistants(const Labels& labels);
  void fields(Fields& f);
  /// The route on which they study.
  std::size_t route(const Labels& labels) const { return labels.route.find(route_).value_or(0); }

 private:
  std::string route_;
  std::vector<std::string> routes_;
};

/// Less tuition in the first two years of study. Source: levers.md row 19.
struct Tuition {
  Dial discount;           ///< by route, euro a year
  double on_entrants = 0;  ///< relative change of the entrants for each 1,000 euro

  explicit Tuition(const Labels& labels);
  void fields(Fields& f);
  /// By what the entrants of a route are multiplied.
  double entrants(std::size_t step, std::size_t route) const {
    return 1 + on_entrants * discount.at(step, route) / 1000;
  }
};

/// The part of the model that rules and routes look at together.
struct Shared {
  const Labels& labels;
  Intake& intake;
  Pay& pay;
  WorkloadFunds& funds;
  FullTimeBonus& bonus;
  Guidance& guidance;
  Workload& workload;
  Sickness& sickness;
  Benefits& benefits;
  Qualifications& qualifications;
  Assistants& assistants;
  Tuition& tuition;
  const Dial& pupils;  ///< by sector, by calendar year
};

}  // namespace formatie::teachers
