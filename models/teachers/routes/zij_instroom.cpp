#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A second-career teacher (zij-instromer) stops before being qualified, sooner without guidance.
class ZijInstroomDropout final : public RouteOfLabour {
 public:
  ZijInstroomDropout(const Labels& labels, const Guidance& guidance)
      : RouteOfLabour(labels), rate_({&labels.sector}), guidance_(guidance) {}

  std::string_view name() const override { return "zij_instroom_dropout"; }
  std::string_view meaning() const override { return "second-career teachers stop before they are qualified"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often a second-career teacher stops before being qualified");
  }
  std::vector<Arrow> arrows() const override { return {{State::in_training, {}}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    return {rate_.at(world.step(), p.sector()) *
            guidance_.factor(p, world.step(), Labour::years_since(p.started, now))};
  }
  PerYear cap(Situation situation, int, int) const override {
    const std::size_t sector = sector_of(situation);
    return {rate_.highest(sector) * guidance_.highest_factor(sector)};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    ++world.tally(moment.lane).gave_up[world.person(who).sector()];
    world.leave_job(who, Cause::training_dropout, moment.now, moment.lane);
    world.go(who, moment.lane);
  }

 private:
  Dial rate_;  // by sector; source: data/SOURCES.md, zij_instroom.csv
  const Guidance& guidance_;
};

/// A second-career teacher is qualified.
class ZijInstroomQualification final : public RouteOfLabour {
 public:
  explicit ZijInstroomQualification(const Labels& labels) : RouteOfLabour(labels), years_({&labels.sector}) {}

  std::string_view name() const override { return "zij_instroom_qualification"; }
  std::string_view meaning() const override { return "second-career teachers (zij-instromers) are qualified"; }
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

}  // namespace

std::unique_ptr<Route> make_zij_instroom_dropout(const Shared& shared) {
  return std::make_unique<ZijInstroomDropout>(shared.labels, shared.guidance);
}
std::unique_ptr<Route> make_zij_instroom_qualification(const Shared& shared) {
  return std::make_unique<ZijInstroomQualification>(shared.labels);
}

}  // namespace formatie::teachers
