#include "models/teachers/measures/snapshot.h"

#include <algorithm>

namespace formatie::teachers {

void Workforce::finish() {
  const std::size_t cells = by_size_.size() / (full_time + 1);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    std::int64_t heads = 0, sizes = 0, up_to = 0;
    for (int size = 0; size <= full_time; ++size) {
      const std::int64_t n = by_size_[cell * (full_time + 1) + static_cast<std::size_t>(size)];
      heads += n;
      sizes += n * size;
      if (size * 10 <= full_time * 8) up_to += n;
    }
    persons.at(cell / others_, cell % others_) = static_cast<double>(heads);
    fte.at(cell / others_, cell % others_) = static_cast<double>(sizes) * fte_per_size;
    up_to_08.at(cell / others_, cell % others_) = static_cast<double>(up_to);
  }
}

void Snapshot::take(const Labour& world, const Dial& pupils_dial, bool first) {
  const Labels& labels = world.labels();
  const std::size_t sectors = labels.sector.size();
  const std::size_t regions = labels.region.size();
  by_region.assign(sectors, regions);
  by_subject.assign(sectors, labels.subject.size());
  by_sex.assign(sectors, 2);
  by_age.assign(sectors, labels.age_band.size());
  students.assign(1, labels.route.size());
  seekers.assign(sectors, regions);
  reserve.assign(sectors, regions);
  world.population().for_each([&](PersonId, const Person& p) {
    switch (p.state()) {
      case State::student:
        students.at(0, p.route) += 1;
        break;
      case State::seeking:
        seekers.at(p.sector(), p.region) += 1;
        break;
      case State::reserve:
        reserve.at(p.sector(), p.region) += 1;
        break;
      case State::teaching:
      case State::in_training: {
        const std::size_t sector = p.sector();
        by_region.add(sector, world.structure().region_of_post[p.post.index()], p.size);
        if (labels.with_subjects[sector]) by_subject.add(sector, p.subject, p.size);
        by_sex.add(sector, p.woman ? 0 : 1, p.size);
        by_age.add(sector, world.age_band(p, world.now()), p.size);
        break;
      }
    }
  });

  for (auto* workforce : {&by_region, &by_subject, &by_sex, &by_age}) workforce->finish();

  posts.assign(sectors, regions);
  open.assign(sectors, regions);
  posts_by_subject.assign(sectors, labels.subject.size());
  open_by_subject.assign(sectors, labels.subject.size());
  const auto& all = world.structure().posts;
  for (std::uint32_t p = 0; p < all.size(); ++p) {
    const double demand = world.demand(PostId(p)) * fte_per_size;
    const double vacant = std::max(0, world.open(PostId(p))) * fte_per_size;
    posts.at(all[p].sector, all[p].region) += demand;
    open.at(all[p].sector, all[p].region) += vacant;
    if (all[p].subject == no_subject) continue;
    posts_by_subject.at(all[p].sector, all[p].subject) += demand;
    open_by_subject.at(all[p].sector, all[p].subject) += vacant;
  }
  if (first) open_at_start = open;

  inflow_by_route.assign(sectors, world.doors());
  inflow_by_region.assign(sectors, regions);
  outflow_by_cause.assign(sectors, causes);
  outflow_by_region.assign(sectors, regions);
  for (std::size_t sector = 0; sector < sectors; ++sector)
    for (std::size_t region = 0; region < regions; ++region) {
      for (std::size_t door = 0; door < world.doors(); ++door) {
        const double persons = world.tally().inflow[world.flow_cell(door, sector, region)];
        inflow_by_route.at(sector, door) += persons;
        inflow_by_region.at(sector, region) += persons;
      }
      for (std::size_t cause = 0; cause < causes; ++cause) {
        const double persons = world.tally().outflow[world.flow_cell(cause, sector, region)];
        outflow_by_cause.at(sector, cause) += persons;
        outflow_by_region.at(sector, region) += persons;
      }
    }

  cost.assign(sectors, cost_kinds);
  support.assign(sectors, 1);
  pupils.assign(sectors, 1);
  for (std::size_t sector = 0; sector < sectors; ++sector) {
    cost.at(sector, bonus) = world.cost_bonus[sector];
    cost.at(sector, windfall) = world.cost_windfall[sector];
    cost.at(sector, funds) = world.cost_funds[sector];
    support.at(sector, 0) = world.support_fte[sector];
    pupils.at(sector, 0) = pupils_dial.at(world.step(), sector);
  }
}

MeasurePlan::MeasurePlan(const Labels& labels, const std::vector<MeasureDefinition>& list, std::vector<Time> dates)
    : layout({"sector", "region", "subject", "route", "cause", "sex", "age"}, std::move(dates)) {
  std::vector<std::string> doors = labels.route.labels();
  doors.push_back("return");
  doors.push_back("other_sector");
  std::vector<std::string> leaving(cause_names, cause_names + causes);

  for (const auto& definition : list) {
    const std::size_t measure = layout.add_measure(definition.measure);
    const auto add = [&](const Cell& cell, bool headline) {
      const auto label = [](const std::optional<std::size_t>& index, const std::vector<std::string>& names) {
        return index ? names[*index] : std::string("all");
      };
      layout.add_series(measure,
                        {label(cell.sector, labels.sector.labels()), label(cell.region, labels.region.labels()),
                         label(cell.subject, labels.subject.labels()), label(cell.route, doors),
                         label(cell.cause, definition.causes.value_or(leaving)), label(cell.sex, labels.sex.labels()),
                         label(cell.age, labels.age_band.labels())},
                        headline, definition.flow ? 1 : 0);
      cells.push_back(cell);
    };
    const auto add_all = [&](std::optional<std::size_t> sector) {
      Cell cell;
      cell.sector = sector;
      add(cell, definition.headline == MeasureDefinition::Headline::sectors ||
                    (definition.headline == MeasureDefinition::Headline::total && !sector));
      const auto split = [&](bool wanted, std::size_t size, std::optional<std::size_t> Cell::*member) {
        for (std::size_t i = 0; wanted && i < size; ++i) {
          Cell part = cell;
          part.*member = i;
          add(part, false);
        }
      };
      split(definition.splits.region, labels.region.size(), &Cell::region);
      split(definition.splits.subject && sector && labels.with_subjects[*sector], labels.subject.size(),
            &Cell::subject);
      split(definition.splits.route, definition.splits.sector ? doors.size() : labels.route.size(), &Cell::route);
      split(definition.splits.cause, definition.causes.value_or(leaving).size(), &Cell::cause);
      split(definition.splits.sex, 2, &Cell::sex);
      split(definition.splits.age, labels.age_band.size(), &Cell::age);
    };
    add_all(std::nullopt);
    for (std::size_t sector = 0; definition.splits.sector && sector < labels.sector.size(); ++sector) add_all(sector);
  }
}

void MeasurePlan::record(const std::vector<MeasureDefinition>& list, const Snapshot& snapshot, std::size_t date,
                         std::span<double> out) const {
  for (std::size_t s = 0; s < cells.size(); ++s) {
    const auto& series = layout.series()[s];
    if (date < series.first_date) continue;
    out[layout.index(s, date)] = list[series.measure].value(snapshot, cells[s]);
  }
}

}  // namespace formatie::teachers
