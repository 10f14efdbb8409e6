#include "engine/agents/contents.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/engine/agents/meadow.h"

using namespace formatie;
using namespace formatie::meadow;

namespace {

/// A meadow at the beginning of a replication, with frozen parameters.
struct FieldOfContents {
  explicit FieldOfContents(double rate = 0) {
    ParameterValues values;
    contents.parts(values);
    const_cast<Dial&>(values.dial("flight.rate")).set_all(rate);
    values.freeze(steps);
    caps = contents.caps(2, {0, 10});
    caps.freeze();
    world.begin({contents.catalogue(), caps, contents.counters, steps, {1, 0}, steps.front(), 1, nullptr, true});
    contents.begin(world);
  }
  Dimension hives{"hive", {"oak", "lime"}};
  Contents contents{hives};
  std::vector<Time> steps = {Time::from_date(2020, 1, 1)};
  Caps caps{2, 2, {0}};
  Meadow world;
};

}  // namespace

TEST_CASE("processes and rules are handled in the order of the table of contents") {
  const FieldOfContents f;
  const auto& catalogue = f.contents.catalogue();
  REQUIRE(catalogue.processes.size() == 2);
  CHECK(catalogue.processes[0]->name() == "flight");
  CHECK(catalogue.processes[1]->name() == "homecoming");
  REQUIRE(catalogue.rules.size() == 2);
  CHECK(catalogue.rules[0]->name() == "census");
  CHECK(catalogue.rules[1]->name() == "hatching");
}

TEST_CASE("a part is found by its type, and a part that stands nowhere stops the program") {
  class Queen final : public PartOf<Meadow> {
   public:
    std::string_view name() const override { return "queen"; }
  };
  const FieldOfContents f;
  CHECK(f.contents.get<Swarm>().name() == "swarm");
  CHECK(f.contents.census().name() == "census");
  CHECK_THROWS_WITH_AS(f.contents.get<Queen>(), doctest::Contains("stands before it in the table of contents"),
                       BrokenPromise);
}

TEST_CASE("only parts with parameters are visited") {
  class Names final : public Parts {
   public:
    void part(std::string_view name, std::string_view meaning, const std::function<void(Fields&)>&) override {
      list.push_back(std::string(name) + ": " + std::string(meaning));
    }
    std::vector<std::string> list;
  };
  FieldOfContents f;
  Names names;
  f.contents.parts(names);
  CHECK(names.list == std::vector<std::string>{"swarm: ", "hatching: bees hatch in spring", "flight: "});
}

TEST_CASE("the caps of thinned processes are laid out by situation and age, dated processes have none") {
  const FieldOfContents f(3);
  double position = 0;
  const auto* young = f.caps.segment(inside, 0, 0.5, position);
  REQUIRE(young != nullptr);
  CHECK(young->process == 0);
  CHECK(f.caps.segment(inside, 1, 0.5, position) == nullptr);  // from 10 years on
  CHECK(f.caps.segment(away, 0, 0.5, position) == nullptr);
}

TEST_CASE("everybody is shown to who counts people, in batches, but for situations that it does not count") {
  FieldOfContents f;
  for (std::uint32_t n = 0; n < 600; ++n) f.world.enter(bee(n % 3 == 0, n, f.steps.front()));
  Bee out = bee(0, 600, f.steps.front());
  out.agent.situation = away;
  f.world.enter(out);
  f.contents.count_people(f.world);
  const auto& measure = f.contents.measures.list().front();
  CHECK(measure.value(Cell()) == 600);
  CHECK(measure.value(Cell().with(f.contents.hive, 1)) == 200);
  CHECK(f.contents.get<Swarm>().batches == 3);  // of 256 at most
  f.contents.count_people(f.world);
  CHECK(measure.value(Cell()) == 600);
}

TEST_CASE("a census records the events of the year, and they begin again") {
  FieldOfContents f;
  Moment moment{f.steps.front(), 0, Stream(f.world.luck(), Purpose::career, Identity::of(0, 0, 0), 0)};
  const auto who = f.world.enter(bee(1, 0, f.steps.front()));
  f.contents.catalogue().processes[0]->then(f.world, who, moment);
  const auto flights = f.contents.counted(f.contents.flights);
  double recorded = -1;
  f.contents.on_census = [&](Meadow&, Time) { recorded = flights(Cell().with(f.contents.hive, 1)); };
  f.contents.take_census(f.world, f.steps.front());
  CHECK(recorded == 1);
  CHECK(flights(Cell()) == 0);
}
