#include <algorithm>
#include <iterator>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include "models/teachers/world/contents.h"

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
class Bounds final : public Rule {
 public:
  explicit Bounds(Contents& contents)
      : labels_(contents.labels), why_open_({&contents.splits.sector, &contents.measures.split("cause", causes_)}) {
    const auto add = [&](const char* label, const char* nl, const char* en) {
      causes_.add(label);
      contents.label_texts.push_back({"cause", label, nl, en});
    };
    add("too_few_people", "te weinig mensen", "too few people");
    add("wrong_subject", "verkeerd vak", "wrong subject");
    add("wrong_place", "verkeerde plaats", "wrong place");
    add("search_friction", "zoekfrictie", "search friction");
    why_open_.clear();
    contents.measures.add(
        {.measure = {"shortage_cause", "fte", "oorzaak van het tekort", "shortage by cause",
                     "onvervulde formatie naar wat haar open houdt: delen die optellen tot unfilled_posts",
                     "unfilled posts by what keeps them open: parts that add up to unfilled_posts", 0, Better::lower},
         .by = why_open_.by(),
         .value = [this](const Cell& cell) { return why_open_.sum(cell); }});
  }

  std::string_view name() const override { return "bounds"; }
  std::string_view meaning() const override { return "why posts are open, by maximum flows, on 1 October"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {10}); }
  void begin(Labour&) override { why_open_.clear(); }
  void act(Labour& world, Time) override {
    count_supply_and_demand(world);
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      long all_supply = 0, all_open = 0, by_subject = 0, by_place = 0;
      for (std::size_t subject = 0; subject < (labels_.with_subjects[sector] ? labels_.subject.size() : 1); ++subject) {
        const auto have = regions_of(supply_, sector, subject), need = regions_of(demand_, sector, subject);
        long s = 0, d = 0;
        for (std::size_t region = 0; region < have.size(); ++region) s += have[region], d += need[region];
        all_supply += s;
        all_open += d;
        by_subject += std::min(s, d);
        by_place += most_filled(have, need, world.structure().within_reach);
      }
      const long anybody = std::min(all_supply, all_open);
      const long parts[] = {all_open - anybody, anybody - by_subject, by_subject - by_place, by_place};
      for (std::size_t part = 0; part < std::size(parts); ++part)
        why_open_.at(sector, part) = static_cast<double>(parts[part]) * fte_per_size;
    }
  }

 private:
  /// One subject where posts have none.
  std::size_t place(std::size_t sector, std::size_t subject, std::size_t region) const {
    return (sector * labels_.subject.size() + (labels_.with_subjects[sector] ? subject : 0)) * labels_.region.size() +
           region;
  }
  std::vector<long> regions_of(const std::vector<long>& all, std::size_t sector, std::size_t subject) const {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(place(sector, subject, 0));
    return {first, first + static_cast<std::ptrdiff_t>(labels_.region.size())};
  }
  void count_supply_and_demand(const Labour& world) {
    supply_.assign(labels_.sector.size() * labels_.subject.size() * labels_.region.size(), 0);
    demand_ = supply_;
    world.population().for_each([&](PersonId, const Person& p) {
      if (p.state() == State::seeking) supply_[place(p.sector(), p.subject, p.region)] += p.desired;
    });
    const auto& posts = world.structure().posts;
    for (std::uint32_t i = 0; i < posts.size(); ++i)
      demand_[place(posts[i].sector, posts[i].subject, posts[i].region)] += std::max(0, world.open(PostId(i)));
  }

  const Labels& labels_;
  Dimension causes_{"cause", {}};
  Tally why_open_;                     // by sector, cause: fte, as of the last census
  std::vector<long> supply_, demand_;  // [sector][subject][region] twentieths of an fte
};

}  // namespace

void add_bounds(Contents& contents) { contents.add<Bounds>(contents); }

}  // namespace formatie::teachers
