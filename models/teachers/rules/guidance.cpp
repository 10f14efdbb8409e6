#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// On 1 August each school has its hours of guidance for the school year: those of its experienced teachers, less what
/// its open posts eat. Those who begin take of them when they are hired (see the hiring round).
class GuidanceHours final : public Event {
 public:
  explicit GuidanceHours(const Shared& shared) : guidance_(shared.guidance) {}

  std::string_view name() const override { return "guidance_hours"; }
  std::vector<Time> dates(Time begin, Time end) const override {
    auto dates = first_of_months(begin, end, {8});
    if (dates.empty() || dates.front() != begin) dates.insert(dates.begin(), begin);  // also when the period begins
    return dates;
  }
  void act(Labour& world, Time now) const override {
    if (!guidance_.active) return;
    const auto& st = world.structure();
    auto& experienced = world.scratch;  // [school] twentieths of an fte
    experienced.assign(st.schools.size(), 0.0);
    const std::int32_t since = now.plus_years(-experienced_years).minutes();
    world.population().for_each([&](PersonId, const Person& p) {
      if (p.employed() && p.started <= since && !p.sick()) experienced[world.post(p.post).school] += p.size;
    });
    for (std::uint32_t s = 0; s < st.schools.size(); ++s) {
      const School& school = st.schools[s];
      double open = 0, demand = 0;
      for (std::uint32_t p = school.first_post; p < school.first_post + school.posts; ++p) {
        open += std::max(0, world.open(PostId(p)));
        demand += world.demand(PostId(p));
      }
      const double left = 1 - guidance_.eaten.at(world.step(), school.sector) * (demand > 0 ? open / demand : 0);
      auto& state = world.school(s);
      state.guidance = experienced[s] * fte_per_size * std::max(0.0, left) *
                       guidance_.hours_per_mentor.at(world.step(), school.sector);
      state.began = state.unguided = 0;
    }
  }

 private:
  static constexpr double experienced_years = 5;  // as the tenure bands: what "5+" begins with
  const Guidance& guidance_;                      // source: data/SOURCES.md, guidance.csv
};

}  // namespace

std::unique_ptr<Event> make_guidance_hours(const Shared& shared) { return std::make_unique<GuidanceHours>(shared); }

}  // namespace formatie::teachers
