#include <cmath>

#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"
#include "models/teachers/world/entrants.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {

void read_assistants(const Start& start) {
  const Labels& labels = start.labels;
  const Assistants& assistants = start.sources.assistants;
  auto& all = start.structure.assistants;
  all.resize(labels.sector.size());
  for (std::size_t sector = 0; sector < all.size(); ++sector) {
    auto& facts = all[sector];
    facts.age_cumulative.assign(labels.age_band.size(), 0.0);
    facts.age_of_new_cumulative = facts.age_cumulative;
    facts.share_women = assistants.share_women.on(start.period.begin, sector);
  }
  TableReader t(assistants.age, {"sector", "age_band", "share", "share_of_new"}, start.problems);
  for (std::size_t row = 0; row < t.rows(); ++row) {
    auto& facts = all[t.label(row, "sector", labels.sector)];
    const auto band = t.label(row, "age_band", labels.age_band);
    facts.age_cumulative[band] = t.number(row, "share", 0, 1);
    facts.age_of_new_cumulative[band] = t.number(row, "share_of_new", 0, 1);
  }
  for (std::size_t sector = 0; sector < all.size(); ++sector)
    for (auto* ages : {&all[sector].age_cumulative, &all[sector].age_of_new_cumulative}) {
      if (sum_of(*ages) <= 0)
        start.problems.add(assistants.age.where, "no ages for the assistants of '" + labels.sector.label(sector) + "'",
                           "shares by age band are needed");
      *ages = cumulative(*ages);
    }
}

void add_assistants(const Start& start, std::size_t sector) {
  Structure& st = start.structure;
  const auto at_work =
      static_cast<std::uint32_t>(std::lround(start.sources.assistants.posts.on(start.period.begin, sector)));
  for (std::uint32_t n = 0; n < at_work; ++n)
    st.people.push_back(new_assistant(st, start.luck, sector, 0, n, start.period.begin));
}

}  // namespace formatie::teachers
