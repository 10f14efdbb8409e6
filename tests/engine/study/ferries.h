#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "engine/agents/agent_model.h"
#include "engine/input/csv.h"

/// A model of ferries, on the real kernel: they sail or lie in dock. They break down by chance and are mended by
/// chance, and each year a share of those in dock is sold.
namespace formatie::ferries {

enum : Situation { sailing, docked };

struct Boat {
  Agent agent;
  std::uint8_t harbour = 0;
};
using BoatId = Id<Boat>;

/// Which ferries there are, and where.
struct Fleet {
  std::size_t harbours = 0;
  int boats = 0;
  Time built;
};

class Waters : public AgentWorld<Waters, Boat> {
 public:
  using Start = Fleet;
};

/// A ferry breaks down.
class Breakdown final : public Process<Waters> {
 public:
  explicit Breakdown(const Dimension& harbour) : rate_({&harbour}) {}
  std::string_view name() const override { return "breakdown"; }
  std::string_view meaning() const override { return "Ferries break down."; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 10}, "How often a ferry breaks down."); }
  std::vector<Transition> transitions() const override { return {{sailing, docked}}; }
  PerYear rate(const Waters& waters, BoatId boat, Time) const override {
    return {rate_.at(waters.step(), waters.person(boat).harbour)};
  }
  PerYear cap(Situation, int, int) const override {
    double highest = 0;
    for (std::size_t cell = 0; cell < rate_.cells(); ++cell) highest = std::max(highest, rate_.highest(cell));
    return {highest};
  }
  void then(Waters& waters, BoatId boat, Moment&) const override { waters.person(boat).agent.situation = docked; }
  const Dial& dial() const { return rate_; }

 private:
  Dial rate_;
};

/// A ferry is mended.
class Mending final : public Process<Waters> {
 public:
  explicit Mending(AgentContents<Waters>& contents) : mended_(contents.counters.declare(std::vector<const Split*>())) {
    contents.measures.add(
        {.measure = {"mended", "boats a year", "hersteld", "mended", "", "How many ferries were mended in a year.", 0},
         .value = contents.counted(mended_),
         .flow = true});
  }
  std::string_view name() const override { return "mending"; }
  std::string_view meaning() const override { return "Ferries are mended."; }
  void fields(Fields& f) override { f.dial("rate", rate_, "per year", {0, 1e15}, "How fast ferries are mended."); }
  std::vector<Transition> transitions() const override { return {{docked, sailing}}; }
  PerYear rate(const Waters& waters, BoatId, Time) const override { return {rate_.at(waters.step())}; }
  PerYear cap(Situation, int, int) const override { return {rate_.highest()}; }
  void then(Waters& waters, BoatId boat, Moment& moment) const override {
    waters.person(boat).agent.situation = sailing;
    waters.count(moment, mended_);
  }
  const Dial& dial() const { return rate_; }

 private:
  Counter mended_;
  Dial rate_;
};

/// Once a year a share of the ferries in dock is sold.
class Sale final : public Rule<Waters> {
 public:
  std::string_view name() const override { return "sale"; }
  std::string_view meaning() const override { return "Ferries are sold."; }
  void fields(Fields& f) override {
    f.number("share", share_, "share", {0, 1}, "How many of the ferries in dock are sold.");
    f.integer("month", month_, "month", {1, 12}, "When they are sold.");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {month_}); }
  std::vector<Transition> transitions() const override { return {{docked, gone}}; }
  void act(Waters& waters, Time now) override {
    std::vector<BoatId> sold;
    waters.population().for_each([&](BoatId id, const Boat& boat) {
      Stream stream(waters.luck(), Purpose{2}, boat.agent.identity, static_cast<std::uint32_t>(now.year()));
      if (boat.agent.situation == docked && stream.chance(share_)) sold.push_back(id);
    });
    for (const auto id : sold) waters.population().remove(id);
  }

 private:
  double share_ = 0;
  int month_ = 1;
};

