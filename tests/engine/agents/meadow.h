#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/agents/agent_model.h"

/// A model of bees, as small as the layer allows: they leave their hive by chance, come home on a date that they know,
/// and each spring some hatch. Bees are counted on 1 October.
namespace formatie::meadow {

enum : Situation { inside, away };

struct alignas(32) Bee {
  Agent agent;
  std::int32_t home = 0;  ///< minutes: when it will be back
  std::uint8_t hive = 0;
};
using BeeId = Id<Bee>;

inline Bee bee(std::uint16_t hive, std::uint32_t number, Time hatched) {
  Bee made;
  made.agent.identity = Identity::of(hive, static_cast<std::uint16_t>(hatched.year()), number);
  made.agent.birth = hatched.minutes();
  made.agent.situation = inside;
  made.hive = static_cast<std::uint8_t>(hive);
  return made;
}

class Meadow : public AgentWorld<Meadow, Bee> {
 public:
  using Start = std::vector<Bee>;
  void arrived() { ++arrivals; }
  void check() const { ++checks; }
  int arrivals = 0;
  mutable int checks = 0;
};

class Contents final : public AgentContents<Meadow> {
 public:
  explicit Contents(const Dimension& hives);
  const Dimension& hives;
  const Split& hive;
  const Counter flights;  ///< by hive, in the year
};

/// A bee leaves the hive for a month.
class Flight final : public Process<Meadow> {
 public:
  explicit Flight(const Contents& contents) : rate_({&contents.hives}), flights_(contents.flights) {}
  std::string_view name() const override { return "flight"; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 50}, "how often a bee leaves the hive"); }
  std::vector<Transition> transitions() const override { return {{inside, away}}; }
  PerYear rate(const Meadow& meadow, BeeId who, Time) const override {
    return {rate_.at(meadow.step(), meadow.person(who).hive)};
  }
  PerYear cap(Situation, int lowest_age, int) const override {
    if (lowest_age >= 10) return {0};  // the old stay at home
    double highest = 0;
    for (std::size_t hive = 0; hive < rate_.cells(); ++hive) highest = std::max(highest, rate_.highest(hive));
    return {highest};
  }
  void then(Meadow& meadow, BeeId who, Moment& moment) const override {
    Bee& bee = meadow.person(who);
    meadow.count(moment, flights_, bee.hive);
    bee.home = moment.now.plus_months(1).minutes();
    bee.agent.situation = away;
  }

 private:
  Dial rate_;
  Counter flights_;
};

class Homecoming final : public Process<Meadow> {
 public:
  std::string_view name() const override { return "homecoming"; }
  std::vector<Transition> transitions() const override { return {{away, inside}}; }
  bool dated() const override { return true; }
  Time due(const Meadow& meadow, BeeId who) const override { return Time::from_minutes(meadow.person(who).home); }
  void then(Meadow& meadow, BeeId who, Moment&) const override { meadow.person(who).agent.situation = inside; }
};

/// Each 1 April bees hatch in the first hive.
class Hatching final : public Rule<Meadow> {
 public:
  std::string_view name() const override { return "hatching"; }
  std::string_view meaning() const override { return "bees hatch in spring"; }
  void fields(Fields& f) override { f.integer("bees", bees_, "bees", {0, 100}, "bees that hatch in a year"); }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {4}); }
  std::vector<Transition> transitions() const override { return {{gone, inside}}; }
  void act(Meadow& meadow, Time now) override {
    for (int n = 0; n < bees_; ++n) meadow.enter(bee(0, static_cast<std::uint32_t>(n), now));
  }

 private:
  int bees_ = 0;
};

class Census final : public CensusDay<Meadow> {
 public:
  explicit Census(Contents& contents) : CensusDay(contents) {}
  std::string_view meaning() const override { return "bees are counted on 1 October"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {10}); }
};

/// The bees inside on census days, by hive; and those that were there at the start.
class Swarm final : public PartOf<Meadow>, public Headcount<Meadow> {
 public:
  explicit Swarm(Contents& contents) : inside_({&contents.hive}) {
    contents.measures.add({.measure = {"bees", "bees", "bijen", "bees", "bijen in de kast", "bees in the hive", 0},
                           .by = {&contents.hive},
                           .value = [this](const Cell& cell) { return inside_.sum(cell); }});
    contents.measures.add({.measure = {"flights", "flights a year", "vluchten", "flights", "uitgevlogen", "left", 0},
                           .by = {&contents.hive},
                           .value = contents.counted(contents.flights),
                           .flow = true});
  }
  std::string_view name() const override { return "swarm"; }
  void fields(Fields& f) override {
    f.at_start();
    f.integer("at_start", at_start, "bees", {0, 1000}, "bees in each hive at the start");
  }
  bool counts(Situation situation) const override { return situation == inside; }
  void begin_count(const Meadow&) override { inside_.clear(), batches = 0; }
  void count(const Meadow&, Situation, const Bee* const* people, std::size_t size) override {
    ++batches;
    for (std::size_t i = 0; i < size; ++i) inside_.at(people[i]->hive) += 1;
  }

  int at_start = 0;
  int batches = 0;  ///< in which the last count was shown everybody

 private:
  Tally inside_;
};

inline Contents::Contents(const Dimension& all_hives)
    : hives(all_hives), hive(measures.split("hive", all_hives)), flights(counters.declare({&hive})) {
  add<Swarm>(*this);
  add<Census>(*this);
  add<Hatching>();
  add<Flight>(*this);
  add<Homecoming>();
}

class Bees final : public AgentModel<Meadow, Contents> {
 public:
  std::string_view name() const override { return "bees"; }
  void labels(Parts&) override {}
  /// How often a start was made.
  static inline int starts_made = 0;

 protected:
  void read_labels(Problems&) override { hives_ = Dimension("hive", {"oak", "lime"}); }
  std::unique_ptr<Contents> make_contents() const override { return std::make_unique<Contents>(hives_); }
  std::size_t situations() const override { return 2; }
  std::vector<std::string> standings() const override { return {"inside", "away"}; }
  std::shared_ptr<const std::vector<Bee>> make_start(const Contents& contents, const Period& period, std::uint64_t,
                                                     Problems&) const override {
    ++starts_made;
    auto start = std::make_shared<std::vector<Bee>>();
    for (std::uint16_t hive = 0; hive < 2; ++hive)
      for (int n = 0; n < contents.get<Swarm>().at_start; ++n)
        start->push_back(bee(hive, static_cast<std::uint32_t>(n), period.begin.plus_years(-1)));
    return start;
  }
  void populate(Meadow& meadow, const Contents&, const std::shared_ptr<const std::vector<Bee>>& start) const override {
    for (const Bee& one : *start) meadow.enter(one);
  }
  std::string introduce(const Meadow&, const Bee& bee) const override { return "of " + hives_.label(bee.hive); }
  std::vector<Situation> entries() const override { return {inside}; }

 private:
  Dimension hives_;
};

}  // namespace formatie::meadow
