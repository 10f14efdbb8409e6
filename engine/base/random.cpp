#include "engine/base/random.h"

#include <Random123/philox.h>

namespace formatie {

namespace {

inline std::array<std::uint32_t, 4> block_of(const Luck& luck, Purpose purpose, Identity who, std::uint32_t draw,
                                             std::uint32_t block) {
  r123::Philox4x32::ctr_type counter = {
      {(draw & 0x00ffffffu) | block << 24, luck.replication | static_cast<std::uint32_t>(purpose) << 24,
       static_cast<std::uint32_t>(who.value()), static_cast<std::uint32_t>(who.value() >> 32)}};
  const r123::Philox4x32::key_type key = {
      {static_cast<std::uint32_t>(luck.seed), static_cast<std::uint32_t>(luck.seed >> 32)}};
  counter = r123::Philox4x32()(counter, key);
  return {counter[0], counter[1], counter[2], counter[3]};
}

}  // namespace

std::array<std::uint32_t, 4> random_block(const Luck& luck, Purpose purpose, Identity who, std::uint32_t draw,
                                          std::uint32_t block) {
  return block_of(luck, purpose, who, draw, block);
}

void random_blocks(const Luck& luck, Purpose purpose, std::span<const BlockOf> of,
                   std::span<std::array<std::uint32_t, 4>> blocks) {
  for (std::size_t i = 0; i < of.size(); ++i) blocks[i] = block_of(luck, purpose, of[i].who, of[i].draw, 0);
}

}  // namespace formatie
