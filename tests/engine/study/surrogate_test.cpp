#include "engine/study/surrogate.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace formatie;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

/// Eleven points on a line.
MatrixXd line() { return VectorXd::LinSpaced(11, 0, 1); }

}  // namespace

TEST_CASE("a surrogate goes through what was seen without noise, and on along a straight line") {
  const std::vector<Index> seen = {0, 5};
  const VectorXd values = (VectorXd(2) << 3, 5).finished();
  const Surrogate s(line(), seen, values, VectorXd::Zero(2));
  CHECK(s.mean()[0] == doctest::Approx(3).epsilon(1e-3));
  CHECK(s.mean()[5] == doctest::Approx(5).epsilon(1e-3));
  CHECK(s.mean()[10] == doctest::Approx(7).epsilon(0.05));
}

TEST_CASE("a surrogate learns a curve, and is least sure where it has seen least") {
  const std::vector<Index> seen = {0, 1, 2, 3, 4, 5, 6};
  VectorXd values(7);
  for (Index i = 0; i < 7; ++i) values[i] = std::sin(3.0 * static_cast<double>(i) / 10);
  const Surrogate s(line(), seen, values, VectorXd::Constant(7, 1e-6));
  CHECK(s.mean()[7] == doctest::Approx(std::sin(2.1)).epsilon(0.05));
  const auto spread = [&](Index at) {  // one normal number at a time: the rows of the root of the covariance
    double variance = 0;
    for (Index i = 0; i < 11; ++i) {
      const double off = s.sample(VectorXd::Unit(11, i))[at] - s.mean()[at];
      variance += off * off;
    }
    return std::sqrt(variance);
  };
  CHECK(spread(3) < 0.01);
  CHECK(spread(10) > 3 * spread(7));
}

TEST_CASE("noise draws the mean to the trend, and leaves doubt where something was seen") {
  const std::vector<Index> seen = {0, 2, 4, 6, 8, 10};
  const VectorXd values = (VectorXd(6) << 0, 0.2, 0.4, 1.6, 0.8, 1).finished();  // one is far off the line
  const Surrogate sure(line(), seen, values, VectorXd::Constant(6, 1e-8));
  const Surrogate doubting(line(), seen, values, VectorXd::Constant(6, 0.25));
  CHECK(sure.mean()[6] == doctest::Approx(1.6).epsilon(0.01));
  CHECK(doubting.mean()[6] < 1.1);
}

TEST_CASE("values that are all the same give that value everywhere") {
  const Surrogate s(line(), {0, 5, 10}, VectorXd::Constant(3, 2), VectorXd::Zero(3));
  for (Index i = 0; i < 11; ++i) CHECK(s.mean()[i] == doctest::Approx(2));
}
