#include "models/illness_death/world/contents.h"

namespace formatie::illness_death {
namespace {

/// Patients are counted on the first day, and on that day in each year after.
class Census final : public CensusDay<Ward> {
 public:
  explicit Census(Contents& contents) : CensusDay(contents) {}
  std::string_view meaning() const override { return "patients are counted on the first day, and every year after"; }
  std::vector<Time> dates(Time begin, Time end) const override {
    std::vector<Time> dates;
    for (int year = 0; begin.plus_months(12 * year) <= end; ++year) dates.push_back(begin.plus_months(12 * year));
    return dates;
  }
};

}  // namespace

void add_census(Contents& contents) { contents.add<Census>(contents); }

}  // namespace formatie::illness_death
