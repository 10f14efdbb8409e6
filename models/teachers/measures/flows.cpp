#include "models/teachers/measures/snapshot.h"

namespace formatie::teachers {

using Headline = MeasureDefinition::Headline;

void add_flow_measures(std::vector<MeasureDefinition>& list) {
  list.push_back(
      {{"inflow", "persons a year", "instroom", "inflow",
        "persons who began a teaching job in the sector since the last census, moves between schools left out", 0},
       {.region = true, .route = true},
       true,
       Headline::no,
       [](const Snapshot& s, const Cell& c) {
         return c.route ? s.inflow_by_route.sum(c.sector, c.route) : s.inflow_by_region.sum(c.sector, c.region);
       }});
  list.push_back({{"outflow", "persons a year", "uitstroom", "outflow",
                   "persons who ended teaching in the sector since the last census", 0},
                  {.region = true, .cause = true},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    return c.cause ? s.outflow_by_cause.sum(c.sector, c.cause)
                                   : s.outflow_by_region.sum(c.sector, c.region);
                  }});
}

}  // namespace formatie::teachers
