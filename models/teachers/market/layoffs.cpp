#include <algorithm>

#include "models/teachers/careers/unemployment.h"
#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// On 1 August, when the formation is known, a school with more teachers than it pays for does not renew temporary
/// contracts, the youngest first, and those who lose the job get a benefit.
class Layoffs final : public Rule {
 public:
  explicit Layoffs(Contents& contents)
      : labels_(contents.labels),
        benefits_(contents.get<Benefits>()),
        cause_(contents.cause("layoff", "ontslagen", "layoff")) {}

  std::string_view name() const override { return "layoffs"; }
  std::string_view meaning() const override { return "schools with too many teachers end temporary contracts"; }
  void fields(Fields& f) override {
    f.number("surplus_kept", surplus_kept_, "share", {0, 1},
             "part of its formation that a school has too many and keeps");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end, {8}); }
  std::vector<Transition> transitions() const override {
    std::vector<Transition> arrows;
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector)
      arrows.push_back({situation_of(State::teaching, sector), situation_of(State::unemployed, sector)});
    return arrows;
  }
  void act(Labour& world, Time now) override {
    const std::int32_t since = now.plus_years(-benefits_.temporary_years).minutes();
    const auto& st = world.structure();
    // What a school has too many, beyond what it keeps: a subject's surplus may be another one's vacancy.
    auto& surplus = world.scratch;  // [school] twentieths of an fte
    surplus.assign(st.schools.size(), 0.0);
    for (std::uint32_t i = 0; i < st.posts.size(); ++i)
      surplus[st.posts[i].school] -= world.open(PostId(i)) + surplus_kept_ * world.demand(PostId(i));
    auto& list = list_;
    list.clear();
    world.population().for_each([&](PersonId who, const Person& p) {
      if (p.state() != State::teaching || p.since <= since) return;
      if (surplus[world.post(p.post).school] > 0 && world.open(p.post) < 0)
        list.push_back({world.post(p.post).school, -static_cast<std::int64_t>(p.since), p.agent.identity, who});
    });
    std::sort(list.begin(), list.end());
    for (const auto& [school, since_when, identity, who] : list) {
      Person& p = world.person(who);
      double& too_many = surplus[school];
      if (too_many < p.size / 2.0 || world.open(p.post) >= 0) continue;  // no job ends for a few hours too many
      too_many -= p.size;
      const auto before = static_cast<Situation>(p.agent.situation);
      const std::size_t sector = p.sector();
      world.leave_job(who, cause_, now, 0);
      world.become(who, State::unemployed, sector, now);
      p.until = now.plus_years(benefits_.entitlement_months.at(world.step(), sector) / 12).minutes();
      world.simulation().change(world, who, before, now);
      if (world.observer != nullptr) world.observer->happened(now, "layoff", world, who);
    }
  }

 private:
  struct Surplus {
    std::uint32_t school;
    std::int64_t youngest;
    Identity identity;
    PersonId who;
    friend auto operator<=>(const Surplus&, const Surplus&) = default;
  };
  const Labels& labels_;
  const Benefits& benefits_;  // source: data/SOURCES.md, benefits.csv
  double surplus_kept_ = 0;
  Cause cause_;
  std::vector<Surplus> list_;  // kept, so that no memory is asked for
};

}  // namespace

void add_layoffs(Contents& contents) { contents.add<Layoffs>(contents); }

}  // namespace formatie::teachers
