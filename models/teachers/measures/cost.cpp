#include "models/teachers/measures/snapshot.h"

namespace formatie::teachers {

using Headline = MeasureDefinition::Headline;

void add_cost_measures(std::vector<MeasureDefinition>& list) {
  list.push_back({{"cost", "euro a year", "kosten", "cost",
                   "publiek geld voor de maatregelen van het scenario sinds de vorige peildatum; loon voor formatie "
                   "die er al was telt niet mee",
                   "public money for the measures of the scenario since the last census; pay for posts that were there "
                   "already is not in it",
                   0, Better::lower},
                  {.cause = true},
                  true,
                  Headline::total,
                  [](const Snapshot& s, const Cell& c) { return s.cost.sum(c.sector, c.cause); },
                  std::vector<std::string>(programme_names, programme_names + programmes)});
  list.push_back({{"windfall", "euro a year", "meevaller", "windfall",
                   "deel van de kosten dat gaat naar wie zonder de maatregel hetzelfde had gedaan",
                   "part of the cost paid to people who would have done the same without it", 0, Better::lower},
                  {},
                  true,
                  Headline::total,
                  [](const Snapshot& s, const Cell& c) { return s.windfall.sum(c.sector, {}); }});
  list.push_back({{"support_staff", "fte", "ondersteunend personeel", "support staff",
                   "ondersteunend personeel, betaald uit de werkdrukmiddelen van het scenario",
                   "support staff paid from the workload funds of the scenario", 0},
                  {},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.support.sum(c.sector, {}); }});
  list.push_back({{"coping_cost", "euro a year", "kosten van opvang", "cost of coping",
                   "wat uitzendkrachten en andere maatregelen scholen meer kosten dan open plaatsen besparen, sinds de "
                   "vorige peildatum",
                   "what agencies and other steps cost schools on top of what open posts save, since the last census",
                   0, Better::lower},
                  {},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.coping_cost.sum(c.sector, {}); }});
}

}  // namespace formatie::teachers
