#include <algorithm>

#include "models/teachers/census/money.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// Less tuition in the first two years of study. Source: levers.md row 19. On 1 September the discount of the school
/// year is booked for all who are in their first or second year; what would have been studied anyway is windfall.
class Tuition final : public Rule {
 public:
  explicit Tuition(Contents& contents)
      : labels_(contents.labels),
        money_(contents.get<Money>()),
        programme_(money_.programme(contents, "tuition", "collegegeld", "tuition")),
        discount_({&labels_.route}) {
    contents.on_entrants.push_back(
        [this](const Labour& world, std::size_t route) { return entrants(world.step(), route); });
  }
  std::string_view name() const override { return "tuition"; }
  std::string_view meaning() const override { return "what a study costs"; }
  void fields(Fields& f) override {
    f.dial("discount", discount_, "euro a year", {0, 1e5}, "less tuition than in the scenario, in the first two years");
    f.number("on_entrants", on_entrants_, "relative change per 1,000 euro", {0, 2}, "response of the entrants to it");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {9}); }
  void act(Labour& world, Time now) override {
    const std::size_t step = world.step();
    double highest = 0;
    for (std::size_t route = 0; route < labels_.route.size(); ++route)
      highest = std::max(highest, discount_.at(step, route));
    if (highest <= 0) return;
    const std::int32_t since = now.plus_months(-24).minutes();
    world.population().for_each([&](PersonId, const Person& p) {
      if (p.state() != State::student || p.since <= since) return;
      const double euro = discount_.at(step, p.route);
      money_.book(programme_, world.structure().routes[p.route].sector, euro, euro / entrants(step, p.route));
    });
  }

 private:
  /// By what the entrants of a route are multiplied.
  double entrants(std::size_t step, std::size_t route) const {
    return 1 + on_entrants_ * discount_.at(step, route) / 1000;
  }

  const Labels& labels_;
  Money& money_;
  Programme programme_;
  Dial discount_;           // by route, euro a year
  double on_entrants_ = 0;  // relative change of the entrants for each 1,000 euro
};

}  // namespace

void add_tuition(Contents& contents) { contents.add<Tuition>(contents); }

}  // namespace formatie::teachers
