#pragma once

#include <string>
#include <vector>

#include "models/teachers/levers/pay/pay.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// A bonus for those who work full time: part of pay, paid a number of times a year. Source: levers.md row 6.
///
/// Everybody has a bar of his own, drawn once: the share of part-timers that a given incentive moves is the share of
/// bars that lie below the response to it. So two alternatives move the same people first, and a higher bonus moves
/// more of them. Who is moved wants the threshold; the school grants the hours when it has a vacancy.
class FullTimeBonus final : public Part {
 public:
  explicit FullTimeBonus(const Contents& contents);
  std::string_view name() const override { return "full_time_bonus"; }
  std::string_view meaning() const override { return "a bonus for teachers who work full time"; }
  void fields(Fields& f) override;
  /// Tables the response.
  void prepare(const std::vector<Time>& steps) override;

  Dial rate;                                         ///< by sector, share of gross pay
  double threshold = 1;                              ///< fte from which it is paid
  std::string paid;                                  ///< "monthly", "quarterly", "half-yearly" or "yearly"
  double net_share = 0;                              ///< what is left of a gross euro
  double reaction_months = 0;                        ///< within how many months people react
  std::string response;                              ///< "stated", "elasticity" or "none"
  double stated_low_euro = 0, stated_low_share = 0;  ///< net a month, share of part-timers that add a day
  double stated_high_euro = 0, stated_high_share = 0;
  double day_fte = 0.2;         ///< one day a week
  double hours_elasticity = 0;  ///< of hours to the marginal wage

  int payments_per_year() const {
    return paid == "monthly" ? 12 : paid == "quarterly" ? 4 : paid == "half-yearly" ? 2 : 1;
  }
  bool ever(std::size_t sector) const { return ever_[sector]; }
  Size threshold_size() const { return threshold_size_; }
  /// Share of those with this wanted size that the bonus of this step moves to the threshold.
  double share_moved(std::size_t step, std::size_t sector, Size size) const {
    return shares_[(step * sectors_ + sector) * (full_time + 1) + size];
  }
  /// The first moment from `now` on at which somebody with this bar and wanted size changes sides: is moved, or (when
  /// `attracted`) is so no longer.
  Time next_change(Time now, std::size_t step, std::size_t sector, Size size, double bar, double delay_years,
                   bool attracted) const;

 private:
  double share_for(double bonus_rate, double pay, double fte) const;
  std::size_t sectors_ = 0;
  const Pay& pay_;
  Size threshold_size_ = full_time;
  std::vector<double> shares_;  // [step][sector][size]
  std::vector<bool> ever_;      // [sector]
  std::vector<Time> starts_;    // [step]
};

}  // namespace formatie::teachers