/// Which ferries there are; once a year those in dock are counted.
class FleetPart final : public PartOf<Waters>, public Headcount<Waters> {
 public:
  FleetPart(AgentContents<Waters>& contents, const Dimension& harbour)
      : docked_({&contents.measures.split("harbour", harbour)}) {
    contents.measures.add(
        {.measure = {"docked", "boats", "in het dok", "in dock", "", "How many ferries lie in dock.", 1},
         .by = docked_.by(),
         .value = [this](const Cell& cell) { return docked_.sum(cell); },
         .outer = false,
         .headline = MeasureDefinition::Headline::total});
  }
  std::string_view name() const override { return "fleet"; }
  std::string_view meaning() const override { return "Which ferries there are."; }
  void fields(Fields& f) override {
    f.at_start();
    f.integer("boats", boats, "boats", {1, 1e6}, "How many ferries a harbour has.");
    f.date("built", built, "When all of them were built.");
  }
  bool counts(Situation situation) const override { return situation == docked; }
  void begin_count(const Waters&) override { docked_.clear(); }
  void count(const Waters&, Situation, const Boat* const* boats_docked, std::size_t size) override {
    for (std::size_t i = 0; i < size; ++i) docked_.at(boats_docked[i]->harbour) += 1;
  }
  int boats = 0;
  Time built;

 private:
  Tally docked_;
};

class Counting final : public CensusDay<Waters> {
 public:
  using CensusDay::CensusDay;
  std::vector<Time> dates(Time begin, Time end) const override {
    std::vector<Time> dates;
    for (Time date = begin; date <= end; date = date.plus_months(12)) dates.push_back(date);
    return dates;
  }
};

class Ferries : public AgentModel<Waters> {
 public:
  std::string_view name() const override { return "ferries"; }
  void labels(Parts& parts) override {
    parts.part("harbours", "Where ferries lie.",
               [&](Fields& f) { f.file("file", harbours_file_, "A table with the name of each harbour."); });
  }
  void load(const Period& period, std::uint64_t seed, const Model* sibling, Problems& problems) override {
    loaded_with_seed = seed;
    loaded_after = sibling;
    AgentModel::load(period, seed, sibling, problems);
  }

  // What tests look at.
  const Breakdown& breakdown() const { return contents().template get<Breakdown>(); }
  const Mending& mending() const { return contents().template get<Mending>(); }
  Caps given_caps() const {
    const auto own = make_contents();
    ParameterValues of_own;
    own->parts(of_own);
    return highest_caps({}, *own, of_own);
  }
  const std::vector<Time>& given_steps() const { return steps(); }
  std::uint64_t loaded_with_seed = 0;
  const Model* loaded_after = nullptr;

 protected:
  void read_labels(Problems& problems) override {
    const auto table = read_csv(harbours_file_.path, problems);
    if (!table) return;
    harbour_ = Dimension("harbour", {});
    for (std::size_t row = 0; row < table->size(); ++row) harbour_.add(table->cell(row, 0));
  }
  std::unique_ptr<AgentContents<Waters>> make_contents() const override {
    auto contents = std::make_unique<AgentContents<Waters>>();
    contents->add<FleetPart>(*contents, harbour_);
    contents->add<Breakdown>(harbour_);
    contents->add<Mending>(*contents);
    contents->add<Counting>(*contents);
    contents->add<Sale>();
    return contents;
  }
  std::size_t situations() const override { return 2; }
  std::shared_ptr<const Fleet> make_start(const AgentContents<Waters>& contents, const Period& period, std::uint64_t,
                                          Problems& problems) const override {
    const auto& fleet = contents.get<FleetPart>();
    if (fleet.built > period.begin)
      problems.add({}, "ferries built on " + fleet.built.iso(), "must be there when the period begins");
    return std::make_shared<Fleet>(Fleet{harbour_.size(), fleet.boats, fleet.built});
  }
  void populate(Waters& waters, const AgentContents<Waters>&,
                const std::shared_ptr<const Fleet>& fleet) const override {
    for (std::size_t harbour = 0; harbour < fleet->harbours; ++harbour)
      for (int i = 0; i < fleet->boats; ++i) {
        Boat boat;
        boat.agent.identity = Identity::of(1, static_cast<std::uint16_t>(harbour), static_cast<std::uint32_t>(i));
        boat.agent.birth = fleet->built.minutes();
        boat.agent.situation = sailing;
        boat.harbour = static_cast<std::uint8_t>(harbour);
        waters.enter(boat);
      }
  }
  std::vector<std::string> standings() const override { return {"sailing", "docked"}; }
  std::vector<Situation> entries() const override { return {sailing}; }

 private:
  DataFile harbours_file_;
  Dimension harbour_;
};

inline std::unique_ptr<Model> make_ferries() { return std::make_unique<Ferries>(); }

}  // namespace formatie::ferries
