#include "engine/base/dimension.h"

#include <doctest/doctest.h>

using namespace formatie;

TEST_CASE("a dimension finds its labels by their exact text") {
  const Dimension sector("sector", {"po", "vo", "mbo"});
  CHECK(sector.name() == "sector");
  CHECK(sector.size() == 3);
  CHECK(sector.label(1) == "vo");
  CHECK(sector.find("po") == 0u);
  CHECK(sector.find("mbo") == 2u);
  CHECK_FALSE(sector.find("PO"));
  CHECK_FALSE(sector.find(""));
  CHECK(Dimension().size() == 0);
}

TEST_CASE("a label borrows from the label it is like, and from none when it does not say") {
  const Dimension sector("sector", {"po", "vo", "vso", "so"}, {"", "", "vo", "primary"});
  CHECK_FALSE(sector.like(0));
  CHECK(sector.like(2) == 1u);
  CHECK_FALSE(sector.like(3));   // like a label that does not exist
  CHECK_FALSE(sector.like(99));  // no such label
  CHECK_FALSE(Dimension("sector", {"po", "vo"}).like(1));
}
