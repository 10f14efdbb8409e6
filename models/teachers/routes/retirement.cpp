#include <cmath>

#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A teacher or school leader of 60 or over stops before the state-pension (AOW) date, or works on after it and stops
/// later.
class Retirement final : public RouteOfLabour {
 public:
  explicit Retirement(const Labels& labels)
      : RouteOfLabour(labels), rate_({&labels.sector, &labels.years_to_aow}), rate_after_({&labels.sector}) {}

  std::string_view name() const override { return "retirement"; }
  std::string_view meaning() const override { return "teachers of 60 and over stop"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often teachers of 60 and over stop, by years to the state pension");
    f.dial("rate_after", rate_after_, "per year", {0, 20},
           "how often those stop who work on after the state-pension date");
    f.integer("from_age", from_age_, "years", {50, 75}, "age from which people retire instead of resign");
  }
  std::vector<Arrow> arrows() const override {
    return {{State::teaching, {}}, {State::in_training, {}}, {State::leading, {}}};
  }

  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    if (p.past_aow) return {rate_after_.at(world.step(), p.sector())};
    if (now < Time::from_minutes(p.agent.birth).plus_years(from_age_)) return {0};
    const double years = years_between(now, world.structure().aow_date(p.agent.birth));
    return {rate_.at(world.step(), rate_.cell(p.sector(), years_cell(years)))};
  }
  PerYear cap(Situation situation, int, int highest_age) const override {
    if (highest_age < from_age_) return {0};
    const std::size_t sector = sector_of(situation);
    double value = highest_age >= earliest_aow ? rate_after_.highest(sector) : 0;
    for (std::size_t cell = 0; cell < labels_.years_to_aow.size(); ++cell)
      if (highest_age + static_cast<int>(cell) + 2 >= earliest_aow)
        value = std::max(value, rate_.highest(rate_.cell(sector, cell)));
    return {value};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    if (world.person(who).employed()) world.leave_job(who, Cause::retirement, moment.now, moment.lane);
    world.go(who, moment.lane);
  }

 private:
  /// Years to the date, rounded up, as a cell: 1, 2, ..., 6 and more.
  std::size_t years_cell(double years) const {
    const auto whole = static_cast<std::size_t>(std::max(0.0, std::ceil(years) - 1));
    return std::min(whole, labels_.years_to_aow.size() - 1);
  }
  /// Below the lowest state-pension age of any cohort in the data: a bound for the caps, not a figure of the model.
  static constexpr int earliest_aow = 65;

  Dial rate_;        // by sector, years to AOW; source: data/SOURCES.md, retirement.csv
  Dial rate_after_;  // by sector; source: data/SOURCES.md, retirement_at_aow.csv
  int from_age_ = 60;
};

/// The state-pension (AOW) date: most who still teach stop, the others work on.
class StatePension final : public RouteOfLabour {
 public:
  explicit StatePension(const Labels& labels) : RouteOfLabour(labels), share_({&labels.sector}) {}

  std::string_view name() const override { return "state_pension"; }
  std::string_view meaning() const override { return "teachers reach the state-pension (AOW) date"; }
  void fields(Fields& f) override {
    f.dial("share", share_, "share", {0, 1}, "teachers who stop on the state-pension date");
  }
  std::vector<Arrow> arrows() const override {
    return {{State::teaching, {}},   {State::in_training, {}}, {State::seeking, {}},  {State::reserve, {}},
            {State::unemployed, {}}, {State::leading, {}},     {State::assisting, {}}};
  }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override {
    const Person& p = world.person(who);
    return p.past_aow ? Time::never() : world.structure().aow_date(p.agent.birth);
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    p.past_aow = true;
    if (p.employed()) {
      if (!moment.luck.chance(share_.at(world.step(), p.sector()))) return;
      world.leave_job(who, Cause::retirement, moment.now, moment.lane);
    }
    world.go(who, moment.lane);
  }

 private:
  Dial share_;  // by sector; source: data/SOURCES.md, retirement_at_aow.csv
};

}  // namespace

std::unique_ptr<Route> make_retirement(const Shared& shared) { return std::make_unique<Retirement>(shared.labels); }
std::unique_ptr<Route> make_state_pension(const Shared& shared) {
  return std::make_unique<StatePension>(shared.labels);
}

}  // namespace formatie::teachers
