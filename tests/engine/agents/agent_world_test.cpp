#include "engine/agents/agent_world.h"

#include <vector>

#include <doctest/doctest.h>

#include "tests/engine/agents/meadow.h"

using namespace formatie;
using namespace formatie::meadow;

namespace {

Time date(int year, int month = 1) { return Time::from_date(year, month, 1); }

struct Field {
  void begin(bool checking = false, unsigned lanes = 1) {
    world.begin({contents.catalogue(), caps, contents.counters, steps, {5, 7}, date(2020), lanes, nullptr, checking});
  }
  Dimension hives{"hive", {"oak", "lime"}};
  Contents contents{hives};
  std::vector<Time> steps = {date(2020), date(2021), date(2022)};
  Caps caps = frozen();
  Meadow world;

 private:
  static Caps frozen() {
    Caps caps(2, 2, {0});
    caps.freeze();
    return caps;
  }
};

}  // namespace

TEST_CASE("a replication begins without people, at its beginning, with its luck") {
  Field f;
  f.begin();
  f.world.enter(bee(0, 1, date(2019)));
  f.world.arrive(date(2022), 0);
  f.begin();
  CHECK(f.world.population().count() == 0);
  CHECK(f.world.now() == date(2020));
  CHECK(f.world.step() == 0);
  CHECK(f.world.luck().seed == 5);
  CHECK(f.world.luck().replication == 7);
}

TEST_CASE("at a barrier the clock moves, and the step of the dials with it; the one just before is known") {
  Field f;
  f.begin();
  f.world.arrive(date(2020, 12), 0);
  CHECK(f.world.now() == date(2020, 12));
  CHECK(f.world.step() == 0);
  f.world.arrive(date(2021), 1);
  CHECK(f.world.step() == 1);
  CHECK(f.world.step_before() == 0);
  f.world.arrive(date(2021, 2), 2);
  CHECK(f.world.step_before() == 1);
  f.world.arrive(date(2030), 3);
  CHECK(f.world.step() == 2);
}

TEST_CASE("events that lanes counted are in the sums from the barrier on") {
  Field f;
  f.begin(false, 2);
  Moment moment{date(2020), 1, Stream(f.world.luck(), Purpose::career, Identity::of(0, 0, 0), 0)};
  f.world.count(moment, f.contents.flights, 1);
  CHECK(f.world.counts().sum(f.contents.flights, Cell()) == 0);
  f.world.arrive(date(2020, 2), 0);
  CHECK(f.world.counts().sum(f.contents.flights, Cell()) == 1);
}

TEST_CASE("the world is told of each barrier, and is recounted only when that is asked for") {
  Field f;
  f.begin();
  f.world.arrive(date(2020, 2), 0);
  CHECK(f.world.arrivals == 1);
  CHECK(f.world.checks == 0);
  f.begin(true);
  f.world.arrive(date(2020, 2), 0);
  CHECK(f.world.arrivals == 2);
  CHECK(f.world.checks == 1);
}

TEST_CASE("a recount notices events that were taken back too often") {
  Field f;
  f.begin(true);
  f.world.counts().at(0, f.contents.flights, 0) = -1;
  CHECK_THROWS_AS(f.world.arrive(date(2020, 2), 0), BrokenPromise);
}
