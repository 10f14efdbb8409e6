#include "engine/parameters/prior.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace formatie;

namespace {

Prior prior(Prior::Shape shape, double low, double middle, double high) {
  Prior p;
  p.shape = shape;
  p.low = low;
  p.middle = middle;
  p.high = high;
  return p;
}

/// The mean of the quantiles at the middles of many equal parts.
double mean(const Prior& p) {
  const int parts = 20'000;
  double sum = 0;
  for (int i = 0; i < parts; ++i) sum += p.quantile((i + 0.5) / parts);
  return sum / parts;
}

}  // namespace

TEST_CASE("the quantiles of a prior rise from its lowest to its highest value") {
  for (const auto shape :
       {Prior::Shape::triangular, Prior::Shape::uniform, Prior::Shape::normal, Prior::Shape::lognormal}) {
    const Prior p = prior(shape, 0.8, 1, 1.5);
    double before = p.lowest();
    for (int i = 1; i < 1000; ++i) {
      const double value = p.quantile(i / 1000.0);
      REQUIRE(value >= before);
      before = value;
    }
    CHECK(p.highest() >= before);
    CHECK(p.highest() > p.lowest());
  }
}

TEST_CASE("a uniform and a triangular prior end where they say, and have the means of the textbook") {
  const Prior even = prior(Prior::Shape::uniform, 2, 3, 6);
  CHECK(even.lowest() == 2);
  CHECK(even.highest() == 6);
  CHECK(mean(even) == doctest::Approx(4));
  const Prior triangle = prior(Prior::Shape::triangular, 2, 3, 6);
  CHECK(triangle.lowest() == 2);
  CHECK(triangle.highest() == 6);
  CHECK(triangle.quantile(0.25) == doctest::Approx(3));  // the mode, with a quarter of the mass below it
  CHECK(mean(triangle) == doctest::Approx((2 + 3 + 6) / 3.0).epsilon(1e-6));
}

TEST_CASE("low and high of a normal and a lognormal prior are its 5% and 95% points") {
  const Prior normal = prior(Prior::Shape::normal, -1, 0, 5);
  CHECK(normal.quantile(0.05) == doctest::Approx(-1));
  CHECK(normal.quantile(0.5) == doctest::Approx(2));
  CHECK(normal.quantile(0.95) == doctest::Approx(5));
  CHECK(normal.quantile(1e-9) == normal.lowest());  // cut off
  const Prior lognormal = prior(Prior::Shape::lognormal, 0.5, 1, 2);
  CHECK(lognormal.quantile(0.05) == doctest::Approx(0.5));
  CHECK(lognormal.quantile(0.5) == doctest::Approx(1));
  CHECK(lognormal.quantile(0.95) == doctest::Approx(2));
  CHECK(lognormal.lowest() > 0);
}

TEST_CASE("a prior without width gives its value") {
  for (const auto shape :
       {Prior::Shape::triangular, Prior::Shape::uniform, Prior::Shape::normal, Prior::Shape::lognormal})
    CHECK(prior(shape, 3, 3, 3).quantile(0.3) == doctest::Approx(3));
}
