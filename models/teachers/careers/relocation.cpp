#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A teacher goes to live in another region, and looks for a school from there; the job is kept until one is found.
class Relocation final : public ProcessOfLabour {
 public:
  explicit Relocation(const Contents& contents)
      : ProcessOfLabour(contents), rate_({&labels_.sector, &labels_.region}) {}

  std::string_view name() const override { return "relocation"; }
  std::string_view meaning() const override { return "teachers go to live in another region"; }
  std::string_view depends_on() const override {
    return "sector, region; until 50; the job is kept until one is found there";
  }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 5}, "how often a teacher leaves the region for another one");
    f.number("until_age", until_age_, "years", {20, 75}, "after which nobody does");
  }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    if (p.moving || Labour::years_since(p.agent.birth, now) >= until_age_) return {0};
    return {rate_.at(world.step(), rate_.cell(p.sector(), p.region))};
  }
  PerYear cap(Situation situation, int lowest_age, int) const override {
    double value = 0;
    if (lowest_age < until_age_)
      for (std::size_t region = 0; region < labels_.region.size(); ++region)
        value = std::max(value, rate_.highest(rate_.cell(sector_of(situation), region)));
    return {value};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const auto& to = world.structure().relocation[p.region];
    if (to.empty()) return;
    p.region = static_cast<std::uint8_t>(to.draw(moment.luck.word()));
    p.moving = true;
    world.seek(who, moment.lane);
  }

 private:
  double until_age_ = 75;
  Dial rate_;  // by sector, region; source: data/SOURCES.md, relocation.csv
};

}  // namespace

void add_relocation(Contents& contents) { contents.add<Relocation>(contents); }

}  // namespace formatie::teachers
