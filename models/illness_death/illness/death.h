#pragma once

#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {

/// A patient dies.
class Death final : public Process<Ward> {
 public:
  explicit Death(Contents& contents);

  std::string_view name() const override { return "death"; }
  std::string_view meaning() const override { return "a patient dies"; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 50}, "how often somebody in a state dies"); }
  std::vector<Transition> transitions() const override;
  PerYear rate(const Ward& ward, Ward::PersonId who, Time) const override {
    return {rate_.at(ward.step(), index(ward.person(who).state()))};
  }
  PerYear cap(Situation situation, int, int) const override { return {rate_.highest(situation)}; }
  void then(Ward& ward, Ward::PersonId who, Moment& moment) const override;

  /// Counts all who died since the start, by the state in which they began.
  Counter since_start() const { return since_start_; }

 private:
  Dial rate_;  // by state; source: data/intensities.csv
  Counter deaths_, since_start_;
};

}  // namespace formatie::illness_death
