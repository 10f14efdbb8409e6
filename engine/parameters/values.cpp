#include "engine/parameters/values.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/expect.h"

namespace formatie {

ParameterValues::Entry& ParameterValues::add(std::string_view name, std::string_view unit, Allowed allowed) {
  Entry entry;
  entry.name = part_ + "." + std::string(name);
  entry.unit = unit;
  entry.allowed = allowed;
  entry.at_start = at_start_;
  index_.try_emplace(entry.name, entries_.size());
  entries_.push_back(std::move(entry));
  return entries_.back();
}

std::vector<std::string> ParameterValues::numeric_names() const {
  std::vector<std::string> names;
  for (const auto& entry : entries_)
    if (entry.is_numeric()) names.push_back(entry.name);
  return names;
}

std::size_t ParameterValues::find(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? entries_.size() : found->second;
}

const Dial& ParameterValues::dial(std::string_view name) const {
  const std::size_t at = find(name);
  expect(at < entries_.size() && entries_[at].dial != nullptr, "a dial that is asked for by name is there");
  return *entries_[at].dial;
}

double ParameterValues::value(std::string_view name) const {
  const std::size_t at = find(name);
  expect(at < entries_.size(), "a parameter that is asked for by name is there");
  const Entry& entry = entries_[at];
  expect(entry.number != nullptr || entry.integer != nullptr || entry.flag != nullptr, "it is a number or a flag");
  if (entry.number != nullptr) return *entry.number;
  return entry.integer != nullptr ? *entry.integer : *entry.flag ? 1 : 0;
}

std::string ParameterValues::start_text(Time until) const {
  std::string text;
  for (const auto& e : entries_) {
    if (!e.at_start) continue;
    text += e.name + "=";
    if (e.number != nullptr) text += fmt::format("{}", *e.number);
    if (e.integer != nullptr) text += fmt::format("{}", *e.integer);
    if (e.flag != nullptr) text += *e.flag ? "true" : "false";
    if (e.choice != nullptr) text += *e.choice;
    if (e.date != nullptr) text += e.date->iso();
    if (e.file != nullptr) text += e.file->path;
    if (e.dial != nullptr)
      for (const Time date : e.dial->dates())
        for (std::size_t cell = 0; date <= until && cell < e.dial->cells(); ++cell)
          text += fmt::format(" {}:{}", date.minutes(), e.dial->on(date, cell));
    text += "\n";
  }
  return text;
}

void ParameterValues::freeze(const std::vector<Time>& steps) const {
  for (const auto& entry : entries_)
    if (entry.dial != nullptr) entry.dial->freeze(steps);
}

void ParameterValues::take_frozen(const ParameterValues& from) const {
  expect(from.entries_.size() == entries_.size(), "two models of one kind have the same parameters");
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& to = entries_[i];
    const Entry& other = from.entries_[i];
    if (to.number != nullptr) *to.number = *other.number;
    if (to.integer != nullptr) *to.integer = *other.integer;
    if (to.dial != nullptr) to.dial->take_frozen(*other.dial);
    if (to.flag != nullptr) *to.flag = *other.flag;
    if (to.choice != nullptr) *to.choice = *other.choice;
    if (to.date != nullptr) *to.date = *other.date;
  }
}

ParameterValues::Part ParameterValues::find_part(std::string_view name) const {
  const auto bracket = name.find('[');
  Part part{find(name.substr(0, bracket))};
  if (part.entry < entries_.size() && !entries_[part.entry].is_numeric()) return {entries_.size()};
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
