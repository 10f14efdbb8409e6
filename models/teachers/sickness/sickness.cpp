#include "models/teachers/sickness/sickness.h"

#include "models/teachers/world/process.h"

namespace formatie::teachers {

Sickness::Sickness(const Labels& labels)
    : long_spells({&labels.sector, &labels.age_band}),
      long_months({&labels.sector}),
      short_share({&labels.sector}),
      season({&labels.month}),
      share_replaced({&labels.sector}),
      pool_share({&labels.sector}) {}

void Sickness::fields(Fields& f) {
  f.at_start();
  f.flag("active", active, "whether people fall sick");
  f.dial("long_spells", long_spells, "per year", {0, 5}, "absences of six weeks or more");
  f.dial("long_months", long_months, "months", {1.5, 24}, "mean length of a long absence");
  f.dial("short_share", short_share, "share", {0, 0.5}, "hours lost to shorter absences");
  f.dial("season", season, "factor", {0, 5}, "absence in the month over that of the year");
  f.dial("share_replaced", share_replaced, "share", {0, 1}, "absence for which schools want a replacement");
  f.dial("pool_share", pool_share, "share", {0, 1}, "part of it that a replacement pool covers");
}

namespace {

/// A teacher falls sick for six weeks or longer, more often in winter and at schools with a high workload. The contract
/// goes on; the school wants a replacement.
class FallingSick final : public ProcessOfLabour {
 public:
  explicit FallingSick(const Contents& contents)
      : ProcessOfLabour(contents), sickness_(contents.get<Sickness>()), influences_(contents.on_sickness) {}

  std::string_view name() const override { return "falling_sick"; }
  std::string_view meaning() const override { return "teachers fall sick for six weeks or longer"; }
  std::string_view depends_on() const override {
    return "sector, age band, month; workload of the school; six weeks and an exponential time";
  }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    if (p.sick() || !sickness_.active) return {0};
    const auto& spells = sickness_.long_spells;
    return {influences_.on(spells.at(world.step(), spells.cell(p.sector(), world.age_band(p, now))) *
                               sickness_.season.at(world.step(), static_cast<std::size_t>(now.month() - 1)),
                           world, p, now)};
  }
  PerYear cap(Situation situation, int lowest_age, int highest_age) const override {
    if (!sickness_.active) return {0};
    double season = 0;
    for (std::size_t month = 0; month < labels_.month.size(); ++month)
      season = std::max(season, sickness_.season.highest(month));
    const std::size_t sector = sector_of(situation);
    return {influences_.highest(highest(sickness_.long_spells, sector, lowest_age, highest_age) * season, sector)};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    const Person& p = world.person(who);
    // Six weeks, and an exponential time on top of it.
    const double months = sickness_.long_months.at(world.step(), p.sector());
    const double length = 1.5 + (months - 1.5) * moment.luck.exponential();
    world.set_sick(who, moment.now.plus_years(length / 12).minutes(), moment.lane);
  }

 private:
  const Sickness& sickness_;      // source: data/SOURCES.md, sickness.csv
  const Influences& influences_;  // workload
};

/// The sick leave of a teacher ends.
class Recovery final : public ProcessOfLabour {
 public:
  explicit Recovery(const Contents& contents) : ProcessOfLabour(contents) {}

  std::string_view name() const override { return "recovery"; }
  std::string_view meaning() const override { return "the sick leave of a teacher ends"; }
  std::string_view depends_on() const override { return "the date drawn when it began"; }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override {
    const Person& p = world.person(who);
    return p.sick() ? Time::from_minutes(p.until) : Time::never();
  }
  void then(Labour& world, PersonId who, Moment& moment) const override { world.set_sick(who, 0, moment.lane); }
};

}  // namespace

void add_sickness(Contents& contents) { contents.add<Sickness>(contents.labels); }
void add_falling_sick(Contents& contents) { contents.add<FallingSick>(contents); }
void add_recovery(Contents& contents) { contents.add<Recovery>(contents); }

}  // namespace formatie::teachers
