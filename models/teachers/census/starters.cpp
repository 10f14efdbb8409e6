#include <algorithm>
#include <string>
#include <vector>

#include "models/teachers/world/contents.h"

namespace formatie::teachers {
namespace {

/// Those who began in one year, and who of them still teaches in later years.
class Starters final : public Part, public Headcount<Labour> {
 public:
  explicit Starters(Contents& contents) : sector_(contents.splits.sector) {
    for (const std::size_t years : {1, 3, 5})
      for (const bool young : {false, true}) add_measure(contents, years, young);
  }
  std::string_view name() const override { return "starters"; }

  void begin(Labour&) override {
    cohorts_.assign(cohort_years, std::vector<double>(sector_.size() * 2, 0.0));
    cohort_size_ = cohorts_;
    first_ = true;
  }
  bool counts(Situation situation) const override {
    const State state = state_of(situation);
    return state == State::teaching || state == State::in_training;
  }
  void begin_count(const Labour&) override {
    // Every cohort is a year older.
    std::rotate(cohort_size_.rbegin(), cohort_size_.rbegin() + 1, cohort_size_.rend());
    for (auto& cohort : cohorts_) std::fill(cohort.begin(), cohort.end(), 0.0);
  }
  void count(const Labour& world, Situation situation, const Person* const* people, std::size_t size) override {
    const std::size_t sector = sector_of(situation);
    for (std::size_t i = 0; i < size; ++i) {
      const Person& p = *people[i];
      if (p.started < world.steps().front().minutes()) continue;
      const double years = Labour::years_since(p.started, world.now());
      if (years >= cohort_years) continue;
      auto& cohort = cohorts_[static_cast<std::size_t>(std::max(0.0, years))];
      cohort[sector * 2] += 1;
      cohort[sector * 2 + 1] += (p.started - p.agent.birth) < 30 * minutes_per_year ? 1 : 0;
    }
  }
  void before_measures(const Labour&) override {
    if (!first_) cohort_size_[0] = cohorts_[0];
    first_ = false;
  }

 private:
  static constexpr std::size_t cohort_years = 6;

  void add_measure(Contents& contents, std::size_t years, bool young) {
    const std::string number = std::to_string(years);
    contents.measures.add({.measure = {std::string("starters_") + (young ? "under_30_" : "") + "gone_" + number, "%",
                                       "starters vertrokken", "starters gone",
                                       "van wie in één jaar in een sector begon, wie daar " + number +
                                           " jaar na de eerste telling niet voor de klas stond" +
                                           (young ? "; wie voor zijn 30e begon" : ""),
                                       "of those who began in a sector in one year, who did not teach there " + number +
                                           (years == 1 ? " year" : " years") + " after it was first counted" +
                                           (young ? "; who began before 30" : ""),
                                       1, Better::lower},
                           .by = {&sector_},
                           .value = [this, years, young](const Cell& cell) { return gone_share(cell, years, young); },
                           .flow = true,
                           .from_date = years + 1});
  }
  double gone_share(const Cell& cell, std::size_t years, bool young) const {
    double then = 0, now = 0;
    for (std::size_t sector = 0; sector < sector_.size(); ++sector) {
      if (cell[sector_].value_or(sector) != sector) continue;
      then += cohort_size_[years][sector * 2 + (young ? 1 : 0)];
      now += cohorts_[years][sector * 2 + (young ? 1 : 0)];
    }
    return 100 * (1 - now / then);
  }

  const Split& sector_;
  /// [years since][sector * 2 + under 30] persons at work who began in the year before that census, as of this one and
  /// by their age then; and as of when the cohort was first counted.
  std::vector<std::vector<double>> cohorts_, cohort_size_;
  bool first_ = true;
};

}  // namespace

void add_starters(Contents& contents) { contents.add<Starters>(contents); }

}  // namespace formatie::teachers
