#pragma once

#include <algorithm>
#include <atomic>
#include <compare>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "engine/kernel/simulation.h"

/// A world as small as the kernel allows; its processes are written where they are tested.
namespace formatie::club {

enum : Situation { in, away };

struct alignas(32) Member {
  Agent agent;
  std::int32_t date = Time::never().minutes();  ///< a known date, for processes that want one
  std::uint32_t trace = 0;                      ///< changes with everything that happens and with the luck of it
  friend bool operator==(const Member& a, const Member& b) {
    return a.agent.identity == b.agent.identity && a.agent.birth == b.agent.birth &&
           a.agent.opportunity == b.agent.opportunity && a.agent.due == b.agent.due && a.agent.draws == b.agent.draws &&
           a.agent.situation == b.agent.situation && a.date == b.date && a.trace == b.trace;
  }
};
using MemberId = Id<Member>;

class Club {
 public:
  using Person = Member;

  Population<Member>& population() { return members; }
  const Population<Member>& population() const { return members; }
  const Luck& luck() const { return luck_; }
  void arrive(Time date, std::size_t barrier) {
    if (on_arrival) on_arrival(date, barrier);
  }

  Population<Member> members;
  Luck luck_{20260801, 0};
  std::function<void(Time, std::size_t)> on_arrival;
};

/// Marks a member with what happened to him and draws one word of its luck.
inline void mark(Club& club, MemberId who, Moment& moment, std::uint32_t what) {
  auto& trace = club.members[who].trace;
  trace = (trace ^ moment.luck.word()) * 0x9E3779B1u + what + static_cast<std::uint32_t>(moment.now.minutes());
}

using Arrows = std::vector<Transition>;
using Then = std::function<void(Club&, MemberId, Moment&)>;

/// Nothing but a mark.
inline Then stay() {
  return [](Club& club, MemberId who, Moment& moment) { mark(club, who, moment, 1); };
}
/// A mark and another situation.
inline Then become(Situation situation) {
  return [situation](Club& club, MemberId who, Moment& moment) {
    mark(club, who, moment, 2);
    club.members[who].agent.situation = situation;
  };
}

/// A process with a rate.
class Thinned final : public Process<Club> {
 public:
  using Rate = std::function<double(const Club&, MemberId, Time)>;
  Thinned(std::string name, Arrows arrows, Rate rate, Then then)
      : name_(std::move(name)), arrows_(std::move(arrows)), rate_(std::move(rate)), then_(std::move(then)) {}
  std::string_view name() const override { return name_; }
  std::vector<Transition> transitions() const override { return arrows_; }
  PerYear rate(const Club& club, MemberId who, Time now) const override { return {rate_(club, who, now)}; }
  void then(Club& club, MemberId who, Moment& moment) const override { then_(club, who, moment); }

 private:
  std::string name_;
  Arrows arrows_;
  Rate rate_;
  Then then_;
};

inline Thinned::Rate always(double rate) {
  return [rate](const Club&, MemberId, Time) { return rate; };
}

/// A process with a known date, by default that of the member.
class Dated final : public Process<Club> {
 public:
  using Due = std::function<Time(const Club&, MemberId)>;
  Dated(std::string name, Arrows arrows, Then then, Due due = nullptr)
      : name_(std::move(name)), arrows_(std::move(arrows)), then_(std::move(then)), due_(std::move(due)) {}
  std::string_view name() const override { return name_; }
  std::vector<Transition> transitions() const override { return arrows_; }
  bool dated() const override { return true; }
  Time due(const Club& club, MemberId who) const override {
    return due_ ? due_(club, who) : Time::from_minutes(club.members[who].date);
  }
  void then(Club& club, MemberId who, Moment& moment) const override { then_(club, who, moment); }

 private:
  std::string name_;
  Arrows arrows_;
  Then then_;
  Due due_;
};

/// A rule that acts on given dates.
class OnDates final : public Rule<Club> {
 public:
  OnDates(std::string name, std::vector<Time> dates, std::function<void(Club&, Time)> act)
      : name_(std::move(name)), dates_(std::move(dates)), act_(std::move(act)) {}
  std::string_view name() const override { return name_; }
  std::vector<Time> dates(Time begin, Time end) const override {
    std::vector<Time> result;
    for (const Time date : dates_)
      if (begin <= date && date <= end) result.push_back(date);
    return result;
  }
  void act(Club& club, Time now) override { act_(club, now); }

 private:
  std::string name_;
  std::vector<Time> dates_;
  std::function<void(Club&, Time)> act_;
};

/// One line of a log.
struct Event {
  std::uint64_t who;
  std::int32_t when;
  std::string what;
  friend auto operator<=>(const Event&, const Event&) = default;
};

/// Writes down everything that happens; may be told so by several threads at once.
class Log final : public Observer<Club> {
 public:
  void happened(Time when, std::string_view what, const Club& club, MemberId who) override {
    const std::lock_guard lock(mutex_);
    events_.push_back({club.population()[who].agent.identity.value(), when.minutes(), std::string(what)});
  }
  /// In the order in which they were told.
  const std::vector<Event>& events() const { return events_; }
  /// Person by person; the events of one person in the order in which they happened.
  std::vector<Event> by_person() const {
    auto result = events_;
    std::stable_sort(result.begin(), result.end(), [](const Event& a, const Event& b) { return a.who < b.who; });
    return result;
  }

