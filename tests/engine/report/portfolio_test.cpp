#include "engine/report/portfolio.h"

#include <doctest/doctest.h>

using namespace formatie;

TEST_CASE("a lever is told as what it does, large numbers in words") {
  Lever lever{"pay", "set", 0, 0.08, 5, {}};
  CHECK(lever_text(lever, 0) == "0");
  CHECK(lever_text(lever, 1) == "0.02");
  lever = {"entrants", "times", 1, 2, 5, {}};
  CHECK(lever_text(lever, 1) == "x 1.25");
  lever = {"grant", "plus", 0, 1000, 3, {}};
  CHECK(lever_text(lever, 2) == "+ 1000");
  lever = {"funds", "set", 0, 430e6, 3, {}};
  CHECK(lever_text(lever, 1) == "215 million");
}
