#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// On 1 October everybody is counted, and the counts of a year's flows and costs begin again.
class Census final : public Event {
 public:
  std::string_view name() const override { return "census"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {10}); }
  void act(Labour& world, Time now) const override {
    world.count_the_year();
    if (world.on_census) world.on_census(world, now);
    world.begin_year();
  }
};

}  // namespace

std::unique_ptr<Event> make_census(const Shared&) { return std::make_unique<Census>(); }

}  // namespace formatie::teachers
