#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/agents/counters.h"
#include "engine/base/expect.h"
#include "engine/kernel/process.h"
#include "engine/measure/definition.h"
#include "engine/parameters/values.h"

namespace formatie {

/// A part that counts people on census days: it is shown everybody, in batches of people in one situation.
template <class World>
class Headcount {
 public:
  using Person = typename World::Person;
  virtual ~Headcount() = default;
  /// Whether it wants to see people in this situation.
  virtual bool counts(Situation) const { return true; }
  virtual void begin_count(const World&) {}
  virtual void count(const World&, Situation situation, const Person* const* people, std::size_t size) = 0;
};

template <class World>
class AgentContents;

/// On census days measures are taken. The part stands in the table of contents where that is to be; the model's own
/// class says on which dates.
template <class World>
class CensusDay : public Rule<World> {
 public:
  explicit CensusDay(AgentContents<World>& contents) : contents_(contents) {}
  std::string_view name() const override { return "census"; }
  void act(World& world, Time now) override { contents_.take_census(world, now); }

 private:
  AgentContents<World>& contents_;
};

/// What a model of persons is made of, in the order of its table of contents: parts with parameters, processes, rules;
/// and what these declare: counters, measures, labels. There is one for the model and one in every workspace, so that
/// parameters can be drawn and parts keep the state of a replication.
template <class World>
class AgentContents {
 public:
  virtual ~AgentContents() = default;

  /// Makes a part and takes it in; the order of processes and rules is the order in which equal times are handled.
  template <class Type, class... Arguments>
  Type& add(Arguments&&... arguments) {
    auto made = std::make_unique<Type>(std::forward<Arguments>(arguments)...);
    Type& part = *made;
    all_.push_back(&part);
    if constexpr (std::is_base_of_v<Headcount<World>, Type>) headcounts_.push_back(&part);
    if constexpr (std::is_base_of_v<CensusDay<World>, Type>) census_ = &part;
    if constexpr (std::is_base_of_v<Process<World>, Type>)
      catalogue_.processes.push_back(std::move(made));
    else if constexpr (std::is_base_of_v<Rule<World>, Type>)
      catalogue_.rules.push_back(std::move(made));
    else
      others_.push_back(std::move(made));
    return part;
  }
  /// The part of this type, which stands before in the table of contents.
  template <class Type>
  Type& get() const {
    for (auto* part : all_)
      if (auto* found = dynamic_cast<Type*>(part)) return *found;
    expect(false, "a part that another one looks at stands before it in the table of contents");
    std::terminate();
  }

  const Catalogue<World>& catalogue() const { return catalogue_; }
  /// Visits the parameters of those parts that have any.
  void parts(Parts& parts) {
    for (auto* part : all_) {
      ParameterValues values;
      part->fields(values);
      if (!values.entries().empty()) parts.part(part->name(), part->meaning(), [&](Fields& f) { part->fields(f); });
    }
  }
  void prepare(const std::vector<Time>& steps) {
    for (auto* part : all_) part->prepare(steps);
  }
  void begin(World& world) {
    world_ = &world;
    for (auto* part : all_) part->begin(world);
  }
  /// The value of a measure that counts events: those since the census before.
  std::function<double(const Cell&)> counted(Counter counter) const {
    return [this, counter](const Cell& cell) { return world_->counts().sum(counter, cell); };
  }
  /// The rule that takes the measures.
  const CensusDay<World>& census() const {
    expect(census_ != nullptr, "a model of persons has a census in its table of contents");
    return *census_;
  }
  /// Takes the measures of a census day; what is counted over a year begins again.
  void take_census(World& world, Time now) {
    if (on_census) on_census(world, now);
    world.counts().begin_year();
    for (auto* part : all_) part->begin_year(world);
  }

  /// The highest rate of every process, by situation and age, once dials are frozen. `ages`: lower edges of age bands.
  Caps caps(std::size_t situations, const std::vector<int>& ages) const {
    const auto& processes = catalogue_.processes;
    Caps caps(situations, processes.size(), ages);
    for (std::size_t p = 0; p < processes.size(); ++p)
      for (const auto& arrow : processes[p]->transitions()) {
        if (processes[p]->dated()) continue;
        for (std::size_t band = 0; band < ages.size(); ++band)
          caps.set(arrow.from, band, p,
                   processes[p]->cap(arrow.from, ages[band], band + 1 < ages.size() ? ages[band + 1] - 1 : oldest));
      }
    return caps;
  }

  /// Shows everybody to the parts that count people.
  void count_people(const World& world) {
    for (auto* part : headcounts_) part->begin_count(world);
    batches_.resize(256);
    const auto show = [&](Situation situation) {
      Batch& batch = batches_[situation];
      for (auto* part : headcounts_)
        if (part->counts(situation)) part->count(world, situation, batch.people, batch.size);
      batch.size = 0;
    };
    world.population().for_each([&](Id<Person>, const Person& person) {
      const auto situation = static_cast<Situation>(person.agent.situation);
      Batch& batch = batches_[situation];
      batch.people[batch.size++] = &person;
      if (batch.size == Batch::most) show(situation);
    });
    for (std::size_t situation = 0; situation < batches_.size(); ++situation)
      if (batches_[situation].size > 0) show(static_cast<Situation>(situation));
    for (auto* part : all_) part->before_measures(world);
  }

  Counters counters;
  Measures measures;
  std::vector<LabelText> label_texts;           ///< of labels that parts name themselves
  std::function<void(World&, Time)> on_census;  ///< records the measures; none in a replay

 private:
  using Person = typename World::Person;
  struct Batch {
    static constexpr std::size_t most = 256;  // what is looked at stays in the cache for all who count
    const Person* people[most];
    std::size_t size = 0;
  };
  static constexpr int oldest = 110;

  World* world_ = nullptr;  // of the replication
  Catalogue<World> catalogue_;
  std::vector<std::unique_ptr<PartOf<World>>> others_;
  std::vector<PartOf<World>*> all_;
  std::vector<Headcount<World>*> headcounts_;
  CensusDay<World>* census_ = nullptr;
  std::vector<Batch> batches_;  // [situation]
};

}  // namespace formatie
