#pragma once

#include <memory>
#include <vector>

#include "engine/agents/counters.h"
#include "engine/kernel/simulation.h"

namespace formatie {

/// What the world of every model of persons has: people, luck, a clock, and counts of what happens.
///
/// A model's world derives from it: `class Street : public AgentWorld<Street, Lamp>`. It may have, too: `arrived()`,
/// called at each barrier when lanes have been added up and before rules act; `check() const`, which stops when
/// something does not add up.
template <class World, class PersonType>
class AgentWorld {
 public:
  using Person = PersonType;
  using PersonId = Id<PersonType>;

  /// What a replication runs with; all of it outlives the replication.
  struct Setting {
    const Catalogue<World>& catalogue;
    const Caps& caps;
    const Counters& counters;
    const std::vector<Time>& steps;  ///< first moments of the periods in which no dial changes
    Luck luck;
    Time begin;
    unsigned lanes = 1;  ///< how many the kernel will use
    Observer<World>* observer = nullptr;
    bool checking = false;  ///< recount at every barrier what must add up
  };

  /// Starts again at the beginning of a replication, without people, in the memory that is there.
  void begin(const Setting& setting) {
    luck_ = setting.luck;
    now_ = setting.begin;
    steps_ = &setting.steps;
    step_ = step_before_ = 0;
    lanes_ = setting.lanes;
    observer = setting.observer;
    checking = setting.checking;
    counts_.begin(setting.counters, setting.lanes);
    people_.clear();
    if (simulation_ == nullptr) simulation_ = std::make_unique<Simulation<World>>();
    simulation_->use(setting.catalogue, setting.caps);
    simulation_->watch(setting.observer);
  }

  // What the kernel asks.
  Population<Person>& population() { return people_; }
  const Population<Person>& population() const { return people_; }
  const Luck& luck() const { return luck_; }
  /// At each barrier the clock moves and lanes are added up.
  void arrive(Time now, std::size_t) {
    now_ = now;
    step_before_ = step_;
    while (step_ + 1 < steps_->size() && (*steps_)[step_ + 1] <= now) ++step_;
    counts_.add_up();
    if constexpr (requires(World & world) { world.arrived(); }) self().arrived();
    if (!checking) return;
    counts_.check();
    if constexpr (requires(const World& world) { world.check(); }) self().check();
  }

  Person& person(PersonId who) { return people_[who]; }
  const Person& person(PersonId who) const { return people_[who]; }
  /// The last barrier that was passed; within a window ask the moment for the time.
  Time now() const { return now_; }
  /// Number of the period between two changes of dials.
  std::size_t step() const { return step_; }
  /// The same for the time just before the last barrier.
  std::size_t step_before() const { return step_before_; }
  const std::vector<Time>& steps() const { return *steps_; }
  unsigned lanes() const { return lanes_; }
  Simulation<World>& simulation() { return *simulation_; }

  Counts& counts() { return counts_; }
  const Counts& counts() const { return counts_; }
  /// An event of a person at a moment, by its labels.
  void count(const Moment& moment, Counter counter, std::size_t a = 0, std::size_t b = 0, std::size_t c = 0) {
    counts_.count(moment.lane, counter, a, b, c);
  }

  /// Adds and schedules somebody. Only at a barrier, or before the first.
  PersonId enter(const Person& person) {
    const PersonId who = people_.add(person);
    simulation_->start(self(), who, now_);
    return who;
  }

  bool checking = false;
  Observer<World>* observer = nullptr;  ///< may be told of what rules do, too

 private:
  World& self() { return static_cast<World&>(*this); }
  const World& self() const { return static_cast<const World&>(*this); }

  Population<Person> people_;
  Counts counts_;
  Luck luck_;
  Time now_;
  std::size_t step_ = 0, step_before_ = 0;
  const std::vector<Time>* steps_ = nullptr;
  unsigned lanes_ = 1;
  std::unique_ptr<Simulation<World>> simulation_;  // apart, because it wants to know all of the world
};

}  // namespace formatie
