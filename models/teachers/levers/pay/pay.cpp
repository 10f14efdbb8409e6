#include "models/teachers/levers/pay/pay.h"

namespace formatie::teachers {

Pay::Pay(Contents& contents)
    : gross_year_pay({&contents.labels.sector}),
      employer_cost({&contents.labels.sector}),
      support_cost({&contents.labels.sector}),
      rise({&contents.labels.sector}),
      money_(contents.get<Money>()),
      programme_(money_.programme(contents, "pay", "loon", "pay")) {
  contents.on_resignation.add(influence(on_resignation));
  contents.on_return.add(influence(on_return));
  contents.on_wanted_hours.add(influence(on_hours));
  contents.on_entrants.push_back([this](const Labour& world, std::size_t route) {
    return factor(on_entrants, world.step(), world.structure().routes[route].sector);
  });
}

Influence Pay::influence(const double& elasticity) const {
  return {[this, &elasticity](const Labour& world, const Person& p, Time) {
            return factor(elasticity, world.step(), p.sector());
          },
          [this, &elasticity](std::size_t sector) { return highest_factor(elasticity, sector); }};
}

void Pay::fields(Fields& f) {
  f.dial("gross_year_pay", gross_year_pay, "euro a year per fte", {0, 1e6},
         "gross pay with holiday and end-of-year pay");
  f.dial("employer_cost", employer_cost, "euro a year per fte", {1, 1e6}, "what a teacher costs the school");
  f.dial("support_cost", support_cost, "euro a year per fte", {1, 1e6},
         "what a member of the support staff costs the school");
  f.dial("rise", rise, "share", {0, 1}, "pay above the path of the scenario, for all teachers of the sector");
  f.number("on_resignation", on_resignation, "% per %", {-10, 0}, "response of how often teachers resign to pay");
  f.number("on_return", on_return, "% per %", {0, 10}, "response of how often people return to pay");
  f.number("on_entrants", on_entrants, "% per %", {0, 10}, "response of the entrants to studies to pay");
  f.number("on_hours", on_hours, "% per %", {-1, 2}, "response of the contract that teachers want to pay");
}

std::vector<Time> Pay::dates(Time begin, Time end) const {
  auto dates = first_of_months(begin, end);
  if (!dates.empty() && dates.front() == begin) dates.erase(dates.begin());
  return dates;
}

void Pay::act(Labour& world, Time) {
  const std::size_t step = world.step_before();
  for (std::size_t sector = 0; sector < world.labels().sector.size(); ++sector)
    if (const double more = rise.at(step, sector); more > 0)
      money_.book(programme_, sector, more * employer_cost.at(step, sector) * world.contracts_fte(sector) / 12);
}

void add_pay(Contents& contents) { contents.add<Pay>(contents); }

}  // namespace formatie::teachers
