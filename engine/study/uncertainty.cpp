#include "engine/study/uncertainty.h"

#include <cmath>
#include <string_view>

namespace formatie {
namespace {

/// The last purpose: models number theirs from 2 on.
constexpr Purpose parameter_draw{255};

/// A parameter's luck hangs on its name, so that a prior more or less moves no other.
Identity identity_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return Identity::from_value(hash);
}

}  // namespace

std::uint32_t Uncertainty::future_of(std::uint32_t draw) const {
  // Multiples of the golden ratio fill the unit interval evenly, however many there are (a Kronecker sequence), so that
  // the futures have their shares in every study of some length.
  double place = 0.5 + draw * 0.6180339887498949;
  place -= std::floor(place);
  double sum = 0;
  for (std::uint32_t f = 0; f + 1 < futures.size(); ++f)
    if (place < (sum += futures[f].weight)) return f;
  return static_cast<std::uint32_t>(futures.size() - 1);
}

Replication Uncertainty::replication(std::uint64_t seed, std::uint32_t number) const {
  Replication result;
  result.luck = {seed, number};
  result.draw = draw_of(number);
  result.future = future_of(result.draw);
  const Luck luck{seed, result.draw};
  for (const auto& p : parameters) {
    const double uniform = to_uniform(random_block(luck, parameter_draw, identity_of(p.prior.parameter), 0)[0]);
    result.drawn.push_back({p.part, p.prior.form, p.prior.quantile(uniform), p.central});
  }
  if (!ensemble.empty()) {
    const auto& member = ensemble[result.draw % ensemble.size()];
    for (std::size_t i = 0; i < member.size(); ++i)
      result.drawn.push_back({ensemble_parts[i], Prior::Form::factor, member[i], 0});
  }
  return result;
}

void apply_draw(const std::vector<Drawn>& drawn, const ParameterValues& values) {
  for (const auto& d : drawn) {
    const auto& entry = values.entries()[d.part.entry];
    if (d.form == Prior::Form::factor)
      values.multiply(d.part, d.value);
    else if ((entry.number != nullptr ? *entry.number : *entry.integer) == d.central)
      values.assign(d.part.entry, d.value);
  }
}

}  // namespace formatie
