#include "models/teachers/census/stock.h"
#include "models/teachers/market/indicators.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// Somebody in the silent reserve starts to look for a teaching job; the longer away, the less often, less often after
/// a short career, and somewhat more often where last month's published shortage was higher than at the start.
class ReturnToTeaching final : public ProcessOfLabour {
 public:
  explicit ReturnToTeaching(Contents& contents)
      : ProcessOfLabour(contents),
        rate_({&labels_.sector, &labels_.years_away}),
        indicators_(contents.get<Indicators>()),
        influences_(contents.on_return) {}

  std::string_view name() const override { return "return_to_teaching"; }
  std::string_view meaning() const override { return "people in the silent reserve start to look for a teaching job"; }
  std::string_view depends_on() const override {
    return "sector, years away, a short career; the published shortage; pay";
  }
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
    const double rise = 1 + shortage_response_ * indicators_.rise_of_shortage(p.sector(), p.region);
    const double rate =
        rate_.at(world.step(), rate_.cell(p.sector(), Labels::years_away_of(Labour::years_since(p.left, now)))) *
        std::clamp(rise, 0.0, most_rise_) * (p.left - p.started < 3 * minutes_per_year ? starters_ : 1);
    return {influences_.on(rate, world, p, now)};
  }
  PerYear cap(Situation situation, int, int) const override {
    double value = 0;
    for (std::size_t years = 0; years < labels_.years_away.size(); ++years)
      value = std::max(value, rate_.highest(rate_.cell(sector_of(situation), years)));
    return {influences_.highest(value * (shortage_response_ > 0 ? most_rise_ : 1), sector_of(situation))};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const int age = static_cast<int>(years_between(Time::from_minutes(p.agent.birth), moment.now));
    p.desired = p.desired_without = draw_size(world.structure(), p.sector(), age, p.woman, moment.luck.uniform());
    world.look_for_job(who, p.sector(), labels_.door_return(), moment);
  }

 private:
  Dial rate_;  // by sector, years away; source: data/SOURCES.md, return.csv
  double starters_ = 1;
  double shortage_response_ = 0;
  double most_rise_ = 1;
  const Indicators& indicators_;
  const Influences& influences_;  // pay
};

/// Somebody who finds no job stops looking, and joins the silent reserve. Second-career teachers do not: the school
/// that wants them has asked for their grant.
class GivingUp final : public ProcessBySector {
 public:
  explicit GivingUp(const Contents& contents) : ProcessBySector(contents) {}

  std::string_view name() const override { return "giving_up"; }
  std::string_view meaning() const override { return "people who find no job stop looking"; }
  std::string_view depends_on() const override { return "sector; not second-career teachers"; }
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

void add_return_to_teaching(Contents& contents) { contents.add<ReturnToTeaching>(contents); }
void add_giving_up(Contents& contents) {
  contents.add<GivingUp>(contents);
  contents.add<Stock>(
      contents, State::seeking,
      Measure{"job_seekers", "persons", "werkzoekenden", "job seekers", "zoeken een baan als leraar en hebben er geen",
              "look for a teaching job and have none", 0});
  contents.add<Stock>(contents, State::reserve,
                      Measure{"silent_reserve", "persons", "stille reserve", "silent reserve",
                              "bevoegd, niet voor de klas en niet op zoek naar een baan als leraar",
                              "qualified, not teaching and not looking for a teaching job", 0});
}

}  // namespace formatie::teachers
