#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/base/expect.h"
#include "engine/base/time.h"

namespace formatie {

/// A rate: how often something happens to one person, times a year.
struct PerYear {
  double value = 0;
};

/// A kind of standing of a person (student, at work, retired); numbered by the model. Decides what can happen.
using Situation = std::uint8_t;

/// Not in the population any more; the kernel gives the row to somebody else.
inline constexpr Situation gone = 255;

/// The highest rate of every process, by situation and age: what makes thinning exact.
///
/// A person meets *opportunities*: a Poisson process whose rate is the sum of the caps for his situation and age. At an
/// opportunity a uniform number in [0, sum) falls in the segment of one process; that process happens if the number
/// lies below its rate of the moment. The caps are the same in all alternatives of a study, so that all alternatives
/// meet the same opportunities.
/// source: Lewis & Shedler, "Simulation of nonhomogeneous Poisson processes by thinning" (1979).
class Caps {
 public:
  /// `ages`: lower edges of the age bands in whole years, rising, the first 0.
  Caps(std::size_t situations, std::size_t processes, std::vector<int> ages);

  std::size_t situations() const { return situations_; }
  std::size_t bands() const { return ages_.size(); }
  std::size_t processes() const { return processes_; }
  /// Band `b` holds the ages from `lowest_age(b)` to, not including, `lowest_age(b + 1)`, in years.
  int lowest_age(std::size_t band) const { return ages_[band]; }

  PerYear cap(std::size_t situation, std::size_t band, std::size_t process) const {
    return {caps_[(situation * bands() + band) * processes_ + process]};
  }
  /// `certain`: the rate of everybody in this cell is the cap itself, always.
  void set(std::size_t situation, std::size_t band, std::size_t process, PerYear cap, bool certain = false);
  /// Takes the higher of both, everywhere. The shapes must be equal.
  void raise_to(const Caps& other);
  /// Lays the segments side by side; call once when all caps are set.
  void freeze();

  /// The band of a person of this age in minutes.
  std::size_t band(std::int32_t age) const {
    if (age < 0) age = 0;
    const auto years = static_cast<std::size_t>(age * (1 / minutes_per_year));
    std::size_t b = band_of_year_[years < band_of_year_.size() ? years : band_of_year_.size() - 1];
    while (age >= upper_[b]) ++b;
    return b;
  }

  /// When the next opportunity comes, in minutes; the largest int32 when never.
  ///
  /// `b`: the band of the age now. `wait`: an exponential number with mean 1. A person's *clock* is the sum of caps
  /// lived through since birth; it is linear in age within a band, so the age at which it has advanced by `wait` is
  /// found without a search and without error. At least one minute passes.
  std::int32_t next_opportunity(Situation situation, std::int32_t birth, std::int32_t now, std::size_t b,
                                double wait) const {
    const Step* steps = &steps_[situation * bands()];
    const double clock = steps[b].clock_at_birth + steps[b].total * (static_cast<double>(now) - birth) + wait;
    const double cell = std::min(std::max(clock * cells_per_clock_[situation], 0.0), cells - 1.0);
    b = std::max<std::size_t>(b, band_at_[situation * cells + static_cast<std::size_t>(cell)]);
    while (clock >= steps[b].clock_at_end)
      if (++b == bands()) return never_minutes;
    const double when = birth + (steps[b].age_at_clock_0 + steps[b].inverse * clock);
    return when < latest ? std::max(static_cast<std::int32_t>(when), now) + 1 : never_minutes;
  }

  /// The wait that is left at `now` of an opportunity that was to come at `opportunity`: the inverse of the above.
  ///
  /// What is left of an exponential wait is exponential again, so somebody whose situation changes keeps it, and only
  /// the pace changes. Two alternatives in which he is hired a month apart therefore stay close to one another.
  double wait_left(Situation situation, std::int32_t birth, std::int32_t now, std::int32_t opportunity) const {
    const auto clock = [&](std::int32_t at) {
      const std::int64_t age = std::int64_t{at} - birth;  // beyond int32 when the opportunity never comes
      const Step& step = steps_[situation * bands() + band(static_cast<std::int32_t>(std::min(age, oldest)))];
      return step.clock_at_birth + step.total * static_cast<double>(age);
    };
    return clock(opportunity) - clock(now);
  }

  /// One process's part of [0, sum of caps), per year.
  struct Segment {
    double from = 0;
    double to = 0;
    std::uint32_t process = 0;
    bool certain = false;  ///< the rate always equals the cap: no need to ask for it
  };
  /// The segment on which the share `uniform` of the whole falls; none when there are no caps.
  const Segment* segment(Situation situation, std::size_t band, double uniform, double& position) const {
    const Step& step = steps_[situation * bands() + band];
    position = uniform * step.total_per_year;
    std::uint32_t i = step.first;  // counted, not searched: which it is, is chance, and no branch could foresee it
    for (std::uint32_t s = step.first; s < step.last; ++s) i += position >= segments_[s].to;
    return i < step.last ? &segments_[i] : nullptr;
  }

 private:
  struct Step {
    double total = 0;           // per minute
    double clock_at_birth = 0;  // of the line through this band
    double inverse = 0;         // minutes
    double age_at_clock_0 = 0;  // of the line through this band, minutes
    double clock_at_end = 0;
    double total_per_year = 0;
    std::uint32_t first = 0, last = 0;  // segments
  };
  static constexpr std::size_t cells = 256;  // of the clock up to the last band, to find the band by
  static constexpr std::int64_t oldest = std::numeric_limits<std::int32_t>::max() - 1;  // in the last band
  static constexpr std::int32_t never_minutes = Time::never().minutes();
  static constexpr double latest = 2.0e9;

  std::size_t situations_;
  std::size_t processes_;
  std::vector<int> ages_;
  std::vector<std::int32_t> upper_;         // [band] upper edge in minutes
  std::vector<std::uint8_t> band_of_year_;  // [age in years]
  std::vector<double> caps_;                // [situation][band][process], per year
  std::vector<bool> certain_;               // [situation][band][process]
  std::vector<Step> steps_;                 // [situation][band]
  std::vector<double> cells_per_clock_;     // [situation]
  std::vector<std::uint8_t> band_at_;       // [situation][cell] the band in which the cell begins
  std::vector<Segment> segments_;
};

}  // namespace formatie
