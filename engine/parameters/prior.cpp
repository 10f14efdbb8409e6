#include "engine/parameters/prior.h"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/erf.hpp>

#include "engine/base/real.h"

namespace formatie {
namespace {

constexpr double z95 = 1.6448536269514722;  // of the standard normal distribution
constexpr double cut = 0.005;

/// The standard normal quantile, rounded to 2^-37: the C library beneath it may differ in the last bits.
double normal_quantile(double p) {
  const double z = -std::sqrt(2.0) * boost::math::erfc_inv(2 * std::clamp(p, cut, 1 - cut));
  return std::round(std::ldexp(z, 37)) * 0x1p-37;
}

}  // namespace

double Prior::quantile(double uniform) const {
  switch (shape) {
    case Shape::uniform:
      return low + uniform * (high - low);
    case Shape::triangular: {
      if (high <= low) return middle;
      const double mode = std::clamp(middle, low, high);
      const double below = (mode - low) / (high - low);
      if (uniform < below) return low + std::sqrt(uniform * (high - low) * (mode - low));
      return high - std::sqrt((1 - uniform) * (high - low) * (high - mode));
    }
    case Shape::normal:
      return (low + high) / 2 + (high - low) / 2 / z95 * normal_quantile(uniform);
    case Shape::lognormal: {
      const double from = real::log(low), to = real::log(high);
      return real::exp((from + to) / 2 + (to - from) / 2 / z95 * normal_quantile(uniform));
    }
  }
  return middle;
}

double Prior::lowest() const { return quantile(0); }
double Prior::highest() const { return quantile(1); }

}  // namespace formatie
