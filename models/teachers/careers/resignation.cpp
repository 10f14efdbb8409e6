#include "models/teachers/careers/unemployment.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A teacher leaves education, sooner without guidance at the start and where the workload is high: for another
/// occupation, which makes the silent reserve, or because a contract ends, with a benefit.
class Resignation final : public ProcessOfLabour {
 public:
  explicit Resignation(Contents& contents)
      : ProcessOfLabour(contents),
        rate_({&labels_.sector, &labels_.age_band, &labels_.tenure}),
        starters_({&labels_.sector}),
        influences_(contents.on_resignation),
        benefits_(contents.get<Benefits>()),
        cause_(contents.cause("resignation", "ontslag genomen", "resignation")) {}

  std::string_view name() const override { return "resignation"; }
  std::string_view meaning() const override { return "teachers leave education for another occupation"; }
  std::string_view depends_on() const override {
    return "sector, age band, years in the profession; pay, workload funds, workload of the school, guidance";
  }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often a teacher leaves education, by years in the profession");
    f.dial("starters", starters_, "factor", {0.1, 5}, "on the rate in the first three years, to fit those who begin");
  }
  std::vector<Arrow> arrows() const override {
    return {{State::teaching, State::reserve}, {State::teaching, State::unemployed}};
  }

  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    const double years = Labour::years_since(p.started, now);
    const auto cell = rate_.cell(p.sector(), world.age_band(p, now), Labels::tenure_of(years));
    const double starters = years < 3 ? starters_.at(world.step(), p.sector()) : 1;
    return {influences_.on(rate_.at(world.step(), cell) * starters, world, p, now)};
  }
  PerYear cap(Situation situation, int lowest_age, int highest_age) const override {
    double value = 0;
    for (std::size_t band = labels_.band_of_age(lowest_age); band <= labels_.band_of_age(highest_age); ++band)
      for (std::size_t tenure = 0; tenure < labels_.tenure.size(); ++tenure)
        value = std::max(value, rate_.highest(rate_.cell(sector_of(situation), band, tenure)) *
                                    (tenure < 2 ? starters_.highest(sector_of(situation)) : 1));
    return {influences_.highest(value, sector_of(situation))};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const auto sector = p.sector();
    const bool benefit = moment.luck.chance(benefits_.share_of_leavers.at(world.step(), sector));
    world.leave_job(who, cause_, moment.now, moment.lane);
    world.become(who, benefit ? State::unemployed : State::reserve, sector, moment.now);
    if (benefit) p.until = moment.now.plus_years(benefits_.entitlement_months.at(world.step(), sector) / 12).minutes();
  }

 private:
  Dial rate_;                     // by sector, age band, tenure; source: data/SOURCES.md, resignation.csv
  Dial starters_;                 // by sector; 1, and what calibration makes of it
  const Influences& influences_;  // pay, workload, guidance
  const Benefits& benefits_;
  Cause cause_;
};

}  // namespace

void add_resignation(Contents& contents) { contents.add<Resignation>(contents); }

}  // namespace formatie::teachers
