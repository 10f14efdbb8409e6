#include "engine/base/random.h"

#include <cmath>
#include <set>
#include <vector>

#include <Random123/philox.h>
#include <doctest/doctest.h>

#include "tests/engine/base/chance.h"

using namespace formatie;

namespace {

using Words = std::array<std::uint32_t, 4>;

constexpr Purpose highest_purpose{255};

Words philox(const Words& counter, std::uint32_t key_low, std::uint32_t key_high) {
  const r123::Philox4x32::ctr_type result =
      r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key_low, key_high}});
  return {result[0], result[1], result[2], result[3]};
}

constexpr Luck luck{20260801, 7};
constexpr Identity somebody = Identity::of(2, 2027, 12345);

}  // namespace

// The three known answers for philox4x32-10 in the file kat_vectors of Random123.
constexpr Words of_zeros = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
constexpr Words of_ones = {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd};
constexpr Words of_pi = {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};

TEST_CASE("the generator gives the known answers of its authors") {
  CHECK(philox({0, 0, 0, 0}, 0, 0) == of_zeros);
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, 0xffffffff, 0xffffffff) == of_ones);
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0xa4093822, 0x299f31d0) == of_pi);
}

// word 0 of the counter: block (8 bits), draw (24); word 1: purpose (8), replication (24); words 2 and 3: the identity,
// low half first; the key: the seed, low half first.
TEST_CASE(
    "a block of luck is the generator at draw and block, replication and purpose, identity; its key is the seed") {
  CHECK(random_block({0, 0}, Purpose{0}, Identity::from_value(0), 0, 0) == of_zeros);
  CHECK(random_block({0xffffffffffffffff, 0xffffff}, highest_purpose, Identity::from_value(0xffffffffffffffff),
                     0xffffff, 0xff) == of_ones);
  CHECK(random_block({0x299f31d0a4093822, 0xa308d3}, Purpose{0x85}, Identity::from_value(0x0370734413198a2e), 0x3f6a88,
                     0x24) == of_pi);
}

TEST_CASE("luck has these words on every machine") {
  CHECK(random_block(luck, Purpose{3}, somebody, 9, 1) == Words{0x6be245fb, 0x4a8df3c0, 0x1a470f33, 0xf7752889});
}

TEST_CASE("another seed, replication, purpose, identity, draw or block is other luck") {
  const auto base = random_block(luck, Purpose{3}, somebody, 9, 1);
  CHECK(random_block(luck, Purpose{3}, somebody, 9, 1) == base);
  CHECK(random_block({20260802, 7}, Purpose{3}, somebody, 9, 1) != base);
  CHECK(random_block({20260801 + (std::uint64_t{1} << 32), 7}, Purpose{3}, somebody, 9, 1) != base);
  CHECK(random_block({20260801, 8}, Purpose{3}, somebody, 9, 1) != base);
  CHECK(random_block(luck, Purpose{4}, somebody, 9, 1) != base);
  CHECK(random_block(luck, Purpose{3}, Identity::of(3, 2027, 12345), 9, 1) != base);
  CHECK(random_block(luck, Purpose{3}, Identity::of(2, 2028, 12345), 9, 1) != base);
  CHECK(random_block(luck, Purpose{3}, Identity::of(2, 2027, 12346), 9, 1) != base);
  CHECK(random_block(luck, Purpose{3}, somebody, 10, 1) != base);
  CHECK(random_block(luck, Purpose{3}, somebody, 9, 2) != base);
}

TEST_CASE("neighbouring keys share no block") {
  std::set<Words> seen;
  std::size_t blocks = 0;
  for (std::uint32_t replication = 0; replication < 4; ++replication)
    for (std::uint8_t purpose = 0; purpose < 4; ++purpose)
      for (std::uint32_t number = 0; number < 8; ++number)
        for (std::uint32_t draw = 0; draw < 8; ++draw)
          for (std::uint32_t block = 0; block < 4; ++block, ++blocks)
            seen.insert(random_block({1, replication}, Purpose{purpose}, Identity::of(0, 0, number), draw, block));
  CHECK(seen.size() == blocks);
}

TEST_CASE("a uniform number is never 0 and never 1") {
  CHECK(to_uniform(0) == 0x1p-33);
  CHECK(to_uniform(0xffffffff) == 1 - 0x1p-33);
  CHECK(to_uniform(0x80000000) == 0.5 + 0x1p-33);
}

