#include "models/teachers/entrants.h"
#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// Somebody with a benefit starts to look for a teaching job; less often after the first year.
class ReturnFromBenefit final : public RouteOfLabour {
 public:
  explicit ReturnFromBenefit(const Labels& labels)
      : RouteOfLabour(labels), first_year_({&labels.sector}), later_({&labels.sector}) {}

  std::string_view name() const override { return "return_from_benefit"; }
  std::string_view meaning() const override { return "people with a benefit start to look for a teaching job"; }
  void fields(Fields& f) override {
    f.dial("first_year", first_year_, "per year", {0, 20}, "how often, in the first year of the benefit");
    f.dial("later", later_, "per year", {0, 20}, "how often, after that");
  }
  std::vector<Arrow> arrows() const override { return {{State::unemployed, State::seeking}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    const Dial& dial = Labour::years_since(p.left, now) < 1 ? first_year_ : later_;
    return {dial.at(world.step(), p.sector())};
  }
  PerYear cap(Situation situation, int, int) const override {
    const std::size_t sector = sector_of(situation);
    return {std::max(first_year_.highest(sector), later_.highest(sector))};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const std::size_t sector = p.sector();
    const int age = static_cast<int>(years_between(Time::from_minutes(p.agent.birth), moment.now));
    p.until = 0;
    p.desired = p.desired_without = draw_size(world.structure(), sector, age, p.woman, moment.luck.uniform());
    p.route = static_cast<std::uint8_t>(world.door_return());
    world.become(who, State::seeking, sector, moment.now);
    world.seek(who, moment.lane);
  }

 private:
  Dial first_year_, later_;  // by sector; source: data/SOURCES.md, benefits.csv
};

/// A benefit ends; the person joins the silent reserve.
class BenefitEnd final : public RouteOfLabour {
 public:
  explicit BenefitEnd(const Labels& labels) : RouteOfLabour(labels) {}

  std::string_view name() const override { return "benefit_end"; }
  std::vector<Arrow> arrows() const override { return {{State::unemployed, State::reserve}}; }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override { return Time::from_minutes(world.person(who).until); }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    p.until = 0;
    world.become(who, State::reserve, p.sector(), moment.now);
  }
};

}  // namespace

std::unique_ptr<Route> make_return_from_benefit(const Shared& shared) {
  return std::make_unique<ReturnFromBenefit>(shared.labels);
}
std::unique_ptr<Route> make_benefit_end(const Shared& shared) { return std::make_unique<BenefitEnd>(shared.labels); }

}  // namespace formatie::teachers
