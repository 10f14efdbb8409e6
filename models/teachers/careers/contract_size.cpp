#include <algorithm>

#include "models/teachers/levers/full_time_bonus/full_time_bonus.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/process.h"

namespace formatie::teachers {
namespace {

/// A teacher thinks again about how much to work: draws a wanted contract size from those of the same sector, age and
/// sex. Working less happens at once; working more waits for a vacancy at the school.
class ContractSize final : public ProcessBySector {
 public:
  explicit ContractSize(Contents& contents)
      : ProcessBySector(contents), bonus_(contents.get<FullTimeBonus>()), influences_(contents.on_wanted_hours) {}

  std::string_view name() const override { return "contract_size"; }
  std::string_view meaning() const override { return "teachers think again about how much to work"; }
  std::string_view depends_on() const override {
    return "sector; a wanted size of the same sector, age and sex; pay, workload; less at once, more when there is a "
           "vacancy";
  }
  void fields(Fields& f) override {
    f.dial("rate", rate_, "per year", {0, 20}, "how often a teacher thinks again about the contract size");
  }
  std::vector<Arrow> arrows() const override { return {{State::teaching, State::teaching}}; }
  void then(Labour& world, PersonId who, Moment& moment) const override {
    const Person& p = world.person(who);
    const int age = static_cast<int>(years_between(Time::from_minutes(p.agent.birth), moment.now));
    const Size drawn = draw_size(world.structure(), p.sector(), age, p.woman, moment.luck.uniform());
    // A high workload makes people want less, a low one more.
    const auto without = static_cast<Size>(std::clamp(
        static_cast<int>(influences_.on(drawn, world, p, moment.now) + moment.luck.uniform()), 1, full_time));
    // Somebody whom the bonus has moved stays moved unless the new wish already earns it.
    const bool stays = p.attracted() && without < bonus_.threshold_size();
    world.set_desired(who, stays ? bonus_.threshold_size() : without, without, moment.lane);
  }

 private:
  const FullTimeBonus& bonus_;
  const Influences& influences_;  // workload, pay
};

}  // namespace

void add_contract_size(Contents& contents) { contents.add<ContractSize>(contents); }

}  // namespace formatie::teachers
