#pragma once

#include <string>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// How many people stand in one state on a census day, by sector and region: a measure.
class Stock final : public Part, public Headcount<Labour> {
 public:
  Stock(Contents& contents, State state, Measure measure)
      : name_("count_of_" + measure.name), state_(state), persons_({&contents.splits.sector, &contents.splits.region}) {
    contents.measures.add({.measure = std::move(measure),
                           .by = {&contents.splits.sector, &contents.splits.region},
                           .value = [this](const Cell& cell) { return persons_.sum(cell); }});
  }
  std::string_view name() const override { return name_; }

  bool counts(Situation situation) const override { return state_of(situation) == state_; }
  void begin_count(const Labour&) override { persons_.clear(); }
  void count(const Labour&, Situation situation, const Person* const* people, std::size_t size) override {
    for (std::size_t i = 0; i < size; ++i) persons_.at(sector_of(situation), people[i]->region) += 1;
  }

 private:
  std::string name_;
  State state_;
  Tally persons_;
};

}  // namespace formatie::teachers
