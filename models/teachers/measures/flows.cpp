#include <iterator>

#include "models/teachers/measures/snapshot.h"

namespace formatie::teachers {

using Headline = MeasureDefinition::Headline;

void add_flow_measures(std::vector<MeasureDefinition>& list, const Labels& labels) {
  std::vector<std::string> from;
  for (const auto& sector : labels.sector.labels()) from.push_back("from_" + sector);
  list.push_back(
      {{"inflow", "persons a year", "instroom", "inflow",
        "personen die sinds de vorige peildatum in de sector leraar werden, zonder overstappen tussen scholen",
        "persons who began a teaching job in the sector since the last census, moves between schools left out", 0},
       {.region = true, .route = true},
       true,
       Headline::no,
       [](const Snapshot& s, const Cell& c) {
         return c.route ? s.inflow_by_route.sum(c.sector, c.route) : s.inflow_by_region.sum(c.sector, c.region);
       }});
  list.push_back({{"outflow", "persons a year", "uitstroom", "outflow",
                   "personen die sinds de vorige peildatum in de sector ophielden leraar te zijn",
                   "persons who ended teaching in the sector since the last census", 0, Better::lower},
                  {.region = true, .cause = true},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    return c.cause ? s.outflow_by_cause.sum(c.sector, c.cause)
                                   : s.outflow_by_region.sum(c.sector, c.region);
                  }});
  list.push_back(
      {{"leavers", "persons a year", "vertrekkers", "leavers",
        "leraren van de vorige peildatum die nu niet voor de klas staan en geen school leiden, naar leeftijd toen",
        "teachers of the last census who neither teach nor lead a school at this one, by age then", 0, Better::lower},
       {.age = true},
       true,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return s.left.sum(c.sector, c.age); }});
  list.push_back({{"teachers_before", "persons", "leraren een jaar eerder", "teachers a year before",
                   "personen met een baan als leraar op de vorige peildatum, naar leeftijd toen",
                   "persons with a teaching job at the last census, by age then", 0},
                  {.age = true},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.teachers_before.sum(c.sector, c.age); }});
  list.push_back(
      {{"left_education", "%", "verlaat het onderwijs", "left education",
        "leraren van de vorige peildatum die nu niet voor de klas staan en geen school leiden, naar leeftijd toen",
        "teachers of the last census who neither teach nor lead a school at this one, by age then", 1, Better::lower},
       {.age = true},
       true,
       Headline::no,
       [](const Snapshot& s, const Cell& c) {
         return 100 * s.left.sum(c.sector, c.age) / s.teachers_before.sum(c.sector, c.age);
       }});
  for (const std::size_t years : {1, 3, 5})
    for (const bool young : {false, true})
      list.push_back(
          {{std::string("starters_") + (young ? "under_30_" : "") + "gone_" + std::to_string(years), "%",
            "starters vertrokken", "starters gone",
            "van wie in één jaar in een sector begon, wie daar " + std::to_string(years) +
                " jaar na de eerste telling niet voor de klas stond" + (young ? "; wie voor zijn 30e begon" : ""),
            "of those who began in a sector in one year, who did not teach there " + std::to_string(years) +
                (years == 1 ? " year" : " years") + " after it was first counted" +
                (young ? "; who began before 30" : ""),
            1, Better::lower},
           {},
           true,
           Headline::no,
           [years, young](const Snapshot& s, const Cell& c) {
             double then = 0, now = 0;
             const std::size_t sectors = s.cohorts[0].size() / 2;
             for (std::size_t sector = c.sector.value_or(0); sector < (c.sector ? *c.sector + 1 : sectors); ++sector) {
               then += s.cohort_size[years][sector * 2 + (young ? 1 : 0)];
               now += s.cohorts[years][sector * 2 + (young ? 1 : 0)];
             }
             return 100 * (1 - now / then);
           },
           std::nullopt,
           years + 1});
  list.push_back({{"switched", "persons a year", "naar andere sector", "switched",
                   "leraren die een baan in de sector gingen zoeken, naar de sector waar zij vandaan komen",
                   "teachers who began to look for a job in the sector, by the sector that they left", 0},
                  {.cause = true},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.switched.sum(c.sector, c.cause); },
                  from});
  list.push_back({{"diplomas", "persons a year", "diploma's", "diplomas", "diploma's van het jaar, naar route",
                   "diplomas of the year, by route", 0, Better::higher},
                  {.route = true, .sector = false},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.graduated.sum({}, c.route); }});
  const std::vector<std::string> doings(std::begin(Snapshot::pabo_cohort_states),
                                        std::end(Snapshot::pabo_cohort_states));
  std::vector<std::string> moves;
  for (const auto& before : doings)
    for (const auto& now : doings) moves.push_back(before + "_to_" + now);
  list.push_back(
      {{"pabo_cohort", "persons", "pabo-starters", "pabo entrants",
        "personen die in het jaar van de eerste peildatum aan een pabo begonnen, naar wat zij op de datum doen",
        "persons who began a pabo in the year of the first census, by what they do on the date", 0},
       {.cause = true, .sector = false},
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return s.pabo_cohort.sum({}, c.cause); },
       doings});
  list.push_back({{"pabo_moves", "persons", "stappen van pabo-starters", "moves of pabo entrants",
                   "dezelfde personen, naar wat zij op de vorige datum deden en op de datum doen",
                   "the same persons, by what they did on the date before and do on the date", 0},
                  {.cause = true, .sector = false},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.pabo_moves.sum({}, c.cause); },
                  moves});
  list.push_back({{"pension_age", "years", "pensioenleeftijd", "pension age",
                   "gemiddelde leeftijd van wie met pensioen ging", "mean age of those who retired", 2},
                  {},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    return s.pension_days.sum(c.sector, {}) / 365.2425 /
                           s.outflow_by_cause.sum(c.sector, static_cast<std::size_t>(Cause::retirement));
                  }});
  list.push_back({{"guided", "%", "begeleid", "guided", "van wie sinds de vorige peildatum begon, met begeleiding",
                   "of those who began since the last census, with guidance", 1, Better::higher},
                  {},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    return 100 * (1 - s.unguided.sum(c.sector, {}) / s.began.sum(c.sector, {}));
                  }});
  list.push_back(
      {{"guided_second_career", "%", "begeleide zij-instromers", "guided second-career teachers",
        "hetzelfde, van zij-instromers", "the same of second-career teachers (zij-instromers)", 1, Better::higher},
       {},
       true,
       Headline::no,
       [](const Snapshot& s, const Cell& c) {
         return 100 * (1 - s.unguided_zij.sum(c.sector, {}) / s.began_zij.sum(c.sector, {}));
       }});
}

}  // namespace formatie::teachers
