// What the cohort projection says in the words of the model's measures.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "engine/base/expect.h"

#include "models/teachers/cohort.h"

namespace formatie::teachers {
namespace {

constexpr std::size_t sexes = 2;
Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

}  // namespace

std::vector<double> CohortProjection::values(const MeasurePlan& measures,
                                             const std::vector<MeasureDefinition>& definitions) const {
  const Labels& labels = structure_->labels;
  const std::size_t sectors = labels.sector.size();
  const auto& layout = measures.layout;

  // Sums of cohorts as measures ask for them: [sector][sex][age band], and for all by sector.
  struct Sums {
    Counts by_sex, by_age;
    double of(const Cell& c) const { return c.age ? by_age.sum(c.sector, c.age) : by_sex.sum(c.sector, c.sex); }
  };
  const auto sums_of = [&](const Eigen::ArrayXXd& cohorts, Time date) {
    Sums sums;
    sums.by_sex.assign(sectors, sexes);
    sums.by_age.assign(sectors, labels.age_band.size());
    const double elapsed = years_between(begin_, date) * 12;
    for (Eigen::Index row = 0; row < cohorts.rows(); ++row) {
      // Births are even over a month: who is already in the next band on the day is counted there.
      const double youngest = oldest_months_ - static_cast<double>(row) + elapsed;
      const int whole = static_cast<int>(std::floor((youngest + 1) / 12 - 1e-9));
      const std::size_t band = labels.band_of_age(whole);
      const double in_band = std::clamp(youngest + 1 - 12 * labels.age_from[band], 0.0, 1.0);
      for (Eigen::Index g = 0; g < cohorts.cols(); ++g) {
        const auto sector = static_cast<std::size_t>(g) / sexes;
        const double amount = cohorts(row, g);
        sums.by_sex.at(sector, static_cast<std::size_t>(g) % sexes) += amount;
        sums.by_age.at(sector, band) += amount * (band == 0 ? 1 : in_band);
        if (band > 0) sums.by_age.at(sector, band - 1) += amount * (1 - in_band);
      }
    }
    return sums;
  };
  const auto by_sector = [&](const Eigen::ArrayXd& amounts, std::optional<std::size_t> sector) {
    double sum = 0;
    for (std::size_t s = sector.value_or(0); s < (sector ? *sector + 1 : sectors); ++s) sum += amounts[index(s)];
    return sum;
  };

  std::vector<double> values(layout.size(), std::nan(""));
  for (std::size_t date = 0; date < censuses_.size(); ++date) {
    const CohortCensus& census = censuses_[date];
    const Sums teachers = sums_of(census.teachers, census.date), fte = sums_of(census.employment, census.date);
    std::vector<double> students(labels.route.size(), 0.0), diplomas = students;
    for (std::size_t i = 0; i < census.students.size(); ++i) {
      students[student_cohorts_[i].route] += census.students[i];
      diplomas[student_cohorts_[i].route] += census.diplomas[i];
    }
    Counts outflow, inflow;
    outflow.assign(sectors, causes);
    inflow.assign(sectors, static_cast<std::size_t>(census.inflow.cols()));
    for (std::size_t sector = 0; sector < sectors; ++sector) {
      for (std::size_t cause = 0; cause < causes; ++cause)
        for (Eigen::Index row = 0; row < census.outflow.rows(); ++row)
          outflow.at(sector, cause) += census.outflow(row, index(sector * causes + cause));
      for (Eigen::Index door = 0; door < census.inflow.cols(); ++door)
        inflow.at(sector, static_cast<std::size_t>(door)) += census.inflow(index(sector), door);
    }
    const auto value = [&](const std::string& measure, const Cell& c) {
      double sum = 0;
      if (measure == "teachers") return teachers.of(c);
      if (measure == "employment" && has_fte_) return fte.of(c);
      if (measure == "contract_size" && has_fte_) return fte.of(c) / teachers.of(c);
      if (measure == "outflow") return outflow.sum(c.sector, c.cause);
      if (measure == "inflow") return inflow.sum(c.sector, c.route);
      if (measure == "school_leaders") return by_sector(census.leaders, c.sector);
      if (measure == "silent_reserve" && market_) return by_sector(census.reserve, c.sector);
      if (measure == "benefits" && market_) return by_sector(census.unemployed, c.sector);
      if (measure == "switched") {
        for (std::size_t from = 0; from < sectors; ++from)
          if (!c.cause || *c.cause == from) sum += by_sector(census.switched.col(index(from)), c.sector);
        return sum;
      }
      if (measure == "students" || measure == "diplomas") {
        for (std::size_t route = 0; route < students.size(); ++route)
          if (!c.route || *c.route == route) sum += measure == "students" ? students[route] : diplomas[route];
        return sum;
      }
      return std::nan("");
    };
    for (std::size_t s = 0; s < layout.series().size(); ++s) {
      const Cell& c = measures.cells[s];
      if (date < layout.series()[s].first_date || c.kind || c.region || c.subject) continue;
      values[layout.index(s, date)] = value(definitions[layout.series()[s].measure].measure.name, c);
    }
  }
  return values;
}

std::string cohort_meaning() {
  return "Expected numbers by cohorts of birth month, sex, sector and years in the profession, without chance, "
         "friction "
         "and feedback: whoever looks for a teaching job has one at once, at the size wanted, and whoever teaches "
         "stays or "
         "leaves by the rates alone. Left out: posts and what is open of them, schools, regions and subjects, layoffs, "
         "workload, guidance, sickness, costs, and the answers of people to the shortage and to a bonus.";
}

std::vector<Projection::Comparison> compare_with_cohorts(const MeasurePlan& measures, const Labels& labels,
                                                         std::span<const double> persons,
                                                         std::span<const double> cohorts, std::size_t date) {
  const auto& layout = measures.layout;
  const auto series_of = [&](const std::string& measure, const Cell& cell) {
    for (std::size_t s = 0; s < layout.series().size(); ++s) {
      const Cell& c = measures.cells[s];
      if (layout.measures()[layout.series()[s].measure].name == measure && c.sector == cell.sector &&
          c.route == cell.route && c.cause == cell.cause && !c.kind && !c.region && !c.subject && !c.sex && !c.age)
        return s;
    }
    expect(false, "a comparison is of a measure of the model");
    return std::size_t{0};
  };
  struct Pair {
    double persons, cohorts;
    double more() const { return persons - cohorts; }
  };
  const auto pair = [&](const std::string& measure, const Cell& cell, std::size_t when) {
    const std::size_t at = layout.index(series_of(measure, cell), when);
    return Pair{persons[at], cohorts[at]};
  };

  std::vector<Projection::Comparison> list;
  for (std::size_t sector = 0; sector < labels.sector.size(); ++sector) {
    Cell cell;
    cell.sector = sector;
    const double teachers = pair("teachers", cell, date).more();
    const Pair reserve = pair("silent_reserve", cell, date);
    std::string why = "no market in either: chance, and workload and guidance where they act";
    if (!std::isnan(reserve.cohorts)) {
      const double seekers = pair("job_seekers", cell, date).persons;
      const double benefits = pair("benefits", cell, date).more();
      const double leaders = pair("school_leaders", cell, date).more();
      why = fmt::format(
          "person by person there are {:.0f} who look for a job, {:+.0f} in the reserve, {:+.0f} with a benefit and "
          "{:+.0f} "
          "school leaders; the rest, {:+.0f}, is gone for good or in another sector",
          seekers, reserve.more(), benefits, leaders, teachers + seekers + reserve.more() + benefits + leaders);
    }
    list.push_back({series_of("teachers", cell), date, why});
  }
  for (std::size_t sector = 0; sector < labels.sector.size(); ++sector) {
    Cell cell;
    cell.sector = sector;
    const Pair teachers = pair("teachers", cell, date), fte = pair("employment", cell, date);
    if (std::isnan(fte.cohorts)) continue;
    const double by_persons = teachers.more() * fte.cohorts / teachers.cohorts;
    list.push_back({series_of("employment", cell), date,
                    fmt::format("{:+.0f} because of the number of teachers, {:+.0f} because of contract sizes (who "
                                "wants more hours waits for a vacancy; workload; a bonus)",
                                by_persons, fte.more() - by_persons)});
  }
  for (std::size_t cause = 0; date > 0 && cause < causes; ++cause) {
    Cell cell;
    cell.cause = cause;
    const Pair flow = pair("outflow", cell, date), before = pair("teachers", {}, date - 1);
    if (flow.persons < 0.5 && flow.cohorts < 0.5) continue;
    const double by_persons = before.more() * flow.cohorts / before.cohorts;
    std::string why = fmt::format(
        "{:+.0f} because of the number of teachers a year before, {:+.0f} because they leave "
        "at another rate",
        by_persons, flow.more() - by_persons);
    switch (static_cast<Cause>(cause)) {
      case Cause::resignation:
        why += ": workload, guidance, how young and how new they are";
        break;
      case Cause::training_dropout:
        why += ": second-career teachers who wait for a school are not in training; guidance";
        break;
      case Cause::layoff:
        why = "schools with too many teachers: the cohorts have no schools";
        break;
      default:
        why += ": how old they are";
    }
    list.push_back({series_of("outflow", cell), date, why});
  }
  for (std::size_t route = 0; route < labels.route.size(); ++route) {
    Cell cell;
    cell.route = route;
    const Pair students = pair("students", cell, date);
    if (students.persons == 0 && students.cohorts == 0) continue;  // second-career routes have teachers, no students
    list.push_back({series_of("students", cell), date, "chance alone: nothing acts on students in either"});
  }
  return list;
}

}  // namespace formatie::teachers
