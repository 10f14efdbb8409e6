#include "engine/base/real.h"

#include <cmath>

#include <doctest/doctest.h>

#include "engine/base/random.h"

using namespace formatie;

namespace {

constexpr int points = 200'000;

/// Four words of luck for the i-th point of a test.
std::array<std::uint32_t, 4> words(int i) {
  static const Luck luck{20260801, 0};
  return random_block(luck, Purpose::career, Identity::of(1, 0, static_cast<std::uint32_t>(i)), 0);
}

/// Uniform in (low, high).
double between(std::uint32_t word, double low, double high) { return low + to_uniform(word) * (high - low); }

long double relative_error(double found, long double exact) { return std::fabs((found - exact) / exact); }

}  // namespace

TEST_CASE("the logarithm is right to 13 digits over all normal numbers, except next to 1") {
  long double worst = 0;
  for (int i = 0; i < points; ++i) {
    const auto word = words(i);
    const double x = std::ldexp(1 + to_uniform(word[0]), static_cast<int>(to_index(word[1], 2046)) - 1022);
    if (x < 0.99 || x > 1.01)
      worst = std::max(worst, relative_error(real::log(x), std::log(static_cast<long double>(x))));
  }
  CHECK(worst < 1e-13L);
}

TEST_CASE("the logarithm of a uniform number is off by less than 1 in the fifteenth digit") {
  long double worst = 0;
  for (int i = 0; i < points; ++i) {
    const double x = to_uniform(words(i)[0]);
    worst = std::max(worst, std::fabs(real::log(x) - std::log(static_cast<long double>(x))));
  }
  CHECK(worst < 4e-15L);
}

TEST_CASE("next to 1 the logarithm is off by less than the rounding of 1") {
  long double worst = 0;
  for (int i = 0; i < points; ++i) {
    const double x = between(words(i)[0], 0.99, 1.01);
    worst = std::max(worst, std::fabs(real::log(x) - std::log(static_cast<long double>(x))));
  }
  CHECK(worst < 5e-16L);
}

TEST_CASE("at the edges of its table the logarithm makes no jump") {
  for (int i = 0; i <= 128; ++i) {
    const double edge = 1 + i / 128.0;
    const double below = std::nextafter(edge, 0.0);
    CAPTURE(edge);
    CHECK(std::fabs(real::log(edge) - real::log(below)) < 1e-15);
  }
}

TEST_CASE("the exponential function is right to 14 digits from -700 to 700") {
  long double worst = 0;
  for (int i = 0; i < points; ++i) {
    const double x = between(words(i)[0], -700, 700);
    worst = std::max(worst, relative_error(real::exp(x), std::exp(static_cast<long double>(x))));
  }
  for (int i = 0; i < points; ++i) {
    const double x = between(words(i)[1], -1, 1);
    worst = std::max(worst, relative_error(real::exp(x), std::exp(static_cast<long double>(x))));
  }
  CHECK(worst < 1e-14L);
}

TEST_CASE("the exponential function is 0 far below and finite far above") {
  CHECK(real::exp(0) == 1);
  CHECK(real::exp(-700.0001) == 0);
  CHECK(real::exp(-1e300) == 0);
  CHECK(real::exp(-HUGE_VAL) == 0);
  CHECK(real::exp(1e300) == real::exp(700));
  CHECK(real::exp(HUGE_VAL) == real::exp(700));
}

TEST_CASE("a power is right to 13 digits for the bases and exponents of rates") {
  long double worst = 0;
  for (int i = 0; i < points; ++i) {
    const auto word = words(i);
    const double x = std::ldexp(to_uniform(word[0]), static_cast<int>(to_index(word[1], 20)) - 10);
    const double y = between(word[2], -8, 8);
    worst = std::max(worst, relative_error(real::pow(x, y), std::pow(static_cast<long double>(x), y)));
  }
  CHECK(worst < 1e-13L);
}

