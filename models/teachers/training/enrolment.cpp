#include <algorithm>
#include <cmath>

#include "models/teachers/training/assistants.h"
#include "models/teachers/training/intake.h"
#include "models/teachers/world/contents.h"
#include "models/teachers/world/entrants.h"

namespace formatie::teachers {
namespace {

/// On 1 September a cohort starts on every route of study; more of them when teachers earn more or study costs less,
/// but no more than there are places to train at.
class Enrolment final : public Rule {
 public:
  explicit Enrolment(const Contents& contents)
      : labels_(contents.labels),
        intake_(contents.get<Intake>()),
        assistants_(contents.get<Assistants>()),
        influences_(contents.on_entrants),
        places_({&labels_.route}) {}

  std::string_view name() const override { return "enrolment"; }
  std::string_view meaning() const override { return "cohorts of students begin"; }
  void fields(Fields& f) override {
    f.dial("places", places_, "persons a year", {0, 1e9},
           "students for whom schools have a place to train at; assistants who study come on top");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {9}); }
  std::vector<Transition> transitions() const override { return {{gone, situation_of(State::student, 0)}}; }
  void act(Labour& world, Time now) override {
    const std::size_t step = world.step();
    if (now <= world.steps().front()) return;  // the first population has this cohort
    for (std::size_t route = 0; route < labels_.route.size(); ++route) {
      if (world.structure().routes[route].zij_sector >= 0) continue;
      const double assistants = route == assistants_.route(labels_) ? assistants_.of_intake : 0;
      const double others = std::max(0.0, intake_.persons.at(step, route) - assistants);
      double drawn = 1;
      for (const auto& influence : influences_) drawn *= influence(world, route);
      const auto cohort =
          static_cast<std::uint32_t>(std::min(std::lround(others * drawn), std::lround(places_.at(step, route))));
      for (std::uint32_t number = 0; number < cohort; ++number)
        world.enter(new_student(world.structure(), world.luck(), route, now.year(), number));
    }
  }

 private:
  const Labels& labels_;
  const Intake& intake_;
  const Assistants& assistants_;  // who come by their own door, see assistants.cpp
  const std::vector<std::function<double(const Labour&, std::size_t)>>& influences_;  // pay, tuition
  Dial places_;                                                                       // by route
};

}  // namespace

void add_enrolment(Contents& contents) { contents.add<Enrolment>(contents); }

}  // namespace formatie::teachers
