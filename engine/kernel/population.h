#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/base/expect.h"
#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/kernel/caps.h"

namespace formatie {

/// What the kernel keeps of a person: 24 bytes at the head of the model's own record, which has it as member `agent`.
struct Agent {
  Identity identity;
  std::int32_t birth = 0;                              ///< minutes; ages count from here
  std::int32_t opportunity = Time::never().minutes();  ///< when something may happen, minutes
  std::int32_t due = Time::never().minutes();          ///< when something known will happen, minutes
  std::uint32_t draws : 24 = 0;                        ///< how often the person's career drew luck
  std::uint32_t situation : 8 = gone;
};
static_assert(sizeof(Agent) == 24);

/// Everybody. A row belongs to one person until he is gone and may then be given to another: identify people by
/// `agent.identity`, never by their row.
///
/// The moment at which a person is next to be looked at stands in an array of its own, so that a window finds who is
/// due by reading four bytes a person.
template <class Person>
class Population {
 public:
  using PersonId = Id<Person>;

  Person& operator[](PersonId who) { return people_[who.index()]; }
  const Person& operator[](PersonId who) const { return people_[who.index()]; }
  /// Rows, free ones included; a row is free when its situation is `gone`.
  std::size_t rows() const { return people_.size(); }
  std::size_t count() const { return people_.size() - free_.size(); }
  /// Persons that were added and removed since the population was assigned, those of the start included.
  std::size_t added() const { return added_; }
  std::size_t removed() const { return removed_; }

  /// Only at a barrier. The caller schedules the person with `Simulation::start`.
  PersonId add(const Person& person) {
    ++added_;
    if (!free_.empty()) {
      const PersonId who = free_.back();
      free_.pop_back();
      people_[who.index()] = person;
      return who;
    }
    people_.push_back(person);
    next_.push_back(Time::never().minutes());
    return PersonId(static_cast<std::uint32_t>(people_.size() - 1));
  }
  /// Only at a barrier.
  void remove(PersonId who) {
    ++removed_;
    people_[who.index()].agent.situation = gone;
    next_[who.index()] = Time::never().minutes();
    free_.push_back(who);
  }
  /// Starts again with these people, in the memory that is there.
  void assign(const std::vector<Person>& people) {
    people_.assign(people.begin(), people.end());
    next_.assign(people.size(), Time::never().minutes());
    free_.clear();
    added_ = people.size();
    removed_ = 0;
  }
  void clear() { assign({}); }
  void reserve(std::size_t rows) {
    people_.reserve(rows);
    next_.reserve(rows);
    free_.reserve(rows);
  }

  /// Calls `visit(who, person)` for everybody present, in no order that may matter.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::uint32_t row = 0; row < people_.size(); ++row)
      if (people_[row].agent.situation != gone) visit(PersonId(row), people_[row]);
  }

  /// For the kernel.
  Person* people() { return people_.data(); }
  std::int32_t* next() { return next_.data(); }

 private:
  std::vector<Person> people_;
  std::vector<std::int32_t> next_;
  std::vector<PersonId> free_;
  std::size_t added_ = 0, removed_ = 0;
};

}  // namespace formatie
