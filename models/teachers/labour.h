#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "engine/kernel/simulation.h"

#include "models/teachers/structure.h"

namespace formatie::teachers {

class Labour;
using Route = Process<Labour>;  ///< something that can happen to a person
using Event = Rule<Labour>;     ///< something that happens to nobody in particular

/// Why somebody's spell in the profession of a sector ended.
enum class Cause : std::uint8_t { resignation, retirement, death, other_sector, training_dropout, layoff, leadership };
inline constexpr std::size_t causes = 7;
inline constexpr const char* cause_names[causes] = {"resignation",      "retirement", "death",     "other_sector",
                                                    "training_dropout", "layoff",     "leadership"};

/// On what public money of a scenario is spent: the column `cause` of the measure `cost`.
enum class Programme : std::uint8_t { full_time_bonus, workload_funds, pay, tuition, zij_instroom, guidance, other };
inline constexpr std::size_t programmes = 7;
inline constexpr const char* programme_names[programmes] = {"full_time_bonus", "workload_funds", "pay",  "tuition",
                                                            "zij_instroom",    "guidance",       "other"};

/// Why posts are open, see rules/bounds.cpp.
inline constexpr std::size_t shortage_parts = 4;
inline constexpr const char* shortage_part_names[shortage_parts] = {"too_few_people", "wrong_subject", "wrong_place",
                                                                    "search_friction"};

/// Somebody wants more hours at the post where he works.
struct Wish {
  PostId post;
  PersonId who;
  friend auto operator<=>(const Wish&, const Wish&) = default;
};

/// Integer counts that people's events change. Every lane has its own; they are added up at barriers.
struct Tally {
  std::vector<std::int32_t> room;       ///< [post] formation less contracts, twentieths of an fte
  std::vector<std::int32_t> contracts;  ///< [sector][size 0..20][attracted] persons
  std::vector<std::int32_t> inflow;     ///< [door][sector][region] persons since the last census
  std::vector<std::int32_t> outflow;    ///< [cause][sector][region]
  std::vector<std::int32_t> left;       ///< [sector][age band] at the last census, not in education at this one
  std::vector<std::int32_t> switched;   ///< [sector from][sector to] began to look in another sector
  std::vector<std::int32_t> graduated;  ///< [route] got a diploma
  std::vector<std::int32_t> gave_up;    ///< [sector] second-career teachers in training, since the month began
  std::vector<std::int32_t> pension;    ///< [sector] days of age of those who retired
  std::vector<std::int32_t> sick;       ///< [school] contracts of those on long sick leave, twentieths of an fte
  std::vector<PersonId> seekers;        ///< began to look for a job
  std::vector<Wish> wishes;             ///< began to want more hours
};

/// What a school is like, beside its posts; rules write it at barriers.
struct SchoolState {
  double resignation = 1;      ///< what workload does to the rate of resigning
  double hours = 1;            ///< to the contract that teachers want
  double sickness = 1;         ///< to the rate of falling sick for long
  double workload = 0;         ///< points above the usual of the sector
  double guidance = 0;         ///< hours a week that are left for those who begin in this school year
  std::int32_t began = 0;      ///< persons who began in this school year
  std::int32_t unguided = 0;   ///< of those, without guidance
  std::int32_t contracts = 0;  ///< of the first of the month, twentieths of an fte
};

/// What schools did with open posts and absences, added up over a sector and region.
struct Coped {
  std::vector<double> by_step;  ///< [step] fte
  double regular = 0;           ///< fte open
  double replacement = 0;       ///< fte of absences for which there is no replacement
  double sick = 0;              ///< fte absent
};

/// Grants for second-career teachers in the calendar year, and who waits for one.
struct Grants {
  struct Applicant {
    std::uint16_t route = 0;
    std::uint16_t year = 0;    ///< of the application
    std::uint32_t number = 0;  ///< within route and year
  };
  double paid = 0;  ///< euro in this calendar year, less what flowed back
  std::vector<Applicant> waiting;
};

/// The present: people, posts, and what is known about them. One replication at a time.
///
/// Invariants, checked by `check` at every barrier when `checking`: the formation of a post is the contracts there and
/// what is vacant (fte); the table of contracts counts everybody at work (persons); who works in a sector is who worked
/// there at the last census and what flowed in, less what flowed out; who is present is who was there or entered and
/// has not gone.
class Labour {
 public:
  using Person = teachers::Person;
  using Wish = teachers::Wish;
  static constexpr std::size_t attracted_kinds = 2;

