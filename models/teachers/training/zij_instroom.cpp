#include "models/teachers/training/zij_instroom.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/teachers/census/money.h"
#include "models/teachers/training/intake.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A second-career teacher (zij-instromer) stops before being qualified, sooner without guidance.
class ZijInstroomDropout final : public ProcessOfLabour {
 public:
  explicit ZijInstroomDropout(Contents& contents)
      : ProcessOfLabour(contents),
        rate_({&labels_.sector}),
        influences_(contents.on_training_dropout),
        stopped_(contents.get<ZijInstroom>().stopped),
        cause_(contents.cause("training_dropout", "zij-instroom gestaakt", "second career broken off")) {}

  std::string_view name() const override { return "zij_instroom_dropout"; }
  std::string_view meaning() const override { return "second-career teachers stop before they are qualified"; }
  std::string_view depends_on() const override { return "sector; guidance"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often a second-career teacher stops before being qualified");
  }
  std::vector<Arrow> arrows() const override { return {{State::in_training, {}}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    return {influences_.on(rate_.at(world.step(), p.sector()), world, p, now)};
  }
  PerYear cap(Situation situation, int, int) const override {
    const std::size_t sector = sector_of(situation);
    return {influences_.highest(rate_.highest(sector), sector)};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    world.count(moment, stopped_, world.person(who).sector());
    world.leave_job(who, cause_, moment.now, moment.lane);
    world.go(who, moment.lane);
  }

 private:
  Dial rate_;                     // by sector; source: data/SOURCES.md, zij_instroom.csv
  const Influences& influences_;  // guidance
  Counter stopped_;
  Cause cause_;
};

/// A second-career teacher is qualified.
class ZijInstroomQualification final : public ProcessOfLabour {
 public:
  explicit ZijInstroomQualification(const Contents& contents) : ProcessOfLabour(contents), years_({&labels_.sector}) {}

  std::string_view name() const override { return "zij_instroom_qualification"; }
  std::string_view meaning() const override { return "second-career teachers (zij-instromers) are qualified"; }
  std::string_view depends_on() const override { return "sector; time since the first day before the class"; }
  void fields(Fields& f) override {
    f.dial("years", years_, "years", {0.1, 10}, "time from the first day before the class to the qualification");
  }
  std::vector<Arrow> arrows() const override { return {{State::in_training, State::teaching}}; }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override {
    const Person& p = world.person(who);
    return Time::from_minutes(p.since).plus_years(years_.at(world.step(), p.sector()));
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    p.second_career = false;
    p.qualified = true;
    p.qualification = world.structure().routes[p.route].qualification;
    world.become(who, State::teaching, p.sector(), moment.now);
  }

 private:
  Dial years_;  // by sector; source: data/SOURCES.md, zij_instroom.csv
};

/// Each month a twelfth of the year's second-career teachers (zij-instromers) asks for the grant. Whoever gets it
/// begins to look for a school; first come, first served, until the ceiling of the calendar year is reached, and who
/// waits is first in the next. Part of the grant of those who give up flows back into the year's budget.
class ZijInstroomIntake final : public Rule {
 public:
  explicit ZijInstroomIntake(Contents& contents)
      : labels_(contents.labels),
        intake_(contents.get<Intake>()),
        money_(contents.get<Money>()),
        programme_(money_.programme(contents, "zij_instroom", "zij-instroom", "second careers")),
        grants_(contents.get<ZijInstroom>()) {}

  std::string_view name() const override { return "zij_instroom_intake"; }
  std::string_view meaning() const override { return "second-career teachers and their grant"; }
  void fields(Fields& f) override {
    f.dial("grant", grant_, "euro a person", {0, 1e6}, "grant for a second-career teacher");
    f.dial("ceiling", ceiling_, "euro a calendar year", {0, 1e11}, "of all grants, what flowed back not counted");
    f.number("flows_back", flows_back_, "share", {0, 1}, "of the grant of those who give up their training");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  std::vector<Transition> transitions() const override {
    std::vector<Transition> arrows;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
      arrows.push_back({gone, situation_of(State::seeking, sector)});
    return arrows;
  }
  void act(Labour& world, Time now) override {
    const std::size_t step = world.step();
    if (now.month() == 1) grants_.paid = 0;
    const double grant = grant_.at(step, 0);
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double back = world.counts().take(grants_.stopped, sector) * grant * flows_back_;
      grants_.paid -= back;
      money_.book(programme_, sector, -back);
    }
    ask(world, now);
    grant_to_those_first(world, now, grant);
  }

 private:
  using Applicant = ZijInstroom::Applicant;

  /// This month's applicants stand behind those who wait.
  void ask(Labour& world, Time now) {
    const std::size_t step = world.step();
    auto& waiting = grants_.waiting;
    const std::size_t before = waiting.size();
    for (std::size_t route = 0; route < labels_.route.size(); ++route) {
      if (world.structure().routes[route].zij_sector < 0) continue;
      const auto year = static_cast<std::uint32_t>(std::lround(intake_.persons.at(step, route)));
      const auto month = static_cast<std::uint32_t>(now.month());
      for (std::uint32_t number = year * (month - 1) / 12; number < year * month / 12; ++number)
        waiting.push_back({static_cast<std::uint16_t>(route), static_cast<std::uint16_t>(now.year()), number});
    }
    // Within a month in an order that is luck.
    const auto luck_of = [&](const Applicant& a) {
      return random_block(world.luck(), purpose::entry, Identity::of(a.route, a.year, a.number), 1)[0];
    };
    std::sort(waiting.begin() + static_cast<std::ptrdiff_t>(before), waiting.end(), [&](const auto& a, const auto& b) {
      return std::tuple(luck_of(a), a.route, a.number) < std::tuple(luck_of(b), b.route, b.number);
    });
  }

  /// First come, first served, up to the ceiling of the calendar year.
  void grant_to_those_first(Labour& world, Time now, double grant) {
    const std::size_t step = world.step();
    auto& waiting = grants_.waiting;
    std::size_t served = 0;
    for (; served < waiting.size() && grants_.paid + grant <= ceiling_.at(step, 0) + 0.005; ++served) {
      const auto& who = waiting[served];
      grants_.paid += grant;
      money_.book(programme_, world.structure().routes[who.route].sector, grant);
      world.seekers().push_back(
          world.enter(new_career_changer(world.structure(), world.luck(), who.route, who.year, who.number, now)));
    }
    waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(served));
  }

  const Labels& labels_;
  const Intake& intake_;
  Dial grant_, ceiling_;  // of one cell
  double flows_back_ = 0;
  Money& money_;
  Programme programme_;
  ZijInstroom& grants_;
};

}  // namespace

void add_zij_instroom(Contents& contents) { contents.add<ZijInstroom>(contents); }
void add_zij_instroom_intake(Contents& contents) { contents.add<ZijInstroomIntake>(contents); }
void add_zij_instroom_dropout(Contents& contents) { contents.add<ZijInstroomDropout>(contents); }
void add_zij_instroom_qualification(Contents& contents) { contents.add<ZijInstroomQualification>(contents); }

}  // namespace formatie::teachers
