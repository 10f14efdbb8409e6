#include "models/teachers/measures/snapshot.h"

#include <algorithm>
#include <iterator>

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

namespace {

/// By what somebody does: an index in `Snapshot::pabo_cohort_states`.
std::size_t cohort_state(State state) {
  switch (state) {
    case State::student:
      return 0;
    case State::teaching:
    case State::in_training:
      return 1;
    case State::seeking:
      return 2;
    case State::reserve:
      return 3;
    case State::unemployed:
    case State::leading:
    case State::assisting:
      break;
  }
  return 4;
}

}  // namespace

void Snapshot::take(const Labour& world, const Dial& pupils_dial, const Dial& first_degree_lessons, bool first) {
  const Labels& labels = world.labels();
  const std::size_t sectors = labels.sector.size();
  const std::size_t regions = labels.region.size();
  if (first) {
    cohorts.assign(cohort_years, std::vector<double>(sectors * 2, 0.0));
    cohort_size = cohorts;
    teachers_before.assign(sectors, labels.age_band.size());
  } else {
    teachers_before = by_age.persons;
  }
  // Every cohort is a year older.
  std::rotate(cohort_size.rbegin(), cohort_size.rbegin() + 1, cohort_size.rend());
  for (auto& cohort : cohorts) std::fill(cohort.begin(), cohort.end(), 0.0);
  unqualified.assign(sectors, labels.subject.size());
  below_degree.assign(sectors, labels.subject.size());
  unemployed.assign(sectors, regions);
  leaders.assign(sectors, regions);
  assistants.assign(sectors, regions);
  by_kind.assign(sectors, labels.kind.size());
  Counts first_degree;
  first_degree.assign(sectors, labels.subject.size());
  by_region.assign(sectors, regions);
  by_subject.assign(sectors, labels.subject.size());
  by_sex.assign(sectors, 2);
  by_age.assign(sectors, labels.age_band.size());
  students.assign(1, labels.route.size());
  seekers.assign(sectors, regions);
  reserve.assign(sectors, regions);
  if (first) {
    pabo_year = world.now().year();
    pabo_did.clear();
  }
  std::vector<bool> pabo;  // [route] studies that lead to the pabo diploma
  for (const auto& route : world.structure().routes)
    pabo.push_back(route.zij_sector < 0 && route.qualification == Qualification::pabo);
  constexpr std::size_t doings = std::size(pabo_cohort_states), gone = doings - 1;
  for (auto& [who, did] : pabo_did) did = {did.now, gone};
  world.population().for_each([&](PersonId, const Person& p) {
    const Identity who = p.agent.identity;
    if (who.cohort() == pabo_year && who.origin() < pabo.size() && pabo[who.origin()])
      if (const auto found = first ? pabo_did.try_emplace(who).first : pabo_did.find(who); found != pabo_did.end())
        found->second.now = cohort_state(p.state());
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
      case State::unemployed:
        unemployed.at(p.sector(), p.region) += 1;
        break;
      case State::leading:
        leaders.at(p.sector(), p.region) += 1;
        break;
      case State::assisting:
        assistants.at(p.sector(), p.region) += 1;
        break;
      case State::teaching:
      case State::in_training: {
        const std::size_t sector = p.sector();
        const Post& post = world.post(p.post);
        by_kind.add(sector, world.structure().schools[post.school].kind, p.size);
        if (post.subject != no_subject) {
          if (!p.qualified) unqualified.at(sector, post.subject) += p.size * fte_per_size;
          if (p.qualified && p.qualification == Qualification::first_degree)
            first_degree.at(sector, post.subject) += p.size * fte_per_size;
        }
        const double years = Labour::years_since(p.started, world.now());
        if (years < cohort_years && p.started >= world.steps().front().minutes()) {
          const bool young = (p.started - p.agent.birth) < 30 * minutes_per_year;
          auto& cohort = cohorts[static_cast<std::size_t>(std::max(0.0, years))];
          cohort[sector * 2] += 1;
          cohort[sector * 2 + 1] += young ? 1 : 0;
        }
        by_region.add(sector, world.structure().region_of_post[p.post.index()], p.size);
        if (labels.with_subjects[sector]) by_subject.add(sector, post.subject, p.size);
        by_sex.add(sector, p.woman ? 0 : 1, p.size);
        by_age.add(sector, world.age_band(p, world.now()), p.size);
        break;
      }
    }
  });

  pabo_cohort.assign(1, doings);
  pabo_moves.assign(1, doings * doings);
  for (const auto& [who, did] : pabo_did) {
    pabo_cohort.at(0, did.now) += 1;
    pabo_moves.at(0, did.before * doings + did.now) += 1;
  }
  for (auto* workforce : {&by_region, &by_kind, &by_subject, &by_sex, &by_age}) workforce->finish();
  if (!first) cohort_size[0] = cohorts[0];

  open_before = first ? Counts() : open;
  if (first) open_before.assign(sectors, regions);
  posts.assign(sectors, regions);
  open.assign(sectors, regions);
  posts_big_cities.assign(sectors, 1);
  open_big_cities.assign(sectors, 1);
  posts_by_subject.assign(sectors, labels.subject.size());
  open_by_subject.assign(sectors, labels.subject.size());
  posts_by_kind.assign(sectors, labels.kind.size());
  open_by_kind.assign(sectors, labels.kind.size());
  const auto& all = world.structure().posts;
  for (std::uint32_t p = 0; p < all.size(); ++p) {
    const double demand = world.demand(PostId(p)) * fte_per_size;
    const double vacant = std::max(0, world.open(PostId(p))) * fte_per_size;
    posts.at(all[p].sector, all[p].region) += demand;
    open.at(all[p].sector, all[p].region) += vacant;
    if (labels.g5[all[p].region]) {
      posts_big_cities.at(all[p].sector, 0) += demand;
      open_big_cities.at(all[p].sector, 0) += vacant;
    }
    const std::size_t kind = world.structure().schools[all[p].school].kind;
    posts_by_kind.at(all[p].sector, kind) += demand;
    open_by_kind.at(all[p].sector, kind) += vacant;
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

  coped.assign(sectors, labels.step.size());
  for (auto* counts : {&regular, &replacement, &sick}) counts->assign(sectors, regions);
  why_open.assign(sectors, shortage_parts);
  left.assign(sectors, labels.age_band.size());
  switched.assign(sectors, sectors);
  graduated.assign(1, labels.route.size());
  for (auto* counts : {&pension_days, &began, &unguided, &began_zij, &unguided_zij, &hires, &norm})
    counts->assign(sectors, 1);
  const auto& tally = world.tally();
  for (std::size_t route = 0; route < labels.route.size(); ++route) graduated.at(0, route) = tally.graduated[route];
  for (std::size_t sector = 0; sector < sectors; ++sector) {
    for (std::size_t region = 0; region < regions; ++region) {
      const Coped& cell = world.coped[sector * regions + region];
      for (std::size_t step = 0; step < labels.step.size(); ++step) coped.at(sector, step) += cell.by_step[step];
      regular.at(sector, region) = cell.regular;
      replacement.at(sector, region) = cell.replacement;
      sick.at(sector, region) = cell.sick;
    }
    for (std::size_t part = 0; part < shortage_parts; ++part)
      why_open.at(sector, part) = world.why_open[sector * shortage_parts + part];
    for (std::size_t band = 0; band < labels.age_band.size(); ++band)
      left.at(sector, band) = tally.left[sector * labels.age_band.size() + band];
    for (std::size_t from = 0; from < sectors; ++from)
      switched.at(sector, from) = tally.switched[from * sectors + sector];
    pension_days.at(sector, 0) = tally.pension[sector];
    began.at(sector, 0) = world.began_year[sector];
    unguided.at(sector, 0) = world.unguided_year[sector];
    began_zij.at(sector, 0) = world.began_zij[sector];
    unguided_zij.at(sector, 0) = world.unguided_zij[sector];
    hires.at(sector, 0) = world.hires[sector];
    double base = 0;
    for (const auto i : world.structure().schools_of_sector[sector])
      for (std::uint32_t p = 0; p < world.structure().schools[i].posts; ++p)
        base += world.structure().base_demand[world.structure().schools[i].first_post + p] * fte_per_size;
    norm.at(sector, 0) = base * pupils_dial.at(world.step(), sector) / world.structure().pupils_at_start[sector];
    // Lessons that ask for a first degree and have no teacher with one.
    for (std::size_t subject = 0; labels.with_subjects[sector] && subject < labels.subject.size(); ++subject) {
      const double asked = first_degree_lessons.at(world.step(), subject) * by_subject.fte.sum(sector, subject);
      below_degree.at(sector, subject) = std::max(0.0, asked - first_degree.sum(sector, subject));
    }
  }

  cost.assign(sectors, programmes);
  windfall.assign(sectors, 1);
  coping_cost.assign(sectors, 1);
  support.assign(sectors, 1);
  pupils.assign(sectors, 1);
  for (std::size_t sector = 0; sector < sectors; ++sector) {
    for (std::size_t programme = 0; programme < programmes; ++programme)
      cost.at(sector, programme) = world.spent[programme * sectors + sector];
    windfall.at(sector, 0) = world.cost_windfall[sector];
    coping_cost.at(sector, 0) = world.coping_cost[sector];
    support.at(sector, 0) = world.support_fte[sector];
    pupils.at(sector, 0) = pupils_dial.at(world.step(), sector);
  }
}

MeasurePlan::MeasurePlan(const Labels& labels, const std::vector<MeasureDefinition>& list, std::vector<Time> dates)
    : layout({"sector", "kind", "region", "subject", "route", "cause", "sex", "age"}, std::move(dates)) {
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
      layout.add_series(
          measure,
          {label(cell.sector, labels.sector.labels()), label(cell.kind, labels.kind.labels()),
           label(cell.region, labels.region.labels()), label(cell.subject, labels.subject.labels()),
           label(cell.route, doors), label(cell.cause, definition.causes.value_or(leaving)),
           label(cell.sex, labels.sex.labels()), label(cell.age, labels.age_band.labels())},
          headline,
          std::min(layout.dates().size(), std::max<std::size_t>(definition.flow ? 1 : 0, definition.from_date)));
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
      for (std::size_t kind = 0; definition.splits.kind && sector && kind < labels.kind.size(); ++kind)
        if (labels.sector_of_kind[kind] == static_cast<int>(*sector)) {
          Cell part = cell;
          part.kind = kind;
          add(part, false);
        }
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
