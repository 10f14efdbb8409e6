#include "models/teachers/measures/snapshot.h"

namespace formatie::teachers {

using Headline = MeasureDefinition::Headline;
namespace {

double posts(const Snapshot& s, const Cell& c) {
  return c.subject ? s.posts_by_subject.sum(c.sector, c.subject) : s.posts.sum(c.sector, c.region);
}
double open(const Snapshot& s, const Cell& c) {
  return c.subject ? s.open_by_subject.sum(c.sector, c.subject) : s.open.sum(c.sector, c.region);
}

}  // namespace

void add_shortage_measures(std::vector<MeasureDefinition>& list) {
  const MeasureDefinition::Splits splits{.region = true, .subject = true};
  list.push_back({{"posts", "fte", "formatie", "posts", "formation: the teachers whom schools want to employ", 0},
                  splits,
                  false,
                  Headline::no,
                  posts});
  list.push_back({{"unfilled_posts", "fte", "onvervulde formatie", "unfilled posts", "posts open on the day", 0},
                  splits,
                  false,
                  Headline::sectors,
                  open});
  list.push_back({{"unfilled_share", "%", "aandeel onvervuld", "unfilled share",
                   "posts open on the day as a share of all posts", 1},
                  splits,
                  false,
                  Headline::sectors,
                  [](const Snapshot& s, const Cell& c) { return 100 * open(s, c) / posts(s, c); }});
  list.push_back(
      {{"shortage_above_base", "fte", "tekort boven het basisjaar", "shortage above base",
        "unfilled posts on top of those at the start: what the forecasts of 2019 and 2020 state", 0},
       {.region = true},
       false,
       Headline::no,
       [](const Snapshot& s, const Cell& c) { return open(s, c) - s.open_at_start.sum(c.sector, c.region); }});
}

}  // namespace formatie::teachers
