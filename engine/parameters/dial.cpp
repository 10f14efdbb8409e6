#include "engine/parameters/dial.h"

#include <algorithm>
#include <iterator>

#include "engine/base/expect.h"

namespace formatie {
namespace {

constexpr Time beginning = Time::from_minutes(-2000000000);

}  // namespace

Dial::Dial(std::vector<const Dimension*> by) : by_(std::move(by)) {
  for (const auto* dimension : by_) cells_ *= dimension->size();
  rows_[beginning].assign(cells_, 0.0);
}

std::string Dial::cell_name(std::size_t cell) const {
  std::string name;
  std::size_t size = cells_;
  for (const auto* dimension : by_) {
    size /= dimension->size();
    name += (name.empty() ? "" : ", ") + dimension->name() + " " + dimension->label(cell / size % dimension->size());
  }
  return name;
}

double Dial::on(Time date, std::size_t cell) const {
  return std::prev(rows_.upper_bound(std::max(date, beginning)))->second[cell];
}

double Dial::highest(std::size_t cell) const {
  if (!frozen_.empty()) {
    double value = frozen_[cell];
    for (std::size_t row = cells_; row < frozen_.size(); row += cells_) value = std::max(value, frozen_[row + cell]);
    return value;
  }
  double value = rows_.begin()->second[cell];
  for (const auto& [date, row] : rows_) value = std::max(value, row[cell]);
  return value;
}

std::vector<Time> Dial::dates() const {
  std::vector<Time> result;
  for (const auto& [date, row] : rows_) result.push_back(date);
  return result;
}

std::vector<Time> Dial::changes(Time begin, Time end) const {
  std::vector<Time> result;
  for (auto it = std::next(rows_.begin()); it != rows_.end(); ++it)
    if (it->first > begin && it->first <= end && it->second != std::prev(it)->second) result.push_back(it->first);
  return result;
}

std::vector<double>& Dial::row_from(Time date) {
  const auto at = rows_.upper_bound(date);
  const auto before = std::prev(at);
  if (before->first == date) return before->second;
  return rows_.emplace_hint(at, date, before->second)->second;
}

void Dial::set_all(double value) {
  rows_.clear();
  rows_[beginning].assign(cells_, value);
}

void Dial::set(Time from, std::size_t cell, double value) { row_from(std::max(from, beginning))[cell] = value; }

void Dial::change(const DialChange& change) {
  expect(change.cells.size() == cells_ && change.from < change.until, "a change fits its dial");
  row_from(change.from);
  if (!change.until.is_never()) row_from(change.until);
  for (auto it = rows_.find(change.from); it != rows_.end() && it->first < change.until; ++it)
    for (std::size_t cell = 0; cell < cells_; ++cell) {
      if (!change.cells[cell]) continue;
      double& value = it->second[cell];
      switch (change.kind) {
        case DialChange::Kind::set:
          value = change.amount;
          break;
        case DialChange::Kind::plus:
          value += change.amount;
          break;
        case DialChange::Kind::times:
          value *= change.amount;
          break;
      }
    }
}

void Dial::freeze(const std::vector<Time>& steps) {
  frozen_.clear();
  row_of_step_.clear();
  const std::vector<double>* last = nullptr;
  for (const Time step : steps) {
    const auto& row = std::prev(rows_.upper_bound(std::max(step, beginning)))->second;
    if (&row != last) frozen_.insert(frozen_.end(), row.begin(), row.end());
    last = &row;
    row_of_step_.push_back(frozen_.size() - cells_);
  }
}

void Dial::take_frozen(const Dial& from) {
  expect(from.cells_ == cells_, "a dial takes over the values of one like it");
  frozen_ = from.frozen_;
  row_of_step_ = from.row_of_step_;
}

void Dial::multiply(double factor, double low, double high, std::size_t dimension, std::size_t label) {
  std::size_t size = 1, labels = 1;
  for (std::size_t later = dimension + 1; later < by_.size(); ++later) size *= by_[later]->size();
  if (dimension < by_.size()) labels = by_[dimension]->size();
  for (std::size_t i = 0; i < frozen_.size(); ++i)
    if (labels == 1 || i % cells_ / size % labels == label) frozen_[i] = std::clamp(frozen_[i] * factor, low, high);
}

}  // namespace formatie
