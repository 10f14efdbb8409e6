#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// Pays the full-time bonus to those who work the threshold on the day, and books who would have done so anyway.
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
  void act(Labour& world, Time) const override {
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      // What was earned is paid by the rate of the period that ends now.
      const double rate = bonus_.rate.at(world.step_before(), sector);
      if (rate <= 0) continue;
      const double euro = rate * pay_.gross_year_pay.at(world.step_before(), sector) / bonus_.payments_per_year();
      double fte = 0, anyway = 0;
      for (Size size = bonus_.threshold_size(); size <= full_time; ++size) {
        const double without = world.tally().contracts[world.contract_cell(sector, size, false)] * size * fte_per_size;
        fte += without + world.tally().contracts[world.contract_cell(sector, size, true)] * size * fte_per_size;
        anyway += without;
      }
      world.cost_bonus[sector] += euro * fte;
      world.cost_windfall[sector] += euro * anyway;
    }
  }

 private:
  const Labels& labels_;
  const Pay& pay_;
  const FullTimeBonus& bonus_;
};

/// Books a twelfth of the workload funds at the end of each month.
class FundsPayment final : public Event {
 public:
  explicit FundsPayment(const Shared& shared) : labels_(shared.labels), funds_(shared.funds) {}

  std::string_view name() const override { return "funds_payment"; }
  std::vector<Time> dates(Time begin, Time end) const override {
    auto dates = first_of_months(begin, end);
    if (!dates.empty() && dates.front() == begin) dates.erase(dates.begin());
    return dates;
  }
  void act(Labour& world, Time) const override {
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
      world.cost_funds[sector] += funds_.euro_per_year.at(world.step_before(), sector) / 12;
  }

 private:
  const Labels& labels_;
  const WorkloadFunds& funds_;
};

}  // namespace

std::unique_ptr<Event> make_bonus_payment(const Shared& shared) { return std::make_unique<BonusPayment>(shared); }
std::unique_ptr<Event> make_funds_payment(const Shared& shared) { return std::make_unique<FundsPayment>(shared); }

}  // namespace formatie::teachers
