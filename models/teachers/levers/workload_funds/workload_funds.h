#pragma once

#include <algorithm>
#include <vector>

#include "models/teachers/census/money.h"
#include "models/teachers/levers/pay/pay.h"

namespace formatie::teachers {

/// Money for workload: the school buys support staff and teachers with it. Source: levers.md row 7, letter 2020.
class WorkloadFunds final : public Part {
 public:
  explicit WorkloadFunds(Contents& contents);
  std::string_view name() const override { return "workload_funds"; }
  std::string_view meaning() const override { return "money for workload, on top of that of the base year"; }
  void fields(Fields& f) override;
  void begin(Labour& world) override;

  Dial euro_per_year;                ///< by sector, on top of what the base year has
  Dial share_on_teachers;            ///< by sector, of the money
  double effect_on_resignation = 0;  ///< relative change of the rate when the funds are `effect_at_euro`
  double effect_at_euro = 1;

  double resignation_factor(std::size_t step, std::size_t sector) const {
    if (effect_on_resignation == 0) return 1;
    return 1 + effect_on_resignation * std::min(1.0, euro_per_year.at(step, sector) / effect_at_euro);
  }
  /// Support staff paid from the funds now, fte.
  double support_fte(std::size_t sector) const { return support_fte_[sector]; }
  /// On 1 August: the school buys staff for the year; returns the teachers, fte.
  double buy(std::size_t step, std::size_t sector);

 private:
  const Pay& pay_;
  std::vector<double> support_fte_;  // [sector]
};

}  // namespace formatie::teachers