TEST_CASE("a waiting time is finite and above 0 for every word") {
  CHECK(to_exponential(0) == 0x1.6dfb516f20bbep+4);  // 33 ln 2
  CHECK(to_exponential(0x80000000) == 0x1.62e42feda39eep-1);
  CHECK(to_exponential(0xffffffff) == 0x1.ffffdcp-34);
}

TEST_CASE("a whole number lies below its size, up to the largest size") {
  CHECK(to_index(0, 10) == 0);
  CHECK(to_index(0xffffffff, 10) == 9);
  CHECK(to_index(0x80000000, 10) == 5);
  CHECK(to_index(0xffffffff, 1) == 0);
  CHECK(to_index(0xffffffff, 0xffffffff) == 0xfffffffe);
}

TEST_CASE("a stream gives the words of its blocks in their order") {
  Stream stream(luck, Purpose{5}, somebody, 3);
  for (std::uint32_t block = 0; block < 256; ++block)
    for (const auto word : random_block(luck, Purpose{5}, somebody, 3, block)) REQUIRE(stream.word() == word);
}

TEST_CASE("a stream ends after 1,024 words") {
  Stream stream(luck, Purpose{5}, somebody, 3);
  for (int i = 0; i < 1024; ++i) stream.word();
  std::string message;
  try {
    stream.word();
  } catch (const BrokenPromise& broken) {
    message = broken.what();
  }
  CHECK(message.starts_with("engine/base/random.h:"));
  CHECK(message.ends_with(": a stream gives at most 1,024 words"));
}

TEST_CASE("a stream that goes on after words of its first block gives what a whole stream would") {
  for (unsigned used = 0; used <= 4; ++used) {
    CAPTURE(used);
    Stream whole(luck, Purpose{5}, somebody, 3);
    for (unsigned i = 0; i < used; ++i) whole.word();
    Stream rest(luck, Purpose{5}, somebody, 3, random_block(luck, Purpose{5}, somebody, 3), used);
    for (unsigned i = used; i < 1024; ++i) REQUIRE(rest.word() == whole.word());
    CHECK_THROWS_AS(rest.word(), BrokenPromise);
  }
}

TEST_CASE("a stream may begin at a later block of its draw, and then ends where the draw ends") {
  Stream later(luck, Purpose{5}, somebody, 3, 254);
  for (const std::uint32_t block : {254u, 255u})
    for (const auto word : random_block(luck, Purpose{5}, somebody, 3, block)) CHECK(later.word() == word);
  CHECK_THROWS_AS(later.word(), BrokenPromise);
}

TEST_CASE("every number that a stream gives costs one word") {
  Stream stream(luck, Purpose{5}, somebody, 3);
  Stream words(luck, Purpose{5}, somebody, 3);
  const double cumulative[] = {0.25, 0.5, 1.0};
  CHECK(stream.uniform() == to_uniform(words.word()));
  CHECK(stream.exponential() == to_exponential(words.word()));
  CHECK(stream.index(17) == to_index(words.word(), 17));
  CHECK(stream.chance(0.5) == (to_uniform(words.word()) < 0.5));
  stream.choose(cumulative);
  words.word();
  CHECK(stream.word() == words.word());
}

TEST_CASE("a chance of 0 never comes true and one of 1 always") {
  Stream stream(luck, Purpose{5}, somebody, 3);
  for (int i = 0; i < 500; ++i) {
    CHECK_FALSE(stream.chance(0));
    CHECK(stream.chance(1));
  }
}

TEST_CASE("a choice is the first entry above the uniform number, and the last when none is") {
  Stream stream(luck, Purpose{6}, somebody, 0);
  Stream uniforms(luck, Purpose{6}, somebody, 0);
  const std::vector<double> cumulative = {0.1, 0.1, 0.6, 0.9};  // entry 1 has no room; the end is below 1 by rounding
  std::vector<int> counts(4);
  for (int i = 0; i < 1000; ++i) {
    const double u = uniforms.uniform();
    const std::uint32_t wanted = u < 0.1 ? 0 : u < 0.6 ? 2 : 3;
    const auto chosen = stream.choose(cumulative);
    REQUIRE(chosen == wanted);
    ++counts[chosen];
  }
  CHECK(counts[0] > 0);
  CHECK(counts[1] == 0);
  CHECK(counts[3] > 0);
  const double only[] = {1.0};
  CHECK(Stream(luck, Purpose{6}, somebody, 0).choose(only) == 0);
}

