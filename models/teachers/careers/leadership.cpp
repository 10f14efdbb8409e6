#include "models/teachers/census/stock.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A teacher of some experience becomes a school leader, which takes a teacher from the class.
class Promotion final : public ProcessBySector {
 public:
  explicit Promotion(Contents& contents)
      : ProcessBySector(contents),
        cause_(contents.cause("leadership", "wordt schoolleider", "becomes school leader")) {}

  std::string_view name() const override { return "promotion"; }
  std::string_view meaning() const override { return "teachers become school leaders"; }
  std::string_view depends_on() const override { return "sector; five years in the profession"; }
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
    world.leave_job(who, cause_, moment.now, moment.lane);
    world.become(who, State::leading, sector, moment.now);
  }

 private:
  double after_years_ = 0;
  Cause cause_;
};

/// A school leader goes back to the class: looks for a teaching job.
class SteppingBack final : public ProcessBySector {
 public:
  explicit SteppingBack(const Contents& contents) : ProcessBySector(contents) {}

  std::string_view name() const override { return "stepping_back"; }
  std::string_view meaning() const override { return "school leaders go back to the class"; }
  std::string_view depends_on() const override { return "sector"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a school leader goes back to the class");
  }
  std::vector<Arrow> arrows() const override { return {{State::leading, State::seeking}}; }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    p.desired = p.desired_without = full_time;
    world.look_for_job(who, p.sector(), labels_.door_return(), moment);
  }
};

/// A school leader leaves education before the pension.
class LeaderExit final : public ProcessBySector {
 public:
  explicit LeaderExit(const Contents& contents) : ProcessBySector(contents) {}

  std::string_view name() const override { return "leader_exit"; }
  std::string_view meaning() const override { return "school leaders leave education"; }
  std::string_view depends_on() const override { return "sector"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a school leader leaves education before the pension");
  }
  std::vector<Arrow> arrows() const override { return {{State::leading, {}}}; }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.go(who, moment.lane); }
};

}  // namespace

void add_promotion(Contents& contents) { contents.add<Promotion>(contents); }
void add_stepping_back(Contents& contents) { contents.add<SteppingBack>(contents); }
void add_leader_exit(Contents& contents) {
  contents.add<LeaderExit>(contents);
  contents.add<Stock>(
      contents, State::leading,
      Measure{"school_leaders", "persons", "schoolleiders", "school leaders", "schoolleiders", "school leaders", 0});
}

}  // namespace formatie::teachers
