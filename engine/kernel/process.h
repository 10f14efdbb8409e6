#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/base/random.h"
#include "engine/base/time.h"
#include "engine/kernel/caps.h"
#include "engine/kernel/population.h"
#include "engine/parameters/fields.h"

namespace formatie {

/// An arrow of the career map: a process can take a person from one situation to another (or leave him where he is).
struct Transition {
  Situation from;
  Situation to;
};

/// The circumstances under which something happens to a person.
struct Moment {
  Time now;
  unsigned lane;  ///< which of the world's tallies may be written: lanes run at the same time
  Stream luck;
};

/// A part of a model with such a world. A part belongs to one workspace, so it may keep what belongs to the
/// replication: `begin` makes it new, rules write it at barriers, and in between everybody may read it.
template <class World>
class PartOf : public Part {
 public:
  virtual void begin(World&) {}
  /// On census days, when people have been counted and before measures are taken.
  virtual void before_measures(const World&) {}
  /// After each census: what was counted over the year begins again.
  virtual void begin_year(World&) {}
};

/// One thing that can happen to a person, with its parameters, in one place.
///
/// Either *thinned* (override `rate` and `cap`) or *dated* (override `due`, and let `dated` say so). `rate` and `due`
/// only look. `then` acts: on this person and, through `moment.lane`, on the world's tallies; never on other people,
/// because those are being processed at the same time.
template <class World>
class Process : public PartOf<World> {
 public:
  using PersonId = Id<typename World::Person>;

  /// What its rate or date depends on, in a few words for the description of the model.
  virtual std::string_view depends_on() const { return ""; }
  /// From which situations to which; also decides where the process is looked at.
  virtual std::vector<Transition> transitions() const = 0;

  /// How often it happens now. May read the person, dials, and what a rule published; not a live total.
  virtual PerYear rate(const World&, PersonId, Time) const { return {}; }
  /// An upper bound of `rate` for everybody in this situation between these ages (years), at any time of the study.
  virtual PerYear cap(Situation, int /*lowest_age*/, int /*highest_age*/) const { return {}; }

  virtual bool dated() const { return false; }
  /// The moment at which it happens to this person if nothing else comes first.
  virtual Time due(const World&, PersonId) const { return Time::never(); }

  virtual void then(World&, PersonId, Moment&) const = 0;
};

/// Something that happens to nobody in particular, on dates known beforehand: a *barrier*, where people meet.
template <class World>
class Rule : public PartOf<World> {
 public:
  /// The dates from `begin` to `end`, both included, on which it acts.
  virtual std::vector<Time> dates(Time begin, Time end) const = 0;
  /// The arrows that it adds to the career map.
  virtual std::vector<Transition> transitions() const { return {}; }
  virtual void act(World&, Time now) = 0;
};

/// The model's table of contents. Its order is the order in which equal times are handled.
template <class World>
struct Catalogue {
  std::vector<std::unique_ptr<Process<World>>> processes;
  std::vector<std::unique_ptr<Rule<World>>> rules;
};

/// The first of each month from `begin` to `end` whose number (1..12) is in `months`; all months when it is empty.
inline std::vector<Time> first_of_months(Time begin, Time end, const std::vector<int>& months = {}) {
  std::vector<Time> dates;
  for (Time t = Time::from_date(begin.year(), begin.month(), 1); t <= end; t = t.plus_months(1)) {
    bool wanted = months.empty();
    for (const int month : months) wanted = wanted || month == t.month();
    if (wanted && t >= begin) dates.push_back(t);
  }
  return dates;
}

}  // namespace formatie
