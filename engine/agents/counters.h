#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/expect.h"
#include "engine/measure/definition.h"

namespace formatie {

/// A kind of event that is counted; made by `Counters`.
struct Counter {
  std::uint32_t number = 0;
};

/// The kinds of events that a model counts, each declared where it happens.
class Counters {
 public:
  enum class Kept {
    a_year,  ///< begins again after each census: a flow
    always   ///< goes on, or is emptied by hand
  };

  /// Events by up to three splits.
  Counter declare(std::vector<const Split*> by, Kept kept = Kept::a_year) {
    list_.push_back({std::move(by), kept});
    return {static_cast<std::uint32_t>(list_.size() - 1)};
  }

  struct Declared {
    std::vector<const Split*> by;
    Kept kept = Kept::a_year;
    std::size_t size() const {
      std::size_t size = 1;
      for (const auto* split : by) size *= split->size();
      return size;
    }
  };
  const std::vector<Declared>& list() const { return list_; }

 private:
  std::vector<Declared> list_;
};

/// What was counted: a number for each combination of labels of each counter. Persons' events count in the lane of
/// their moment; lanes are added up at barriers, so that sums do not depend on which lane saw what.
class Counts {
 public:
  /// Begins at 0, in the memory that is there.
  void begin(const Counters& counters, unsigned lanes) {
    counters_ = &counters;
    shapes_.clear();
    std::size_t size = 0;
    for (const auto& one : counters.list()) {
      shapes_.push_back(
          {size, one.size(), one.by.size() > 1 ? one.by[1]->size() : 1, one.by.size() > 2 ? one.by[2]->size() : 1});
      size += one.size();
    }
    lanes_.resize(lanes);
    for (auto& lane : lanes_) lane.assign(size, 0);
  }

  /// One event more, by its labels in the order in which they were declared.
  void count(unsigned lane, Counter counter, std::size_t a = 0, std::size_t b = 0, std::size_t c = 0) {
    ++at(lane, counter, a, b, c);
  }
  /// The number itself, to add to.
  std::int32_t& at(unsigned lane, Counter counter, std::size_t a = 0, std::size_t b = 0, std::size_t c = 0) {
    const Shape& shape = shapes_[counter.number];
    return lanes_[lane][shape.offset + (a * shape.second + b) * shape.third + c];
  }
  /// All numbers of a counter; the last label runs fastest.
  std::span<std::int32_t> of(unsigned lane, Counter counter) {
    return std::span(lanes_[lane]).subspan(shapes_[counter.number].offset, shapes_[counter.number].size);
  }
  std::span<const std::int32_t> of(Counter counter) const {
    return std::span(lanes_[0]).subspan(shapes_[counter.number].offset, shapes_[counter.number].size);
  }
  /// At barriers: how many there were in a cell.
  double sum(Counter counter, const Cell& cell) const {
    const auto numbers = of(counter);
    double total = 0;
    for_each_place(counters_->list()[counter.number].by, cell, [&](std::size_t place) { total += numbers[place]; });
    return total;
  }
  /// How many there were since this was asked last, of a counter that is kept `always`.
  std::int32_t take(Counter counter, std::size_t label) { return std::exchange(at(0, counter, label), 0); }

  /// At each barrier.
  void add_up() {
    for (std::size_t lane = 1; lane < lanes_.size(); ++lane)
      for (std::size_t i = 0; i < lanes_[0].size(); ++i) {
        lanes_[0][i] += lanes_[lane][i];
        lanes_[lane][i] = 0;
      }
  }
  /// After each census.
  void begin_year() {
    for (std::uint32_t c = 0; c < shapes_.size(); ++c)
      if (counters_->list()[c].kept == Counters::Kept::a_year)
        for (auto& number : of(0, Counter{c})) number = 0;
  }
  /// Stops when more events were taken back than there were.
  void check() const {
    for (std::uint32_t c = 0; c < shapes_.size(); ++c)
      if (counters_->list()[c].kept == Counters::Kept::a_year)
        for (const auto number : of(Counter{c})) expect(number >= 0, "a count of events is not negative");
  }

 private:
  const Counters* counters_ = nullptr;
  struct Shape {
    std::size_t offset, size, second, third;  // labels of the second and third split
  };
  std::vector<Shape> shapes_;                     // [counter]
  std::vector<std::vector<std::int32_t>> lanes_;  // the first is the truth, the others are added to it
};

}  // namespace formatie
