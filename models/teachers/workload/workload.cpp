#include "models/teachers/workload/workload.h"

#include <algorithm>

namespace formatie::teachers {

Workload::Workload(Contents& contents)
    : weight_open({&contents.labels.sector}),
      weight_unguided({&contents.labels.sector}),
      weight_support({&contents.labels.sector}),
      on_resignation({&contents.labels.sector}),
      on_hours({&contents.labels.sector}),
      on_sickness({&contents.labels.sector}),
      contents_(contents),
      funds_(contents.get<WorkloadFunds>()) {
  contents.on_resignation.add(influence(&AtSchool::resignation, on_resignation));
  contents.on_wanted_hours.add(influence(&AtSchool::hours, on_hours));
  contents.on_sickness.add(influence(&AtSchool::sickness, on_sickness));
}

Influence Workload::influence(double AtSchool::*factor, const Dial& effect) const {
  return {[this, factor](const Labour& world, const Person& p, Time) {
            return schools_[world.post(p.post).school].*factor;
          },
          [this, &effect](std::size_t sector) { return active ? 1 + most * std::abs(effect.highest(sector)) : 1; }};
}

void Workload::fields(Fields& f) {
  f.flag("active", active, "whether workload changes behaviour");
  f.dial("weight_open", weight_open, "points per share", {0, 10}, "posts that nobody fills");
  f.dial("weight_unguided", weight_unguided, "points per share", {0, 10}, "teachers who began without guidance");
  f.dial("weight_support", weight_support, "points per share", {-10, 0}, "support staff bought with workload funds");
  f.dial("on_resignation", on_resignation, "relative change per point", {0, 3}, "on how often teachers resign");
  f.dial("on_hours", on_hours, "relative change per point", {-1, 0}, "on the contract that teachers want");
  f.dial("on_sickness", on_sickness, "relative change per point", {0, 3}, "on how often teachers fall sick for long");
  f.number("most", most, "points", {0, 0.5}, "workload counts up to so many points above or below the usual");
}

void Workload::begin(Labour& world) {
  guidance_ = &contents_.get<Guidance>();
  schools_.assign(world.structure().schools.size(), AtSchool());
  usual_.clear();
}

void Workload::act(Labour& world, Time) {
  if (usual_.empty()) note_the_usual(world);
  if (!active) return;
  const std::size_t step = world.step();
  for (std::size_t sector = 0; sector < world.labels().sector.size(); ++sector) {
    const double support = support_per_fte(world, sector);
    const double resignation = on_resignation.at(step, sector);
    const double hours = on_hours.at(step, sector);
    const double sickness = on_sickness.at(step, sector);
    for (const auto i : world.structure().schools_of_sector[sector]) {
      const double deviation = std::clamp(points(world, i, support) - usual_[sector], -most, most);
      schools_[i] = {std::max(0.0, 1 + resignation * deviation), std::max(0.1, 1 + hours * deviation),
                     std::max(0.0, 1 + sickness * deviation), deviation};
    }
  }
}

double Workload::points(const Labour& world, std::uint32_t school, double support_per_fte) const {
  const std::size_t step = world.step();
  const std::size_t sector = world.structure().schools[school].sector;
  const auto formation = world.formation(world.structure().schools[school]);
  const auto& guided = guidance_->at(school);
  const double size = std::max(1, formation.demand);
  return weight_open.at(step, sector) * formation.open / size +
         weight_unguided.at(step, sector) * full_time / size *
             (guided.unguided - guidance_->usual_unguided.at(step, sector) * guided.began) +
         weight_support.at(step, sector) * support_per_fte;
}

double Workload::support_per_fte(const Labour& world, std::size_t sector) const {
  double formation = 0;
  for (const auto i : world.structure().schools_of_sector[sector])
    formation += world.formation(world.structure().schools[i]).demand;
  return formation > 0 ? funds_.support_fte(sector) / (formation * fte_per_size) : 0;
}

void Workload::note_the_usual(const Labour& world) {
  usual_.assign(world.labels().sector.size(), 0.0);
  for (std::size_t sector = 0; sector < usual_.size(); ++sector) {
    double sum = 0, weight = 0;
    for (const auto i : world.structure().schools_of_sector[sector]) {
      const double demand = world.formation(world.structure().schools[i]).demand;
      sum += demand * points(world, i, 0);
      weight += demand;
    }
    usual_[sector] = weight > 0 ? sum / weight : 0;
  }
}

void add_workload(Contents& contents) { contents.add<Workload>(contents); }

}  // namespace formatie::teachers
