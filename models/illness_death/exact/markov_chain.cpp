#include "models/illness_death/exact/markov_chain.h"

#include <algorithm>
#include <cmath>

#include "engine/base/real.h"

namespace formatie::illness_death {
namespace {

using Row = std::array<double, states>;

constexpr double most_moments = 30;  // expected in one go: e^-30 is far from the smallest number

double exit_rate(const Row& intensities, std::size_t from) {
  double total = 0;
  for (std::size_t to = 0; to < states; ++to)
    if (to != from) total += intensities[to];
  return total;
}

/// The chances at the next moment of the Poisson process.
Row next(const Row& chance, const Intensities& intensities, double pace) {
  Row result{};
  for (std::size_t from = 0; from < states; ++from) {
    for (std::size_t to = 0; to < states; ++to)
      if (to != from) result[to] += chance[from] * (intensities[from][to] / pace);
    result[from] += chance[from] * (1 - exit_rate(intensities[from], from) / pace);
  }
  return result;
}

/// One stretch in which `pace` times `years` is at most `most_moments`.
void advance_stretch(Outlook& outlook, const Intensities& intensities, double pace, double years) {
  const double expected = pace * years;
  Row chance = outlook.chance;
  double weight = real::exp(-expected);  // the chance of exactly k moments
  double more = 1 - weight;              // of more than k
  outlook.chance = {};
  for (int k = 0;; ++k) {
    for (std::size_t state = 0; state < states; ++state) {
      outlook.chance[state] += weight * chance[state];
      outlook.years[state] += more / pace * chance[state];
    }
    if (k > expected && weight < 1e-18) return;
    chance = next(chance, intensities, pace);
    weight *= expected / (k + 1);
    more = std::max(0.0, more - weight);
  }
}

}  // namespace

void advance(Outlook& outlook, const Intensities& intensities, double years) {
  double pace = 0;
  for (std::size_t from = 0; from < states; ++from) pace = std::max(pace, exit_rate(intensities[from], from));
  if (pace == 0) {
    for (std::size_t state = 0; state < states; ++state) outlook.years[state] += outlook.chance[state] * years;
    return;
  }
  const auto stretches = static_cast<int>(std::ceil(std::max(1.0, pace * years / most_moments)));
  for (int i = 0; i < stretches; ++i) advance_stretch(outlook, intensities, pace, years / stretches);
}

}  // namespace formatie::illness_death
