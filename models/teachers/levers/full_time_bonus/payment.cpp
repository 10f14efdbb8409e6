#include "models/teachers/census/money.h"
#include "models/teachers/levers/full_time_bonus/full_time_bonus.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// Pays the full-time bonus of a part of the year, pro rata, to those who work the threshold on the day it ends, and
/// books who would have done so anyway.
class BonusPayment final : public Rule {
 public:
  explicit BonusPayment(Contents& contents)
      : labels_(contents.labels),
        pay_(contents.get<Pay>()),
        bonus_(contents.get<FullTimeBonus>()),
        money_(contents.get<Money>()),
        programme_(money_.programme(contents, "full_time_bonus", "voltijdbonus", "full-time bonus")) {}

  std::string_view name() const override { return "bonus_payment"; }
  std::string_view meaning() const override {
    return "the bonus of a part of the year is paid to those who work full time on the day that it ends";
  }
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
  void act(Labour& world, Time now) override {
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double euro = euro_per_year(world, now, sector) / bonus_.payments_per_year();
      if (euro <= 0) continue;
      double fte = 0, anyway = 0;
      for (Size size = bonus_.threshold_size(); size <= full_time; ++size) {
        const double without = world.contracts(sector, size, false) * size * fte_per_size;
        fte += without + world.contracts(sector, size, true) * size * fte_per_size;
        anyway += without;
      }
      money_.book(programme_, sector, euro * fte, euro * anyway);
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
  Money& money_;
  Programme programme_;
};

}  // namespace

void add_bonus_payment(Contents& contents) { contents.add<BonusPayment>(contents); }

}  // namespace formatie::teachers
