#include <algorithm>
#include <cmath>
#include <vector>

#include "models/teachers/start/steps.h"

namespace formatie::teachers {
namespace {

/// The posts of a sector in a region, in proportion to their size.
struct PostsOfRegion {
  std::vector<std::uint32_t> posts;
  std::vector<double> weights;
  double staffed = 0;  ///< twentieths of an fte
};

PostsOfRegion posts_of(const Structure& st, std::size_t sector, std::size_t region, const Filled& filled) {
  PostsOfRegion result;
  for (std::uint32_t p = 0; p < st.posts.size(); ++p)
    if (st.posts[p].sector == sector && st.posts[p].region == region) {
      result.posts.push_back(p);
      result.weights.push_back(filled[p] + 1.0);
      result.staffed += filled[p];
    }
  return result;
}

}  // namespace

void add_shortage(const Start& start, std::size_t sector, const Filled& filled) {
  const Dial& shortage = start.parameters.initial_shortage;
  const int piece = std::max(1, static_cast<int>(std::lround(start.parameters.vacancy_fte * full_time)));
  for (std::size_t region = 0; region < start.labels.region.size(); ++region) {
    const PostsOfRegion of_region = posts_of(start.structure, sector, region, filled);
    if (of_region.posts.empty()) continue;
    const double share = shortage.on(start.period.begin, shortage.cell(sector, region));
    int left = static_cast<int>(std::lround(of_region.staffed * share / (1 - share)));
    const AliasTable draw(of_region.weights, of_region.posts);
    const auto who = Identity::of(0xfffe, static_cast<std::uint16_t>(sector), static_cast<std::uint32_t>(region));
    Stream stream(start.luck, purpose::synthesis, who, 0);
    std::uint32_t next_draw = 1;
    for (int n = 0; left > 0; ++n) {  // vacancy by vacancy
      if (n % 1000 == 999) stream = Stream(start.luck, purpose::synthesis, who, next_draw++);
      const int size = std::min(left, piece);
      start.structure.base_demand[draw.draw(stream.word())] += size;
      left -= size;
    }
  }
}

}  // namespace formatie::teachers
