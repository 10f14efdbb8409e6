// The first census, 1 October 2019, against the figures that the first population was made from and against those it
// was not. targets_base.csv holds the published figures that the base year must meet, with their tolerance and source.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"

#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

/// The base scenario, and the counts of its first census.
struct BaseYear {
  BaseYear()
      : document(read_changed(
            project_file("scenarios/base.yaml"),
            {"alternatives=[{name: base}]", "study.replications=1", "period.end=2020-10-01", "uncertainty.priors=none",
             "uncertainty.ensemble=none", "uncertainty.replications_per_draw=1", "futures=[]"})),
        plan(plan_of(document)),
        results(results_of(plan)),
        find(*plan.layout),
        world(document) {}
  double at(const std::string& measure, const Finder::Where& where) const {
    return find.value(results, 0, 0, measure, where, 0);
  }
  /// Persons of 50 and over.
  double from_50(const std::string& sector) const {
    double persons = 0;
    for (std::size_t band = 0; band < world.labels.age_band.size(); ++band)
      if (world.labels.age_from[band] >= 50)
        persons += at("teachers", {{"sector", sector}, {"age", world.labels.age_band.label(band)}});
    return persons;
  }
  ScenarioDocument document;
  Plan plan;
  Results results;
  Finder find;
  World world;
};
const BaseYear& base_year() {
  static const BaseYear made;
  return made;
}

Table table_of(const std::string& name) {
  Problems problems;
  auto table = read_csv(project_file(name), problems);
  REQUIRE_MESSAGE(table.has_value(), problems.text());
  return std::move(*table);
}
std::string cell(const Table& table, std::size_t row, const std::string& column) {
  return table.cell(row, *table.column(column));
}
double number(const Table& table, std::size_t row, const std::string& column) {
  const auto value = parse_number(cell(table, row, column));
  REQUIRE(value.has_value());
  return *value;
}

}  // namespace

TEST_CASE("the first census meets every published figure of the base year") {
  const auto& base = base_year();
  const auto targets = table_of("tests/models/teachers/targets_base.csv");
  CHECK(targets.size() == 11);
  for (std::size_t row = 0; row < targets.size(); ++row) {
    const auto quantity = cell(targets, row, "quantity");
    const auto sector = cell(targets, row, "sector");
    const Finder::Where in_sector = {{"sector", sector}};
    double found = NAN;
    if (quantity == "teachers persons")
      found = base.at("teachers", in_sector);
    else if (quantity == "teachers fte")
      found = base.at("employment", in_sector);
    else if (quantity == "teachers with <=0.8 fte")
      found = (base.at("share_up_to_08", {{"sector", "po"}}) * base.at("teachers", {{"sector", "po"}}) +
               base.at("share_up_to_08", {{"sector", "vo"}}) * base.at("teachers", {{"sector", "vo"}})) /
              100;
    else if (quantity == "share women teachers %")
      found = 100 * base.at("teachers", {{"sector", sector}, {"sex", "women"}}) / base.at("teachers", in_sector);
    else if (quantity == "teachers 50+ %")
      found = 100 * base.from_50(sector) / base.at("teachers", in_sector);
    REQUIRE_FALSE_MESSAGE(std::isnan(found), quantity << " is not counted here");
    const double value = number(targets, row, "value");
    const auto text = cell(targets, row, "tolerance");
    const double size = *parse_number(text.substr(0, text.find_first_of("%p")));
    const double tolerance = text.find("pp") != std::string::npos ? size : size / 100 * value;
    CHECK_MESSAGE(std::abs(found - value) <= tolerance, quantity << " " << sector << ": " << found << " for " << value);
    MESSAGE(quantity << " " << sector << ": " << found << " for " << value << ", " << (found - value) / tolerance
                     << " of the tolerance of " << text);
  }
}

