#include "models/teachers/levers/workload_funds/workload_funds.h"

namespace formatie::teachers {

WorkloadFunds::WorkloadFunds(Contents& contents)
    : euro_per_year({&contents.labels.sector}),
      share_on_teachers({&contents.labels.sector}),
      pay_(contents.get<Pay>()) {
  contents.on_resignation.add(
      {[this](const Labour& world, const Person& p, Time) { return resignation_factor(world.step(), p.sector()); },
       [](std::size_t) { return 1.0; }});  // the effect is never above 0
  contents.measures.add({.measure = {"support_staff", "fte", "ondersteunend personeel", "support staff",
                                     "ondersteunend personeel, betaald uit de werkdrukmiddelen van het scenario",
                                     "support staff paid from the workload funds of the scenario", 0},
                         .by = {&contents.splits.sector},
                         .value = [this, &sector = contents.splits.sector](const Cell& cell) {
                           if (const auto one = cell[sector]) return support_fte(*one);
                           double sum = 0;
                           for (const double fte : support_fte_) sum += fte;
                           return sum;
                         }});
}

void WorkloadFunds::fields(Fields& f) {
  f.dial("euro_per_year", euro_per_year, "euro a year", {0, 1e11}, "workload funds on top of those of the base year");
  f.dial("share_on_teachers", share_on_teachers, "share", {0, 1}, "part of the funds with which schools hire teachers");
  f.number("effect_on_resignation", effect_on_resignation, "relative change", {-0.9, 0},
           "change of the resignation rate once the funds reach effect_at_euro");
  f.number("effect_at_euro", effect_at_euro, "euro a year", {1, 1e11}, "funds to which effect_on_resignation belongs");
}

void WorkloadFunds::begin(Labour& world) { support_fte_.assign(world.labels().sector.size(), 0.0); }

double WorkloadFunds::buy(std::size_t step, std::size_t sector) {
  const double euro = euro_per_year.at(step, sector);
  const double on_teachers = share_on_teachers.at(step, sector);
  support_fte_[sector] = euro * (1 - on_teachers) / pay_.support_cost.at(step, sector);
  return euro * on_teachers / pay_.employer_cost.at(step, sector);
}

namespace {

/// Books at the end of each month a twelfth of the workload funds, and of money that no mechanism follows.
class FundsPayment final : public Rule {
 public:
  explicit FundsPayment(Contents& contents)
      : labels_(contents.labels),
        funds_(contents.get<WorkloadFunds>()),
        money_(contents.get<Money>()),
        other_({&labels_.sector}),
        for_workload_(money_.programme(contents, "workload_funds", "werkdrukmiddelen", "workload funds")),
        for_other_(money_.programme(contents, "other", "overig", "other")) {}

  std::string_view name() const override { return "funds_payment"; }
  std::string_view meaning() const override { return "money of measures that have no mechanism of their own"; }
  void fields(Fields& f) override {
    f.dial("other_euro_per_year", other_, "euro a year", {0, 1e11},
           "what a measure costs whose effect is a moved dial");
  }
  std::vector<Time> dates(Time begin, Time end) const override {
    auto dates = first_of_months(begin, end);
    if (!dates.empty() && dates.front() == begin) dates.erase(dates.begin());
    return dates;
  }
  void act(Labour& world, Time) override {
    const std::size_t step = world.step_before();
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      money_.book(for_workload_, sector, funds_.euro_per_year.at(step, sector) / 12);
      money_.book(for_other_, sector, other_.at(step, sector) / 12);
    }
  }

 private:
  const Labels& labels_;
  const WorkloadFunds& funds_;
  Money& money_;
  Dial other_;  // by sector
  Programme for_workload_, for_other_;
};

}  // namespace

void add_workload_funds(Contents& contents) { contents.add<WorkloadFunds>(contents); }
void add_funds_payment(Contents& contents) { contents.add<FundsPayment>(contents); }

}  // namespace formatie::teachers
