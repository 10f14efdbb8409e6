#pragma once

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Long sick leaves of persons, and short ones as a share of all hours. Source: data/SOURCES.md, sickness.csv.
class Sickness final : public Part {
 public:
  explicit Sickness(const Labels& labels);
  std::string_view name() const override { return "sickness"; }
  std::string_view meaning() const override { return "absence and its replacement"; }
  void fields(Fields& f) override;

  bool active = true;
  Dial long_spells;     ///< by sector, age band, a year
  Dial long_months;     ///< by sector, mean length
  Dial short_share;     ///< by sector, share of the hours, mean of the year
  Dial season;          ///< by month, factor
  Dial share_replaced;  ///< by sector, part of the absence for which a school wants a replacement
  Dial pool_share;      ///< by sector, part of that which a replacement pool covers
};

}  // namespace formatie::teachers
