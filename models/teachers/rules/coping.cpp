#include <algorithm>
#include <cmath>

#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {
namespace {

/// On the first of each month: what a school does with open posts and with absences, and what that does to its
/// workload.
///
/// The coping ladder: extra hours, agency, a teacher who is not qualified, merged classes, another professional (in the
/// big cities, 22 hours a month), pupils at home. Each step covers what is left up to a part of the school's formation.
/// Nobody is hired by it: the posts stay open. Only the last step is seen from outside; the others hide the shortage.
class Coping final : public Event {
 public:
  explicit Coping(const Shared& shared)
      : labels_(shared.labels),
        sickness_(shared.sickness),
        workload_(shared.workload),
        guidance_(shared.guidance),
        limit_({&labels_.sector, &labels_.step}),
        cost_({&labels_.sector, &labels_.step}),
        g5_only_({&labels_.sector, &labels_.step}) {}

  std::string_view name() const override { return "coping"; }
  std::string_view meaning() const override { return "what schools do with open posts and absences"; }
  void fields(Fields& f) override {
    f.dial("limit", limit_, "share", {0, 1}, "part of its formation that a school can cover by the step");
    f.dial("cost", cost_, "euro a year per fte", {0, 1e6}, "what the step costs on top of what the open post saves");
    f.dial("g5_only", g5_only_, "1 or 0", {0, 1}, "whether the step is for the big cities only");
  }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  void act(Labour& world, Time now) const override {
    const auto& st = world.structure();
    const std::size_t step = world.step();
    const std::size_t regions = labels_.region.size();
    const std::size_t steps = labels_.step.size();
    for (auto& cell : world.coped) {
      std::fill(cell.by_step.begin(), cell.by_step.end(), 0.0);
      cell.regular = cell.replacement = cell.sick = 0;
    }
    const double season = sickness_.season.at(step, static_cast<std::size_t>(now.month() - 1));
    if (world.usual_workload.empty()) usual_workload(world);
    const bool first = now == world.steps().front();  // no month has passed

    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double short_share = sickness_.active ? sickness_.short_share.at(step, sector) * season : 0;
      const double uncovered = sickness_.share_replaced.at(step, sector) * (1 - sickness_.pool_share.at(step, sector));
      double limits[8], costs[8];
      bool g5_only[8];
      for (std::size_t s = 0; s < steps; ++s) {
        limits[s] = limit_.at(step, limit_.cell(sector, s));
        costs[s] = cost_.at(step, cost_.cell(sector, s));
        g5_only[s] = g5_only_.at(step, g5_only_.cell(sector, s)) > 0.5;
      }
      double euro = 0;
      for (const auto i : st.schools_of_sector[sector]) {
        const School& school = st.schools[i];
        std::int32_t open = 0, demand = 0, contracts = 0;
        for (std::uint32_t p = school.first_post; p < school.first_post + school.posts; ++p) {
          const std::int32_t room = world.open(PostId(p));
          open += std::max(0, room);
          demand += world.demand(PostId(p));
          contracts += world.demand(PostId(p)) - room;
        }
        auto& cell = world.coped[sector * regions + school.region];
        const double sick = world.tally().sick[i] + short_share * contracts;
        const double regular = open * fte_per_size;
        const double replacement = sick * uncovered * fte_per_size;
        cell.regular += regular;
        cell.replacement += replacement;
        cell.sick += sick * fte_per_size;
        world.school(i).contracts = contracts;
        double left = regular + replacement;
        const double formation = demand * fte_per_size;
        for (std::size_t s = 0; s < steps && left > 0; ++s) {
          if (g5_only[s] && !labels_.g5[school.region]) continue;
          const double covered = std::min(left, limits[s] * formation);
          cell.by_step[s] += covered;
          euro += covered * costs[s];
          left -= covered;
        }
        cell.by_step[steps - 1] += left;  // whatever the last step may cover: there is nothing after it
      }
      if (!first) world.coping_cost[sector] += euro / 12;
    }
    set_workload(world);
  }

 private:
  /// Points of a school: of open posts, of those who began without guidance beyond the usual, less those of support
  /// staff bought.
  double points(const Labour& world, std::uint32_t i, double support_per_fte) const {
    const auto& st = world.structure();
    const School& school = st.schools[i];
    std::int32_t open = 0, demand = 0;
    for (std::uint32_t p = school.first_post; p < school.first_post + school.posts; ++p) {
      open += std::max(0, world.open(PostId(p)));
      demand += world.demand(PostId(p));
    }
    const std::size_t step = world.step();
    const auto& state = world.school(i);
    const double size = std::max(1, demand);
    return workload_.weight_open.at(step, school.sector) * open / size +
           workload_.weight_unguided.at(step, school.sector) * full_time / size *
               (state.unguided - guidance_.usual_unguided.at(step, school.sector) * state.began) +
           workload_.weight_support.at(step, school.sector) * support_per_fte;
  }
  double support_per_fte(const Labour& world, std::size_t sector) const {
    double formation = 0;
    for (const auto i : world.structure().schools_of_sector[sector])
      for (std::uint32_t p = 0; p < world.structure().schools[i].posts; ++p)
        formation += world.demand(PostId(world.structure().schools[i].first_post + p));
    return formation > 0 ? world.support_fte[sector] / (formation * fte_per_size) : 0;
  }
  /// As of the first time that the rule acts.
  void usual_workload(Labour& world) const {
    world.usual_workload.assign(labels_.sector.size(), 0.0);
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      double sum = 0, weight = 0;
      for (const auto i : world.structure().schools_of_sector[sector]) {
        double demand = 0;
        const School& school = world.structure().schools[i];
        for (std::uint32_t p = school.first_post; p < school.first_post + school.posts; ++p)
          demand += world.demand(PostId(p));
        sum += demand * points(world, i, 0);
        weight += demand;
      }
      world.usual_workload[sector] = weight > 0 ? sum / weight : 0;
    }
  }
  void set_workload(Labour& world) const {
    if (!workload_.active) return;
    const std::size_t step = world.step();
    for (std::size_t sector = 0; sector < labels_.sector.size(); ++sector) {
      const double support = support_per_fte(world, sector);
      const double resignation = workload_.on_resignation.at(step, sector);
      const double hours = workload_.on_hours.at(step, sector);
      const double sickness = workload_.on_sickness.at(step, sector);
      for (const auto i : world.structure().schools_of_sector[sector]) {
        const double deviation =
            std::clamp(points(world, i, support) - world.usual_workload[sector], -workload_.most, workload_.most);
        auto& state = world.school(i);
        state.workload = deviation;
        state.resignation = std::max(0.0, 1 + resignation * deviation);
        state.hours = std::max(0.1, 1 + hours * deviation);
        state.sickness = std::max(0.0, 1 + sickness * deviation);
      }
    }
  }

  const Labels& labels_;
  const Sickness& sickness_;
  const Workload& workload_;
  const Guidance& guidance_;
  Dial limit_, cost_, g5_only_;  // by sector, step; source: data/SOURCES.md, coping.csv
};

}  // namespace

std::unique_ptr<Event> make_coping(const Shared& shared) { return std::make_unique<Coping>(shared); }

}  // namespace formatie::teachers
