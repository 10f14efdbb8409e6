#include "models/teachers/start/shares.h"
#include "models/teachers/start/steps.h"

namespace formatie::teachers {

void add_posts(const Start& start) {
  const Labels& labels = start.labels;
  Structure& st = start.structure;
  std::vector<double> subject_weights(labels.subject.size(), 0.0);
  for (std::size_t s = 0; s < labels.subject.size(); ++s) subject_weights[s] = labels.subject_fte[s];
  st.subject_cumulative = cumulative(subject_weights);
  const double total = sum_of(subject_weights);
  st.schools_of_sector.resize(labels.sector.size());
  for (std::uint32_t i = 0; i < st.schools.size(); ++i) {
    School& school = st.schools[i];
    school.first_post = static_cast<std::uint32_t>(st.posts.size());
    st.schools_of_sector[school.sector].push_back(i);
    if (labels.with_subjects[school.sector])
      for (std::size_t s = 0; s < labels.subject.size(); ++s)
        st.posts.push_back({i, school.sector, school.region, static_cast<std::uint8_t>(s), subject_weights[s] / total});
    else
      st.posts.push_back({i, school.sector, school.region, no_subject, 1.0});
    school.posts = static_cast<std::uint32_t>(st.posts.size()) - school.first_post;
  }
  for (const auto& post : st.posts) st.region_of_post.push_back(post.region);
  st.base_demand.assign(st.posts.size(), 0);
}

void add_filled(const Start& start, const Filled& filled) {
  for (std::size_t p = 0; p < filled.size(); ++p) start.structure.base_demand[p] += filled[p];
}

}  // namespace formatie::teachers
