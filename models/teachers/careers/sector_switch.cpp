#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A teacher leaves one sector to look for a job in another.
class SectorSwitch final : public ProcessOfLabour {
 public:
  explicit SectorSwitch(Contents& contents)
      : ProcessOfLabour(contents),
        rate_({&labels_.from, &labels_.to, &labels_.age_band}),
        switched_(contents.counters.declare({&contents.splits.sector, &contents.splits.from})),
        cause_(contents.cause("other_sector", "naar andere sector", "to another sector")) {
    contents.measures.add(
        {.measure = {"switched", "persons a year", "naar andere sector", "switched",
                     "leraren die een baan in de sector gingen zoeken, naar de sector waar zij vandaan "
                     "komen",
                     "teachers who began to look for a job in the sector, by the sector that they left", 0},
         .by = {&contents.splits.sector, &contents.splits.from},
         .value = contents.counted(switched_),
         .flow = true});
  }

  std::string_view name() const override { return "sector_switch"; }
  std::string_view meaning() const override { return "teachers leave one sector for another"; }
  std::string_view depends_on() const override { return "sector from and to, age band"; }
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
    const Person& p = world.person(who);
    const std::size_t from = p.sector();
    double left = moment.luck.uniform() * rate(world, who, moment.now).value;
    std::size_t to = from;
    for (std::size_t other = 0; other < labels_.to.size(); ++other) {
      if (other == from) continue;
      to = other;
      left -= rate_.at(world.step(), rate_.cell(from, other, world.age_band(p, moment.now)));
      if (left < 0) break;
    }
    world.count(moment, switched_, to, from);
    world.leave_job(who, cause_, moment.now, moment.lane);
    world.look_for_job(who, to, labels_.door_other_sector(), moment);
  }

 private:
  Dial rate_;  // by sector from, sector to, age band; source: data/SOURCES.md, sector_switch.csv
  Counter switched_;
  Cause cause_;
};

}  // namespace

void add_sector_switch(Contents& contents) { contents.add<SectorSwitch>(contents); }

}  // namespace formatie::teachers
