#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/base/random.h"

#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {

TEST_CASE("an alias table gives each value a share of the words in proportion to its weight") {
  const std::vector<double> weights = {1, 0, 5.5, 0.25, 3, 1e-4, 12, 0};
  const std::vector<std::uint32_t> values = {7, 8, 9, 10, 11, 12, 13, 14};
  const AliasTable table(weights, values);
  // 2^22 words at equal distances: each value's share is exact but for the ends of its at most seven stretches.
  constexpr std::uint32_t words = 1u << 22;
  std::vector<double> counts(20, 0.0);
  for (std::uint32_t i = 0; i < words; ++i) counts[table.draw(i << 10 | 512)] += 1;
  double total = 0;
  for (const double weight : weights) total += weight;
  for (std::size_t i = 0; i < weights.size(); ++i)
    CHECK_MESSAGE(std::abs(counts[values[i]] - weights[i] / total * words) <= 7, "value " << values[i]);
}

TEST_CASE("an alias table of random words passes a chi-square test") {
  std::vector<double> weights;
  std::vector<std::uint32_t> values;
  double total = 0;
  for (std::uint32_t i = 0; i < 100; ++i) {
    weights.push_back(1 + (i * 37) % 11);
    values.push_back(i);
    total += weights.back();
  }
  const AliasTable table(weights, values);
  const Luck luck{1, 0};
  std::vector<double> counts(100, 0.0);
  constexpr int draws = 400000;
  for (int n = 0; n < draws / 4; ++n)
    for (const std::uint32_t word :
         random_block(luck, Purpose{9}, Identity::of(1, 1, 1), static_cast<std::uint32_t>(n)))
      counts[table.draw(word)] += 1;
  double chi_square = 0;
  for (std::size_t i = 0; i < 100; ++i) {
    const double expected = weights[i] / total * draws;
    chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  const double z = (std::cbrt(chi_square / 99) - (1 - 2.0 / 891)) / std::sqrt(2.0 / 891);
  CHECK(std::abs(z) < 4);  // wrong once in 16 000 seeds
}

TEST_CASE("an alias table of one value always gives it, and one without weight is empty") {
  const AliasTable one({0, 2.5}, {3, 4});
  for (const std::uint32_t word : {0u, 1u, 0x7fffffffu, 0xfffffffeu, 0xffffffffu}) CHECK(one.draw(word) == 4);
  CHECK_FALSE(one.empty());
  CHECK(AliasTable({0, 0}, {1, 2}).empty());
  CHECK(AliasTable({}, {}).empty());
  CHECK(AliasTable().empty());
}

}  // namespace formatie::teachers
