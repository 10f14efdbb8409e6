#include "models/teachers/measures/snapshot.h"

namespace formatie::teachers {

using Headline = MeasureDefinition::Headline;
namespace {

double posts(const Snapshot& s, const Cell& c) {
  if (c.kind) return s.posts_by_kind.sum(c.sector, c.kind);
  return c.subject ? s.posts_by_subject.sum(c.sector, c.subject) : s.posts.sum(c.sector, c.region);
}
double open(const Snapshot& s, const Cell& c) {
  if (c.kind) return s.open_by_kind.sum(c.sector, c.kind);
  return c.subject ? s.open_by_subject.sum(c.sector, c.subject) : s.open.sum(c.sector, c.region);
}

/// Open and covered up, regular and replacement: what the national survey measures since 2021.
double measured(const Snapshot& s, const Cell& c) {
  return s.regular.sum(c.sector, c.region) + s.replacement.sum(c.sector, c.region);
}

}  // namespace

void add_shortage_measures(std::vector<MeasureDefinition>& list) {
  const MeasureDefinition::Splits splits{.kind = true, .region = true, .subject = true};
  list.push_back({{"posts", "fte", "formatie", "posts", "formatie: de leraren die scholen in dienst willen hebben",
                   "formation: the teachers whom schools want to employ", 0},
                  splits,
                  false,
                  Headline::no,
                  posts});
  list.push_back({{"unfilled_posts", "fte", "onvervulde formatie", "unfilled posts",
                   "formatieplaatsen die op de dag zelf open staan", "posts open on the day", 0, Better::lower},
                  splits,
                  false,
                  Headline::sectors,
                  open});
  list.push_back({{"unfilled_share", "%", "aandeel onvervuld", "unfilled share",
                   "formatie die op de dag open staat, als aandeel van alle formatie",
                   "posts open on the day as a share of all posts", 1, Better::lower},
                  splits,
                  false,
                  Headline::sectors,
                  [](const Snapshot& s, const Cell& c) { return 100 * open(s, c) / posts(s, c); }});
  list.push_back(
      {{"unfilled_share_big_cities", "%", "aandeel onvervuld, vijf grote steden", "unfilled share, five big cities",
        "hetzelfde in Amsterdam, Rotterdam, Den Haag, Utrecht en Almere samen",
        "the same in Amsterdam, Rotterdam, The Hague, Utrecht and Almere together", 1, Better::lower},
       {},
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) {
         return 100 * s.open_big_cities.sum(c.sector, {}) / s.posts_big_cities.sum(c.sector, {});
       }});
  list.push_back(
      {{"shortage_above_base", "fte", "tekort boven het basisjaar", "shortage above base",
        "onvervulde formatie bovenop die bij het begin: wat de ramingen van 2019 en 2020 geven",
        "unfilled posts on top of those at the start: what the forecasts of 2019 and 2020 state", 0, Better::lower},
       {.region = true},
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return open(s, c) - s.open_at_start.sum(c.sector, c.region); }});
  const MeasureDefinition::Splits by_region{.region = true};
  list.push_back(
      {{"shortage_measured_fte", "fte", "gemeten tekort", "measured shortage",
        "open formatie, al dan niet opgevangen, en afwezigheid zonder vervanging: zoals de landelijke meting telt",
        "posts open, covered up or not, and absences without replacement: as the national survey counts", 0,
        Better::lower},
       by_region,
       false,
       Headline::no,
       measured});
  list.push_back(
      {{"shortage_measured", "%", "gemeten tekort", "measured shortage",
        "het gemeten tekort als aandeel van werkgelegenheid, tekort en vervanging samen",
        "the measured shortage as a share of employment, the shortage and replacement included", 1, Better::lower},
       by_region,
       false,
       Headline::sectors,
       [](const Snapshot& s, const Cell& c) {
         const double shortage = measured(s, c);
         return 100 * shortage / (s.by_region.fte.sum(c.sector, c.region) + shortage);
       }});
  list.push_back(
      {{"shortage_replacement", "fte", "tekort aan vervanging", "replacement shortage",
        "afwezigheid waarvoor geen vervanging is", "absences for which there is no replacement", 0, Better::lower},
       by_region,
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return s.replacement.sum(c.sector, c.region); }});
  list.push_back({{"shortage_coped", "fte", "opgevangen tekort", "shortage by what is done about it",
                   "het gemeten tekort naar wat scholen eraan doen; alles behalve at_home verbergt het",
                   "the measured shortage by what schools do about it; all but at_home hide it", 0, Better::lower},
                  {.cause = true},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.coped.sum(c.sector, c.cause); },
                  std::vector<std::string>{"extra_hours", "agency", "unqualified", "merged_class", "other_professional",
                                           "at_home"}});
  list.push_back({{"shortage_cause", "fte", "oorzaak van het tekort", "shortage by cause",
                   "onvervulde formatie naar wat haar open houdt: delen die optellen tot unfilled_posts",
                   "unfilled posts by what keeps them open: parts that add up to unfilled_posts", 0, Better::lower},
                  {.cause = true},
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) { return s.why_open.sum(c.sector, c.cause); },
                  std::vector<std::string>(shortage_part_names, shortage_part_names + shortage_parts)});
  list.push_back({{"vacancy_intensity", "%", "vacature-intensiteit", "vacancy intensity",
                   "vacatures die in het jaar ontstonden (vervuld, of open bovenop een jaar eerder) per 100 leraren",
                   "vacancies that arose in the year (filled, or open on top of a year before) per 100 teachers", 1,
                   Better::lower},
                  {},
                  true,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    const double mean_post = s.by_region.fte.sum(c.sector, {}) / s.by_region.persons.sum(c.sector, {});
                    const double more_open = s.open.sum(c.sector, {}) - s.open_before.sum(c.sector, {});
                    return 100 * (s.hires.sum(c.sector, {}) + more_open / mean_post) /
                           s.by_region.persons.sum(c.sector, {});
                  }});
  list.push_back(
      {{"shortfall_to_norm", "fte", "tekort tot de norm", "shortfall to the norm",
        "leraren die de leerling-leraarratio van het begin vraagt, min wie er werkt",
        "teachers that the pupil-teacher ratio of the start asks for, less those employed", 0, Better::lower},
       {},
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return s.norm.sum(c.sector, {}) - s.by_region.fte.sum(c.sector, {}); }});
  const MeasureDefinition::Splits by_subject{.subject = true};
  list.push_back({{"unqualified_lessons", "%", "onbevoegd gegeven lessen", "unqualified lessons",
                   "vo-lessen door wie er niet bevoegd voor is",
                   "vo lessons by teachers who are not qualified for them", 1, Better::lower},
                  by_subject,
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    return 100 * s.unqualified.sum(c.sector, c.subject) / s.by_subject.fte.sum(c.sector, c.subject);
                  }});
  list.push_back({{"lessons_below_degree", "%", "lessen zonder vereiste graad", "lessons below the degree",
                   "vo-lessen die een eerstegraads bevoegdheid vragen en niemand met die bevoegdheid hebben",
                   "vo lessons that ask for a first degree and have no teacher with one", 1, Better::lower},
                  by_subject,
                  false,
                  Headline::no,
                  [](const Snapshot& s, const Cell& c) {
                    return 100 * s.below_degree.sum(c.sector, c.subject) / s.by_subject.fte.sum(c.sector, c.subject);
                  }});
}

}  // namespace formatie::teachers
