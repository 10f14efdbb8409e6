#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/measure/layout.h"

#include "models/teachers/labour.h"
#include "models/teachers/shared.h"

namespace formatie::teachers {

/// For whom a value is counted: an index for each split, none for all.
struct Cell {
  std::optional<std::size_t> sector, kind, region, subject, route, cause, sex, age;
};

/// Counts by sector and one other split; all is the sum.
class Counts {
 public:
  void assign(std::size_t sectors, std::size_t others) {
    others_ = others;
    values_.assign(sectors * others, 0.0);
  }
  double& at(std::size_t sector, std::size_t other) { return values_[sector * others_ + other]; }
  double sum(std::optional<std::size_t> sector, std::optional<std::size_t> other) const {
    double total = 0;
    for (std::size_t s = sector.value_or(0); s < (sector ? *sector + 1 : values_.size() / others_); ++s)
      for (std::size_t o = other.value_or(0); o < (other ? *other + 1 : others_); ++o)
        total += values_[s * others_ + o];
    return total;
  }

 private:
  std::size_t others_ = 1;
  std::vector<double> values_;
};

/// Persons with a teaching job, and what follows from their contracts.
class Workforce {
 public:
  void assign(std::size_t sectors, std::size_t others) {
    others_ = others;
    by_size_.assign(sectors * others * (full_time + 1), 0);
    for (auto* counts : {&persons, &fte, &up_to_08}) counts->assign(sectors, others);
  }
  void add(std::size_t sector, std::size_t other, Size size) {
    ++by_size_[(sector * others_ + other) * (full_time + 1) + size];
  }
  /// Works out the sums below when everybody has been added.
  void finish();

  Counts persons, fte, up_to_08;

 private:
  std::size_t others_ = 1;
  std::vector<std::int32_t> by_size_;  // [sector][other][size]
};

/// Everything that is counted on a census day (1 October).
struct Snapshot {
  Workforce by_region, by_kind, by_subject, by_sex, by_age;
  Counts posts, open;                        ///< fte, by region
  Counts posts_big_cities, open_big_cities;  ///< fte
  Counts posts_by_subject, open_by_subject;  ///< fte
  Counts posts_by_kind, open_by_kind;        ///< fte
  Counts open_before;                        ///< fte, by region, on the census before
  Counts open_at_start;                      ///< fte, by region, on the first census
  Counts students;                           ///< by route (sector 0)
  Counts seekers, reserve;                   ///< by region
  Counts inflow_by_route, outflow_by_cause;  ///< persons since the last census
  Counts inflow_by_region, outflow_by_region;
  Counts coped;                            ///< fte, by step; of the month
  Counts regular, replacement, sick;       ///< fte, by region; of the month
  Counts why_open;                         ///< fte, by cause
  Counts unqualified, below_degree;        ///< fte of lessons, by subject: by unqualified teachers, without the degree
  Counts unemployed, leaders, assistants;  ///< persons, by region
  Counts left, teachers_before;            ///< persons out of education since the last census, and who could; by age
  Counts switched;                         ///< persons, to a sector, by the sector from which
  Counts graduated;                        ///< persons, by route (sector 0)
  Counts pension_days;                     ///< sum of ages at retirement
  Counts began, unguided, began_zij, unguided_zij, hires, norm;
  /// Persons at work who began in the year before census `c`, as of this one and by their age then: [sector][2].
  static constexpr std::size_t cohort_years = 6;
  std::vector<std::vector<double>> cohorts;      ///< [years since][sector * 2 + under 30]
  std::vector<std::vector<double>> cohort_size;  ///< the same when the cohort was first counted
  /// Persons who began a pabo in the year of the first census, by what they do now (sector 0).
  Counts pabo_cohort;
  static constexpr const char* pabo_cohort_states[] = {"studying", "teaching", "seeking", "reserve", "other", "gone"};
  Counts pabo_moves;  ///< the same persons: what they did on the census before, and now: [0][before * states + now]
  Counts cost, support, pupils;  ///< cost by programme
  Counts windfall, coping_cost;  ///< euro

  int pabo_year = 0;  ///< of that first census
  struct Did {
    std::size_t before, now;  ///< indices in `pabo_cohort_states`
  };
  std::map<Identity, Did> pabo_did;  ///< of those who were in training then

  void take(const Labour& world, const Dial& pupils_dial, const Dial& first_degree_lessons, bool first);
};

/// One output: what it is called, by what it is split, and how it follows from a snapshot.
struct MeasureDefinition {
  Measure measure;
  /// Which splits exist beside the total of all sectors and of each.
  struct Splits {
    bool kind = false, region = false, subject = false, route = false, cause = false, sex = false, age = false;
    bool sector = true;
  };
  Splits splits;
  bool flow = false;  ///< counted over the year that ends on the date: none on the first date
  enum class Headline { no, total, sectors };
  Headline headline = Headline::no;  ///< shown on the console: the total, or also each sector
  std::function<double(const Snapshot&, const Cell&)> value;
  std::optional<std::vector<std::string>> causes = std::nullopt;  ///< labels of `cause` when not those of leaving
  std::size_t from_date = 0;  ///< the first date on which it exists, when later than the above
};

// One function a topic; models/teachers/catalogue.cpp lists them.
void add_workforce_measures(std::vector<MeasureDefinition>& list);
void add_shortage_measures(std::vector<MeasureDefinition>& list);
void add_flow_measures(std::vector<MeasureDefinition>& list, const Labels& labels);
void add_cost_measures(std::vector<MeasureDefinition>& list);

/// The layout of the results, and the cell of each series in the same order.
struct MeasurePlan {
  MeasurePlan(const Labels& labels, const std::vector<MeasureDefinition>& list, std::vector<Time> dates);
  Layout layout;
  std::vector<Cell> cells;  ///< [series]
  void record(const std::vector<MeasureDefinition>& list, const Snapshot& snapshot, std::size_t date,
              std::span<double> out) const;
};

}  // namespace formatie::teachers
