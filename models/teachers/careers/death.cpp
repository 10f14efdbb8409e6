#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// Somebody who teaches, leads, looks for a job or is in the reserve dies.
class Death final : public ProcessOfLabour {
 public:
  explicit Death(Contents& contents)
      : ProcessOfLabour(contents),
        rate_({&labels_.age_band, &labels_.sex}),
        cause_(contents.cause("death", "overlijden", "death")) {}

  std::string_view name() const override { return "death"; }
  std::string_view meaning() const override { return "people die"; }
  std::string_view depends_on() const override { return "age band, sex"; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 5}, "mortality by age and sex"); }
  std::vector<Arrow> arrows() const override {
    return {{State::teaching, {}},   {State::in_training, {}}, {State::seeking, {}},  {State::reserve, {}},
            {State::unemployed, {}}, {State::leading, {}},     {State::assisting, {}}};
  }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    return {rate_.at(world.step(), rate_.cell(world.age_band(p, now), p.woman ? 0 : 1))};
  }
  PerYear cap(Situation, int lowest_age, int highest_age) const override {
    double value = 0;
    for (std::size_t band = labels_.band_of_age(lowest_age); band <= labels_.band_of_age(highest_age); ++band)
      for (std::size_t sex = 0; sex < 2; ++sex) value = std::max(value, rate_.highest(rate_.cell(band, sex)));
    return {value};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    if (world.person(who).employed()) world.leave_job(who, cause_, moment.now, moment.lane);
    world.go(who, moment.lane);
  }

 private:
  Dial rate_;  // by age band, sex; source: data/SOURCES.md, mortality.csv
  Cause cause_;
};

}  // namespace

void add_death(Contents& contents) { contents.add<Death>(contents); }

}  // namespace formatie::teachers