TEST_CASE("the first population has the persons of every sector, age band and sex to the person") {
  const auto& base = base_year();
  const auto people = table_of("models/teachers/data/base_population.csv");
  std::map<std::vector<std::string>, double> found;
  const Time begin = base.world.period.begin;
  for (const Person& p : base.world.structure->people)
    if (p.state() == State::teaching)
      found[{base.world.labels.sector.label(p.sector()),
             base.world.labels.age_band.label(base.world.labels.band_of_age(
                 static_cast<int>(std::floor(years_between(Time::from_minutes(p.agent.birth), begin))))),
             p.woman ? "women" : "men"}] += 1;
  CHECK(people.size() == found.size());
  for (std::size_t row = 0; row < people.size(); ++row) {
    const std::vector<std::string> key = {cell(people, row, "sector"), cell(people, row, "age_band"),
                                          cell(people, row, "sex")};
    CHECK_MESSAGE(found[key] == number(people, row, "persons"), key[0] << " " << key[1] << " " << key[2]);
  }
}

TEST_CASE("mean contracts of the first population are near those of every sector, age band and sex") {
  // The bands of contract sizes and the means of cells are fitted together and do not agree exactly; the bands win.
  const auto& base = base_year();
  const auto people = table_of("models/teachers/data/base_population.csv");
  std::map<std::vector<std::string>, std::pair<double, double>> found;  // fte, persons
  const double begin = base.world.period.begin.minutes();
  for (const Person& p : base.world.structure->people)
    if (p.state() == State::teaching) {
      const auto age = static_cast<int>(std::floor((begin - p.agent.birth) / minutes_per_year));
      auto& sum =
          found[{base.world.labels.sector.label(p.sector()),
                 base.world.labels.age_band.label(base.world.labels.band_of_age(age)), p.woman ? "women" : "men"}];
      sum.first += p.size / 20.0;
      sum.second += 1;
    }
  double worst = 0;
  std::string worst_what;
  for (std::size_t row = 0; row < people.size(); ++row) {
    const std::vector<std::string> key = {cell(people, row, "sector"), cell(people, row, "age_band"),
                                          cell(people, row, "sex")};
    const double difference = found[key].first / found[key].second - number(people, row, "mean_fte");
    CHECK_MESSAGE(std::abs(difference) < 0.1, key[0] << " " << key[1] << " " << key[2] << ": off by " << difference);
    if (std::abs(difference) > std::abs(worst)) worst = difference, worst_what = key[0] + " " + key[1] + " " + key[2];
  }
  MESSAGE("mean contract of a cell is at most " << worst << " fte off (" << worst_what << ")");
}

TEST_CASE("contract sizes of the first population are in the published bands") {
  const auto& base = base_year();
  const auto bands = table_of("models/teachers/data/contract_size.csv");
  const double factor = *parse_number(
      base.document.root.find("parameters")->find("population")->find("up_to_08_factor")->find("value")->text());
  std::map<std::string, std::map<std::string, double>> found;
  for (const Person& p : base.world.structure->people)
    if (p.state() == State::teaching) {
      auto& sector = found[base.world.labels.sector.label(p.sector())];
      sector[p.size <= 10 ? "up_to_0.5" : p.size <= 16 ? "0.5_to_0.8" : "over_0.8"] += 1;
      sector["all"] += 1;
      CHECK(p.size >= 1);
      CHECK(p.size <= full_time);
      CHECK(p.size == p.desired);
    }
  for (std::size_t row = 0; row < bands.size(); ++row) {
    const auto band = cell(bands, row, "band");
    auto& sector = found[cell(bands, row, "sector")];
    const double low = number(bands, row, "share");
    // The shares up to 0.8 fte are corrected by up_to_08_factor; rounding to persons moves them by less than 0.1 point.
    double up_to_08 = 0;
    for (std::size_t other = 0; other < bands.size(); ++other)
      if (cell(bands, other, "sector") == cell(bands, row, "sector") && cell(bands, other, "band") != "over_0.8")
        up_to_08 += number(bands, other, "share");
    const double expected = band == "over_0.8" ? 1 - up_to_08 * factor : low * factor;
    const double share = sector[band] / sector["all"];
    CHECK_MESSAGE(std::abs(share - expected) < 0.001, cell(bands, row, "sector")
                                                          << " " << band << ": " << share << " for " << expected);
    MESSAGE(cell(bands, row, "sector") << " " << band << ": " << 100 * share << "%, published " << 100 * low << "%");
  }
}

