#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A teacher of some experience becomes a school leader, which takes a teacher from the class.
class Promotion final : public RouteBySector {
 public:
  explicit Promotion(const Labels& labels) : RouteBySector(labels) {}

  std::string_view name() const override { return "promotion"; }
  std::string_view meaning() const override { return "teachers become school leaders"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a teacher becomes a school leader");
    f.number("after_years", after_years_, "years", {0, 30}, "in the profession before that");
  }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::leading}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    return {Labour::years_since(p.started, now) < after_years_ ? 0 : rate_.at(world.step(), p.sector())};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    const std::size_t sector = world.person(who).sector();
    world.leave_job(who, Cause::leadership, moment.now, moment.lane);
    world.become(who, State::leading, sector, moment.now);
  }

 private:
  double after_years_ = 0;
};

/// A school leader goes back to the class: looks for a teaching job.
class SteppingBack final : public RouteBySector {
 public:
  explicit SteppingBack(const Labels& labels) : RouteBySector(labels) {}

  std::string_view name() const override { return "stepping_back"; }
  std::string_view meaning() const override { return "school leaders go back to the class"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a school leader goes back to the class");
  }
  std::vector<Arrow> arrows() const override { return {{State::leading, State::seeking}}; }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const std::size_t sector = p.sector();
    p.desired = p.desired_without = full_time;
    p.route = static_cast<std::uint8_t>(world.door_return());
    world.become(who, State::seeking, sector, moment.now);
    world.seek(who, moment.lane);
  }
};

/// A school leader leaves education before the pension.
class LeaderExit final : public RouteBySector {
 public:
  explicit LeaderExit(const Labels& labels) : RouteBySector(labels) {}

  std::string_view name() const override { return "leader_exit"; }
  std::string_view meaning() const override { return "school leaders leave education"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a school leader leaves education before the pension");
  }
  std::vector<Arrow> arrows() const override { return {{State::leading, {}}}; }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.go(who, moment.lane); }
};

}  // namespace

std::unique_ptr<Route> make_promotion(const Shared& shared) { return std::make_unique<Promotion>(shared.labels); }
std::unique_ptr<Route> make_stepping_back(const Shared& shared) {
  return std::make_unique<SteppingBack>(shared.labels);
}
std::unique_ptr<Route> make_leader_exit(const Shared& shared) { return std::make_unique<LeaderExit>(shared.labels); }

}  // namespace formatie::teachers
