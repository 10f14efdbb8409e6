#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// Pays the full-time bonus of a part of the year, pro rata, to those who work the threshold on the day it ends, and
/// books who would have done so anyway.
class BonusPayment final : public Event {
 public:
  explicit BonusPayment(const Shared& shared) : labels_(shared.labels), pay_(shared.pay), bonus_(shared.bonus) {}

  std::string_view name() const override { return "bonus_payment"; }
  std::vector<Time> dates(Time begin, Time end) const override {
    // At the end of each of the equal parts of the year, that is on the first of the month after it.
    std::vector<int> months;
    const int parts = bonus_.payments_per_year();
    const int every = 12 / parts;
    for (int part = 1; part <= parts; ++part) months.push_back(part * every % 12 + 1);
    auto dates = first_of_months(begin, end, months);
    if (!dates.empty() && dates.front() == begin) dates.erase(dates.begin());
    return dates;
  }
  void act(Labour& world, Time now) const override {
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double euro = euro_per_year(world, now, sector) / bonus_.payments_per_year();
      if (euro <= 0) continue;
      double fte = 0, anyway = 0;
      for (Size size = bonus_.threshold_size(); size <= full_time; ++size) {
        const double without = world.tally().contracts[world.contract_cell(sector, size, false)] * size * fte_per_size;
        fte += without + world.tally().contracts[world.contract_cell(sector, size, true)] * size * fte_per_size;
        anyway += without;
      }
      world.book(Programme::full_time_bonus, sector, euro * fte, euro * anyway);
    }
  }

 private:
  /// The bonus per fte, in euro a year: the mean over the part of the year that ends now, by the time that each step of
  /// the dials covers in it. What lies before the study counts as its first step.
  double euro_per_year(const Labour& world, Time now, std::size_t sector) const {
    const Time start = now.plus_months(-12 / bonus_.payments_per_year());
    const auto& steps = world.steps();
    double mean = 0;
    for (std::size_t step = 0; step < steps.size() && steps[step] < now; ++step) {
      const Time from = step == 0 ? start : std::max(start, steps[step]);
      const Time until = step + 1 < steps.size() ? std::min(steps[step + 1], now) : now;
      if (until <= from) continue;
      mean += years_between(from, until) / years_between(start, now) * bonus_.rate.at(step, sector) *
              pay_.gross_year_pay.at(step, sector);
    }
    return mean;
  }

  const Labels& labels_;
  const Pay& pay_;
  const FullTimeBonus& bonus_;
};

/// Books at the end of each month a twelfth of the workload funds, of the rise of pay and of money that no mechanism
/// follows.
class FundsPayment final : public Event {
 public:
  explicit FundsPayment(const Shared& shared)
      : labels_(shared.labels), pay_(shared.pay), funds_(shared.funds), other_({&labels_.sector}) {}

  std::string_view name() const override { return "funds_payment"; }
  std::string_view meaning() const override { return "money of measures that have no mechanism of their own"; }
  void fields(Fields& f) override {
    f.dial("other_euro_per_year", other_, "euro a year", {0, 1e11},
           "what a measure costs whose effect is a moved dial");
  }
  std::vector<Time> dates(Time begin, Time end) const override {
    auto dates = first_of_months(begin, end);
    if (!dates.empty() && dates.front() == begin) dates.erase(dates.begin());
    return dates;
  }
  void act(Labour& world, Time) const override {
    const std::size_t step = world.step_before();
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      world.book(Programme::workload_funds, sector, funds_.euro_per_year.at(step, sector) / 12);
      world.book(Programme::other, sector, other_.at(step, sector) / 12);
      const double rise = pay_.rise.at(step, sector);
      if (rise > 0)
        world.book(Programme::pay, sector,
                   rise * pay_.employer_cost.at(step, sector) * world.contracts_fte(sector) / 12);
    }
  }

 private:
  const Labels& labels_;
  const Pay& pay_;
  const WorkloadFunds& funds_;
  Dial other_;  // by sector
};

}  // namespace

std::unique_ptr<Event> make_bonus_payment(const Shared& shared) { return std::make_unique<BonusPayment>(shared); }
std::unique_ptr<Event> make_funds_payment(const Shared& shared) { return std::make_unique<FundsPayment>(shared); }

}  // namespace formatie::teachers
