// Without a labour market and without feedback people are independent of one another, and what the model gives must be
// what the projection gives, which is written apart from it (models/teachers/cohort.h). Compared are
//   teachers and fte by sector and age band, and in all; outflow by sector and cause; to which sector teachers switch;
//   students by route, and diplomas by route and year; and, with tables, where graduates go.
// Not compared: hiring, returning, contract sizes, school moves, second-career teachers, costs and pupils.
#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/study/careers.h"

#include "models/teachers/cohort/cohort.h"
#include "models/teachers/world/entrants.h"
#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

const std::vector<std::string> sectors = {"po", "vo", "mbo"};
const std::vector<std::string> exits = {"resignation", "retirement", "death",
                                        "other_sector"};  // in the order of causes
constexpr int first_year = 2019;
constexpr int last_year = 2023;
constexpr int dates = last_year - first_year + 1;
constexpr int replications = 6;

/// A table of the project's data as numbers by the texts of some columns.
class Numbers {
 public:
  Numbers(const std::string& name, const std::vector<std::string>& keys, const std::string& value) {
    Problems problems;
    const auto table = read_csv(project_file("models/teachers/data/" + name + ".csv"), problems);
    REQUIRE(table.has_value());
    const auto column = [&](const std::string& title) {
      REQUIRE(table->column(title).has_value());
      return *table->column(title);
    };
    for (std::size_t row = 0; row < table->size(); ++row) {
      std::vector<std::string> key;
      for (const auto& title : keys) key.push_back(table->cell(row, column(title)));
      const auto number = parse_number(table->cell(row, column(value)));
      REQUIRE(number.has_value());
      REQUIRE(rows.emplace(key, *number).second);
    }
  }
  double at(const std::vector<std::string>& key, double otherwise = NAN) const {
    const auto found = rows.find(key);
    const double value = found == rows.end() ? otherwise : found->second;
    if (std::isnan(value)) FAIL("no row for " << key.front());
    return value;
  }
  std::map<std::vector<std::string>, double> rows;
};

/// A sum of independent numbers: its expectation and variance.
struct Sum {
  double mean = 0, variance = 0;
  void add(double weight, double chance) { add(weight, chance, 1); }
  void add(double weight, double chance, double persons) {
    mean += persons * weight * chance;
    variance += persons * weight * weight * chance * (1 - chance);
  }
};

/// Compares a mean over replications with what it should be; collects how far all of them are off.
class Judge {
 public:
  void compare(const std::vector<double>& found, const Sum& expected, const std::string& what) {
    const auto n = static_cast<double>(found.size());
    const double mean = mean_of(found);
    if (expected.variance < 1e-9) {
      // Published shares have six digits: of 100 000 people their sum may be 0.05 off.
      CHECK_MESSAGE(std::abs(mean - expected.mean) < 0.05, what);
      return;
    }
    const double z = (mean - expected.mean) / std::sqrt(expected.variance / n);
    // 940 numbers are compared in this file: beyond 5.2 with one of them once in 5 000 seeds.
    CHECK_MESSAGE(std::abs(z) < 5.2, what << ": " << mean << " for " << expected.mean << ", z " << z);
    if (std::abs(z) > std::abs(worst)) worst = z, worst_what = what;
    square += z * z;
    ++compared;
    for (const double value : found) spread += (value - mean) * (value - mean) / expected.variance;
    degrees += n - 1;
  }
  /// The sum of squares of independent z as one z (Wilson and Hilferty).
  double z_of_squares() const { return z_of_chi_square(square, compared); }
  /// The same for the variance between replications against that expected.
  double z_of_spread() const { return z_of_chi_square(spread, degrees); }

  double worst = 0, square = 0, spread = 0, compared = 0, degrees = 0;
  std::string worst_what;

 private:
  static double z_of_chi_square(double chi_square, double free) {
    const double part = 2 / (9 * free);
    return (std::cbrt(chi_square / free) - (1 - part)) / std::sqrt(part);
  }
};

