#include "models/teachers/careers/unemployment.h"

#include "models/teachers/census/stock.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {

Benefits::Benefits(const Labels& labels)
    : persons_at_start({&labels.sector}), entitlement_months({&labels.sector}), share_of_leavers({&labels.sector}) {}

void Benefits::fields(Fields& f) {
  f.at_start();
  f.dial("persons_at_start", persons_at_start, "persons", {0, 1e6}, "teachers with a benefit when the period begins");
  f.dial("entitlement_months", entitlement_months, "months", {1, 60}, "how long a benefit lasts on average");
  f.dial("share_of_leavers", share_of_leavers, "share", {0, 1},
         "teachers leaving education who get a benefit, because a contract ended");
  f.number("temporary_years", temporary_years, "years", {0, 10}, "in the school before a contract is permanent");
}

namespace {

/// Somebody with a benefit starts to look for a teaching job; less often after the first year.
class ReturnFromBenefit final : public ProcessOfLabour {
 public:
  explicit ReturnFromBenefit(const Contents& contents)
      : ProcessOfLabour(contents), first_year_({&labels_.sector}), later_({&labels_.sector}) {}

  std::string_view name() const override { return "return_from_benefit"; }
  std::string_view meaning() const override { return "people with a benefit start to look for a teaching job"; }
  std::string_view depends_on() const override { return "sector; first year of the benefit or later"; }
  void fields(Fields& f) override {
    f.dial("first_year", first_year_, "per year", {0, 20}, "how often, in the first year of the benefit");
    f.dial("later", later_, "per year", {0, 20}, "how often, after that");
  }
  std::vector<Arrow> arrows() const override { return {{State::unemployed, State::seeking}}; }
  PerYear rate(const Labour& world, PersonId who, Time now) const override {
    const Person& p = world.person(who);
    const Dial& dial = Labour::years_since(p.left, now) < 1 ? first_year_ : later_;
    return {dial.at(world.step(), p.sector())};
  }
  PerYear cap(Situation situation, int, int) const override {
    const std::size_t sector = sector_of(situation);
    return {std::max(first_year_.highest(sector), later_.highest(sector))};
  }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    const int age = static_cast<int>(years_between(Time::from_minutes(p.agent.birth), moment.now));
    p.until = 0;
    p.desired = p.desired_without = draw_size(world.structure(), p.sector(), age, p.woman, moment.luck.uniform());
    world.look_for_job(who, p.sector(), labels_.door_return(), moment);
  }

 private:
  Dial first_year_, later_;  // by sector; source: data/SOURCES.md, benefits.csv
};

/// A benefit ends; the person joins the silent reserve.
class BenefitEnd final : public ProcessOfLabour {
 public:
  explicit BenefitEnd(const Contents& contents) : ProcessOfLabour(contents) {}

  std::string_view name() const override { return "benefit_end"; }
  std::string_view meaning() const override { return "a benefit ends"; }
  std::string_view depends_on() const override { return "the date on which it began; sector"; }
  std::vector<Arrow> arrows() const override { return {{State::unemployed, State::reserve}}; }
  bool dated() const override { return true; }
  Time due(const Labour& world, PersonId who) const override { return Time::from_minutes(world.person(who).until); }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    Person& p = world.person(who);
    p.until = 0;
    world.become(who, State::reserve, p.sector(), moment.now);
  }
};

}  // namespace

void add_benefits(Contents& contents) { contents.add<Benefits>(contents.labels); }
void add_return_from_benefit(Contents& contents) { contents.add<ReturnFromBenefit>(contents); }
void add_benefit_end(Contents& contents) {
  contents.add<BenefitEnd>(contents);
  contents.add<Stock>(contents, State::unemployed,
                      Measure{"benefits", "persons", "WW-uitkeringen", "benefits", "oud-leraren met een uitkering (WW)",
                              "former teachers with a benefit (WW)", 0, Better::lower});
}

}  // namespace formatie::teachers
