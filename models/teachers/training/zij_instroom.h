#pragma once

#include <cstdint>
#include <vector>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// The grants of second-career teachers (zij-instromers): who waits for one, and what was paid.
class ZijInstroom final : public Part {
 public:
  explicit ZijInstroom(Contents& contents)
      : stopped(contents.counters.declare({&contents.splits.sector}, Counters::Kept::always)) {}
  std::string_view name() const override { return "zij_instroom"; }
  void begin(Labour&) override {
    paid = 0;
    waiting.clear();
  }

  /// Somebody who asks for a grant.
  struct Applicant {
    std::uint16_t route = 0;
    std::uint16_t year = 0;    ///< of the application
    std::uint32_t number = 0;  ///< within route and year
  };

  const Counter stopped;           ///< by sector: gave up their training, since the month began
  double paid = 0;                 ///< euro in this calendar year, less what flowed back
  std::vector<Applicant> waiting;  ///< in the order in which they will be served
};

}  // namespace formatie::teachers
