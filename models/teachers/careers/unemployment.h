#pragma once

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Benefits (WW) of those who lose a teaching job. Source: data/SOURCES.md, benefits.csv.
class Benefits final : public Part {
 public:
  explicit Benefits(const Labels& labels);
  std::string_view name() const override { return "benefits"; }
  std::string_view meaning() const override { return "benefits of those who lose a teaching job"; }
  void fields(Fields& f) override;

  Dial persons_at_start;    ///< by sector
  Dial entitlement_months;  ///< by sector, mean
  Dial share_of_leavers;    ///< by sector, share of those who leave education who have one
  double temporary_years = 0;
};

}  // namespace formatie::teachers