/// The base scenario without market and feedback, its results, and its projection; made once for all cases.
struct Study {
  Study()
      : document(read_changed(
            project_file("scenarios/base.yaml"),
            {"alternatives=[{name: base}]", "period.end=2023-10-01", "study.replications=6",
             "parameters.hiring_round.active=false", "parameters.return_to_teaching.rate=0",
             "parameters.contract_size.rate=0", "parameters.promotion.rate=0", "parameters.layoffs.surplus_kept=1",
             "parameters.workload.active=false", "parameters.guidance.active=false",
             "parameters.benefits.share_of_leavers=0", "parameters.return_from_benefit.first_year=0",
             "parameters.return_from_benefit.later=0", "uncertainty.priors=none", "uncertainty.ensemble=none",
             "uncertainty.replications_per_draw=1", "futures=[]"})),
        plan(plan_of(document)),
        results(results_of(plan, 2)),
        world(document),
        cohorts(world.structure, world.contents(), world.steps, world.period, plan.layout->dates()),
        expected(plan.alternatives.front().model().projection()->project(plan.replication(0))) {}
  ScenarioDocument document;
  Plan plan;
  Results results;
  World world;
  CohortProjection cohorts;
  std::vector<double> expected;  ///< as the program gives it
};

const Study& study() {
  static const Study made;
  return made;
}

/// The chance of somebody of a cohort; without people there is none.
double share(double expected, double persons) { return persons > 0 ? std::min(1.0, expected / persons) : 0; }

}  // namespace

TEST_CASE("without a market the teachers of each sector and age band are those of the projection") {
  const auto& s = study();
  const auto& labels = s.world.labels;
  const std::size_t bands = labels.age_band.size();
  REQUIRE(s.plan.layout->dates().size() == dates);
  REQUIRE(s.results.count() == replications);
  const auto& first = s.cohorts.censuses().front();

  // People of a cohort are nearly alike, so a count has the variance of independent people with the chance of their
  // cohort. [date][sector][age band, the last for all]
  std::vector<Sum> persons(dates * sectors.size() * (bands + 1)), fte = persons;
  std::vector<Sum> outflow(dates * sectors.size() * exits.size());
  std::size_t people = 0;
  for (const Person& p : s.world.structure->people) {
    if (p.state() != State::teaching) continue;
    ++people;
    const auto row = static_cast<Eigen::Index>(s.cohorts.row_of(p.agent.birth));
    const auto group = static_cast<Eigen::Index>(p.sector() * 2 + (p.woman ? 0 : 1));
    for (std::size_t date = 0; date < dates; ++date) {
      const auto& census = s.cohorts.censuses()[date];
      const double chance = share(census.teachers(row, group), first.teachers(row, group));
      const double age = years_between(Time::from_minutes(p.agent.birth), census.date);
      const std::size_t cell = (date * sectors.size() + p.sector()) * (bands + 1);
      for (const std::size_t band : {labels.band_of_age(static_cast<int>(age)), bands}) {
        persons[cell + band].add(1, chance);
        fte[cell + band].add(p.size * fte_per_size, chance);
      }
      const double both_sexes = first.teachers(row, group / 2 * 2) + first.teachers(row, group / 2 * 2 + 1);
      for (std::size_t exit = 0; exit < exits.size(); ++exit)
        outflow[(date * sectors.size() + p.sector()) * exits.size() + exit].add(
            1, share(census.outflow(row, static_cast<Eigen::Index>(p.sector() * cohort_causes + exit)), both_sexes));
    }
  }
  REQUIRE(people > 100000);

  const Finder find(*s.plan.layout);
  const auto expect_of = [&](Sum sum, const std::string& measure, const Finder::Where& where, std::size_t date) {
    sum.mean = s.expected[find.index(measure, where, date)];
    return sum;
  };
  for (std::size_t date = 0; date < dates; ++date) {
    Judge cells, all;
    for (std::size_t sector = 0; sector < sectors.size(); ++sector) {
      const std::string when = " on the date " + std::to_string(date);
      for (std::size_t band = 0; band <= bands; ++band) {
        Finder::Where where = {{"sector", sectors[sector]}};
        if (band < bands) where["age"] = labels.age_band.label(band);
        const std::string what = sectors[sector] + " " + (band < bands ? labels.age_band.label(band) : "all") + when;
        const std::size_t cell = (date * sectors.size() + sector) * (bands + 1) + band;
        const auto counted = find.values(s.results, 0, "teachers", where, date);
        (band < bands ? cells : all)
            .compare(counted, expect_of(persons[cell], "teachers", where, date), "teachers " + what);
        all.compare(find.values(s.results, 0, "employment", where, date),
                    expect_of(fte[cell], "employment", where, date), "fte " + what);
      }
    }
    if (date == 0) continue;
    // Cells are different people, so their z are independent: 27 or more squares a date, and the spread of 6
    // replications in each. A |z| of 4.5 on one of the 4 dates, in one of the two: once in 18 000 seeds.
    CHECK(cells.compared > 25);
    CHECK(std::abs(cells.z_of_squares()) < 4.5);
    CHECK(std::abs(cells.z_of_spread()) < 4.5);
    MESSAGE("date " << date << ": worst z of persons " << cells.worst << " (" << cells.worst_what << "), of "
                    << cells.compared << " cells chi-square " << cells.square << " (z " << cells.z_of_squares()
                    << "), spread z " << cells.z_of_spread() << "; worst z of fte and totals " << all.worst << " ("
                    << all.worst_what << ")");
  }

  Judge flows;
  for (std::size_t date = 1; date < dates; ++date)
    for (std::size_t sector = 0; sector < sectors.size(); ++sector)
      for (std::size_t exit = 0; exit < exits.size(); ++exit) {
        const Finder::Where where = {{"sector", sectors[sector]}, {"cause", exits[exit]}};
        flows.compare(
            find.values(s.results, 0, "outflow", where, date),
            expect_of(outflow[(date * sectors.size() + sector) * exits.size() + exit], "outflow", where, date),
            "outflow " + sectors[sector] + " by " + exits[exit] + " on the date " + std::to_string(date));
      }
  CHECK(std::abs(flows.z_of_squares()) < 4);  // wrong once in 16 000 seeds
  MESSAGE("outflow: worst z " << flows.worst << " (" << flows.worst_what << "), of " << flows.compared
                              << " flows chi-square " << flows.square << " (z " << flows.z_of_squares()
                              << "), spread z " << flows.z_of_spread());
}

