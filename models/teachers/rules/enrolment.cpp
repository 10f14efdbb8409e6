#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/teachers/entrants.h"
#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// On 1 September a cohort starts on every route of study; more of them when teachers earn more or study costs less,
/// but no more than there are places to train at.
class Enrolment final : public Event {
 public:
  explicit Enrolment(const Shared& shared)
      : labels_(shared.labels),
        intake_(shared.intake),
        assistants_(shared.assistants),
        pay_(shared.pay),
        tuition_(shared.tuition),
        places_({&labels_.route}) {}

  std::string_view name() const override { return "enrolment"; }
  std::string_view meaning() const override { return "cohorts of students begin"; }
  void fields(Fields& f) override {
    f.dial("places", places_, "persons a year", {0, 1e9},
           "students for whom schools have a place to train at; assistants who study come on top");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {9}); }
  std::vector<Transition> transitions() const override { return {{gone, situation_of(State::student, 0)}}; }
  void act(Labour& world, Time now) const override {
    const std::size_t step = world.step();
    if (now > world.steps().front())  // the first population has this cohort
      for (std::size_t route = 0; route < labels_.route.size(); ++route) {
        const auto& facts = world.structure().routes[route];
        if (facts.zij_sector >= 0) continue;
        const double assistants = route == assistants_.route(labels_) ? assistants_.of_intake : 0;
        const double others = std::max(0.0, intake_.persons.at(step, route) - assistants);
        const double drawn = pay_.factor(pay_.on_entrants, step, facts.sector) * tuition_.entrants(step, route);
        const auto cohort =
            static_cast<std::uint32_t>(std::min(std::lround(others * drawn), std::lround(places_.at(step, route))));
        for (std::uint32_t number = 0; number < cohort; ++number)
          world.enter(new_student(world.structure(), world.luck(), route, now.year(), number));
      }
    pay_tuition(world, now);
  }

 private:
  /// Books the discount of the school year for all who are in their first or second year of study; what would have been
  /// studied anyway is windfall.
  void pay_tuition(Labour& world, Time now) const {
    const std::size_t step = world.step();
    double discount = 0;
    for (std::size_t route = 0; route < labels_.route.size(); ++route)
      discount = std::max(discount, tuition_.discount.at(step, route));
    if (discount <= 0) return;
    const std::int32_t since = now.plus_months(-24).minutes();
    world.population().for_each([&](PersonId, const Person& p) {
      if (p.state() != State::student || p.since <= since) return;
      const double euro = tuition_.discount.at(step, p.route);
      world.book(Programme::tuition, world.structure().routes[p.route].sector, euro,
                 euro / tuition_.entrants(step, p.route));
    });
  }

  const Labels& labels_;
  const Intake& intake_;
  const Assistants& assistants_;  // who come by their own door, see assistants.cpp
  const Pay& pay_;
  const Tuition& tuition_;
  Dial places_;  // by route
};

/// Each month a twelfth of the year's second-career teachers (zij-instromers) asks for the grant. Whoever gets it
/// begins to look for a school; first come, first served, until the ceiling of the calendar year is reached, and who
/// waits is first in the next. Part of the grant of those who give up flows back into the year's budget.
class ZijInstroomIntake final : public Event {
 public:
  explicit ZijInstroomIntake(const Shared& shared) : labels_(shared.labels), intake_(shared.intake) {}

  std::string_view name() const override { return "zij_instroom_intake"; }
  std::string_view meaning() const override { return "second-career teachers and their grant"; }
  void fields(Fields& f) override {
    f.dial("grant", grant_, "euro a person", {0, 1e6}, "grant for a second-career teacher");
    f.dial("ceiling", ceiling_, "euro a calendar year", {0, 1e11}, "of all grants, what flowed back not counted");
    f.number("flows_back", flows_back_, "share", {0, 1}, "of the grant of those who give up their training");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  std::vector<Transition> transitions() const override {
    std::vector<Transition> arrows;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
      arrows.push_back({gone, situation_of(State::seeking, sector)});
    return arrows;
  }
  void act(Labour& world, Time now) const override {
    const std::size_t step = world.step();
    auto& grants = world.grants;
    if (now.month() == 1) grants.paid = 0;
    const double grant = grant_.at(step, 0);
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double back = world.take_training_dropouts(sector) * grant * flows_back_;
      grants.paid -= back;
      world.book(Programme::zij_instroom, sector, -back);
    }
    const std::size_t before = grants.waiting.size();
    for (std::size_t route = 0; route < labels_.route.size(); ++route) {
      if (world.structure().routes[route].zij_sector < 0) continue;
      const auto year = static_cast<std::uint32_t>(std::lround(intake_.persons.at(step, route)));
      const auto month = static_cast<std::uint32_t>(now.month());
      for (std::uint32_t number = year * (month - 1) / 12; number < year * month / 12; ++number)
        grants.waiting.push_back({static_cast<std::uint16_t>(route), static_cast<std::uint16_t>(now.year()), number});
    }
    // Within a month in an order that is luck.
    const auto luck_of = [&](const Grants::Applicant& a) {
      return random_block(world.luck(), purpose::entry, Identity::of(a.route, a.year, a.number), 1)[0];
    };
    std::sort(grants.waiting.begin() + static_cast<std::ptrdiff_t>(before), grants.waiting.end(),
              [&](const auto& a, const auto& b) {
                return std::tuple(luck_of(a), a.route, a.number) < std::tuple(luck_of(b), b.route, b.number);
              });
    std::size_t served = 0;
    for (; served < grants.waiting.size() && grants.paid + grant <= ceiling_.at(step, 0) + 0.005; ++served) {
      const auto& who = grants.waiting[served];
      grants.paid += grant;
      world.book(Programme::zij_instroom, world.structure().routes[who.route].sector, grant);
      world.seekers().push_back(
          world.enter(new_career_changer(world.structure(), world.luck(), who.route, who.year, who.number, now)));
    }
    grants.waiting.erase(grants.waiting.begin(), grants.waiting.begin() + static_cast<std::ptrdiff_t>(served));
  }

 private:
  const Labels& labels_;
  const Intake& intake_;
  Dial grant_, ceiling_;  // of one cell
  double flows_back_ = 0;
};

}  // namespace

std::unique_ptr<Event> make_enrolment(const Shared& shared) { return std::make_unique<Enrolment>(shared); }
std::unique_ptr<Event> make_zij_instroom_intake(const Shared& shared) {
  return std::make_unique<ZijInstroomIntake>(shared);
}

}  // namespace formatie::teachers
