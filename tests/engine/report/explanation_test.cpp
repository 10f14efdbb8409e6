#include "engine/report/explanation.h"

#include <string>

#include <doctest/doctest.h>

namespace formatie {
namespace {

using Role = Attribution::Role;

/// Two worlds in four replications of two draws: jobs 100, 110, 98, 104 in the one, 5, 8, 6, 8 more in the other.
StoredStudy study_of(double more, const std::string& grade) {
  Layout layout({"town"}, {Time::from_date(2026, 10, 1), Time::from_date(2027, 10, 1)});
  layout.add_measure({"jobs", "fte", "banen", "jobs", "", "", 0, Better::higher});
  layout.add_measure({"cost", "euro a year", "kosten", "cost", "", "", 0, Better::lower});
  layout.add_series(0, {"all"}, true);
  layout.add_series(1, {"all"}, true, 1);
  Results results(std::move(layout), {"base", "bonus"}, 2);
  const double jobs[] = {100, 110, 98, 104}, extra[] = {5, 8, 6, 8};
  for (std::uint32_t k = 0; k < 4; ++k)
    results.add(k, {{jobs[k], jobs[k], 0}, {jobs[k], jobs[k] + more * extra[k], more == 0 ? 0.0 : 1.2e6 + 1e4 * k}});
  return {"folder", "a study", "", Node(), 1, 4, false, {{}, {}}, {"", ""}, {"", grade}, std::move(results)};
}

StoredAttribution attribution() {
  StoredAttribution result;
  const auto kind = [&](const char* name, const char* unit, const char* nl, const char* en, Role role, const char* of) {
    result.kinds.push_back({{role, of}, {name, unit, nl, en, "", "", 0}});
  };
  kind("effect", "fte", "verschil", "difference", Role::difference, "jobs");
  kind("more", "fte", "werken meer", "work more", Role::adds, "effect");
  kind("less", "fte", "werken minder", "work less", Role::takes_away, "effect");
  kind("came", "fte", "komen", "come", Role::adds, "effect");
  kind("not_come", "fte", "komen niet", "do not come", Role::takes_away, "effect");
  kind("more_persons", "persons", "", "", Role::persons, "more");
  kind("less_persons", "persons", "", "", Role::persons, "less");
  kind("came_persons", "persons", "", "", Role::persons, "came");
  kind("not_come_persons", "persons", "", "", Role::persons, "not_come");
  kind("temporary", "fte", "weg aan het eind", "gone at the end", Role::temporary, "effect");
  kind("windfall", "euro a year", "", "", Role::anyway, "cost");
  result.split_columns = {"town"};
  const auto number = [&](std::size_t k, double mean, double half) {
    result.numbers.push_back({k, {}, "", mean, {mean - half, mean + half}});
  };
  number(0, 6.75, 2);
  number(1, 9.75, 2);
  number(2, -1.25, 1);
  number(3, 0.6, 1);
  number(4, -2.35, 1);
  number(5, 50, 5);
  number(6, 9, 2);
  number(7, 1, 1);
  number(8, 3, 1);
  number(9, 2.6, 1);
  number(10, 607500, 10000);
  for (const auto& [town, mean] : {std::pair("north", 5.5), std::pair("south", 1.0), std::pair("east", 0.0)})
    result.numbers.push_back({0, 0, town, mean, {mean - 2, mean + 2}});
  return result;
}

ExplanationSettings settings(Language language) {
  ExplanationSettings wanted;
  wanted.date = 1;
  wanted.cost = 1;
  wanted.per_unit = true;
  wanted.speech = Speech(language, Vocabulary(R"({"money": {"unit": "euro", "sign": "€"},
                                                  "labels": {"town": {"north": {"nl": "noord", "en": "north"}}}})"));
  return wanted;
}

}  // namespace

TEST_CASE("an explanation tells whose lives differ, what the cost buys, for whom and on what it rests") {
  CHECK(explanation(study_of(1, "C"), attribution(), settings(Language::en)) ==
        R"(## What 'bonus' changes compared with 'base', on 1 October 2027

Jobs: **+7 fte** (90% interval of the mean: 5 to 8; standard error 0). It helps in 100% of the draws (90%: 43% to 100%).

From 4 replications, in 2 draws of the parameters; both worlds share their luck.

### Whose lives differ

- 50 people work more: +10 fte (90%: 8 to 12)
- 3 people do not come: −2 fte (90%: −3 to −1)
- 9 people work less: −1 fte (90%: −2 to 0)
- 1 people come: +1 fte (90%: 0 to 2)
- together +7 fte

- gone at the end (1 October 2027): 3 fte (90%: 2 to 4)

Of each 100 fte that are gained in one way, 21 are lost again in another.

### What it costs

€1.2 million in the year to that date (90%: €1.2 million to €1.3 million). For each extra fte: €180,000 (90%: €153,000 to €223,000, Fieller).

Of the cost 50% (90%: 49 to 51) pays for what is the same in both worlds.

Of the other 50%, in proportion to fte, 10% goes to gains that are lost again elsewhere, 10% to people whose gain is gone at the end, and 30% to gains that last.

### For whom

- town: north +6 (4 to 8); south +1 (−1 to 3)

### What it rests on

The weakest evidence under this effect has grade C: weak: intentions in surveys, or old estimates.

)");
}

TEST_CASE("an explanation in Dutch has Dutch sentences, numbers and dates") {
  const auto text = explanation(study_of(1, "D"), attribution(), settings(Language::nl));
  for (const char* part :
       {"## Wat 'bonus' verandert ten opzichte van 'base', op 1 oktober 2027\n", "Banen: **+7 fte**",
        "- 50 mensen werken meer: +10 fte (90%: 8 tot 12)\n", "- samen +7 fte\n",
        "€ 1,2 miljoen in het jaar tot die datum (90%: € 1,2 miljoen tot € 1,3 miljoen). Per extra fte: € 180.000",
        "Van de kosten betaalt 50% (90%: 49 tot 51) voor wat in beide werelden hetzelfde is.",
        "heeft graad D: een aanname: niemand heeft het gemeten.\n"})
    CHECK_MESSAGE(text.find(part) != std::string::npos, part, "\n", text);
  for (const char* english : {" the ", " people ", " to ", " and ", "What "})
    CHECK_MESSAGE(text.find(english) == std::string::npos, english, "\n", text);
}

TEST_CASE("an explanation says that it cannot tell, that nothing changes, that there is no price") {
  auto noisy = study_of(1, "");
  {
    Results results(noisy.results.layout(), {"base", "bonus"}, 2);
    const double extra[] = {5, 5, -6, -6};
    for (std::uint32_t k = 0; k < 4; ++k) results.add(k, {{100, 100, 0}, {100, 100 + extra[k], 0}});
    noisy.results = std::move(results);
  }
  const auto text = explanation(noisy, attribution(), settings(Language::en));
  CHECK(text.find("Too few draws to tell whether it rises or falls: run more replications.") != std::string::npos);
  CHECK(text.find("The scenario books no money for it in that year") != std::string::npos);
  CHECK(text.find("Of the cost") == std::string::npos);
  CHECK(text.find("does not say how strong the evidence") != std::string::npos);
  const auto same = explanation(study_of(0, "A"), attribution(), settings(Language::en));
  CHECK(same.find("Jobs: no difference.") != std::string::npos);
  CHECK(same.find("Whose lives") == std::string::npos);
}

}  // namespace formatie
