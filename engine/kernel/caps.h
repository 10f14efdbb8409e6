#pragma once

#include <cstdint>
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
  /// `b`: the band of the age now. `wait`: an exponential number with mean 1. The sum of caps is a step function of
  /// age, so its integral is inverted exactly, step by step; at least one minute passes.
  std::int32_t next_opportunity(Situation situation, std::int32_t birth, std::int32_t now, std::size_t b,
                                double wait) const {
    double age = static_cast<double>(now) - birth;
    const Step* step = &steps_[situation * bands() + b];
    for (;;) {
      const double room = step->total * (upper_[b] - age);
      if (wait < room) {
        const double when = birth + (age + wait * step->inverse);
        return when < latest ? static_cast<std::int32_t>(when) + 1 : never_minutes;
      }
      if (++b == bands()) return never_minutes;
      wait -= room;
      age = upper_[b - 1];
      ++step;
    }
  }

  /// The wait that is left at `now` of an opportunity that was to come at `opportunity`: the inverse of the above.
  ///
  /// What is left of an exponential wait is exponential again, so somebody whose situation changes keeps it, and only
  /// the pace changes. Two alternatives in which he is hired a month apart therefore stay close to one another.
  double wait_left(Situation situation, std::int32_t birth, std::int32_t now, std::int32_t opportunity) const {
    double age = static_cast<double>(now) - birth;
    const double end = static_cast<double>(opportunity) - birth;
    std::size_t b = band(static_cast<std::int32_t>(age));
    double wait = 0;
    for (const Step* step = &steps_[situation * bands() + b]; age < end && b < bands(); ++step, ++b) {
      const double stop = upper_[b] < end ? upper_[b] : end;
      wait += step->total * (stop - age);
      age = stop;
    }
    return wait;
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
    for (std::uint32_t i = step.first; i < step.last; ++i)
      if (position < segments_[i].to) return &segments_[i];
    return nullptr;
  }

 private:
  struct Step {
    double total = 0;    // per minute
    double inverse = 0;  // minutes
    double total_per_year = 0;
    std::uint32_t first = 0, last = 0;  // segments
  };
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
  std::vector<Segment> segments_;
};

}  // namespace formatie
