#pragma once

#include <cmath>
#include <vector>

#include "models/teachers/guidance/guidance.h"
#include "models/teachers/levers/workload_funds/workload_funds.h"

namespace formatie::teachers {

/// The workload of a school, and what it does: a deviation from what is usual in the sector, because observed rates
/// hold the workload of their time. The evidence is weak. Source: data/SOURCES.md, workload.csv.
///
/// Worked out on the first of each month, from open posts, from those who began without guidance, and from support
/// staff.
class Workload final : public Rule {
 public:
  explicit Workload(Contents& contents);
  std::string_view name() const override { return "workload"; }
  std::string_view meaning() const override { return "the workload of schools and what it does"; }
  void fields(Fields& f) override;
  void begin(Labour& world) override;
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  void act(Labour& world, Time now) override;

  /// What a school is like; `points` above the usual of the sector.
  struct AtSchool {
    double resignation = 1;  ///< what its workload does to the rate of resigning
    double hours = 1;        ///< to the contract that teachers want
    double sickness = 1;     ///< to the rate of falling sick for long
    double points = 0;
  };
  const AtSchool& at(std::uint32_t school) const { return schools_[school]; }

  bool active = true;
  Dial weight_open;      ///< by sector, points for each share of the formation that nobody covers
  Dial weight_unguided;  ///< by sector, points for each share of teachers who began without guidance
  Dial weight_support;   ///< by sector, points for each fte of support staff bought per fte of formation
  Dial on_resignation;   ///< by sector, relative change of the rate per point
  Dial on_hours;         ///< by sector, relative change of the wanted contract per point
  Dial on_sickness;      ///< by sector, relative change of the rate per point
  double most = 0.3;     ///< points at which it is cut off, above and below

 private:
  Influence influence(double AtSchool::*factor, const Dial& effect) const;
  /// Points of a school: of open posts, of those who began without guidance beyond the usual, less those of support
  /// staff bought.
  double points(const Labour& world, std::uint32_t school, double support_per_fte) const;
  double support_per_fte(const Labour& world, std::size_t sector) const;
  void note_the_usual(const Labour& world);

  const Contents& contents_;
  const WorkloadFunds& funds_;
  const Guidance* guidance_ = nullptr;  // acts after this rule, so it stands behind it in the table of contents
  std::vector<AtSchool> schools_;
  std::vector<double> usual_;  // [sector] points at the start; empty before
};

}  // namespace formatie::teachers
