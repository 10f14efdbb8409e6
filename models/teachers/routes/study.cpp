#include "models/teachers/entrants.h"
#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A student gives up the training to become a teacher.
class StudyDropout final : public RouteOfLabour {
 public:
  StudyDropout(const Labels& labels, const Intake& intake) : RouteOfLabour(labels), intake_(intake) {}

  std::string_view name() const override { return "study_dropout"; }
  std::vector<Arrow> arrows() const override { return {{State::student, {}}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    const auto& dial = Labour::years_since(p.since, now) < 1 ? intake_.dropout_first_year : intake_.dropout_later;
    return {dial.at(world.step(), p.route)};
  }
  PerYear cap(Situation, int, int) const override {
    double value = 0;
    for (std::size_t route = 0; route < labels_.route.size(); ++route)
      value = std::max({value, intake_.dropout_first_year.highest(route), intake_.dropout_later.highest(route)});
    return {value};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.go(who, moment.lane); }

 private:
  const Intake& intake_;  // source: data/SOURCES.md, study_dropout.csv
};

/// A student gets the diploma and looks for a job in one of the sectors, joins the reserve, or goes elsewhere.
class Graduation final : public RouteOfLabour {
 public:
  explicit Graduation(const Labels& labels)
      : RouteOfLabour(labels), looks_({&labels.route, &labels.sector}), reserve_({&labels.route}) {}

  std::string_view name() const override { return "graduation"; }
  std::string_view meaning() const override { return "students get their diploma"; }
  void fields(Fields& f) override {
    f.dial("looks", looks_, "share", {0, 1}, "graduates who look for a teaching job in the sector");
    f.dial("to_reserve", reserve_, "share", {0, 1}, "graduates who join the silent reserve; the others go elsewhere");
  }
  std::vector<Arrow> arrows() const override {
    return {{State::student, State::seeking}, {State::student, State::reserve}, {State::student, {}}};
  }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override { return Time::from_minutes(world.person(who).started); }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    ++world.tally(moment.lane).graduated[p.route];
    p.left = moment.now.minutes();
    double left = moment.luck.uniform();
    const double size_luck = moment.luck.uniform();
    const int age = static_cast<int>(years_between(Time::from_minutes(p.agent.birth), moment.now));
    const std::size_t sectors = labels_.sector.size();
    std::size_t likely = 0;  // the sector of the reserve: where most of the route's graduates look
    for (std::size_t sector = 0; sector < sectors; ++sector) {
      const double share = looks_.at(world.step(), looks_.cell(p.route, sector));
      if (share > looks_.at(world.step(), looks_.cell(p.route, likely))) likely = sector;
      if (left >= 0 && left < share) {
        p.desired = p.desired_without = draw_size(world.structure(), sector, age, p.woman, size_luck);
        world.become(who, State::seeking, sector, moment.now);
        world.seek(who, moment.lane);
        return;
      }
      left -= share;
    }
    if (left < reserve_.at(world.step(), p.route))
      world.become(who, State::reserve, likely, moment.now);
    else
      world.go(who, moment.lane);
  }

 private:
  Dial looks_;    // by route, sector; source: data/SOURCES.md, job_search.csv
  Dial reserve_;  // by route; source: data/SOURCES.md, job_search_rest.csv
};

}  // namespace

std::unique_ptr<Route> make_study_dropout(const Shared& shared) {
  return std::make_unique<StudyDropout>(shared.labels, shared.intake);
}
std::unique_ptr<Route> make_graduation(const Shared& shared) { return std::make_unique<Graduation>(shared.labels); }

}  // namespace formatie::teachers
