#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

/// Elementary functions with the same digits on every machine.
///
/// The C library's `log` and `exp` take another path on a processor with fused multiply-add, and may change with its
/// version. What enters a result goes through these instead: only additions, multiplications and divisions in a fixed
/// order, compiled with -ffp-contract=off.
namespace formatie::real {

namespace detail {

inline constexpr int log_table_size = 128;
inline constexpr double ln2 = 0.693147180559945309417232121458;

struct LogEntry {
  double inverse;  ///< 1/c, c the middle of the interval
  double log;      ///< -log(inverse), to full precision
};

/// log(x) for x near 1, by 2 artanh((x-1)/(x+1)); used only to make the table.
constexpr double series_log(double x) {
  const double t = (x - 1) / (x + 1);
  double power = t;
  double sum = 0;
  for (int k = 1; k < 61; k += 2) {
    sum += power / k;
    power *= t * t;
  }
  return 2 * sum;
}

constexpr std::array<LogEntry, log_table_size> make_log_table() {
  std::array<LogEntry, log_table_size> table{};
  for (int i = 0; i < log_table_size; ++i) {
    const double c = 1 + (i + 0.5) / log_table_size;
    table[static_cast<std::size_t>(i)].inverse = 1 / c;
    table[static_cast<std::size_t>(i)].log = -series_log(1 / c);
  }
  return table;
}

inline constexpr std::array<LogEntry, log_table_size> log_table = make_log_table();

}  // namespace detail

/// Natural logarithm of a positive, finite, normal number; relative error below 1e-13 away from 1.
inline double log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const int exponent = static_cast<int>(bits >> 52) - 1023;
  const auto& entry = detail::log_table[(bits >> 45) & (detail::log_table_size - 1)];
  const double mantissa = std::bit_cast<double>((bits & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
  const double r = mantissa * entry.inverse - 1;  // |r| < 1/256
  const double r2 = r * r;
  // log(1+r) = r - r^2/2 + r^3/3 - r^4/4 + r^5/5 - r^6/6
  const double tail = r2 * (-0.5 + r * (1.0 / 3) + r2 * (-0.25 + r * 0.2 - r2 * (1.0 / 6)));
  return (exponent * detail::ln2 + entry.log) + (r + tail);
}

/// e to the power x; relative error below 1e-14. Zero below -700, at most e^700 above.
inline double exp(double x) {
  if (x < -700) return 0;
  if (x > 700) x = 700;
  const double scaled = x * (1 / detail::ln2);
  const auto whole = static_cast<std::int64_t>(scaled + (scaled >= 0 ? 0.5 : -0.5));
  constexpr double ln2_high = 0x1.62e42fefa0000p-1;
  constexpr double ln2_low = 0x1.cf79abc9e3b3ap-40;
  const double r = (x - static_cast<double>(whole) * ln2_high) - static_cast<double>(whole) * ln2_low;
  double sum = 1;
  for (int k = 13; k > 0; --k) sum = 1 + sum * r / k;
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(whole + 1023) << 52);
}

/// A number to eleven digits: sums of matrices may differ in the last bits between processors.
inline double rounded(double x) {
  int exponent = 0;
  const double fraction = std::frexp(x, &exponent);
  return std::ldexp(std::round(std::ldexp(fraction, 37)), exponent - 37);
}

/// x to the power y, for x >= 0.
inline double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  return x <= 0 ? 0 : exp(y * log(x));
}

}  // namespace formatie::real