namespace {

/// What is expected of students on a date, from cohorts that began together: those at the start have known diplomas,
/// later ones also draw how long they study. `amounts`: of each cohort.
Sum sum_of_cohorts(std::size_t route, const std::vector<double>& amounts) {
  const auto& cohorts = study().cohorts.student_cohorts();
  std::map<Time, Sum> later;  // by when they began: mean and, as yet, how many began
  Sum sum;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (cohorts[i].route != route) continue;
    if (cohorts[i].since < study().world.period.begin)
      sum.add(1, share(amounts[i], cohorts[i].persons), cohorts[i].persons);
    else
      later[cohorts[i].since].mean += amounts[i], later[cohorts[i].since].variance += cohorts[i].persons;
  }
  for (const auto& [since, cohort] : later) sum.add(1, share(cohort.mean, cohort.variance), cohort.variance);
  return sum;
}

}  // namespace

TEST_CASE("students by route are those of the projection") {
  const auto& s = study();
  const Finder find(*s.plan.layout);
  for (std::size_t date = 0; date < dates; ++date) {
    Judge judge;
    for (std::size_t route = 0; route < s.world.labels.route.size(); ++route) {
      if (s.world.structure->routes[route].zij_sector >= 0) continue;
      const Finder::Where where = {{"route", s.world.labels.route.label(route)}};
      const Sum expected = sum_of_cohorts(route, s.cohorts.censuses()[date].students);
      CHECK(std::abs(expected.mean - s.expected[find.index("students", where, date)]) < 1e-6);
      judge.compare(find.values(s.results, 0, "students", where, date), expected,
                    "students " + where.at("route") + " on the date " + std::to_string(date));
    }
    if (date == 0) continue;
    CHECK(judge.compared == 7);
    CHECK(std::abs(judge.z_of_squares()) < 4.5);  // 7 squares; on one of 4 dates once in 37 000 seeds
    MESSAGE("students, date " << date << ": worst z " << judge.worst << " (" << judge.worst_what << "), chi-square "
                              << judge.square << " (z " << judge.z_of_squares() << ")");
  }
}

TEST_CASE("diplomas by route and year are those of the projection") {
  const auto& s = study();
  const Finder find(*s.plan.layout);
  Judge judge;
  for (std::size_t route = 0; route < s.world.labels.route.size(); ++route)
    for (std::size_t date = 1; date < dates; ++date) {
      if (s.world.structure->routes[route].zij_sector >= 0) continue;
      const Finder::Where where = {{"route", s.world.labels.route.label(route)}};
      const Sum expected = sum_of_cohorts(route, s.cohorts.censuses()[date].diplomas);
      CHECK(std::abs(expected.mean - s.expected[find.index("diplomas", where, date)]) < 1e-6);
      judge.compare(find.values(s.results, 0, "diplomas", where, date), expected,
                    "diplomas " + where.at("route") + " in " + std::to_string(first_year + static_cast<int>(date)));
    }
  CHECK(judge.compared > 20);
  CHECK(std::abs(judge.z_of_squares()) < 4);  // wrong once in 16 000 seeds
  MESSAGE("diplomas: worst z " << judge.worst << " (" << judge.worst_what << "), of " << judge.compared
                               << " chi-square " << judge.square << " (z " << judge.z_of_squares() << ")");
}

