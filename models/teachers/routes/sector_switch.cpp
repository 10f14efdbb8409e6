#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A teacher leaves one sector to look for a job in another.
class SectorSwitch final : public RouteOfLabour {
 public:
  explicit SectorSwitch(const Labels& labels)
      : RouteOfLabour(labels), rate_({&labels.from, &labels.to, &labels.age_band}) {}

  std::string_view name() const override { return "sector_switch"; }
  std::string_view meaning() const override { return "teachers leave one sector for another"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often a teacher leaves one sector for another");
  }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::seeking}}; }

  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    double sum = 0;
    for (std::size_t to = 0; to < labels_.to.size(); ++to)
      if (to != p.sector()) sum += rate_.at(world.step(), rate_.cell(p.sector(), to, world.age_band(p, now)));
    return {sum};
  }
  PerYear cap(Situation situation, int lowest_age, int highest_age) const override {
    const std::size_t from = sector_of(situation);
    double value = 0;
    for (std::size_t band = labels_.band_of_age(lowest_age); band <= labels_.band_of_age(highest_age); ++band) {
      double sum = 0;
      for (std::size_t to = 0; to < labels_.to.size(); ++to)
        if (to != from) sum += rate_.highest(rate_.cell(from, to, band));
      value = std::max(value, sum);
    }
    return {value};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const std::size_t from = p.sector();
    double left = moment.luck.uniform() * rate(world, who, moment.now).value;
    std::size_t to = from;
    for (std::size_t other = 0; other < labels_.to.size(); ++other) {
      if (other == from) continue;
      to = other;
      left -= rate_.at(world.step(), rate_.cell(from, other, world.age_band(p, moment.now)));
      if (left < 0) break;
    }
    ++world.tally(moment.lane).switched[from * labels_.sector.size() + to];
    world.leave_job(who, Cause::other_sector, moment.now, moment.lane);
    world.become(who, State::seeking, to, moment.now);
    p.route = static_cast<std::uint8_t>(world.door_other_sector());
    world.seek(who, moment.lane);
  }

 private:
  Dial rate_;  // by sector from, sector to, age band; source: data/SOURCES.md, sector_switch.csv
};

}  // namespace

std::unique_ptr<Route> make_sector_switch(const Shared& shared) {
  return std::make_unique<SectorSwitch>(shared.labels);
}

}  // namespace formatie::teachers
