#include "models/teachers/levers/full_time_bonus/full_time_bonus.h"

#include <algorithm>
#include <cmath>

#include "engine/base/real.h"

namespace formatie::teachers {

FullTimeBonus::FullTimeBonus(const Contents& contents)
    : rate({&contents.labels.sector}), sectors_(contents.labels.sector.size()), pay_(contents.get<Pay>()) {}

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

void FullTimeBonus::prepare(const std::vector<Time>& steps) {
  starts_ = steps;
  threshold_size_ = static_cast<Size>(std::lround(std::ceil(threshold * full_time - 1e-9)));
  shares_.assign(steps.size() * sectors_ * (full_time + 1), 0.0);
  ever_.assign(sectors_, false);
  for (std::size_t step = 0; step < steps.size(); ++step)
    for (std::size_t sector = 0; sector < sectors_; ++sector) {
      if (rate.at(step, sector) > 0) ever_[sector] = true;
      for (int size = 1; size <= full_time; ++size)
        shares_[(step * sectors_ + sector) * (full_time + 1) + static_cast<std::size_t>(size)] =
            share_for(rate.at(step, sector), pay_.gross_year_pay.at(step, sector), size * fte_per_size);
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

void add_full_time_bonus(Contents& contents) { contents.add<FullTimeBonus>(contents); }

}  // namespace formatie::teachers
