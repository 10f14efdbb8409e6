#include "engine/agents/counters.h"

#include <vector>

#include <doctest/doctest.h>

using namespace formatie;

namespace {

/// Two ways to split, of two and three labels.
struct Board {
  Dimension colours{"colour", {"red", "blue"}}, shapes{"shape", {"round", "square", "flat"}};
  Measures measures;
  const Split& colour = measures.split("colour", colours);
  const Split& shape = measures.split("shape", shapes);
  Counters counters;
};

}  // namespace

TEST_CASE("events are counted by their labels, and summed over the splits that a cell leaves open") {
  Board b;
  const Counter both = b.counters.declare({&b.colour, &b.shape});
  const Counter all = b.counters.declare({});
  Counts counts;
  counts.begin(b.counters, 1);
  counts.count(0, both, 0, 1);
  counts.count(0, both, 0, 1);
  counts.count(0, both, 1, 2);
  counts.count(0, all);
  CHECK(counts.sum(both, Cell()) == 3);
  CHECK(counts.sum(both, Cell().with(b.colour, 0)) == 2);
  CHECK(counts.sum(both, Cell().with(b.shape, 2)) == 1);
  CHECK(counts.sum(both, Cell().with(b.colour, 1).with(b.shape, 1)) == 0);
  CHECK(counts.sum(all, Cell()) == 1);
  const auto numbers = counts.of(both);
  CHECK(std::vector<std::int32_t>(numbers.begin(), numbers.end()) == std::vector<std::int32_t>{0, 2, 0, 0, 0, 1});
}

TEST_CASE("what lanes saw is in the sums once they have been added up, and once only") {
  Board b;
  const Counter counter = b.counters.declare({&b.colour});
  Counts counts;
  counts.begin(b.counters, 3);
  for (const unsigned lane : {0u, 1u, 2u, 2u}) counts.count(lane, counter, 1);
  CHECK(counts.sum(counter, Cell()) == 1);
  counts.add_up();
  CHECK(counts.sum(counter, Cell()) == 4);
  counts.add_up();
  CHECK(counts.sum(counter, Cell()) == 4);
}

TEST_CASE("a year's counter begins again after a census, another goes on until it is emptied by hand") {
  Board b;
  const Counter a_year = b.counters.declare({&b.colour});
  const Counter always = b.counters.declare({&b.shape}, Counters::Kept::always);
  Counts counts;
  counts.begin(b.counters, 1);
  counts.count(0, a_year, 1);
  counts.count(0, always, 2);
  counts.count(0, always, 2);
  counts.begin_year();
  CHECK(counts.sum(a_year, Cell()) == 0);
  CHECK(counts.take(always, 2) == 2);
  CHECK(counts.take(always, 2) == 0);
}

TEST_CASE("a replication begins at nought in the memory of the one before") {
  Board b;
  const Counter counter = b.counters.declare({&b.colour}, Counters::Kept::always);
  Counts counts;
  counts.begin(b.counters, 2);
  counts.count(0, counter, 0);
  counts.count(1, counter, 0);
  counts.begin(b.counters, 2);
  counts.add_up();
  CHECK(counts.sum(counter, Cell()) == 0);
}

TEST_CASE("more events taken back than there were stop the run") {
  Board b;
  const Counter counter = b.counters.declare({&b.colour});
  Counts counts;
  counts.begin(b.counters, 1);
  counts.at(0, counter, 1) -= 1;
  CHECK_THROWS_WITH_AS(counts.check(), doctest::Contains("a count of events is not negative"), BrokenPromise);
}
