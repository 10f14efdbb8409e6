#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {

/// On what public money of a scenario is spent: the column `cause` of the measure `cost`.
enum class Programme : std::uint8_t {};

/// The public money of the year, by programme and sector; and how much of it is a windfall, paid for what would have
/// happened anyway.
class Money final : public Part {
 public:
  explicit Money(const Contents& contents) : sectors_(contents.labels.sector.size()) {}
  std::string_view name() const override { return "money"; }

  /// Parts of the model name the programmes on which they spend.
  Programme programme(Contents& contents, const std::string& name, const std::string& nl, const std::string& en);
  const Dimension& programmes() const { return programmes_; }

  void book(Programme programme, std::size_t sector, double euro, double windfall = 0) {
    spent_[static_cast<std::size_t>(programme) * sectors_ + sector] += euro;
    windfall_[sector] += windfall;
  }
  /// Euro since the last census.
  double spent(std::size_t programme, std::size_t sector) const { return spent_[programme * sectors_ + sector]; }
  double windfall(std::size_t sector) const { return windfall_[sector]; }

  void begin(Labour&) override {
    spent_.assign(programmes_.size() * sectors_, 0.0);
    windfall_.assign(sectors_, 0.0);
  }
  void begin_year(Labour& world) override;

 private:
  std::size_t sectors_;
  Dimension programmes_{"cause", {}};
  std::vector<double> spent_;     // [programme][sector]
  std::vector<double> windfall_;  // [sector]
};

}  // namespace formatie::teachers