  /// Starts again at the beginning of a replication, in the memory that is there; `lanes`: how many the kernel will
  /// use.
  void begin(std::shared_ptr<const Structure> structure, const Catalogue<Labour>& catalogue, const Caps& caps,
             const std::vector<Time>& steps, const Luck& luck, Time now, unsigned lanes);

  // What the kernel asks.
  Population<Person>& population() { return people_; }
  const Population<Person>& population() const { return people_; }
  const Luck& luck() const { return luck_; }
  /// At each barrier: the clock moves, lanes are added up, the seekers found in the window join the list.
  void arrive(Time now, std::size_t barrier);

  const Structure& structure() const { return *structure_; }
  const std::shared_ptr<const Structure>& shared_structure() const { return structure_; }
  const Labels& labels() const { return structure_->labels; }
  Person& person(PersonId who) { return people_[who]; }
  const Person& person(PersonId who) const { return people_[who]; }
  const Post& post(PostId post) const { return structure_->posts[post.index()]; }
  /// The last barrier that was passed; within a window ask the moment for the time.
  Time now() const { return now_; }
  /// Number of the period between two changes of dials.
  std::size_t step() const { return step_; }
  /// The same for the time just before the last barrier.
  std::size_t step_before() const { return step_before_; }
  const std::vector<Time>& steps() const { return *steps_; }
  std::size_t age_band(const Person& person, Time now) const {
    const auto years = static_cast<std::int32_t>((now.minutes() - person.agent.birth) * (1 / minutes_per_year));
    return structure_->band_of_year[static_cast<std::size_t>(std::clamp(years, 0, Structure::oldest))];
  }
  static double years_since(std::int32_t minutes, Time now) { return years_between(Time::from_minutes(minutes), now); }

  // What routes do (`lane` from the moment) and rules do (lane 0).
  /// Ends a job; the person stands in `state` afterwards (or is gone), and the flow is counted.
  void leave_job(PersonId who, Cause cause, Time now, unsigned lane);
  /// Changes the contract of somebody who has a job.
  void set_size(PersonId who, Size size, unsigned lane);
  /// Sets the contracts wanted with and without a bonus, and carries out what can be done at once: working less.
  void set_desired(PersonId who, Size desired, Size without, unsigned lane);
  void become(PersonId who, State state, std::size_t sector, Time now) {
    Person& p = people_[who];
    p.agent.situation = situation_of(state, sector);
    p.since = now.minutes();
  }
  /// The person looks for a (different) job from the next hiring round on.
  void seek(PersonId who, unsigned lane) { tallies_[lane].seekers.push_back(who); }
  /// Leaves the model.
  void go(PersonId who, unsigned lane);

  // At barriers only.
  PersonId enter(const Person& person);
  void hire(PersonId who, PostId post, Size size);
  /// Vacant twentieths of an fte; negative where more people work than the formation has room for.
  std::int32_t open(PostId post) const { return tallies_[0].room[post.index()]; }
  std::int32_t demand(PostId post) const { return demand_[post.index()]; }
  void set_demand(PostId post, std::int32_t formation) {
    tallies_[0].room[post.index()] += formation - demand_[post.index()];
    demand_[post.index()] = formation;
  }
  const Tally& tally() const { return tallies_[0]; }
  /// Counts that a route adds to.
  Tally& tally(unsigned lane) { return tallies_[lane]; }
  /// Counts who taught at the last census and now neither teaches nor leads a school.
  void count_the_year();
  /// Notes who teaches, for the next census, and begins all flows anew.
  void begin_year();
  /// Persons at work in a sector, from the table of contracts, and their fte.
  std::int32_t at_work(std::size_t sector) const;
  double contracts_fte(std::size_t sector) const;
  SchoolState& school(std::uint32_t school) { return schools_[school]; }
  const SchoolState& school(std::uint32_t school) const { return schools_[school]; }
  const SchoolState& school_of(const Person& p) const { return schools_[post(p.post).school]; }
  /// Begins or ends a long sick leave; `until` 0 ends it.
  void set_sick(PersonId who, std::int32_t until, unsigned lane);
  std::vector<PersonId>& seekers() { return seekers_; }
  /// Everybody who is a teaching assistant, and some who were.
  std::vector<PersonId>& assistants() { return assistants_; }
  std::vector<Wish>& wishes() { return wishes_; }
  Simulation<Labour>& simulation() { return simulation_; }