TEST_CASE("the shortage at the start is that of the table in every region") {
  const auto& base = base_year();
  const auto shortage = table_of("models/teachers/data/initial_shortage.csv");
  double worst = 0;
  for (std::size_t row = 0; row < shortage.size(); ++row) {
    const Finder::Where where = {{"sector", cell(shortage, row, "sector")}, {"region", cell(shortage, row, "region")}};
    const double posts = base.at("posts", where);
    REQUIRE(posts > 0);
    const double open = base.at("unfilled_posts", where);
    const double expected = number(shortage, row, "share") * posts;
    // Whole twentieths: half of one either way, and the same for what is added to the formation.
    CHECK_MESSAGE(std::abs(open - expected) <= 0.05,
                  where.at("sector") << " " << where.at("region") << ": " << open << " for " << expected);
    worst = std::max(worst, std::abs(open - expected));
  }
  MESSAGE("unfilled posts by sector and region are at most " << worst << " fte from the table's shares");
}

TEST_CASE("schools employ teachers in proportion to their formation, young ones where staff is young") {
  const auto& base = base_year();
  const auto& st = *base.world.structure;
  const auto schools = table_of("models/teachers/data/schools_po.csv");
  const double begin = base.world.period.begin.minutes();
  struct Staff {
    double persons = 0, age = 0, fte = 0;
  };
  std::vector<Staff> staff(st.schools.size());
  for (const Person& p : st.people)
    if (p.employed()) {
      auto& school = staff[st.posts[p.post.index()].school];
      school.persons += 1;
      school.fte += p.size / 20.0;
      school.age += (begin - p.agent.birth) / minutes_per_year;
    }
  struct Moments {
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    void add(double a, double b) { n += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b; }
    double correlation() const { return (n * xy - x * y) / std::sqrt((n * xx - x * x) * (n * yy - y * y)); }
    double sd_x() const { return std::sqrt((xx - x * x / n) / (n - 1)); }
    double sd_y() const { return std::sqrt((yy - y * y / n) / (n - 1)); }
    double mean_x() const { return x / n; }
    double mean_y() const { return y / n; }
  } ages, large, sizes;
  std::size_t empty = 0;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    REQUIRE(st.schools[i].name == cell(schools, i, "school"));
    if (staff[i].persons == 0) {
      ++empty;
      continue;
    }
    ages.add(st.schools[i].teacher_age, staff[i].age / staff[i].persons);
    if (staff[i].persons >= 20) large.add(st.schools[i].teacher_age, staff[i].age / staff[i].persons);
    sizes.add(st.schools[i].pupils, staff[i].fte);
  }
  // T03-179: the data have a standard deviation of 3.48 years over schools; but they are means of a capped age, so the
  // model's own, of true ages, may be somewhat wider. A warning, not a failure, until it is.
  CHECK(ages.sd_x() == doctest::Approx(3.48).epsilon(0.01));
  CHECK(ages.correlation() > 0.3);
  CHECK(ages.sd_y() > 2.5);
  CHECK(ages.sd_y() < 5);
  CHECK(sizes.correlation() > 0.97);
  CHECK(empty < schools.size() / 100);
  MESSAGE("mean age of teachers over " << ages.n << " po schools: correlation with the data " << ages.correlation()
                                       << ", standard deviation " << ages.sd_y() << " (published 3.48), mean "
                                       << ages.mean_y() << " (data " << ages.mean_x()
                                       << ", capped); of schools with 20 teachers or more: " << large.correlation()
                                       << ", " << large.sd_y() << " (data " << large.sd_x() << ", " << large.n
                                       << " schools); fte against pupils: correlation " << sizes.correlation() << "; "
                                       << empty << " schools without teachers");
}

