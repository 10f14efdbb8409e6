#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Persons with a teaching job on a census day, and their contracts, by every split that people have.
class People final : public Part, public Headcount<Labour> {
 public:
  explicit People(Contents& contents);
  std::string_view name() const override { return "people"; }
  void begin(Labour& world) override;

  bool counts(Situation situation) const override {
    const State state = state_of(situation);
    return state == State::teaching || state == State::in_training;
  }
  void begin_count(const Labour& world) override;
  void count(const Labour& world, Situation situation, const Person* const* people, std::size_t size) override;
  void before_measures(const Labour& world) override;

  /// A cell has at most one split beside the sector.
  double persons(const Cell& cell) const { return of(cell).persons.sum(cell); }
  double fte(const Cell& cell) const { return of(cell).fte.sum(cell); }
  double up_to_08(const Cell& cell) const { return of(cell).up_to_08.sum(cell); }
  /// Of posts that have a subject.
  double fte_with_subject(const Cell& cell) const { return by_[subject_].fte.sum(cell); }
  /// Persons by sector and age band, now and on the census before.
  double persons_before(const Cell& cell) const { return before_.sum(cell); }

 private:
  /// Counts by sector and one other split.
  struct By {
    const Split* split;
    /// Adds people of a sector to `sizes`: [sector][label][contract] persons.
    std::function<void(const Labour&, std::size_t sector, const Person* const* people, std::size_t size,
                       std::int32_t* sizes)>
        add;
    std::vector<std::int32_t> sizes = {};
    Tally persons = {}, fte = {}, up_to_08 = {};
  };
  /// `label(world, person)`: of whoever has a label of this split; the number of labels for none.
  template <class Label>
  static By by(const Split& split, Label label);
  void finish(By& by);
  const By& of(const Cell& cell) const;
  void add_measures(Contents& contents);

  const Split& sector_;
  std::vector<By> by_;  // the first has everybody
  std::size_t subject_ = 0, age_ = 0;
  Tally before_;
};

}  // namespace formatie::teachers
