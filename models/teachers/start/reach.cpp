#include "engine/base/real.h"

#include "models/teachers/start/steps.h"

namespace formatie::teachers {

void set_within_reach(const Start& start, const Distances& km) {
  const std::size_t regions = start.labels.region.size();
  auto& within = start.structure.within_reach;
  for (std::size_t home = 0; home < regions; ++home) {
    within.emplace_back();
    for (std::size_t region = 0; region < regions; ++region)
      within.back().push_back(km[home][region] <= start.parameters.commute_most_km);
  }
}

void set_relocation(const Start& start, const Distances& km) {
  const auto pupils = pupils_of_regions(start.structure);
  for (std::size_t home = 0; home < pupils.size(); ++home) {
    std::vector<double> weights;
    std::vector<std::uint32_t> values;
    for (std::uint32_t region = 0; region < pupils.size(); ++region) {
      weights.push_back(
          region == home ? 0 : pupils[region] * real::exp(-km[home][region] / start.parameters.relocation_km));
      values.push_back(region);
    }
    start.structure.relocation.emplace_back(weights, values);
  }
}

void set_reach(const Start& start, const Distances& km) {
  Structure& st = start.structure;
  const std::size_t sectors = start.labels.sector.size();
  st.reach.resize(sectors);
  st.nearby.resize(sectors);
  for (std::size_t sector = 0; sector < sectors; ++sector)
    for (std::size_t home = 0; home < start.labels.region.size(); ++home) {
      std::vector<double> weights, near;
      std::vector<std::uint32_t> first_posts;
      for (const auto i : st.schools_of_sector[sector]) {
        const auto& school = st.schools[i];
        const double distance = km[home][school.region];
        const double size = formation_weight(start, school);
        weights.push_back(distance <= start.parameters.commute_most_km
                              ? size * real::exp(-distance / start.parameters.commute_km)
                              : 0);
        near.push_back(school.region == home ? size : 0);
        first_posts.push_back(school.first_post);
      }
      st.reach[sector].emplace_back(weights, first_posts);
      st.nearby[sector].emplace_back(near, first_posts);
    }
}

}  // namespace formatie::teachers
