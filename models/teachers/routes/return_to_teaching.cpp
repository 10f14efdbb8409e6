#include "models/teachers/entrants.h"
#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// Somebody in the silent reserve starts to look for a teaching job; the longer away, the less often, less often after
/// a short career, and somewhat more often where last month's published shortage was higher than at the start.
class ReturnToTeaching final : public RouteOfLabour {
 public:
  explicit ReturnToTeaching(const Shared& shared)
      : RouteOfLabour(shared.labels), rate_({&labels_.sector, &labels_.years_away}), pay_(shared.pay) {}

  std::string_view name() const override { return "return_to_teaching"; }
  std::string_view meaning() const override { return "people in the silent reserve start to look for a teaching job"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often somebody in the reserve starts to look for a teaching job");
    f.number("starters", starters_, "factor", {0, 1}, "on the rate of those who taught for less than three years");
    f.number("shortage_response", shortage_response_, "relative change per share", {0, 20},
             "rise of the rate for each point that the published shortage is above that of the start");
    f.number("most_rise", most_rise_, "factor", {1, 5}, "the shortage raises the rate at most by this factor");
  }
  std::vector<Arrow> arrows() const override { return {{State::reserve, State::seeking}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    const std::size_t cell = world.flow_cell(0, p.sector(), p.region);
    const double rise = 1 + shortage_response_ * (world.published_shortage[cell] - world.shortage_at_start[cell]);
    return {rate_.at(world.step(), rate_.cell(p.sector(), Labels::years_away_of(Labour::years_since(p.left, now)))) *
            std::clamp(rise, 0.0, most_rise_) * pay_.factor(pay_.on_return, world.step(), p.sector()) *
            (p.left - p.started < 3 * minutes_per_year ? starters_ : 1)};
  }
  PerYear cap(Situation situation, int, int) const override {
    double value = 0;
    for (std::size_t years = 0; years < labels_.years_away.size(); ++years)
      value = std::max(value, rate_.highest(rate_.cell(sector_of(situation), years)));
    return {value * (shortage_response_ > 0 ? most_rise_ : 1) *
            pay_.highest_factor(pay_.on_return, sector_of(situation))};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const std::size_t sector = p.sector();
    const int age = static_cast<int>(years_between(Time::from_minutes(p.agent.birth), moment.now));
    p.desired = p.desired_without = draw_size(world.structure(), sector, age, p.woman, moment.luck.uniform());
    p.route = static_cast<std::uint8_t>(world.door_return());
    world.become(who, State::seeking, sector, moment.now);
    world.seek(who, moment.lane);
  }

 private:
  Dial rate_;  // by sector, years away; source: data/SOURCES.md, return.csv
  double starters_ = 1;
  double shortage_response_ = 0;
  double most_rise_ = 1;
  const Pay& pay_;
};

/// Somebody who finds no job stops looking, and joins the silent reserve. Second-career teachers do not: the school
/// that wants them has asked for their grant.
class GivingUp final : public RouteBySector {
 public:
  explicit GivingUp(const Labels& labels) : RouteBySector(labels) {}

  std::string_view name() const override { return "giving_up"; }
  std::string_view meaning() const override { return "people who find no job stop looking"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often somebody without a job stops looking for one");
  }
  std::vector<Arrow> arrows() const override { return {{State::seeking, State::reserve}}; }
  PerYear rate(const Labour& world, PersonId who, Time) const override {
    const Person& p = world.person(who);
    return {p.second_career ? 0 : rate_.at(world.step(), p.sector())};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    world.become(who, State::reserve, world.person(who).sector(), moment.now);
  }
};

}  // namespace

std::unique_ptr<Route> make_return_to_teaching(const Shared& shared) {
  return std::make_unique<ReturnToTeaching>(shared);
}
std::unique_ptr<Route> make_giving_up(const Shared& shared) { return std::make_unique<GivingUp>(shared.labels); }

}  // namespace formatie::teachers