TEST_CASE("powers of 0 and of 1 and to the power 0 are exact") {
  CHECK(real::pow(0, 0) == 1);
  CHECK(real::pow(0, 2) == 0);
  CHECK(real::pow(7, 0) == 1);
  CHECK(real::pow(1, 123.5) == 1);  // though log(1) is 2^-59 and not 0
  CHECK(real::pow(1, -1e300) == 1);
}

// The same digits on every compiler and processor: a build that rounds elsewhere fails here and not in somebody's
// study.

TEST_CASE("logarithms have these digits on every machine") {
  const double pinned[][2] = {{0x1p-33, -0x1.6dfb516f20bbep+4},
                              {0x1.0624dd2f1a9fcp-10, -0x1.ba18a998fffap+2},
                              {0x1.999999999999ap-4, -0x1.26bb1bbb55515p+1},
                              {0x1p-1, -0x1.62e42fefa39efp-1},
                              {0x1.8p-1, -0x1.269621134db92p-2},
                              {0x1.ff7ced916872bp-1, -0x1.064670d979944p-10},
                              {0x1p+0, 0x1p-59},
                              {0x1.8p+0, 0x1.9f323ecbf984cp-2},
                              {0x1p+1, 0x1.62e42fefa39efp-1},
                              {0x1.4p+3, 0x1.26bb1bbb55515p+1},
                              {0x1.e848p+19, 0x1.ba18a998fffap+3},
                              {0x1p-1022, -0x1.6232bdd7abcd2p+9},
                              {0x1.fffffffffffffp+1023, 0x1.62e42fefa39efp+9}};
  for (const auto& [x, digits] : pinned) {
    CAPTURE(x);
    CHECK(real::log(x) == digits);
  }
}

TEST_CASE("exponentials have these digits on every machine") {
  const double pinned[][2] = {{-0x1.5ep+9, 0x1.14f2b0fb9307fp-1010},
                              {-0x1.e8p+4, 0x1.ff3864232b407p-45},
                              {-0x1p+0, 0x1.78b56362cef38p-2},
                              {-0x1.999999999999ap-4, 0x1.cf46d99d52b3ap-1},
                              {-0x1.12e0be826d695p-30, 0x1.fffffff768fa1p-1},
                              {0x1.12e0be826d695p-30, 0x1.000000044b83p+0},
                              {0x1p-2, 0x1.48b5e3c3e8186p+0},
                              {0x1p-1, 0x1.a61298e1e069cp+0},
                              {0x1p+0, 0x1.5bf0a8b14576ap+1},
                              {0x1p+1, 0x1.d8e64b8d4ddaep+2},
                              {0x1.4p+3, 0x1.5829dcf95056p+14},
                              {0x1.91p+6, 0x1.8c39b9134bac4p+144},
                              {0x1.5ep+9, 0x1.d945df4f8ec8ep+1009}};
  for (const auto& [x, digits] : pinned) {
    CAPTURE(x);
    CHECK(real::exp(x) == digits);
  }
}

TEST_CASE("powers have these digits on every machine") {
  const double pinned[][3] = {{0x1p+1, 0x1p-1, 0x1.6a09e667f3bccp+0},
                              {0x1.999999999999ap-1, 0x1.8p+1, 0x1.0624dd2f1a9fep-1},
                              {0x1.051eb851eb852p+0, -0x1.8p+0, 0x1.f103e696c891ap-1},
                              {0x1.4p+3, -0x1.8p+1, 0x1.0624dd2f1a9fdp-10},
                              {0x1.6666666666666p-2, 0x1p-2, 0x1.89cf69f3f7dd8p-1}};
  for (const auto& [x, y, digits] : pinned) {
    CAPTURE(x);
    CHECK(real::pow(x, y) == digits);
  }
}

TEST_CASE("rounding to eleven digits keeps what is simple, and takes away the noise of a sum") {
  for (const double x : {0.0, 1.0, -2.5, 0x1p900, 0x1p-900}) CHECK(real::rounded(x) == x);
  CHECK(real::rounded(0.1 + 0.2) == real::rounded(0.3));
  CHECK(0.1 + 0.2 != 0.3);
  CHECK(std::abs(real::rounded(1.0 / 3) - 1.0 / 3) < 1e-11);
}
