#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// On 1 October everybody is counted, and the counts of a year's flows and costs begin again.
class Census final : public CensusDay<Labour> {
 public:
  explicit Census(Contents& contents) : CensusDay(contents) {}
  std::string_view meaning() const override { return "people are counted on 1 October"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {10}); }
  void act(Labour& world, Time now) override {
    world.count_the_year();
    CensusDay::act(world, now);
    world.begin_year();
  }
};

}  // namespace

void add_census(Contents& contents) { contents.add<Census>(contents); }

}  // namespace formatie::teachers
