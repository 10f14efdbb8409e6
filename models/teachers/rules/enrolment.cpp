#include <algorithm>
#include <cmath>

#include "models/teachers/entrants.h"
#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// On 1 September a cohort starts on every route of study.
class Enrolment final : public Event {
 public:
  explicit Enrolment(const Shared& shared)
      : labels_(shared.labels), intake_(shared.intake), assistants_(shared.assistants) {}

  std::string_view name() const override { return "enrolment"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {9}); }
  std::vector<Transition> transitions() const override { return {{gone, situation_of(State::student, 0)}}; }
  void act(Labour& world, Time now) const override {
    for (std::size_t route = 0; route < labels_.route.size(); ++route) {
      if (world.structure().routes[route].zij_sector >= 0) continue;
      if (now <= world.steps().front()) continue;  // the first population has this cohort
      const double assistants = route == assistants_.route(labels_) ? assistants_.of_intake : 0;
      const double others = std::max(0.0, intake_.persons.at(world.step(), route) - assistants);
      const auto cohort = static_cast<std::uint32_t>(std::lround(others));
      for (std::uint32_t number = 0; number < cohort; ++number)
        world.enter(new_student(world.structure(), world.luck(), route, now.year(), number));
    }
  }

 private:
  const Labels& labels_;
  const Intake& intake_;
  const Assistants& assistants_;  // who come by their own door, see assistants.cpp
};

/// Each month a twelfth of the year's second-career teachers (zij-instromers) begins to look for a school.
class ZijInstroomIntake final : public Event {
 public:
  ZijInstroomIntake(const Labels& labels, const Intake& intake) : labels_(labels), intake_(intake) {}

  std::string_view name() const override { return "zij_instroom_intake"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  std::vector<Transition> transitions() const override {
    std::vector<Transition> arrows;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
      arrows.push_back({gone, situation_of(State::seeking, sector)});
    return arrows;
  }
  void act(Labour& world, Time now) const override {
    for (std::size_t route = 0; route < labels_.route.size(); ++route) {
      if (world.structure().routes[route].zij_sector < 0) continue;
      const auto year = static_cast<std::uint32_t>(std::lround(intake_.persons.at(world.step(), route)));
      const auto month = static_cast<std::uint32_t>(now.month());
      for (std::uint32_t number = year * (month - 1) / 12; number < year * month / 12; ++number)
        world.seekers().push_back(
            world.enter(new_career_changer(world.structure(), world.luck(), route, now.year(), number, now)));
    }
  }

 private:
  const Labels& labels_;
  const Intake& intake_;
};

}  // namespace

std::unique_ptr<Event> make_enrolment(const Shared& shared) { return std::make_unique<Enrolment>(shared); }
std::unique_ptr<Event> make_zij_instroom_intake(const Shared& shared) {
  return std::make_unique<ZijInstroomIntake>(shared.labels, shared.intake);
}

}  // namespace formatie::teachers
