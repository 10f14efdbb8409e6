#include "models/teachers/market/indicators.h"

#include <algorithm>

namespace formatie::teachers {

void Indicators::begin(Labour&) {
  published_.assign(labels_.sector.size() * labels_.region.size(), 0.0);
  at_start_ = published_;
}

void Indicators::act(Labour& world, Time now) {
  const auto& posts = world.structure().posts;
  auto& open = world.scratch;
  auto& all = world.scratch2;
  open.assign(labels_.sector.size() * labels_.region.size(), 0.0);
  all.assign(open.size(), 0.0);
  for (std::uint32_t p = 0; p < posts.size(); ++p) {
    const std::size_t place = cell(posts[p].sector, posts[p].region);
    open[place] += std::max(0, world.open(PostId(p)));
    all[place] += world.demand(PostId(p));
  }
  for (std::size_t i = 0; i < open.size(); ++i) published_[i] = all[i] > 0 ? open[i] / all[i] : 0;
  if (now == world.steps().front()) at_start_ = published_;
}

void add_indicators(Contents& contents) { contents.add<Indicators>(contents); }

}  // namespace formatie::teachers
