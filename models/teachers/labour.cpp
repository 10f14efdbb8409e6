#include "models/teachers/labour.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/base/expect.h"

namespace formatie::teachers {
namespace {

/// Adds `part` to `whole` and empties it.
void absorb(std::vector<std::int32_t>& whole, std::vector<std::int32_t>& part) {
  for (std::size_t i = 0; i < whole.size(); ++i) whole[i] += part[i];
  std::fill(part.begin(), part.end(), 0);
}

}  // namespace

void Labour::begin(std::shared_ptr<const Structure> structure, const Catalogue<Labour>& catalogue, const Caps& caps,
                   const std::vector<Time>& steps, const Luck& luck, Time now, unsigned lanes) {
  structure_ = std::move(structure);
  const Structure& st = *structure_;
  luck_ = luck;
  now_ = now;
  step_ = step_before_ = 0;
  steps_ = &steps;
  simulation_.use(catalogue, caps);
  simulation_.watch(observer);
  tallies_.resize(lanes);
  people_.reserve(st.people.size() + st.people.size() / 4);
  people_.assign(st.people);
  const std::size_t sectors = labels().sector.size();
  const std::size_t cells = sectors * labels().region.size();
  for (auto& tally : tallies_) {
    tally.room.assign(st.posts.size(), 0);
    tally.contracts.assign(sectors * (full_time + 1) * attracted_kinds, 0);
    tally.inflow.assign(doors() * cells, 0);
    tally.outflow.assign(causes * cells, 0);
    tally.left.assign(sectors * labels().age_band.size(), 0);
    tally.switched.assign(sectors * sectors, 0);
    tally.graduated.assign(labels().route.size(), 0);
    tally.gave_up.assign(sectors, 0);
    tally.pension.assign(sectors, 0);
    tally.sick.assign(st.schools.size(), 0);
    tally.seekers.clear();
    tally.wishes.clear();
    tally.seekers.reserve(20'000);
    tally.wishes.reserve(20'000);
  }
  last_census_ = now;
  seekers_.clear();
  assistants_.clear();
  wishes_.clear();
  seekers_.reserve(50'000);
  wishes_.reserve(50'000);
  demand_ = st.base_demand;
  tallies_[0].room = demand_;
  published_shortage.assign(cells, 0.0);
  shortage_at_start.assign(cells, 0.0);
  spent.assign(programmes * sectors, 0.0);
  for (auto* amounts : {&support_fte, &cost_windfall, &coping_cost}) amounts->assign(sectors, 0.0);
  usual_workload.clear();
  grants = {};
  for (auto* counts : {&began_year, &unguided_year, &began_zij, &unguided_zij, &hires}) counts->assign(sectors, 0);
  why_open.assign(sectors * shortage_parts, 0.0);
  schools_.assign(st.schools.size(), SchoolState());
  coped.resize(cells);
  for (auto& cell : coped) {
    cell.by_step.assign(labels().step.size(), 0.0);
    cell.regular = cell.replacement = cell.sick = 0;
  }
  for (std::uint32_t row = 0; row < people_.rows(); ++row) {
    const Person& p = people_[PersonId(row)];
    if (p.agent.situation != gone && p.state() == State::seeking) seekers_.push_back(PersonId(row));
    if (p.agent.situation != gone && p.state() == State::assisting) assistants_.push_back(PersonId(row));
    if (!p.employed()) continue;
    tallies_[0].room[p.post.index()] -= p.size;
    ++tallies_[0].contracts[contract_cell(p.sector(), p.size, p.attracted())];
    if (p.sick()) tallies_[0].sick[post(p.post).school] += p.size;
  }
  at_work_at_census_.clear();
  for (std::size_t sector = 0; sector < sectors; ++sector) at_work_at_census_.push_back(at_work(sector));
  for (std::uint32_t row = 0; row < people_.rows(); ++row) simulation_.start(*this, PersonId(row), now);
}

void Labour::arrive(Time now, std::size_t) {
  now_ = now;
  step_before_ = step_;
  while (step_ + 1 < steps_->size() && (*steps_)[step_ + 1] <= now) ++step_;
  for (std::size_t lane = 1; lane < tallies_.size(); ++lane) {
    auto& part = tallies_[lane];
    absorb(tallies_[0].room, part.room);
    absorb(tallies_[0].contracts, part.contracts);
    absorb(tallies_[0].inflow, part.inflow);
    absorb(tallies_[0].outflow, part.outflow);
    absorb(tallies_[0].left, part.left);
    absorb(tallies_[0].switched, part.switched);
    absorb(tallies_[0].graduated, part.graduated);
    absorb(tallies_[0].gave_up, part.gave_up);
    absorb(tallies_[0].pension, part.pension);
    absorb(tallies_[0].sick, part.sick);
  }
  const std::size_t old_seekers = seekers_.size();
  for (auto& tally : tallies_) {
    seekers_.insert(seekers_.end(), tally.seekers.begin(), tally.seekers.end());
    wishes_.insert(wishes_.end(), tally.wishes.begin(), tally.wishes.end());
    tally.seekers.clear();
    tally.wishes.clear();
  }
  if (tallies_.size() > 1) {
    // The order in which lanes found them may not matter later.
    std::sort(seekers_.begin() + static_cast<std::ptrdiff_t>(old_seekers), seekers_.end());
    std::sort(wishes_.begin(), wishes_.end());
  }
  if (checking) check();
}

void Labour::leave_job(PersonId who, Cause cause, Time now, unsigned lane) {
  Person& p = people_[who];
  auto& tally = tallies_[lane];
  const std::size_t sector = p.sector();
  set_sick(who, 0, lane);
  tally.room[p.post.index()] += p.size;
  --tally.contracts[contract_cell(sector, p.size, p.attracted())];
  ++tally.outflow[flow_cell(static_cast<std::size_t>(cause), sector, post(p.post).region)];
  if (cause == Cause::retirement) tally.pension[sector] += (now.minutes() - p.agent.birth) / (24 * 60);
  p.size = 0;
  p.post = PostId::none();
  p.left = now.minutes();
  p.moving = false;
  p.wants_more = false;
  p.desired = p.desired_without;
}

void Labour::set_size(PersonId who, Size size, unsigned lane) {
  Person& p = people_[who];
  auto& tally = tallies_[lane];
  tally.room[p.post.index()] -= size - p.size;
  if (p.sick()) tally.sick[post(p.post).school] += size - p.size;
  --tally.contracts[contract_cell(p.sector(), p.size, p.attracted())];
  ++tally.contracts[contract_cell(p.sector(), size, p.attracted())];
  p.size = size;
}

void Labour::set_desired(PersonId who, Size desired, Size without, unsigned lane) {
  Person& p = people_[who];
  auto& contracts = tallies_[lane].contracts;
  --contracts[contract_cell(p.sector(), p.size, p.attracted())];
  p.desired = desired;
  p.desired_without = without;
  ++contracts[contract_cell(p.sector(), p.size, p.attracted())];
  if (desired < p.size) set_size(who, desired, lane);
  if (desired > p.size && !p.wants_more) {
    p.wants_more = true;
    tallies_[lane].wishes.push_back({p.post, who});
  }
}

void Labour::set_sick(PersonId who, std::int32_t until, unsigned lane) {
  Person& p = people_[who];
  auto& sick = tallies_[lane].sick[post(p.post).school];
  if (p.sick()) sick -= p.size;
  p.until = until;
  if (p.sick()) sick += p.size;
}

void Labour::go(PersonId who, unsigned lane) {
  count_as_left(people_[who], lane);
  people_[who].agent.situation = gone;
}

void Labour::count_as_left(const Person& p, unsigned lane) {
  if (p.taught) ++tallies_[lane].left[p.taught_in * labels().age_band.size() + age_band(p, last_census_)];
}

void Labour::count_the_year() {
  for (std::uint32_t row = 0; row < people_.rows(); ++row) {
    Person& p = people_[PersonId(row)];
    if (p.agent.situation == gone) continue;
    if (!p.employed() && p.state() != State::leading) count_as_left(p, 0);
  }
}

void Labour::begin_year() {
  for (std::uint32_t row = 0; row < people_.rows(); ++row) {
    Person& p = people_[PersonId(row)];
    if (p.agent.situation == gone) continue;
    p.taught = p.employed();
    p.taught_in = static_cast<std::uint8_t>(p.employed() ? p.sector() : 0) & 15;
  }
  last_census_ = now_;
  forget_flows();
}

PersonId Labour::enter(const Person& person) {
  const PersonId who = people_.add(person);
  simulation_.start(*this, who, now_);
  return who;
}

void Labour::hire(PersonId who, PostId where, Size size) {
  Person& p = people_[who];
  auto& tally = tallies_[0];
  const std::size_t sector = post(where).sector;
  const auto before = static_cast<Situation>(p.agent.situation);
  ++hires[sector];
  if (p.employed()) {  // from one school to another
    if (p.sick()) {
      set_sick(who, 0, 0);
      simulation_.redate(*this, who, now_);
    }
    tally.room[p.post.index()] += p.size;
    --tally.contracts[contract_cell(sector, p.size, p.attracted())];
  } else {
    ++tally.inflow[flow_cell(p.route, sector, post(where).region)];
    if (p.route < labels().route.size()) p.started = now_.minutes();
    become(who, p.second_career ? State::in_training : State::teaching, sector, now_);
  }
  p.moving = false;
  p.post = where;
  p.size = size;
  tally.room[where.index()] -= size;
  ++tally.contracts[contract_cell(sector, size, p.attracted())];
  if (p.desired > size && !p.wants_more) {
    p.wants_more = true;
    wishes_.push_back({where, who});
  }
  if (p.agent.situation != before) simulation_.change(*this, who, before, now_);
  if (observer != nullptr) observer->happened(now_, "hired", *this, who);
}

std::int32_t Labour::at_work(std::size_t sector) const {
  const auto first = tallies_[0].contracts.begin() + static_cast<std::ptrdiff_t>(contract_cell(sector, 0, false));
  return std::accumulate(first, first + static_cast<std::ptrdiff_t>((full_time + 1) * attracted_kinds), 0);
}

double Labour::contracts_fte(std::size_t sector) const {
  std::int64_t twentieths = 0;
  for (Size size = 1; size <= full_time; ++size)
    for (const bool attracted : {false, true})
      twentieths += std::int64_t{size} * tallies_[0].contracts[contract_cell(sector, size, attracted)];
  return static_cast<double>(twentieths) * fte_per_size;
}

void Labour::forget_flows() {
  for (std::size_t sector = 0; sector < at_work_at_census_.size(); ++sector)
    at_work_at_census_[sector] = at_work(sector);
  std::fill(tallies_[0].inflow.begin(), tallies_[0].inflow.end(), 0);
  std::fill(tallies_[0].outflow.begin(), tallies_[0].outflow.end(), 0);
  for (auto* counts : {&tallies_[0].left, &tallies_[0].switched, &tallies_[0].graduated, &tallies_[0].pension})
    std::fill(counts->begin(), counts->end(), 0);
  for (auto* amounts : {&spent, &cost_windfall, &coping_cost}) std::fill(amounts->begin(), amounts->end(), 0.0);
  for (auto* counts : {&began_year, &unguided_year, &began_zij, &unguided_zij, &hires})
    std::fill(counts->begin(), counts->end(), 0);
}

void Labour::check() const {
  std::vector<std::int32_t> room = demand_;
  std::vector<std::int32_t> contracts(tallies_[0].contracts.size(), 0);
  std::vector<std::int32_t> sick(tallies_[0].sick.size(), 0);
  std::size_t present = 0;
  people_.for_each([&](PersonId, const Person& p) {
    ++present;
    const bool works = p.state() == State::teaching || p.state() == State::in_training;
    expect(works == p.employed(), "who teaches has a contract, and nobody else");
    expect(p.until == 0 || p.employed() || p.state() == State::unemployed, "a sick leave ends with the job");
    expect(p.size <= full_time && p.desired <= full_time, "a contract is at most full time");
    if (!p.employed()) return;
    expect(post(p.post).sector == p.sector(), "a person's post is in the person's sector");
    room[p.post.index()] -= p.size;
    if (p.sick()) sick[post(p.post).school] += p.size;
    ++contracts[contract_cell(p.sector(), p.size, p.attracted())];
  });
  expect(room == tallies_[0].room, "the filled part of every post is the sum of its contracts (fte)");
  expect(contracts == tallies_[0].contracts, "the table of contracts counts everybody at work (persons)");
  for (const auto& cell : coped) {
    const double covered = std::accumulate(cell.by_step.begin(), cell.by_step.end(), 0.0);
    expect(std::abs(covered - cell.regular - cell.replacement) <= 1e-6 * (1 + covered),
           "what is open and what is not replaced is what schools do something about (fte)");
  }
  for (std::size_t sector = 0; sector < cost_windfall.size(); ++sector) {
    double all = 0;
    for (std::size_t programme = 0; programme < programmes; ++programme)
      all += spent[programme * cost_windfall.size() + sector];
    expect(cost_windfall[sector] <= all + 0.01 && coping_cost[sector] >= 0,
           "the windfall is a part of what is paid (euro)");
  }
  expect(sick == tallies_[0].sick, "the hours of the sick are those of their contracts (fte)");
  expect(present == people_.count() && people_.count() == people_.added() - people_.removed(),
         "who is present is who was there or entered, less who has gone (persons)");
  const std::size_t regions = labels().region.size();
  for (std::size_t sector = 0; sector < labels().sector.size(); ++sector) {
    std::int32_t expected = at_work_at_census_[sector];
    for (std::size_t region = 0; region < regions; ++region) {
      for (std::size_t door = 0; door < doors(); ++door)
        expected += tallies_[0].inflow[flow_cell(door, sector, region)];
      for (std::size_t cause = 0; cause < causes; ++cause)
        expected -= tallies_[0].outflow[flow_cell(cause, sector, region)];
    }
    expect(expected == at_work(sector), "who works in a sector follows from the flows (persons)");
  }
}

}  // namespace formatie::teachers
