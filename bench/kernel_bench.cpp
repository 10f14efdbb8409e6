// What the kernel is made of, piece by piece.
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/base/random.h"
#include "engine/kernel/caps.h"

namespace {

using namespace formatie;

void philox_block(benchmark::State& state) {
  const Luck luck{1, 2};
  std::uint32_t draw = 0;
  for (auto _ : state) benchmark::DoNotOptimize(random_block(luck, Purpose::career, Identity::of(1, 2, 3), ++draw));
}
BENCHMARK(philox_block);

void exponential(benchmark::State& state) {
  std::uint32_t word = 1;
  for (auto _ : state) benchmark::DoNotOptimize(to_exponential(word += 0x9e3779b9u));
}
BENCHMARK(exponential);

Caps make_caps() {
  Caps caps(1, 3, {0, 25, 30, 35, 40, 45, 50, 55, 60, 65});
  for (std::size_t band = 0; band < caps.bands(); ++band)
    for (std::size_t process = 0; process < 3; ++process)
      caps.set(0, band, process, {0.05 + 0.01 * static_cast<double>(band)});
  caps.freeze();
  return caps;
}

void next_opportunity(benchmark::State& state) {
  const Caps caps = make_caps();
  const auto age = static_cast<std::int32_t>(32 * minutes_per_year);
  std::uint32_t word = 1;
  for (auto _ : state)
    benchmark::DoNotOptimize(caps.next_opportunity(0, 0, age, caps.band(age), to_exponential(word += 0x9e3779b9u)));
}
BENCHMARK(next_opportunity);

void wait_left(benchmark::State& state) {
  const Caps caps = make_caps();
  const auto age = static_cast<std::int32_t>(32 * minutes_per_year);
  for (auto _ : state) benchmark::DoNotOptimize(caps.wait_left(0, 0, age, age + 2'000'000));
}
BENCHMARK(wait_left);

}  // namespace
