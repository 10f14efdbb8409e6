#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A teacher falls sick for six weeks or longer, more often in winter and at schools with a high workload. The contract
/// goes on; the school wants a replacement.
class FallingSick final : public RouteOfLabour {
 public:
  FallingSick(const Labels& labels, const Sickness& sickness, const Workload& workload)
      : RouteOfLabour(labels), sickness_(sickness), workload_(workload) {}

  std::string_view name() const override { return "falling_sick"; }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    if (p.sick() || !sickness_.active) return {0};
    const auto& spells = sickness_.long_spells;
    return {spells.at(world.step(), spells.cell(p.sector(), world.age_band(p, now))) *
            sickness_.season.at(world.step(), static_cast<std::size_t>(now.month() - 1)) *
            static_cast<double>(world.school_of(p).sickness)};
  }
  PerYear cap(Situation situation, int lowest_age, int highest_age) const override {
    if (!sickness_.active) return {0};
    double season = 0;
    for (std::size_t month = 0; month < labels_.month.size(); ++month)
      season = std::max(season, sickness_.season.highest(month));
    const std::size_t sector = sector_of(situation);
    return {highest(sickness_.long_spells, sector, lowest_age, highest_age) * season *
            workload_.highest(workload_.on_sickness, sector)};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    const Person& p = world.person(who);
    // Six weeks, and an exponential time on top of it.
    const double months = sickness_.long_months.at(world.step(), p.sector());
    const double length = 1.5 + (months - 1.5) * moment.luck.exponential();
    world.set_sick(who, moment.now.plus_years(length / 12).minutes(), moment.lane);
  }

 private:
  const Sickness& sickness_;  // source: data/SOURCES.md, sickness.csv
  const Workload& workload_;
};

/// The sick leave of a teacher ends.
class Recovery final : public RouteOfLabour {
 public:
  explicit Recovery(const Labels& labels) : RouteOfLabour(labels) {}

  std::string_view name() const override { return "recovery"; }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override {
    const Person& p = world.person(who);
    return p.sick() ? Time::from_minutes(p.until) : Time::never();
  }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.set_sick(who, 0, moment.lane); }
};

}  // namespace

std::unique_ptr<Route> make_falling_sick(const Shared& shared) {
  return std::make_unique<FallingSick>(shared.labels, shared.sickness, shared.workload);
}
std::unique_ptr<Route> make_recovery(const Shared& shared) { return std::make_unique<Recovery>(shared.labels); }

}  // namespace formatie::teachers
