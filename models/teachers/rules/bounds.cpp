#include <algorithm>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Network = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<boost::edge_capacity_t, long,
                    boost::property<boost::edge_residual_capacity_t, long,
                                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;

void connect(Network& network, std::size_t from, std::size_t to, long capacity) {
  const auto edge = boost::add_edge(from, to, network).first;
  const auto back = boost::add_edge(to, from, network).first;
  boost::put(boost::edge_capacity, network, edge, capacity);
  boost::put(boost::edge_capacity, network, back, 0);
  boost::put(boost::edge_reverse, network, edge, back);
  boost::put(boost::edge_reverse, network, back, edge);
}

/// The most that supply in each region can fill of the demand in regions within reach.
long most_filled(const std::vector<long>& supply, const std::vector<long>& demand,
                 const std::vector<std::vector<bool>>& within_reach) {
  const std::size_t regions = supply.size();
  Network network(2 * regions + 2);
  const std::size_t source = 2 * regions, sink = source + 1;
  for (std::size_t home = 0; home < regions; ++home) {
    if (supply[home] == 0) continue;
    connect(network, source, home, supply[home]);
    for (std::size_t work = 0; work < regions; ++work)
      if (demand[work] > 0 && within_reach[home][work])
        connect(network, home, regions + work, std::min(supply[home], demand[work]));
  }
  for (std::size_t work = 0; work < regions; ++work)
    if (demand[work] > 0) connect(network, regions + work, sink, demand[work]);
  return boost::push_relabel_max_flow(network, source, sink);
}

/// On 1 October: why posts are open. The maximum flow of the hours that people look for to the hours that are open says
/// how much could be filled at best: without regard to anything (the rest are too few people), to subjects only (the
/// rest of that are people of another subject), and to subjects and distance (the rest of that live too far away). What
/// could be filled and is not is the friction of the search.
class Bounds final : public Event {
 public:
  explicit Bounds(const Labels& labels) : labels_(labels) {}

  std::string_view name() const override { return "bounds"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {10}); }
  void act(Labour& world, Time) const override {
    const auto& st = world.structure();
    const std::size_t regions = labels_.region.size(), subjects = labels_.subject.size();
    const std::size_t sectors = labels_.sector.size();
    // [sector][subject][region] twentieths of an fte; one subject where posts have none.
    const auto cell = [&](std::size_t sector, std::size_t subject, std::size_t region) {
      return (sector * subjects + (labels_.with_subjects[sector] ? subject : 0)) * regions + region;
    };
    std::vector<long> supply(sectors * subjects * regions, 0), demand = supply;
    world.population().for_each([&](PersonId, const Person& p) {
      if (p.state() == State::seeking) supply[cell(p.sector(), p.subject, p.region)] += p.desired;
    });
    for (std::uint32_t i = 0; i < st.posts.size(); ++i) {
      const Post& post = st.posts[i];
      demand[cell(post.sector, post.subject, post.region)] += std::max(0, world.open(PostId(i)));
    }
    for (std::size_t sector = 0; sector < sectors; ++sector) {
      long all_supply = 0, all_open = 0, by_subject = 0, by_place = 0;
      for (std::size_t subject = 0; subject < (labels_.with_subjects[sector] ? subjects : 1); ++subject) {
        const auto first = static_cast<std::ptrdiff_t>(cell(sector, subject, 0));
        const std::vector<long> have(supply.begin() + first,
                                     supply.begin() + first + static_cast<std::ptrdiff_t>(regions));
        const std::vector<long> need(demand.begin() + first,
                                     demand.begin() + first + static_cast<std::ptrdiff_t>(regions));
        long s = 0, d = 0;
        for (std::size_t region = 0; region < regions; ++region) s += have[region], d += need[region];
        all_supply += s;
        all_open += d;
        by_subject += std::min(s, d);
        by_place += most_filled(have, need, st.within_reach);
      }
      const long anybody = std::min(all_supply, all_open);
      const long parts[] = {all_open - anybody, anybody - by_subject, by_subject - by_place, by_place};
      for (std::size_t part = 0; part < shortage_parts; ++part)
        world.why_open[sector * shortage_parts + part] = static_cast<double>(parts[part]) * fte_per_size;
    }
  }

 private:
  const Labels& labels_;
};

}  // namespace

std::unique_ptr<Event> make_bounds(const Shared& shared) { return std::make_unique<Bounds>(shared.labels); }

}  // namespace formatie::teachers
