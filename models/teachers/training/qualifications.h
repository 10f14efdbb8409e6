#pragma once

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Which qualification a route gives and what it allows. Source: data/SOURCES.md, may_teach.csv, degrees.csv.
class Qualifications final : public Part {
 public:
  explicit Qualifications(const Labels& labels);
  std::string_view name() const override { return "qualifications"; }
  std::string_view meaning() const override { return "who may teach what"; }
  void fields(Fields& f) override;

  Dial of_route;              ///< by route, qualification: 1 for the one that it gives
  Dial at_start;              ///< by sector, qualification: share of teachers of the first population
  Dial may_teach;             ///< by qualification, sector, years: 1 or 0
  Dial first_degree_lessons;  ///< by subject, share of lessons that ask for a first degree
  Dial first_degree_start;    ///< by subject, share of vo teachers of the first population who have one
  Dial unqualified_start;     ///< by subject, share of lessons of the first population by unqualified teachers
  Dial fit;                   ///< by subject, other subject: how well somebody of the other one can teach it

  Qualification given_by(std::size_t step, std::size_t route) const;
  bool allows(std::size_t step, Qualification qualification, std::size_t sector) const;
  /// The same before the dials are frozen.
  bool may_teach_in(Time date, Qualification qualification, std::size_t sector) const;
};

}  // namespace formatie::teachers
