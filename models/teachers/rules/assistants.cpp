#include <cmath>

#include "models/teachers/entrants.h"
#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// On 1 August schools find teaching assistants for the posts that are free; on 1 September some begin to study for
/// teacher.
class AssistantsYear final : public Event {
 public:
  explicit AssistantsYear(const Shared& shared) : labels_(shared.labels), assistants_(shared.assistants) {}

  std::string_view name() const override { return "assistants_year"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {8, 9}); }
  std::vector<Transition> transitions() const override {
    std::vector<Transition> arrows;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      arrows.push_back({situation_of(State::assisting, sector), situation_of(State::student, 0)});
      arrows.push_back({gone, situation_of(State::assisting, sector)});
    }
    return arrows;
  }
  void act(Labour& world, Time now) const override {
    if (now <= world.steps().front()) return;  // the first population is as it is after that day
    auto& list = world.assistants();
    std::vector<std::int32_t> at_work(labels_.sector.size(), 0);
    std::erase_if(list, [&](PersonId who) {
      const Person& p = world.person(who);
      if (p.agent.situation == gone || p.state() != State::assisting) return true;
      ++at_work[p.sector()];
      return now.month() == 9 && studies(world, who, now);
    });
    if (now.month() != 8) return;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const auto posts = static_cast<std::int32_t>(std::lround(assistants_.posts.at(world.step(), sector)));
      for (std::int32_t n = 0; n < posts - at_work[sector]; ++n)
        list.push_back(world.enter(
            new_assistant(world.structure(), world.luck(), sector, now.year(), static_cast<std::uint32_t>(n), now)));
    }
  }

 private:
  /// Whether this assistant begins to study this year, and if so the beginning.
  bool studies(Labour& world, PersonId who, Time now) const {
    Person& p = world.person(who);
    const std::size_t sector = p.sector();
    Stream luck(world.luck(), purpose::entry, p.agent.identity, static_cast<std::uint32_t>(now.year()));
    if (!luck.chance(assistants_.to_study.at(world.step(), sector))) return false;
    begin_study(world.structure(), luck, p, assistants_.route(labels_), now);
    world.simulation().change(world, who, situation_of(State::assisting, sector), now);
    return true;
  }

  const Labels& labels_;
  const Assistants& assistants_;
};

}  // namespace

std::unique_ptr<Event> make_assistants_year(const Shared& shared) { return std::make_unique<AssistantsYear>(shared); }

}  // namespace formatie::teachers