  std::size_t doors() const { return labels().route.size() + 2; }
  std::size_t door_return() const { return labels().route.size(); }
  std::size_t door_other_sector() const { return labels().route.size() + 1; }
  std::size_t flow_cell(std::size_t kind, std::size_t sector, std::size_t region) const {
    return (kind * labels().sector.size() + sector) * labels().region.size() + region;
  }
  std::size_t contract_cell(std::size_t sector, Size size, bool attracted) const {
    return (sector * (full_time + 1) + size) * attracted_kinds + (attracted ? 1 : 0);
  }

  /// Recounts everything from the people; stops when a total differs.
  void check() const;
  bool checking = false;

  std::vector<Coped> coped;                             ///< [sector][region] as of the last first of the month
  std::vector<double> coping_cost;                      ///< [sector] euro since the last census
  std::vector<double> why_open;                         ///< [sector][part] fte, as of the last census
  std::vector<double> usual_workload;                   ///< [sector] points at the start; empty before
  std::vector<std::int32_t> began_year, unguided_year;  ///< [sector] persons who began since the last census
  std::vector<std::int32_t> began_zij, unguided_zij;    ///< [sector] of those, second-career teachers
  std::vector<std::int32_t> hires;                      ///< [sector] vacancies filled since the last census
  std::vector<double> published_shortage;  ///< [sector][region] share of posts unfilled, as of the last indicator
  std::vector<double> shortage_at_start;   ///< [sector][region] the same at the start
  std::vector<double> support_fte;         ///< [sector] support staff paid from workload funds now
  /// Books public money; `windfall` is the part of it for what would have happened anyway.
  void book(Programme programme, std::size_t sector, double euro, double windfall = 0) {
    spent[static_cast<std::size_t>(programme) * labels().sector.size() + sector] += euro;
    cost_windfall[sector] += windfall;
  }
  double spent_on(Programme programme, std::size_t sector) const {
    return spent[static_cast<std::size_t>(programme) * labels().sector.size() + sector];
  }
  /// How many gave up their training as a second-career teacher since this was asked last.
  std::int32_t take_training_dropouts(std::size_t sector) { return std::exchange(tallies_[0].gave_up[sector], 0); }
  Grants grants;
  std::vector<double> spent;                     ///< [programme][sector] euro since the last census
  std::vector<double> cost_windfall;             ///< [sector] euro of that
  std::vector<double> scratch, scratch2;         ///< of the rule that is acting
  std::function<void(Labour&, Time)> on_census;  ///< takes the measures
  Observer<Labour>* observer = nullptr;          ///< is told of hires too

 private:
  void count_as_left(const Person& p, unsigned lane);
  void forget_flows();

  std::shared_ptr<const Structure> structure_;
  Population<Person> people_;
  Luck luck_;
  Time now_;
  Time last_census_;
  std::size_t step_ = 0;
  std::size_t step_before_ = 0;
  const std::vector<Time>* steps_ = nullptr;
  std::vector<std::int32_t> at_work_at_census_;  // [sector] persons
  std::vector<SchoolState> schools_;
  std::vector<std::int32_t> demand_;  // [post] formation now, twentieths of an fte
  std::vector<Tally> tallies_;        // [lane]; the first is the truth, the others are added to it
  std::vector<PersonId> seekers_;
  std::vector<PersonId> assistants_;
  std::vector<Wish> wishes_;
  Simulation<Labour> simulation_;
};

}  // namespace formatie::teachers
