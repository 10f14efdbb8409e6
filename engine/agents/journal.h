#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/kernel/simulation.h"

namespace formatie {

/// Writes a line an event, in the order of time; of one person first who that is.
///
/// The kernel works person by person between two barriers: what happens there waits for the end of it.
template <class World>
class Journal final : public Observer<World> {
 public:
  using Person = typename World::Person;
  using Describe = std::function<std::string(const World&, const Person&)>;

  /// `introduce`: who somebody is; `describe`: how he stands now.
  Journal(std::optional<std::uint64_t> person, const std::vector<Barrier>& barriers, Describe introduce,
          Describe describe, std::ostream& out)
      : person_(person),
        barriers_(barriers),
        introduce_(std::move(introduce)),
        describe_(std::move(describe)),
        out_(out) {}

  /// Introduces the person who is asked for, if present and not introduced yet.
  void look(const World& world) {
    if (!person_ || introduced_) return;
    world.population().for_each([&](Id<Person>, const Person& person) {
      if (person.agent.identity.value() == *person_) introduce(world, person);
    });
  }
  void happened(Time when, std::string_view what, const World& world, Id<Person> who) override {
    const Person& person = world.population()[who];
    if (person_ && person.agent.identity.value() != *person_) return;
    if (person_ && !introduced_) introduce(world, person);
    if (next_ < barriers_.size() && barriers_[next_].date <= when) {
      write();
      while (next_ < barriers_.size() && barriers_[next_].date <= when) ++next_;
    }
    const std::string how = person.agent.situation == gone ? "gone" : describe_(world, person);
    lines_.emplace_back(when,
                        fmt::format("{:16}  {:19}  {:26}  {}\n", when.iso(), person.agent.identity.value(), what, how));
  }
  /// Writes what waits.
  void write() {
    std::stable_sort(lines_.begin(), lines_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& line : lines_) out_ << line.second;
    lines_.clear();
  }

 private:
  void introduce(const World& world, const Person& person) {
    out_ << fmt::format("person {}: {}\n", person.agent.identity.value(), introduce_(world, person));
    introduced_ = true;
  }

  std::optional<std::uint64_t> person_;
  const std::vector<Barrier>& barriers_;
  Describe introduce_, describe_;
  std::ostream& out_;
  std::size_t next_ = 0;                             // the first barrier after the last event
  std::vector<std::pair<Time, std::string>> lines_;  // since the barrier before that
  bool introduced_ = false;
};

}  // namespace formatie
