#pragma once

#include <array>

#include "models/illness_death/world/patient.h"

namespace formatie::illness_death {

/// How often a patient goes from one state to another, [from][to], a year; what stands on the diagonal does not matter.
using Intensities = std::array<std::array<double, states>, states>;

/// What is to be expected of a patient: the chance of being in each state, and the years spent there until then.
struct Outlook {
  std::array<double, states> chance{};
  std::array<double, states> years{};
};

/// Moves an outlook on by `years` in which intensities are constant.
///
/// The chances are those before times the matrix exponential of the intensities. By uniformisation: look at the patient
/// at the moments of a Poisson process as fast as the fastest state is left; then states follow by a fixed matrix. Sums
/// of positive numbers only, in a fixed order, so the digits are the same on every machine.
/// source: Jensen, "Markoff chains as an aid in the study of Markoff processes" (1953).
void advance(Outlook& outlook, const Intensities& intensities, double years);

}  // namespace formatie::illness_death
