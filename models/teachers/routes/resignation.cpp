#include "models/teachers/routes/route.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// A teacher leaves education for another occupation and joins the silent reserve.
class Resignation final : public RouteOfLabour {
 public:
  Resignation(const Labels& labels, const WorkloadFunds& funds)
      : RouteOfLabour(labels), rate_({&labels.sector, &labels.age_band, &labels.tenure}), funds_(funds) {}

  std::string_view name() const override { return "resignation"; }
  std::string_view meaning() const override { return "teachers leave education for another occupation"; }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often a teacher leaves education, by years in the profession");
  }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::reserve}}; }

  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    const auto cell =
        rate_.cell(p.sector(), world.age_band(p, now), Labels::tenure_of(Labour::years_since(p.started, now)));
    return {rate_.at(world.step(), cell) * funds_.resignation_factor(world.step(), p.sector())};
  }
  PerYear cap(Situation situation, int lowest_age, int highest_age) const override {
    double value = 0;
    for (std::size_t band = labels_.band_of_age(lowest_age); band <= labels_.band_of_age(highest_age); ++band)
      for (std::size_t tenure = 0; tenure < labels_.tenure.size(); ++tenure)
        value = std::max(value, rate_.highest(rate_.cell(sector_of(situation), band, tenure)));
    return {value};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    const auto sector = world.person(who).sector();
    world.leave_job(who, Cause::resignation, moment.lane);
    world.become(who, State::reserve, sector, moment.now);
  }

 private:
  Dial rate_;  // by sector, age band, tenure; source: data/SOURCES.md, resignation.csv
  const WorkloadFunds& funds_;
};

}  // namespace

std::unique_ptr<Route> make_resignation(const Shared& shared) {
  return std::make_unique<Resignation>(shared.labels, shared.funds);
}

}  // namespace formatie::teachers