TEST_CASE("the silent reserve at the start is that of the table") {
  const auto& base = base_year();
  const auto reserve = table_of("models/teachers/data/reserve.csv");
  const auto away = table_of("models/teachers/data/reserve_years_away.csv");
  const double begin = base.world.period.begin.minutes();
  std::map<std::string, double> persons, women;
  std::map<std::vector<std::string>, double> by_years;
  for (const Person& p : base.world.structure->people)
    if (p.state() == State::reserve) {
      const auto& sector = base.world.labels.sector.label(p.sector());
      persons[sector] += 1;
      women[sector] += p.woman ? 1 : 0;
      const double years = (begin - p.since) / minutes_per_year;
      by_years[{sector, base.world.labels.years_away.label(Labels::years_away_of(years))}] += 1;
    }
  for (std::size_t row = 0; row < reserve.size(); ++row) {
    const auto sector = cell(reserve, row, "sector");
    const double n = number(reserve, row, "persons");
    CHECK(persons[sector] == n);
    CHECK(base.at("silent_reserve", {{"sector", sector}}) == n);
    const double share = number(reserve, row, "share_women");
    const double z = (women[sector] - n * share) / std::sqrt(n * share * (1 - share));
    CHECK(std::abs(z) < 4.5);  // three of them: wrong once in 49 000 seeds
  }
  // Who is young cannot have been away for long, so some of the longest stand in shorter ones; that makes returning
  // more frequent than the table's shares would.
  const auto returning = table_of("models/teachers/data/return.csv");
  std::map<std::string, double> flow, flow_of_table;
  for (std::size_t row = 0; row < away.size(); ++row) {
    const auto sector = cell(away, row, "sector");
    const auto years = cell(away, row, "years_away");
    const double share = number(away, row, "share");
    const double found = by_years[{sector, years}] / persons[sector];
    CHECK_MESSAGE(std::abs(found - share) < 0.12, sector << " " << years << ": " << found << " for " << share);
    for (std::size_t other = 0; other < returning.size(); ++other)
      if (cell(returning, other, "sector") == sector && cell(returning, other, "years_away") == years) {
        flow[sector] += persons[sector] * found * number(returning, other, "rate");
        flow_of_table[sector] += persons[sector] * share * number(returning, other, "rate");
      }
  }
  for (const auto& [sector, persons_a_year] : flow) {
    CHECK(persons_a_year < 1.25 * flow_of_table[sector]);
    MESSAGE(sector << ": returning to the labour market " << persons_a_year
                   << " a year at the start, by the table's shares " << flow_of_table[sector]);
  }
}

TEST_CASE("students by route are near the enrolment of 2020") {
  // DUO, enrolment in hbo teacher training on 1 October 2020, as in data/SOURCES.md ("students on 1 October").
  const std::map<std::string, double> enrolled = {{"pabo_full_time", 20163},
                                                  {"pabo_part_time", 6075},
                                                  {"second_degree_full_time", 13750},
                                                  {"second_degree_part_time", 8010},
                                                  {"first_degree_hbo", 9991}};
  const auto& base = base_year();
  for (const auto& [route, persons] : enrolled) {
    const double at_start = base.at("students", {{"route", route}});
    const double in_2020 = base.find.value(base.results, 0, 0, "students", {{"route", route}}, 1);
    CHECK_MESSAGE(std::abs(in_2020 / persons - 1) < 0.16, route << ": " << in_2020 << " for " << persons);
    MESSAGE(route << ": " << at_start << " in 2019, " << in_2020 << " in 2020; enrolled in 2020 " << persons << " ("
                  << 100 * (in_2020 / persons - 1) << "%)");
  }
}

}  // namespace formatie::teachers
