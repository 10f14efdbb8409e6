#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/study/lives.h"

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Everybody with a teaching job on each census day of a replication.
///
/// With the same luck a person has the same number in two worlds, so the difference in employment is a sum over
/// persons: who works more or fewer hours, and who works in one of the two worlds only. Why somebody does is read from
/// both lives: who taught in the other world at an earlier census and never stopped in this one has *stayed*; who
/// stopped and teaches again has *come back*; who never taught in the other world has *come*.
class TeachingLives final : public Lives {
 public:
  explicit TeachingLives(const Attribution& attribution) : layout_(attribution.layout) {}

  /// To be called on each census day, in order.
  void take(const Contents& contents, const Labour& world, Time now);

  void attribute(const Lives& baseline, std::span<double> out) const override;
  void list(const Lives& baseline, std::size_t date, std::ostream& out) const override;

 private:
  /// A job on a census day.
  struct Job {
    Identity who;
    PostId post;
    Size size;
    std::uint8_t age_band;
    std::uint8_t
        route;  ///< by which door the present spell in the profession began, or that it has lasted since the start
    bool woman;
  };
  static_assert(sizeof(Job) == 16);
  /// Paid in the year to a census, by sector; euro.
  struct Money {
    std::vector<double> pay, windfall;
  };
  class Twins;

  const Layout& layout_;
  std::shared_ptr<const Structure> structure_;
  std::vector<std::vector<Job>> jobs_;  // [census]
  std::vector<Money> money_;            // [census]
};

/// The series of attribution, for these census days.
Attribution make_attribution(const Labels& labels, std::vector<Time> dates);

}  // namespace formatie::teachers
