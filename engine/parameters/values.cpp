#include "engine/parameters/values.h"

#include <algorithm>
#include <cmath>

#include "engine/base/expect.h"

namespace formatie {

std::size_t ParameterValues::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.name == name; });
  return static_cast<std::size_t>(found - entries_.begin());
}

void ParameterValues::take_frozen(const ParameterValues& from) const {
  expect(from.entries_.size() == entries_.size() && from.flags_.size() == flags_.size() &&
             from.choices_.size() == choices_.size() && from.dates_.size() == dates_.size(),
         "two models of one kind have the same parameters");
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& to = entries_[i];
    if (to.number != nullptr) *to.number = *from.entries_[i].number;
    if (to.integer != nullptr) *to.integer = *from.entries_[i].integer;
    if (to.dial != nullptr) to.dial->take_frozen(*from.entries_[i].dial);
  }
  for (std::size_t i = 0; i < flags_.size(); ++i) *flags_[i] = *from.flags_[i];
  for (std::size_t i = 0; i < choices_.size(); ++i) *choices_[i] = *from.choices_[i];
  for (std::size_t i = 0; i < dates_.size(); ++i) *dates_[i] = *from.dates_[i];
}

ParameterValues::Part ParameterValues::find_part(std::string_view name) const {
  const auto bracket = name.find('[');
  Part part{find(name.substr(0, bracket))};
  if (bracket == std::string_view::npos) return part;
  const auto equals = name.find('=', bracket);
  if (part.entry == entries_.size() || entries_[part.entry].dial == nullptr || equals == std::string_view::npos ||
      name.back() != ']')
    return {entries_.size()};
  const auto dimension = name.substr(bracket + 1, equals - bracket - 1);
  const auto label = name.substr(equals + 1, name.size() - equals - 2);
  const auto& by = entries_[part.entry].dial->by();
  for (std::size_t d = 0; d < by.size(); ++d)
    if (by[d]->name() == dimension)
      if (const auto index = by[d]->find(label)) return {part.entry, d, *index};
  return {entries_.size()};
}

void ParameterValues::multiply(const Part& part, double factor) const {
  const Entry& e = entries_[part.entry];
  if (e.dial != nullptr)
    e.dial->multiply(factor, e.allowed.low, e.allowed.high, part.dimension, part.label);
  else
    assign(part.entry, factor * (e.number != nullptr ? *e.number : *e.integer));
}

void ParameterValues::assign(std::size_t entry, double value) const {
  const Entry& e = entries_[entry];
  const double inside = std::clamp(value, e.allowed.low, e.allowed.high);
  expect(e.dial == nullptr, "a dial is drawn by a factor");
  if (e.number != nullptr)
    *e.number = inside;
  else
    *e.integer = static_cast<int>(std::lround(inside));
}

}  // namespace formatie
