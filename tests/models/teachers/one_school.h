#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/world.h"

namespace formatie::teachers {

/// The tiny world with one school of po that has this formation and these teachers, all of ten years' experience, full
/// time. A test adds people to `structure` before `begin`; then rules act, and things happen to people, when it says.
class OneSchool {
 public:
  explicit OneSchool(int formation, int teachers, const std::vector<std::string>& changes = {})
      : world(read_changed(tiny_scenario(), changes)) {
    auto st = std::make_shared<Structure>(*world.structure);
    st->people.clear();
    std::fill(st->base_demand.begin(), st->base_demand.end(), 0);
    st->base_demand[0] = formation * full_time;
    for (auto& table : st->reach[0]) table = AliasTable({1.0}, {0});
    for (auto& table : st->nearby[0]) table = AliasTable({1.0}, {0});
    for (int i = 0; i < teachers; ++i) st->people.push_back(person(static_cast<std::uint32_t>(i), State::teaching));
    structure = st;
  }
  Person person(std::uint32_t number, State state) const {
    Person p;
    p.agent.identity = Identity::of(5, 5, number);
    p.agent.birth = Time::from_date(1985, 1, 1).minutes();
    p.agent.situation = situation_of(state, 0);
    p.desired = p.desired_without = full_time;
    p.subject = 0;
    p.qualification = Qualification::pabo;
    if (state == State::teaching) {
      p.size = full_time;
      p.post = PostId(0);
      p.started = Time::from_date(2009, 8, 1).minutes();
      p.route = static_cast<std::uint8_t>(world.labels.route.size());
    }
    return p;
  }
  void begin() {
    world.begin(0, structure);
    world.labour.arrive(now, 0);
  }
  /// Begins with these people alone; the first of them is `first`.
  void begin_with(const std::vector<Person>& people) {
    structure->people = people;
    begin();
  }
  void act(const char* rule) { world.rule(rule).act(world.labour, now); }
  /// How often this happens to somebody now, a year.
  double rate(std::string_view process, PersonId who = first) const {
    return world.process(process).rate(world.labour, who, now).value;
  }
  /// The rate that the kernel takes for the highest, for somebody of this age in whole years.
  double cap(std::string_view process, int age, PersonId who = first) const {
    const auto situation = static_cast<Situation>(world.labour.person(who).agent.situation);
    return world.process(process).cap(situation, age, age).value;
  }
  Time due(std::string_view process, PersonId who = first) const {
    return world.process(process).due(world.labour, who);
  }
  /// It happens to somebody, now.
  void happens(std::string_view process, PersonId who = first) {
    Moment moment{now, 0, Stream(world.labour.luck(), Purpose::career, world.labour.person(who).agent.identity, 0)};
    world.process(process).then(world.labour, who, moment);
    if (has_gone(who)) world.labour.population().remove(who);
  }
  /// Whether somebody is on the list of those who look for a school.
  bool looks_for_school(PersonId who = first) {
    world.labour.arrive(now, 0);
    const auto& list = world.labour.seekers();
    return std::find(list.begin(), list.end(), who) != list.end();
  }
  const Person& who(PersonId person = first) const { return world.labour.person(person); }
  bool has_gone(PersonId person = first) const { return who(person).agent.situation == gone; }
  static constexpr PersonId first{0};

  World world;
  std::shared_ptr<Structure> structure;
  Time now = Time::from_date(2020, 3, 1);
};

}  // namespace formatie::teachers
