#include "models/teachers/levers/full_time_bonus/full_time_bonus.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A part-timer reacts to the full-time bonus: wants to work the threshold while it is paid, and goes back when it
/// ends.
class FullTimeResponse final : public ProcessOfLabour {
 public:
  explicit FullTimeResponse(const Contents& contents)
      : ProcessOfLabour(contents), bonus_(contents.get<FullTimeBonus>()) {}

  std::string_view name() const override { return "full_time_response"; }
  std::string_view meaning() const override { return "part-timers react to a bonus for full-time work"; }
  std::string_view depends_on() const override { return "the bonus, and a bar of their own"; }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override {
    const Person& p = world.person(who);
    if (!bonus_.ever(p.sector())) return Time::never();
    if (p.desired_without >= bonus_.threshold_size()) return Time::never();
    Stream luck(world.luck(), purpose::bonus, p.agent.identity, 0);
    const double bar = luck.uniform();
    const double delay = luck.uniform() * bonus_.reaction_months / 12;
    return bonus_.next_change(Time::from_minutes(p.since), world.step(), p.sector(), p.desired_without, bar, delay,
                              p.attracted());
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    const Person& p = world.person(who);
    world.set_desired(who, p.attracted() ? p.desired_without : bonus_.threshold_size(), p.desired_without, moment.lane);
  }

 private:
  const FullTimeBonus& bonus_;
};

}  // namespace

void add_full_time_response(Contents& contents) { contents.add<FullTimeResponse>(contents); }

}  // namespace formatie::teachers
