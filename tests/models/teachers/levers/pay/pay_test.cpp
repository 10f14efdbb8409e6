#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/one_school.h"

namespace formatie::teachers {

TEST_CASE("a month of more pay costs a twelfth of its part of the year's, for all hours at work") {
  OneSchool school(20, 18, {"parameters.pay.rise=0.1"});
  school.begin();
  school.act("pay");
  CHECK(school.world.measure("cost", {"po", "pay"}) == doctest::Approx(0.1 * 65000 * 18 / 12));
  CHECK(school.world.measure("cost", {"vo"}) == 0);
  OneSchool without(20, 18);
  without.begin();
  without.act("pay");
  CHECK(without.world.measure("cost") == 0);
}

TEST_CASE("a rise of pay costs its part of what teachers cost, and moves nobody where it may not") {
  const double fte = po({"contract_size.rate=0", "resignation.rate=0", "hiring_round.active=false", "retirement.rate=0",
                         "retirement.rate_after=0", "state_pension.share=0", "death.rate=0", "sector_switch.rate=0",
                         "promotion.rate=0", "layoffs.surplus_kept=1"},
                        "employment", 1);
  const double cost = po({"contract_size.rate=0", "resignation.rate=0", "hiring_round.active=false",
                          "retirement.rate=0", "retirement.rate_after=0", "state_pension.share=0", "death.rate=0",
                          "sector_switch.rate=0", "promotion.rate=0", "layoffs.surplus_kept=1", "pay.rise=0.1"},
                         "cost", 1, "pay");
  CHECK(cost == doctest::Approx(0.1 * 65000 * fte));                    // nobody came or went
  CHECK(po({"pay.rise=0.1"}, "teachers", 3) == po({}, "teachers", 3));  // no elasticity, no effect
}

TEST_CASE("pay moves the rate of resigning by its elasticity") {
  World world(read_changed(tiny_scenario(), with_parameters({"pay.rise=0.08", "pay.on_resignation=-3"})));
  World plain(read_changed(tiny_scenario(), {}));
  world.begin(0);
  plain.begin(0);
  const Process& with = world.process("resignation");
  const Process& without = plain.process("resignation");
  int compared = 0;
  for (std::uint32_t row = 0; row < world.labour.population().rows(); ++row) {
    const PersonId who(row);
    if (world.labour.person(who).state() != State::teaching) continue;
    const double a = with.rate(world.labour, who, world.period.begin).value;
    const double b = without.rate(plain.labour, who, world.period.begin).value;
    CHECK(a == doctest::Approx(b * std::pow(1.08, -3)));
    ++compared;
  }
  CHECK(compared > 50);
}

}  // namespace formatie::teachers
