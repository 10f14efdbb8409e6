#include "models/teachers/shared.h"

#include <algorithm>
#include <cmath>

#include "engine/base/real.h"

namespace formatie::teachers {

Pay::Pay(const Labels& labels)
    : gross_year_pay({&labels.sector}),
      employer_cost({&labels.sector}),
      support_cost({&labels.sector}),
      rise({&labels.sector}) {}

void Pay::fields(Fields& f) {
  f.dial("gross_year_pay", gross_year_pay, "euro a year per fte", {0, 1e6},
         "gross pay with holiday and end-of-year pay");
  f.dial("employer_cost", employer_cost, "euro a year per fte", {1, 1e6}, "what a teacher costs the school");
  f.dial("support_cost", support_cost, "euro a year per fte", {1, 1e6},
         "what a member of the support staff costs the school");
  f.dial("rise", rise, "share", {0, 1}, "pay above the path of the scenario, for all teachers of the sector");
  f.number("on_resignation", on_resignation, "% per %", {-10, 0}, "response of how often teachers resign to pay");
  f.number("on_return", on_return, "% per %", {0, 10}, "response of how often people return to pay");
  f.number("on_entrants", on_entrants, "% per %", {0, 10}, "response of the entrants to studies to pay");
  f.number("on_hours", on_hours, "% per %", {-1, 2}, "response of the contract that teachers want to pay");
}

Tuition::Tuition(const Labels& labels) : discount({&labels.route}) {}

void Tuition::fields(Fields& f) {
  f.dial("discount", discount, "euro a year", {0, 1e5}, "less tuition than in the scenario, in the first two years");
  f.number("on_entrants", on_entrants, "relative change per 1,000 euro", {0, 2}, "response of the entrants to it");
}

void WorkloadFunds::fields(Fields& f) {
  f.dial("euro_per_year", euro_per_year, "euro a year", {0, 1e11}, "workload funds on top of those of the base year");
  f.dial("share_on_teachers", share_on_teachers, "share", {0, 1}, "part of the funds with which schools hire teachers");
  f.number("effect_on_resignation", effect_on_resignation, "relative change", {-0.9, 0},
           "change of the resignation rate once the funds reach effect_at_euro");
  f.number("effect_at_euro", effect_at_euro, "euro a year", {1, 1e11}, "funds to which effect_on_resignation belongs");
}

void FullTimeBonus::fields(Fields& f) {
  f.dial("rate", rate, "share of gross pay", {0, 1}, "bonus for teachers who work at least the threshold");
  f.number("threshold", threshold, "fte", {0.1, 1}, "contract size from which the bonus is paid");
  f.choice("paid", paid, {"monthly", "quarterly", "half-yearly", "yearly"}, "how often it is paid out");
  f.number("net_share", net_share, "share", {0.05, 1}, "part of a gross euro that is left after tax");
  f.number("reaction_months", reaction_months, "months", {0, 60}, "people react at an even pace within this time");
  f.choice(
      "response", response, {"stated", "elasticity", "none"},
      "evidence base: what part-timers said they would do (2023), the Dutch labour-supply elasticity, or no response");
  f.number("stated_low_euro", stated_low_euro, "euro net a month", {1, 5000},
           "lower of the two amounts of the vignettes");
  f.number("stated_low_share", stated_low_share, "share", {0.001, 0.99}, "part-timers who would add a day for it");
  f.number("stated_high_euro", stated_high_euro, "euro net a month", {1, 5000}, "higher of the two amounts");
  f.number("stated_high_share", stated_high_share, "share", {0.001, 0.99}, "part-timers who would add a day for it");
  f.number("day_fte", day_fte, "fte", {0.05, 1}, "one working day a week");
  f.number("hours_elasticity", hours_elasticity, "% hours per % marginal pay", {0, 5}, "response of hours to pay");
}

/// The share of people with contract `fte` that a bonus moves to the threshold.
///
/// stated: the bonus is spread over the days that are missing; per extra day the share is 1 - exp(-(euro /
/// scale)^shape), which is 0 at 0 and passes through both published points. elasticity: the bonus raises the pay of the
/// missing hours by rate * threshold / missing; hours rise by elasticity times that, all of it by people who go to the
/// threshold.
double FullTimeBonus::share_for(double bonus_rate, double pay, double fte) const {
  const double missing = threshold - fte;
  if (bonus_rate <= 0 || missing <= 1e-9 || response == "none") return 0;
  if (response == "elasticity") {
    const double marginal_rise = bonus_rate * threshold / missing;
    return std::clamp(hours_elasticity * marginal_rise * fte / missing, 0.0, 1.0);
  }
  const double euro_a_month = bonus_rate * pay * threshold / 12 * net_share;
  const double per_day = euro_a_month / std::max(1.0, missing / day_fte);
  const double low = -real::log(1 - stated_low_share);
  const double high = -real::log(1 - stated_high_share);
  const double shape = real::log(high / low) / real::log(stated_high_euro / stated_low_euro);
  return 1 - real::exp(-low * real::pow(per_day / stated_low_euro, shape));
}

void FullTimeBonus::prepare(const Labels& labels, const Pay& pay, std::size_t steps, const std::vector<Time>& starts) {
  sectors_ = labels.sector.size();
  starts_ = starts;
  threshold_size_ = static_cast<Size>(std::lround(std::ceil(threshold * full_time - 1e-9)));
  shares_.assign(steps * sectors_ * (full_time + 1), 0.0);
  ever_.assign(sectors_, false);
  for (std::size_t step = 0; step < steps; ++step)
    for (std::size_t sector = 0; sector < sectors_; ++sector) {
      if (rate.at(step, sector) > 0) ever_[sector] = true;
      for (int size = 1; size <= full_time; ++size)
        shares_[(step * sectors_ + sector) * (full_time + 1) + static_cast<std::size_t>(size)] =
            share_for(rate.at(step, sector), pay.gross_year_pay.at(step, sector), size * fte_per_size);
    }
}

Time FullTimeBonus::next_change(Time now, std::size_t step, std::size_t sector, Size size, double bar,
                                double delay_years, bool attracted) const {
  // Steps follow one another whenever any dial changes; a run of them in which this person wants to change sides counts
  // from its first moment, and only if it lasts until the person has made up his mind.
  const auto wants = [&](std::size_t s) { return (bar < share_moved(s, sector, size)) != attracted; };
  for (std::size_t s = step; s < starts_.size(); ++s) {
    if (!wants(s)) continue;
    std::size_t first = s, last = s;
    while (first > 0 && wants(first - 1)) --first;
    while (last + 1 < starts_.size() && wants(last + 1)) ++last;
    const Time when = std::max(now, starts_[first].plus_years(delay_years));
    if (last + 1 == starts_.size() || when < starts_[last + 1]) return when;
    s = last;
  }
  return Time::never();
}

Guidance::Guidance(const Labels& labels)
    : hours_per_mentor({&labels.sector}),
      hours_needed({&labels.sector}),
      eaten({&labels.sector}),
      dropout_factor({&labels.sector}),
      usual_unguided({&labels.sector}),
      bought_hours({&labels.sector}),
      guarantee({&labels.sector}) {}

void Guidance::fields(Fields& f) {
  f.flag("active", active, "whether guidance can run short; false: everybody is guided, and nothing depends on it");
  f.dial("hours_per_mentor", hours_per_mentor, "hours a week per fte", {0, 40},
         "guidance that an experienced teacher (five years or more) can give");
  f.dial("hours_needed", hours_needed, "hours a week", {0.01, 40}, "guidance that somebody who begins needs");
  f.dial("eaten", eaten, "share per share", {0, 50},
         "loss of guidance for each share of the school's formation that is open");
  f.dial("dropout_factor", dropout_factor, "factor", {1, 10}, "leaving of those without guidance over those with it");
  f.dial("usual_unguided", usual_unguided, "share", {0, 1},
         "share without guidance in the years from which the rates of leaving come");
  f.number("years", years, "years", {0, 10}, "for how long it matters");
  f.dial("bought_hours", bought_hours, "hours a week", {0, 40},
         "guidance that is bought from outside for each who begins, in the first year");
  f.number("euro_per_hour", euro_per_hour, "euro", {0, 1000}, "what an hour of it costs");
  f.dial("guarantee", guarantee, "0 to 1", {0, 1},
         "schools spread the hours that they have over all who begin: at 1 any hour left is enough; none is none");
}

Workload::Workload(const Labels& labels)
    : weight_open({&labels.sector}),
      weight_unguided({&labels.sector}),
      weight_support({&labels.sector}),
      on_resignation({&labels.sector}),
      on_hours({&labels.sector}),
      on_sickness({&labels.sector}) {}

void Workload::fields(Fields& f) {
  f.flag("active", active, "whether workload changes behaviour");
  f.dial("weight_open", weight_open, "points per share", {0, 10}, "posts that nobody fills");
  f.dial("weight_unguided", weight_unguided, "points per share", {0, 10}, "teachers who began without guidance");
  f.dial("weight_support", weight_support, "points per share", {-10, 0}, "support staff bought with workload funds");
  f.dial("on_resignation", on_resignation, "relative change per point", {0, 3}, "on how often teachers resign");
  f.dial("on_hours", on_hours, "relative change per point", {-1, 0}, "on the contract that teachers want");
  f.dial("on_sickness", on_sickness, "relative change per point", {0, 3}, "on how often teachers fall sick for long");
  f.number("most", most, "points", {0, 0.5}, "workload counts up to so many points above or below the usual");
}

Sickness::Sickness(const Labels& labels)
    : long_spells({&labels.sector, &labels.age_band}),
      long_months({&labels.sector}),
      short_share({&labels.sector}),
      season({&labels.month}),
      share_replaced({&labels.sector}),
      pool_share({&labels.sector}) {}

void Sickness::fields(Fields& f) {
  f.flag("active", active, "whether people fall sick");
  f.dial("long_spells", long_spells, "per year", {0, 5}, "absences of six weeks or more");
  f.dial("long_months", long_months, "months", {1.5, 24}, "mean length of a long absence");
  f.dial("short_share", short_share, "share", {0, 0.5}, "hours lost to shorter absences");
  f.dial("season", season, "factor", {0, 5}, "absence in the month over that of the year");
  f.dial("share_replaced", share_replaced, "share", {0, 1}, "absence for which schools want a replacement");
  f.dial("pool_share", pool_share, "share", {0, 1}, "part of it that a replacement pool covers");
}

Benefits::Benefits(const Labels& labels)
    : persons_at_start({&labels.sector}), entitlement_months({&labels.sector}), share_of_leavers({&labels.sector}) {}

void Benefits::fields(Fields& f) {
  f.dial("persons_at_start", persons_at_start, "persons", {0, 1e6}, "teachers with a benefit when the period begins");
  f.dial("entitlement_months", entitlement_months, "months", {1, 60}, "how long a benefit lasts on average");
  f.dial("share_of_leavers", share_of_leavers, "share", {0, 1},
         "teachers leaving education who get a benefit, because a contract ended");
  f.number("temporary_years", temporary_years, "years", {0, 10}, "in the school before a contract is permanent");
}

Qualifications::Qualifications(const Labels& labels)
    : of_route({&labels.route, &labels.qualification}),
      at_start({&labels.sector, &labels.qualification}),
      may_teach({&labels.qualification, &labels.sector, &labels.years_of_vo}),
      first_degree_lessons({&labels.subject}),
      first_degree_start({&labels.subject}),
      unqualified_start({&labels.subject}),
      fit({&labels.subject, &labels.other_subject}) {}

void Qualifications::fields(Fields& f) {
  f.dial("of_route", of_route, "1 or 0", {0, 1}, "qualification that a route gives");
  f.dial("at_start", at_start, "share", {0, 1}, "qualifications of those who teach when the period begins");
  f.dial("may_teach", may_teach, "1 or 0", {0, 1}, "lessons that a qualification allows");
  f.dial("first_degree_lessons", first_degree_lessons, "share", {0, 1}, "vo lessons that ask for a first degree");
  f.dial("first_degree_at_start", first_degree_start, "share", {0, 1}, "vo teachers at the start with a first degree");
  f.dial("unqualified_at_start", unqualified_start, "share", {0, 1}, "vo lessons at the start by unqualified teachers");
  f.dial("fit", fit, "share", {0, 1}, "how far a teacher of the other subject can stand in for one of the subject");
}

Assistants::Assistants(const Labels& labels)
    : posts({&labels.sector}),
      to_study({&labels.sector}),
      share_women({&labels.sector}),
      routes_(labels.route.labels()) {}

void Assistants::fields(Fields& f) {
  f.dial("posts", posts, "persons", {0, 1e6}, "posts of teaching assistants");
  f.dial("to_study", to_study, "share a year", {0, 1}, "assistants who begin to study for teacher on 1 September");
  f.choice("route", route_, routes_, "route on which they study");
  f.number("of_intake", of_intake, "persons a year", {0, 1e5},
           "entrants of that route, as counted in the intake, who were assistants");
  f.file("age", age, "their ages, and those of assistants who begin");
  f.dial("share_women", share_women, "share", {0, 1}, "women among them");
}

Qualification Qualifications::given_by(std::size_t step, std::size_t route) const {
  for (int q = 0; q < qualification_kinds; ++q)
    if (of_route.at(step, of_route.cell(route, static_cast<std::size_t>(q))) > 0.5)
      return static_cast<Qualification>(q);
  return Qualification::none;
}

bool Qualifications::may_teach_in(Time date, Qualification qualification, std::size_t sector) const {
  for (std::size_t years = 0; years < 3; ++years)
    if (may_teach.on(date, may_teach.cell(static_cast<std::size_t>(qualification), sector, years)) > 0.5) return true;
  return false;
}

bool Qualifications::allows(std::size_t step, Qualification qualification, std::size_t sector) const {
  for (std::size_t years = 0; years < 3; ++years)
    if (may_teach.at(step, may_teach.cell(static_cast<std::size_t>(qualification), sector, years)) > 0.5) return true;
  return false;
}

}  // namespace formatie::teachers
