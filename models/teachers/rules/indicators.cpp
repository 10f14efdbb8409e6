#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// Each month: publishes the share of posts that is unfilled, by sector and region. People react to what is published,
/// not to the state of the moment.
class Indicators final : public Event {
 public:
  explicit Indicators(const Labels& labels) : labels_(labels) {}

  std::string_view name() const override { return "indicators"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  void act(Labour& world, Time now) const override {
    const auto& posts = world.structure().posts;
    auto& open = world.scratch;
    auto& all = world.scratch2;
    open.assign(labels_.sector.size() * labels_.region.size(), 0.0);
    all.assign(open.size(), 0.0);
    for (std::uint32_t p = 0; p < posts.size(); ++p) {
      const std::size_t cell = world.flow_cell(0, posts[p].sector, posts[p].region);
      open[cell] += std::max(0, world.open(PostId(p)));
      all[cell] += world.demand(PostId(p));
    }
    for (std::size_t cell = 0; cell < open.size(); ++cell)
      world.published_shortage[cell] = all[cell] > 0 ? open[cell] / all[cell] : 0;
    if (now == world.steps().front()) world.shortage_at_start = world.published_shortage;
  }

 private:
  const Labels& labels_;
};

}  // namespace

std::unique_ptr<Event> make_indicators(const Shared& shared) { return std::make_unique<Indicators>(shared.labels); }

}  // namespace formatie::teachers
