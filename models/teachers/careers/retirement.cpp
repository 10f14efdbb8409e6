#include <cmath>

#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// The ages at which people retire, and what is told of them.
class PensionAge final : public Part {
 public:
  explicit PensionAge(Contents& contents)
      : cause(contents.cause("retirement", "pensioen", "retirement")),
        retired(contents.counters.declare({&contents.splits.sector})),
        days(contents.counters.declare({&contents.splits.sector})) {
    contents.measures.add(
        {.measure = {"pension_age", "years", "pensioenleeftijd", "pension age",
                     "gemiddelde leeftijd van wie met pensioen ging", "mean age of those who retired", 2},
         .by = {&contents.splits.sector},
         .value = [age = contents.counted(days), persons = contents.counted(retired)](
                      const Cell& cell) { return age(cell) / 365.2425 / persons(cell); },
         .flow = true});
  }
  std::string_view name() const override { return "pension_age"; }

  Cause cause;
  Counter retired, days;  ///< teachers, and the sum of their ages in days
};

/// How a career ends by retirement.
class EndOfCareer {
 public:
  explicit EndOfCareer(const Contents& contents) : pension_(contents.get<PensionAge>()) {}
  void stop(Labour& world, PersonId who, const Moment& moment) const {
    const Person& p = world.person(who);
    if (p.employed()) {
      world.count(moment, pension_.retired, p.sector());
      world.counts().at(moment.lane, pension_.days, p.sector()) += (moment.now.minutes() - p.agent.birth) / (24 * 60);
      world.leave_job(who, pension_.cause, moment.now, moment.lane);
    }
    world.go(who, moment.lane);
  }

 private:
  const PensionAge& pension_;
};

/// A teacher or school leader of 60 or over stops before the state-pension (AOW) date, or works on after it and stops
/// later.
class Retirement final : public ProcessOfLabour {
 public:
  explicit Retirement(Contents& contents)
      : ProcessOfLabour(contents),
        rate_({&labels_.sector, &labels_.years_to_aow}),
        rate_after_({&labels_.sector}),
        end_(contents) {}

  std::string_view name() const override { return "retirement"; }
  std::string_view meaning() const override { return "teachers of 60 and over stop"; }
  std::string_view depends_on() const override {
    return "from 60: sector, years to the state-pension (AOW) date; after it, a rate";
  }
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
  void then(Labour& world, PersonId who, Moment& moment) const override { end_.stop(world, who, moment); }

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
  EndOfCareer end_;
};

/// The state-pension (AOW) date: most who still teach stop, the others work on.
class StatePension final : public ProcessOfLabour {
 public:
  explicit StatePension(Contents& contents) : ProcessOfLabour(contents), share_({&labels_.sector}), end_(contents) {}

  std::string_view name() const override { return "state_pension"; }
  std::string_view meaning() const override { return "teachers reach the state-pension (AOW) date"; }
  std::string_view depends_on() const override { return "the AOW date of the birth cohort; a share works on"; }
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
    if (p.employed() && !moment.luck.chance(share_.at(world.step(), p.sector()))) return;
    end_.stop(world, who, moment);
  }

 private:
  Dial share_;  // by sector; source: data/SOURCES.md, retirement_at_aow.csv
  EndOfCareer end_;
};

}  // namespace

void add_pension_age(Contents& contents) { contents.add<PensionAge>(contents); }
void add_retirement(Contents& contents) { contents.add<Retirement>(contents); }
void add_state_pension(Contents& contents) { contents.add<StatePension>(contents); }

}  // namespace formatie::teachers
