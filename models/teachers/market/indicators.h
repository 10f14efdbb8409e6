#pragma once

#include <vector>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// Each month: publishes the share of posts that is unfilled, by sector and region. People react to what is published,
/// not to the state of the moment.
class Indicators final : public Rule {
 public:
  explicit Indicators(const Contents& contents) : labels_(contents.labels) {}
  std::string_view name() const override { return "indicators"; }
  std::string_view meaning() const override { return "the share of posts that is unfilled is published, every month"; }
  std::vector<Time> dates(Time begin, Time end) const override { return first_of_months(begin, end); }
  void begin(Labour& world) override;
  void act(Labour& world, Time now) override;

  /// Share of posts unfilled, as of the last indicator.
  double shortage(std::size_t sector, std::size_t region) const { return published_[cell(sector, region)]; }
  /// The same above that of the start.
  double rise_of_shortage(std::size_t sector, std::size_t region) const {
    return published_[cell(sector, region)] - at_start_[cell(sector, region)];
  }

 private:
  std::size_t cell(std::size_t sector, std::size_t region) const { return sector * labels_.region.size() + region; }

  const Labels& labels_;
  std::vector<double> published_, at_start_;  // [sector][region]
};

}  // namespace formatie::teachers
