#include "models/teachers/world/labour.h"

#include <algorithm>
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

Splits::Splits(Measures& measures, const Labels& labels, const Dimension& causes)
    : sector(measures.split("sector", labels.sector)),
      kind(measures.split("kind", labels.kind, labels.kinds_of_sector())),
      region(measures.split("region", labels.region)),
      subject(measures.split("subject", labels.subject, labels.subjects_of_sector())),
      door(measures.split("route", labels.door)),
      route(measures.split("route", labels.route)),
      cause(measures.split("cause", causes)),
      sex(measures.split("sex", labels.sex)),
      age(measures.split("age", labels.age_band)),
      from(measures.split("cause", labels.from_sector)) {}

JobCounters::JobCounters(Counters& counters, const Splits& splits)
    : inflow(counters.declare({&splits.door, &splits.sector, &splits.region})),
      outflow(counters.declare({&splits.cause, &splits.sector, &splits.region})),
      hires(counters.declare({&splits.sector})),
      left(counters.declare({&splits.sector, &splits.age})) {}

void Labour::empty_lanes() {
  const Structure& st = *structure_;
  lanes_of_.resize(lanes());
  for (auto& lane : lanes_of_) {
    lane.room.assign(st.posts.size(), 0);
    lane.contracts.assign(labels().sector.size() * (full_time + 1) * attracted_kinds, 0);
    lane.sick.assign(st.schools.size(), 0);
    lane.seekers.clear();
    lane.wishes.clear();
    lane.seekers.reserve(20'000);
    lane.wishes.reserve(20'000);
  }
  seekers_.clear();
  assistants_.clear();
  wishes_.clear();
  seekers_.reserve(50'000);
  wishes_.reserve(50'000);
}

void Labour::take_up_jobs() {
  Lane& lane = lanes_of_[0];
  for (std::uint32_t row = 0; row < population().rows(); ++row) {
    const Person& p = person(PersonId(row));
    if (p.agent.situation != gone && p.state() == State::seeking) seekers_.push_back(PersonId(row));
    if (p.agent.situation != gone && p.state() == State::assisting) assistants_.push_back(PersonId(row));
    if (!p.employed()) continue;
    lane.room[p.post.index()] -= p.size;
    ++contract_of(lane, p);
    if (p.sick()) lane.sick[post(p.post).school] += p.size;
  }
  at_work_at_census_.clear();
  for (std::size_t sector = 0; sector < labels().sector.size(); ++sector) at_work_at_census_.push_back(at_work(sector));
}

void Labour::populate(std::shared_ptr<const Structure> structure, const JobCounters& counters) {
  structure_ = std::move(structure);
  counters_ = &counters;
  const Structure& st = *structure_;
  population().reserve(st.people.size() + st.people.size() / 4);
  population().assign(st.people);
  empty_lanes();
  last_census_ = now();
  demand_ = st.base_demand;
  lanes_of_[0].room = demand_;
  take_up_jobs();
  for (std::uint32_t row = 0; row < population().rows(); ++row) simulation().start(*this, PersonId(row), now());
}

void Labour::arrived() {
  for (std::size_t lane = 1; lane < lanes_of_.size(); ++lane) {
    absorb(lanes_of_[0].room, lanes_of_[lane].room);
    absorb(lanes_of_[0].contracts, lanes_of_[lane].contracts);
    absorb(lanes_of_[0].sick, lanes_of_[lane].sick);
  }
  const std::size_t old_seekers = seekers_.size();
  for (auto& lane : lanes_of_) {
    seekers_.insert(seekers_.end(), lane.seekers.begin(), lane.seekers.end());
    wishes_.insert(wishes_.end(), lane.wishes.begin(), lane.wishes.end());
    lane.seekers.clear();
    lane.wishes.clear();
  }
  if (lanes_of_.size() > 1) {
    // The order in which lanes found them may not matter later.
    std::sort(seekers_.begin() + static_cast<std::ptrdiff_t>(old_seekers), seekers_.end());
    std::sort(wishes_.begin(), wishes_.end());
  }
}

void Labour::leave_job(PersonId who, Cause cause, Time now, unsigned lane) {
  Person& p = person(who);
  set_sick(who, 0, lane);
  lanes_of_[lane].room[p.post.index()] += p.size;
  --contract_of(lanes_of_[lane], p);
  counts().count(lane, counters_->outflow, static_cast<std::size_t>(cause), p.sector(), post(p.post).region);
  p.size = 0;
  p.post = PostId::none();
  p.left = now.minutes();
  p.moving = false;
  p.wants_more = false;
  p.desired = p.desired_without;
}

void Labour::set_size(PersonId who, Size size, unsigned lane) {
  Person& p = person(who);
  Lane& own = lanes_of_[lane];
  own.room[p.post.index()] -= size - p.size;
  if (p.sick()) own.sick[post(p.post).school] += size - p.size;
  --contract_of(own, p);
  p.size = size;
  ++contract_of(own, p);
}

void Labour::set_desired(PersonId who, Size desired, Size without, unsigned lane) {
  Person& p = person(who);
  --contract_of(lanes_of_[lane], p);
  p.desired = desired;
  p.desired_without = without;
  ++contract_of(lanes_of_[lane], p);
  if (desired < p.size) set_size(who, desired, lane);
  if (desired > p.size && !p.wants_more) {
    p.wants_more = true;
    lanes_of_[lane].wishes.push_back({p.post, who});
  }
}

void Labour::set_sick(PersonId who, std::int32_t until, unsigned lane) {
  Person& p = person(who);
  auto& sick = lanes_of_[lane].sick[post(p.post).school];
  if (p.sick()) sick -= p.size;
  p.until = until;
  if (p.sick()) sick += p.size;
}

void Labour::go(PersonId who, unsigned lane) {
  count_as_left(person(who), lane);
  person(who).agent.situation = gone;
}

void Labour::count_as_left(const Person& p, unsigned lane) {
  if (p.taught) counts().count(lane, counters_->left, p.taught_in, age_band(p, last_census_));
}

void Labour::count_the_year() {
  population().for_each([&](PersonId, const Person& p) {
    if (!p.employed() && p.state() != State::leading) count_as_left(p, 0);
  });
}

void Labour::begin_year() {
  for (std::uint32_t row = 0; row < population().rows(); ++row) {
    Person& p = person(PersonId(row));
    if (p.agent.situation == gone) continue;
    p.taught = p.employed();
    p.taught_in = static_cast<std::uint8_t>(p.employed() ? p.sector() : 0) & 15;
  }
  last_census_ = now();
  for (std::size_t sector = 0; sector < at_work_at_census_.size(); ++sector)
    at_work_at_census_[sector] = at_work(sector);
}

void Labour::hire(PersonId who, PostId where, Size size) {
  Person& p = person(who);
  Lane& lane = lanes_of_[0];
  const std::size_t sector = post(where).sector;
  const auto before = static_cast<Situation>(p.agent.situation);
  counts().count(0, counters_->hires, sector);
  if (p.employed()) {  // from one school to another
    if (p.sick()) {
      set_sick(who, 0, 0);
      simulation().redate(*this, who, now());
    }
    lane.room[p.post.index()] += p.size;
    --contract_of(lane, p);
  } else {
    counts().count(0, counters_->inflow, p.route, sector, post(where).region);
    if (p.route < labels().route.size()) p.started = now().minutes();
    become(who, p.second_career ? State::in_training : State::teaching, sector, now());
  }
  p.moving = false;
  p.post = where;
  p.size = size;
  lane.room[where.index()] -= size;
  ++contract_of(lane, p);
  if (p.desired > size && !p.wants_more) {
    p.wants_more = true;
    wishes_.push_back({where, who});
  }
  if (p.agent.situation != before) simulation().change(*this, who, before, now());
  if (observer != nullptr) observer->happened(now(), "hired", *this, who);
}

Labour::Formation Labour::formation(const School& school) const {
  Formation sum;
  for (std::uint32_t p = school.first_post; p < school.first_post + school.posts; ++p) {
    const std::int32_t room = open(PostId(p));
    sum.open += std::max(0, room);
    sum.demand += demand(PostId(p));
    sum.contracts += demand(PostId(p)) - room;
  }
  return sum;
}

std::int32_t Labour::at_work(std::size_t sector) const {
  const auto first = lanes_of_[0].contracts.begin() + static_cast<std::ptrdiff_t>(contract_cell(sector, 0, false));
  return std::accumulate(first, first + static_cast<std::ptrdiff_t>((full_time + 1) * attracted_kinds), 0);
}

double Labour::contracts_fte(std::size_t sector) const {
  std::int64_t twentieths = 0;
  for (Size size = 1; size <= full_time; ++size)
    for (const bool attracted : {false, true}) twentieths += std::int64_t{size} * contracts(sector, size, attracted);
  return static_cast<double>(twentieths) * fte_per_size;
}

void Labour::check() const {
  check_people();
  check_flows();
}

void Labour::check_people() const {
  const Lane& lane = lanes_of_[0];
  std::vector<std::int32_t> room = demand_;
  std::vector<std::int32_t> contracts(lane.contracts.size(), 0);
  std::vector<std::int32_t> sick(lane.sick.size(), 0);
  std::size_t present = 0;
  population().for_each([&](PersonId, const Person& p) {
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
  expect(room == lane.room, "the filled part of every post is the sum of its contracts (fte)");
  expect(contracts == lane.contracts, "the table of contracts counts everybody at work (persons)");
  expect(sick == lane.sick, "the hours of the sick are those of their contracts (fte)");
  expect(present == population().count() && population().count() == population().added() - population().removed(),
         "who is present is who was there or entered, less who has gone (persons)");
}

void Labour::check_flows() const {
  const std::size_t sectors = labels().sector.size(), regions = labels().region.size();
  std::vector<std::int32_t> expected = at_work_at_census_;
  const auto inflow = counts().of(counters_->inflow), outflow = counts().of(counters_->outflow);
  for (std::size_t i = 0; i < inflow.size(); ++i) expected[i / regions % sectors] += inflow[i];
  for (std::size_t i = 0; i < outflow.size(); ++i) expected[i / regions % sectors] -= outflow[i];
  for (std::size_t sector = 0; sector < sectors; ++sector)
    expect(expected[sector] == at_work(sector), "who works in a sector follows from the flows (persons)");
}

}  // namespace formatie::teachers
