#pragma once

#include "engine/base/real.h"

#include "models/teachers/census/money.h"

namespace formatie::teachers {

/// What a teacher costs, by sector; and a rise of pay above the path of the scenario, to which people react and which
/// is booked each month for everybody at work. Source of the elasticities: data/SOURCES.md, pay.
class Pay final : public Rule {
 public:
  explicit Pay(Contents& contents);
  std::string_view name() const override { return "pay"; }
  std::string_view meaning() const override { return "what teachers earn and cost"; }
  void fields(Fields& f) override;
  std::vector<Time> dates(Time begin, Time end) const override;
  void act(Labour& world, Time now) override;

  Dial gross_year_pay;  ///< by sector, euro a year per fte, with holiday and end-of-year pay
  Dial employer_cost;   ///< by sector, euro a year per fte
  Dial support_cost;    ///< by sector, euro a year per fte of support staff
  Dial rise;            ///< by sector, share: pay above the path of the scenario
  /// Elasticities: % that the rate, the number of entrants or the wanted contract changes for each % of pay.
  double on_resignation = 0, on_return = 0, on_entrants = 0, on_hours = 0;

  Programme programme() const { return programme_; }
  /// By what a rate with this elasticity to pay is multiplied.
  double factor(double elasticity, std::size_t step, std::size_t sector) const {
    const double more = rise.at(step, sector);
    return more == 0 || elasticity == 0 ? 1 : real::pow(1 + more, elasticity);
  }
  double highest_factor(double elasticity, std::size_t sector) const {
    return elasticity <= 0 ? 1 : real::pow(1 + rise.highest(sector), elasticity);
  }

 private:
  Influence influence(const double& elasticity) const;
  Money& money_;
  Programme programme_;
};

}  // namespace formatie::teachers