 private:
  std::mutex mutex_;
  std::vector<Event> events_;
};

/// Pieces of work in an order that no machine would choose, on several lanes; all on one thread.
class Shuffled final : public Parallel {
 public:
  explicit Shuffled(unsigned lanes) : lanes_(lanes) {}
  unsigned lanes() const override { return lanes_; }
  void for_each(std::size_t pieces, const std::function<void(std::size_t, unsigned)>& work) override {
    const auto lane = [this](std::size_t piece) { return static_cast<unsigned>((piece * 7 + 1) % lanes_); };
    for (std::size_t piece = pieces; piece-- > 0;)
      if (piece % 2 == 1) work(piece, lane(piece));
    for (std::size_t piece = 0; piece < pieces; piece += 2) work(piece, lane(piece));
  }

 private:
  unsigned lanes_;
};

/// Pieces of work on threads.
class Threads final : public Parallel {
 public:
  explicit Threads(unsigned lanes) : lanes_(lanes) {}
  unsigned lanes() const override { return lanes_; }
  void for_each(std::size_t pieces, const std::function<void(std::size_t, unsigned)>& work) override {
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (unsigned lane = 0; lane < lanes_; ++lane)
      threads.emplace_back([&, lane] {
        for (std::size_t piece = next++; piece < pieces; piece = next++) work(piece, lane);
      });
    for (auto& thread : threads) thread.join();
  }

 private:
  unsigned lanes_;
};

/// A club with its processes, its caps and its simulation.
class Setting {
 public:
  Catalogue<Club> catalogue;
  Club club;
  Log log;
  Simulation<Club> simulation;
  std::optional<Caps> caps;

  explicit Setting(bool watched = true) {
    if (watched) simulation.watch(&log);
  }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

  Setting& thinned(std::string name, Arrows arrows, Thinned::Rate rate, Then then = stay()) {
    catalogue.processes.push_back(
        std::make_unique<Thinned>(std::move(name), std::move(arrows), std::move(rate), std::move(then)));
    return *this;
  }
  Setting& dated(std::string name, Arrows arrows, Then then, Dated::Due due = nullptr) {
    catalogue.processes.push_back(
        std::make_unique<Dated>(std::move(name), std::move(arrows), std::move(then), std::move(due)));
    return *this;
  }
  Setting& rule(std::string name, std::vector<Time> dates, std::function<void(Club&, Time)> act) {
    catalogue.rules.push_back(std::make_unique<OnDates>(std::move(name), std::move(dates), std::move(act)));
    return *this;
  }
  /// Fixes the processes; `fill` sets the caps.
  void ready(std::vector<int> ages, const std::function<void(Caps&)>& fill) {
    caps.emplace(2, catalogue.processes.size(), std::move(ages));
    if (fill) fill(*caps);
    caps->freeze();
    simulation.use(catalogue, *caps);
  }
  /// One band of age; `highest[p]` caps process p where it has an arrow.
  void ready(const std::vector<double>& highest) {
    ready({0}, [&](Caps& c) {
      for (std::size_t p = 0; p < highest.size(); ++p)
        for (const auto& arrow : catalogue.processes[p]->transitions()) c.set(arrow.from, 0, p, {highest[p]});
    });
  }

  MemberId enter(std::uint32_t number, Time now, Time birth, Situation situation = in, Time date = Time::never(),
                 std::uint16_t cohort = 0) {
    Member member;
    member.agent.identity = Identity::of(1, cohort, number);
    member.agent.birth = birth.minutes();
    member.agent.situation = situation;
    member.date = date.minutes();
    const auto who = club.members.add(member);
    simulation.start(club, who, now);
    return who;
  }
  void enter_many(std::uint32_t count, Time now, Time birth, Situation situation = in) {
    for (std::uint32_t number = 0; number < count; ++number) enter(number, now, birth, situation);
  }

  void run(Time begin, Time end, Parallel& parallel, const std::vector<Time>& extra = {}) {
    simulation.run(club, make_barriers(catalogue, begin, end, extra), parallel);
  }
  void run(Time begin, Time end, const std::vector<Time>& extra = {}) {
    Parallel serial;
    run(begin, end, serial, extra);
  }

  /// How often this happened.
  double count(std::string_view what) const {
    double result = 0;
    for (const auto& event : log.events()) result += event.what == what;
    return result;
  }
  /// When this happened, in years after `begin`.
  std::vector<double> times(std::string_view what, Time begin) const {
    std::vector<double> result;
    for (const auto& event : log.events())
      if (event.what == what) result.push_back(years_between(begin, Time::from_minutes(event.when)));
    return result;
  }
};

}  // namespace formatie::club
