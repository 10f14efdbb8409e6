#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "engine/base/expect.h"
#include "engine/base/id.h"
#include "engine/base/real.h"

namespace formatie {

/// What the luck of a whole replication hangs on: the study's seed and the number of the replication.
struct Luck {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;  ///< below 2^24
};

/// What a random number is for. The kernel uses `career` and `date`; a model numbers its own purposes from 2 to 255.
enum class Purpose : std::uint8_t { career = 0, date = 1 };

/// Four random words: Philox4x32-10 of (seed, replication, purpose, identity, draw, block).
///
/// A pure function: no generator to pass around or to restore. Apart from this header, because the library's takes long
/// to read. Source: Salmon et al., "Parallel random numbers: as easy
/// as 1, 2, 3" (SC11), in the library Random123.
std::array<std::uint32_t, 4> random_block(const Luck& luck, Purpose purpose, Identity who, std::uint32_t draw,
                                          std::uint32_t block = 0);

/// The first blocks of many persons at once: `blocks[i]` is that of `of[i]`. Cheaper than one by one.
struct BlockOf {
  Identity who;
  std::uint32_t draw = 0;
};
void random_blocks(const Luck& luck, Purpose purpose, std::span<const BlockOf> of,
                   std::span<std::array<std::uint32_t, 4>> blocks);

/// A uniform number in (0, 1), never an end point, from a random word; steps of 2^-32.
constexpr double to_uniform(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

/// A waiting time with mean 1, from a random word.
inline double to_exponential(std::uint32_t word) { return -real::log(to_uniform(word)); }

/// A standard normal number from two random words (Box & Muller), rounded so that all machines agree.
inline double to_normal(std::uint32_t a, std::uint32_t b) {
  const double radius = std::sqrt(2 * to_exponential(a));
  const double z = radius * std::cos(2 * 3.14159265358979323846 * to_uniform(b));
  return std::round(std::ldexp(z, 37)) * 0x1p-37;
}

/// A whole number in [0, size), from a random word; bias below size / 2^32.
constexpr std::uint32_t to_index(std::uint32_t word, std::uint32_t size) {
  return static_cast<std::uint32_t>((std::uint64_t{word} * size) >> 32);
}

/// Index in `cumulative`, rising shares that end at 1: the first entry above the uniform number.
///
/// Short lists are counted instead of searched: where the number falls is chance, and no branch could foresee it.
inline std::uint32_t to_choice(double uniform, std::span<const double> cumulative) {
  const std::size_t last = cumulative.size() - 1;
  if (last > 64)
    return static_cast<std::uint32_t>(
        std::upper_bound(cumulative.begin(), cumulative.begin() + static_cast<std::ptrdiff_t>(last), uniform) -
        cumulative.begin());
  std::uint32_t below = 0;
  for (std::size_t i = 0; i < last; ++i) below += cumulative[i] <= uniform;
  return below;
}

/// The random numbers of one person for one purpose and one draw (the n-th time that purpose comes up).
///
/// Own formulas, not those of the standard library, so that every compiler gives the same digits.
class Stream {
 public:
  /// `luck` must outlive the stream.
  /// `first_block`: where in the draw to begin, for draws that several things share.
  Stream(const Luck& luck, Purpose purpose, Identity who, std::uint32_t draw, std::uint32_t first_block = 0)
      : luck_(&luck), who_(who), draw_(draw), next_block_(first_block), purpose_(purpose) {}
  /// Goes on after the first `used` words of block 0, which the caller has drawn already.
  Stream(const Luck& luck, Purpose purpose, Identity who, std::uint32_t draw, const std::array<std::uint32_t, 4>& first,
         unsigned used)
      : luck_(&luck), who_(who), words_(first), draw_(draw), next_block_(1), used_(used), purpose_(purpose) {}

  std::uint32_t word() {
    if (used_ == 4) {
      expect(next_block_ < 256, "a stream gives at most 1,024 words");
      words_ = random_block(*luck_, purpose_, who_, draw_, next_block_++);
      used_ = 0;
    }
    return words_[used_++];
  }
  /// In (0, 1).
  double uniform() { return to_uniform(word()); }
  /// Mean 1.
  double exponential() { return to_exponential(word()); }
  /// In [0, size).
  std::uint32_t index(std::uint32_t size) { return to_index(word(), size); }
  /// True with this probability.
  bool chance(double probability) { return uniform() < probability; }
  /// Index in `cumulative`, rising shares that end at 1.
  std::uint32_t choose(std::span<const double> cumulative) { return to_choice(uniform(), cumulative); }

 private:
  const Luck* luck_;
  Identity who_;
  std::array<std::uint32_t, 4> words_{};
  std::uint32_t draw_;
  std::uint32_t next_block_ = 0;
  unsigned used_ = 4;
  Purpose purpose_;
};

}  // namespace formatie
