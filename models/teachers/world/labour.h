#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/agents/agent_world.h"

#include "models/teachers/world/structure.h"

namespace formatie::teachers {

/// Why somebody's spell in the profession of a sector ended; parts of the model name theirs, see `Contents::cause`.
enum class Cause : std::uint8_t {};

/// By what results are split: the columns of the csv files in their order.
struct Splits {
  Splits(Measures& measures, const Labels& labels, const Dimension& causes);
  const Split &sector, &kind, &region, &subject, &door, &route, &cause, &sex, &age;
  const Split& from;  ///< sectors that people leave for another one, in the column of causes
};

/// What is counted of jobs.
struct JobCounters {
  JobCounters(Counters& counters, const Splits& splits);
  Counter inflow;   ///< by door, sector, region: persons
  Counter outflow;  ///< by cause, sector, region
  Counter hires;    ///< by sector: vacancies filled
  Counter left;     ///< by sector, age band at the last census: taught then, and is not in education at this one
};

/// Somebody wants more hours at the post where he works.
struct Wish {
  PostId post;
  Id<Person> who;
  friend auto operator<=>(const Wish&, const Wish&) = default;
};

/// The present: people, posts and jobs. One replication at a time.
///
/// Invariants, checked by `check` at every barrier when `checking`: the formation of a post is the contracts there and
/// what is vacant (fte); the table of contracts counts everybody at work (persons); who works in a sector is who worked
/// there at the last census and what flowed in, less what flowed out; who is present is who was there or entered and
/// has not gone.
class Labour : public AgentWorld<Labour, Person> {
 public:
  using Wish = teachers::Wish;
  using Start = Structure;
  static constexpr std::size_t attracted_kinds = 2;

  /// Puts the first population in its place, at the beginning of a replication.
  void populate(std::shared_ptr<const Structure> structure, const JobCounters& counters);
  /// At each barrier: lanes are added up, the seekers found in the window join the list.
  void arrived();

  const Structure& structure() const { return *structure_; }
  const std::shared_ptr<const Structure>& shared_structure() const { return structure_; }
  const Labels& labels() const { return structure_->labels; }
  const Post& post(PostId post) const { return structure_->posts[post.index()]; }
  const School& school(PostId where) const { return structure_->schools[post(where).school]; }
  std::size_t age_band(const Person& person, Time now) const {
    const auto years = static_cast<std::int32_t>((now.minutes() - person.agent.birth) * (1 / minutes_per_year));
    return structure_->band_of_year[static_cast<std::size_t>(std::clamp(years, 0, Structure::oldest))];
  }
  static double years_since(std::int32_t minutes, Time now) { return years_between(Time::from_minutes(minutes), now); }

  // What processes do (`lane` from the moment) and rules do (lane 0).
  /// Ends a job; the caller says where the person stands afterwards. The flow is counted.
  void leave_job(PersonId who, Cause cause, Time now, unsigned lane);
  /// Changes the contract of somebody who has a job.
  void set_size(PersonId who, Size size, unsigned lane);
  /// Sets the contracts wanted with and without a bonus, and carries out what can be done at once: working less.
  void set_desired(PersonId who, Size desired, Size without, unsigned lane);
  void become(PersonId who, State state, std::size_t sector, Time now) {
    Person& p = person(who);
    p.agent.situation = situation_of(state, sector);
    p.since = now.minutes();
  }
  /// The person looks for a (different) job from the next hiring round on.
  void seek(PersonId who, unsigned lane) { lanes_of_[lane].seekers.push_back(who); }
  /// Looks for a first or next job in this sector, having come by this door.
  void look_for_job(PersonId who, std::size_t sector, std::size_t door, const Moment& moment) {
    person(who).route = static_cast<std::uint8_t>(door);
    become(who, State::seeking, sector, moment.now);
    seek(who, moment.lane);
  }
  /// Leaves the model.
  void go(PersonId who, unsigned lane);
  /// Begins or ends a long sick leave; `until` 0 ends it.
  void set_sick(PersonId who, std::int32_t until, unsigned lane);

  // At barriers only.
  void hire(PersonId who, PostId post, Size size);
  /// Vacant twentieths of an fte; negative where more people work than the formation has room for.
  std::int32_t open(PostId post) const { return lanes_of_[0].room[post.index()]; }
  std::int32_t demand(PostId post) const { return demand_[post.index()]; }
  void set_demand(PostId post, std::int32_t formation) {
    lanes_of_[0].room[post.index()] += formation - demand_[post.index()];
    demand_[post.index()] = formation;
  }
  /// What a school has of these: open (not less than none), all formation, and contracts; twentieths of an fte.
  struct Formation {
    std::int32_t open = 0, demand = 0, contracts = 0;
  };
  Formation formation(const School& school) const;
  /// Contracts of those on long sick leave, twentieths of an fte.
  std::int32_t sick(std::uint32_t school) const { return lanes_of_[0].sick[school]; }
  /// Persons at work in a sector with this contract, who work more because of a bonus or not.
  std::int32_t contracts(std::size_t sector, Size size, bool attracted) const {
    return lanes_of_[0].contracts[contract_cell(sector, size, attracted)];
  }
  /// Persons at work in a sector, from the table of contracts, and their fte.
  std::int32_t at_work(std::size_t sector) const;
  double contracts_fte(std::size_t sector) const;
  /// Counts who taught at the last census and now neither teaches nor leads a school.
  void count_the_year();
  /// Notes who teaches, for the next census.
  void begin_year();

  std::vector<PersonId>& seekers() { return seekers_; }
  /// Everybody who is a teaching assistant, and some who were.
  std::vector<PersonId>& assistants() { return assistants_; }
  std::vector<Wish>& wishes() { return wishes_; }

  /// Recounts everything from the people; stops when a total differs.
  void check() const;

  std::vector<double> scratch, scratch2;  ///< of the rule that is acting

 private:
  /// What people's events change. Every lane has its own; they are added up at barriers.
  struct Lane {
    std::vector<std::int32_t> room;       // [post] formation less contracts, twentieths of an fte
    std::vector<std::int32_t> contracts;  // [sector][size 0..20][attracted] persons
    std::vector<std::int32_t> sick;       // [school] contracts of those on long sick leave, twentieths of an fte
    std::vector<PersonId> seekers;        // began to look for a job
    std::vector<Wish> wishes;             // began to want more hours
  };
  static std::size_t contract_cell(std::size_t sector, Size size, bool attracted) {
    return (sector * (full_time + 1) + size) * attracted_kinds + (attracted ? 1 : 0);
  }
  std::int32_t& contract_of(Lane& lane, const Person& p) const {
    return lane.contracts[contract_cell(p.sector(), p.size, p.attracted())];
  }
  void empty_lanes();
  void take_up_jobs();
  void count_as_left(const Person& p, unsigned lane);
  void check_people() const;
  void check_flows() const;

  std::shared_ptr<const Structure> structure_;
  const JobCounters* counters_ = nullptr;
  Time last_census_;
  std::vector<std::int32_t> at_work_at_census_;  // [sector] persons
  std::vector<std::int32_t> demand_;             // [post] formation now, twentieths of an fte
  std::vector<Lane> lanes_of_;                   // [lane]; the first is the truth, the others are added to it
  std::vector<PersonId> seekers_;
  std::vector<PersonId> assistants_;
  std::vector<Wish> wishes_;
};

}  // namespace formatie::teachers