TEST_CASE("uniform numbers have the mean, the spread and the shape of the uniform distribution") {
  constexpr int n = 200'000;
  std::vector<double> values;
  double sum = 0, squares = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double u = Stream(luck, Purpose{7}, Identity::of(1, 0, i), 0).uniform();
    values.push_back(u);
    sum += u;
    squares += (u - 0.5) * (u - 0.5);
  }
  CHECK(std::abs(z_of_mean(sum / n, 0.5, std::sqrt(1.0 / 12), n)) < 4);  // wrong once in 16 000 seeds
  // (u - 1/2)^2 has the mean 1/12 and the variance 1/80 - 1/144.
  CHECK(std::abs(z_of_mean(squares / n, 1.0 / 12, std::sqrt(1.0 / 80 - 1.0 / 144), n)) < 4);  // once in 16 000
  CHECK(distance_from_uniform(values) < 2.3);                                                 // once in 20 000
}

TEST_CASE("waiting times have the mean, the spread and the shape of the exponential distribution") {
  constexpr int n = 200'000;
  std::vector<double> shares;
  double sum = 0, squares = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double wait = Stream(luck, Purpose{8}, Identity::of(1, 0, i), 0).exponential();
    shares.push_back(1 - std::exp(-wait));
    sum += wait;
    squares += wait * wait;
  }
  // The k-th moment is k!, so the variances of the first two are 1 and 24 - 4.
  CHECK(std::abs(z_of_mean(sum / n, 1, 1, n)) < 4);                    // wrong once in 16 000 seeds
  CHECK(std::abs(z_of_mean(squares / n, 2, std::sqrt(20), n)) < 4.5);  // skew: once in about 10 000
  CHECK(distance_from_uniform(shares) < 2.3);                          // once in 20 000
}

TEST_CASE("the words of one block and of neighbouring people and draws are not correlated") {
  constexpr std::uint32_t n = 100'000;
  const auto z = [&](auto first, auto second) {  // of the correlation of two uniform numbers
    double sum = 0;
    for (std::uint32_t i = 0; i < n; ++i) sum += (first(i) - 0.5) * (second(i) - 0.5) * 12;
    return sum / std::sqrt(double{n});
  };
  const auto of = [](std::uint32_t person, std::uint32_t draw, std::size_t word) {
    return to_uniform(random_block(luck, Purpose::career, Identity::of(1, 0, person), draw)[word]);
  };
  const auto here = [&](std::uint32_t i) { return of(i, 0, 0); };
  CHECK(std::abs(z(here, [&](std::uint32_t i) { return of(i, 0, 1); })) < 4);      // wrong once in 16 000 seeds
  CHECK(std::abs(z(here, [&](std::uint32_t i) { return of(i, 1, 0); })) < 4);      // once in 16 000
  CHECK(std::abs(z(here, [&](std::uint32_t i) { return of(i + 1, 0, 0); })) < 4);  // once in 16 000
}

TEST_CASE("choices come as often as their shares say") {
  const double shares[] = {0.05, 0.2, 0.45, 0.3};
  const double cumulative[] = {0.05, 0.25, 0.7, 1.0};
  constexpr int n = 100'000;
  std::vector<double> counts(4), expected;
  for (std::uint32_t i = 0; i < n; ++i) ++counts[Stream(luck, Purpose{9}, Identity::of(1, 0, i), 0).choose(cumulative)];
  for (const double share : shares) expected.push_back(n * share);
  CHECK(z_of_fit(counts, expected, 3) < 4);  // wrong once in about 20 000 seeds
}

TEST_CASE("normal numbers have the mean, the spread and the tails of the normal distribution") {
  constexpr int n = 100'000;
  double sum = 0, squares = 0, fourth = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto words = random_block(luck, Purpose{9}, Identity::of(1, 0, i), 1);
    const double x = to_normal(words[0], words[1]);
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  CHECK(std::abs(z_of_mean(sum / n, 0, 1, n)) < 4);                     // wrong once in 16 000 seeds
  CHECK(std::abs(z_of_mean(squares / n, 1, std::sqrt(2.0), n)) < 4);    // once in about 10 000
  CHECK(std::abs(z_of_mean(fourth / n, 3, std::sqrt(96.0), n)) < 4.5);  // skew: once in about 5 000
}