namespace {

/// One line of a replay: "2020-07-01  281474976710656015  graduation  seeking po  ...".
struct Line {
  std::string when, what, state;
  Identity who;
};

/// The replays of some replications.
constexpr std::uint32_t replays = 2;
const std::vector<std::vector<Line>>& lines() {
  static const std::vector<std::vector<Line>> made = [] {
    const auto& s = study();
    const auto& model = s.plan.alternatives.front().model();
    auto workspace = model.workspace();
    std::vector<std::vector<Line>> list(replays);
    for (std::uint32_t k = 0; k < replays; ++k) {
      std::stringstream text;
      model.careers()->replay(s.plan.replication(k), *workspace, std::nullopt, text);
      for (std::string line; std::getline(text, line);) {
        std::istringstream words(line);
        Line next;
        std::string who, sector;
        words >> next.when >> who >> next.what >> next.state >> sector;
        if (next.what != "graduation") continue;
        next.who = Identity::from_value(std::stoull(who));
        if (!sector.empty()) next.state += " " + sector;
        list[k].push_back(next);
      }
    }
    return list;
  }();
  return made;
}

}  // namespace

TEST_CASE("graduates look for a job, join the reserve or go elsewhere by the shares of their route") {
  const auto& s = study();
  const Numbers looks("job_search", {"route", "sector"}, "share");
  const Numbers rest("job_search_rest", {"route", "rest"}, "share");
  std::map<std::string, std::map<std::string, double>> found;
  std::map<std::string, double> all;
  for (const auto& list : lines())
    for (const auto& line : list)
      if (line.what == "graduation") {
        const auto door = line.who.origin();  // assistants study on the part-time pabo
        const std::string route =
            door < s.world.labels.route.size() ? s.world.labels.route.label(door) : "pabo_part_time";
        found[route][line.state] += 1;
        all[route] += 1;
      }
  CHECK(all.size() > 5);
  Judge judge;
  for (const auto& [route, persons] : all) {
    double elsewhere = 1;
    std::string most = sectors.front();  // the reserve is that of the sector in which most look
    const auto compare = [&](const std::string& state, double share) {
      elsewhere -= share;
      judge.compare({found[route][state]}, {persons * share, persons * share * (1 - share)}, route + " " + state);
    };
    for (const auto& sector : sectors) {
      compare("seeking " + sector, looks.at({route, sector}, 0));
      if (looks.at({route, sector}, 0) > looks.at({route, most}, 0)) most = sector;
    }
    compare("reserve " + most, rest.at({route, "reserve"}, 0));
    compare("gone", elsewhere);
    double counted = 0;
    for (const auto& [state, n] : found[route]) counted += n;
    CHECK(counted == persons);
  }
  CHECK(judge.compared > 25);
  MESSAGE("destinations of graduates: worst z " << judge.worst << " (" << judge.worst_what << ") of "
                                                << judge.compared);
}

TEST_CASE("teachers who switch go to the other sectors by the rates of their ages") {
  const auto& s = study();
  const Finder find(*s.plan.layout);
  Judge judge;
  for (const auto& from : sectors)
    for (const auto& to : sectors) {
      if (from == to) continue;
      std::vector<double> found(replications, 0.0);
      Sum expected;
      for (std::size_t date = 1; date < dates; ++date) {
        const Finder::Where where = {{"sector", to}, {"cause", "from_" + from}};
        const auto in_year = find.values(s.results, 0, "switched", where, date);
        for (std::size_t k = 0; k < found.size(); ++k) found[k] += in_year[k];
        expected.mean += s.expected[find.index("switched", where, date)];
      }
      expected.variance = expected.mean;  // rare: of Poisson
      judge.compare(found, expected, "from " + from + " to " + to);
    }
  CHECK(judge.compared == 6);
  CHECK(std::abs(judge.z_of_squares()) < 4);  // wrong once in 16 000 seeds
  MESSAGE("switches: worst z " << judge.worst << " (" << judge.worst_what << ")");
}

}  // namespace formatie::teachers
