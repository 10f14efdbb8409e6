#include "models/teachers/measures/snapshot.h"

namespace formatie::teachers {

using Headline = MeasureDefinition::Headline;
namespace {

/// The counts of one kind for a cell; a cell has at most one split beside the sector.
double sum(const Snapshot& s, const Cell& c, Counts Workforce::*kind) {
  if (c.kind) return (s.by_kind.*kind).sum(c.sector, c.kind);
  if (c.subject) return (s.by_subject.*kind).sum(c.sector, c.subject);
  if (c.sex) return (s.by_sex.*kind).sum(c.sector, c.sex);
  if (c.age) return (s.by_age.*kind).sum(c.sector, c.age);
  return (s.by_region.*kind).sum(c.sector, c.region);
}

}  // namespace

void add_workforce_measures(std::vector<MeasureDefinition>& list) {
  const MeasureDefinition::Splits splits{.kind = true, .region = true, .subject = true, .sex = true, .age = true};
  list.push_back({{"teachers", "persons", "leraren", "teachers",
                   "personen met een baan als leraar, zij-instromers in opleiding inbegrepen",
                   "persons with a teaching job, second-career teachers in training included", 0, Better::higher},
                  splits,
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return sum(s, c, &Workforce::persons); }});
  list.push_back({{"employment", "fte", "werkgelegenheid", "employment", "aanstellingen van leraren",
                   "contracts of teachers", 0, Better::higher},
                  splits,
                  false,
                  Headline::sectors,
                  [](const Snapshot& s, const Cell& c) { return sum(s, c, &Workforce::fte); }});
  list.push_back(
      {{"contract_size", "fte per person", "aanstellingsomvang", "contract size", "werkgelegenheid per leraar",
        "employment per teacher", 3},
       splits,
       false,
       Headline::sectors,
       [](const Snapshot& s, const Cell& c) { return sum(s, c, &Workforce::fte) / sum(s, c, &Workforce::persons); }});
  list.push_back(
      {{"share_up_to_08", "%", "aandeel tot en met 0,8 fte", "share up to 0.8 fte",
        "leraren met een aanstelling van hoogstens 0,8 fte", "teachers with a contract of at most 0.8 fte", 1},
       splits,
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) {
         return 100 * sum(s, c, &Workforce::up_to_08) / sum(s, c, &Workforce::persons);
       }});
  list.push_back(
      {{"teachers_up_to_08", "persons", "leraren tot en met 0,8 fte", "teachers up to 0.8 fte",
        "personen met een aanstelling van hoogstens 0,8 fte", "persons with a contract of at most 0.8 fte", 0},
       splits,
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return sum(s, c, &Workforce::up_to_08); }});
  list.push_back({{"students", "persons", "studenten", "students", "in opleiding tot leraar",
                   "in training to become a teacher", 0},
                  {.route = true, .sector = false},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.students.sum({}, c.route); }});
  list.push_back({{"job_seekers", "persons", "werkzoekenden", "job seekers",
                   "zoeken een baan als leraar en hebben er geen", "look for a teaching job and have none", 0},
                  {.region = true},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.seekers.sum(c.sector, c.region); }});
  list.push_back({{"silent_reserve", "persons", "stille reserve", "silent reserve",
                   "bevoegd, niet voor de klas en niet op zoek naar een baan als leraar",
                   "qualified, not teaching and not looking for a teaching job", 0},
                  {.region = true},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.reserve.sum(c.sector, c.region); }});
  list.push_back({{"pupils", "persons", "leerlingen", "pupils", "leerlingen (po, vo) en studenten (mbo) op 1 oktober",
                   "pupils (po, vo) and students (mbo) on 1 October", 0},
                  {},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.pupils.sum(c.sector, {}); }});
  list.push_back({{"sick", "%", "ziekteverzuim", "sick", "uren van leraren met ziekteverlof, in de maand",
                   "hours of teachers on sick leave, in the month", 1, Better::lower},
                  {.region = true},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    return 100 * s.sick.sum(c.sector, c.region) / s.by_region.fte.sum(c.sector, c.region);
                  }});
  list.push_back(
      {{"school_leaders", "persons", "schoolleiders", "school leaders", "schoolleiders", "school leaders", 0},
       {.region = true},
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return s.leaders.sum(c.sector, c.region); }});
  list.push_back({{"assistants", "persons", "onderwijsassistenten", "teaching assistants", "onderwijsassistenten",
                   "teaching assistants", 0},
                  {.region = true},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.assistants.sum(c.sector, c.region); }});
  list.push_back({{"benefits", "persons", "WW-uitkeringen", "benefits", "oud-leraren met een uitkering (WW)",
                   "former teachers with a benefit (WW)", 0, Better::lower},
                  {.region = true},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.unemployed.sum(c.sector, c.region); }});
}

}  // namespace formatie::teachers
