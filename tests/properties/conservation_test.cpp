#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>

#include "engine/base/expect.h"

#include "models/teachers/census/money.h"
#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

/// A national study with policies that move money, contracts, formation and entrants; everything is recounted at every
/// barrier.
struct Study {
  Study()
      : plan(plan_of(
            project_file("scenarios/base.yaml"),
            {"study.replications=1", "period.end=2023-10-01",
             "alternatives=[{name: base}, {name: all at once, policy: ["
             "{dial: full_time_bonus.rate, where: {sector: [po, vo]}, set: 0.1, from: 2020-08-01, until: 2022-08-01},"
             "{dial: workload_funds.euro_per_year, where: {sector: po}, set: 430000000, from: 2021-08-01},"
             "{dial: intake.persons, times: 1.5, from: 2020-01-01},"
             "{dial: resignation.rate, times: 1.3, from: 2021-03-17}]}]"})),
        results(results_of(plan, 2, true)) {}
  Plan plan;
  Results results;
};
const Study& study() {
  static const Study made;
  return made;
}

const std::vector<std::string> sectors = {"po", "vo", "mbo"};

bool is_near(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)}); }

}  // namespace

TEST_CASE("a national replication holds the invariants of the labour market at every barrier") {
  // Made by recounting; what it recounts is in Labour::check, and the next case shows that it would notice.
  CHECK(study().results.count() == 1);
  CHECK(study().results.alternatives().size() == 2);
}

TEST_CASE("the recount notices every total that is off by one") {
  World world(read_changed(tiny_scenario(), {}));
  auto& labour = world.labour;
  const auto begin = [&] {
    world.begin(0);
    labour.check();
  };
  const auto somebody = [&](State state) {
    PersonId found;
    labour.population().for_each([&](PersonId who, const Person& p) {
      if (p.state() == state) found = who;
    });
    REQUIRE_FALSE(found.is_none());
    return found;
  };
  SUBCASE("a contract that nobody booked") {
    begin();
    Person& p = labour.person(somebody(State::teaching));
    p.size = static_cast<Size>(p.size == full_time ? p.size - 1 : p.size + 1);
    CHECK_THROWS_WITH_AS(labour.check(), doctest::Contains("sum of its contracts (fte)"), BrokenPromise);
  }
  SUBCASE("a wish of more than full time") {
    begin();
    labour.person(somebody(State::teaching)).desired = full_time + 1;
    CHECK_THROWS_WITH_AS(labour.check(), doctest::Contains("at most full time"), BrokenPromise);
  }
  SUBCASE("a teacher without a contract") {
    begin();
    labour.person(somebody(State::teaching)).size = 0;
    CHECK_THROWS_WITH_AS(labour.check(), doctest::Contains("who teaches has a contract"), BrokenPromise);
  }
  SUBCASE("somebody in the reserve with a contract") {
    begin();
    labour.person(somebody(State::reserve)).size = 1;
    CHECK_THROWS_WITH_AS(labour.check(), doctest::Contains("who teaches has a contract"), BrokenPromise);
  }
  SUBCASE("a post in another sector than the person") {
    begin();
    Person& p = labour.person(somebody(State::teaching));
    p.agent.situation = situation_of(State::teaching, 1 - p.sector());
    CHECK_THROWS_WITH_AS(labour.check(), doctest::Contains("in the person's sector"), BrokenPromise);
  }
  SUBCASE("a person who vanishes without being counted out") {
    begin();
    labour.person(somebody(State::reserve)).agent.situation = gone;
    CHECK_THROWS_WITH_AS(labour.check(), doctest::Contains("who is present is who was there"), BrokenPromise);
  }
  SUBCASE("a job that begins without an inflow") {
    begin();
    const auto who = somebody(State::teaching);
    const PostId post = labour.person(who).post;
    const Size size = labour.person(who).size;
    labour.leave_job(who, world.cause("resignation"), labour.now(), 0);
    labour.become(who, State::seeking, labour.post(post).sector, world.period.begin);
    labour.check();
    labour.counts().begin_year();
    labour.begin_year();
    labour.hire(who, post, size);
    labour.check();
    // The same, but the census forgets the inflow only.
    begin();
    labour.leave_job(who, world.cause("resignation"), labour.now(), 0);
    labour.become(who, State::reserve, labour.post(post).sector, world.period.begin);
    for (auto& persons : labour.counts().of(0, world.contents().jobs.outflow)) persons = 0;
    CHECK_THROWS_WITH_AS(labour.check(), doctest::Contains("follows from the flows"), BrokenPromise);
  }
}

TEST_CASE("persons in and entered are persons out and present, counted by events") {
  class Leavers final : public Observer<Labour> {
   public:
    void happened(Time, std::string_view, const Labour& world, PersonId who) override {
      left += world.person(who).agent.situation == gone ? 1 : 0;
    }
    int left = 0;
  };
  World world(read_changed(tiny_scenario(), {"period.end=2029-10-01"}));
  Leavers leavers;
  world.labour.observer = &leavers;
  for (std::uint32_t replication = 0; replication < 5; ++replication) {
    leavers.left = 0;
    world.begin(replication);
    auto& labour = world.labour;
    const auto present = [&] {
      int persons = 0;
      labour.population().for_each([&](PersonId, const Person&) { ++persons; });
      return persons;
    };
    int expected = present();
    Parallel serial;
    for (const auto& barrier : world.barriers) {
      const int before = present();
      const int left_before = leavers.left;
      labour.simulation().run(labour, {barrier}, serial);
      // By the table of intake: one zij-instromer a month, and 8 and 4 students on 1 September, one of whom is an
      // assistant by habit and does not come by this door. In August assistants are found for all four posts.
      int entrants = 1 + (barrier.date.month() == 9 ? 11 : 0), assistants = 0;
      labour.population().for_each([&](PersonId, const Person& p) {
        if (p.state() != State::assisting) return;
        ++assistants;
        entrants += p.since == barrier.date.minutes() && barrier.date > world.period.begin;
      });
      if (barrier.date.month() == 8) CHECK(assistants == 4);
      expected = before - (leavers.left - left_before) + entrants;
      REQUIRE_MESSAGE(present() == expected, barrier.date.iso());
    }
    CHECK(leavers.left > 50);
  }
  world.labour.observer = nullptr;
}

TEST_CASE("the teachers of a sector are those of the last census and the inflow, less the outflow") {
  const auto& s = study();
  const Finder find(*s.plan.layout);
  for (std::size_t a = 0; a < 2; ++a)
    for (std::size_t date = 1; date < s.plan.layout->dates().size(); ++date)
      for (const auto& sector : {"po", "vo", "mbo", "all"}) {
        const Finder::Where where = std::string(sector) == "all" ? Finder::Where{} : Finder::Where{{"sector", sector}};
        const auto value = [&](const char* measure, std::size_t when) {
          return find.value(s.results, a, 0, measure, where, when);
        };
        CHECK(value("teachers", date) == value("teachers", date - 1) + value("inflow", date) - value("outflow", date));
        CHECK(value("inflow", date) > 0);
      }
}

TEST_CASE("pabo entrants of a date are those who came from each doing of the date before, and nobody is lost") {
  const auto& s = study();
  const Finder find(*s.plan.layout);
  const char* const doings[] = {"studying", "teaching", "seeking", "reserve", "other", "gone"};
  for (std::size_t a = 0; a < 2; ++a)
    for (std::size_t date = 1; date < s.plan.layout->dates().size(); ++date) {
      const auto value = [&](const char* measure, const std::string& cause, std::size_t when) {
        return find.value(s.results, a, 0, measure, {{"cause", cause}}, when);
      };
      for (const std::string doing : doings) {
        double from = 0, to = 0;
        for (const std::string other : doings) {
          from += value("pabo_moves", other + "_to_" + doing, date);
          to += value("pabo_moves", doing + "_to_" + other, date);
        }
        CHECK(from == value("pabo_cohort", doing, date));
        CHECK(to == value("pabo_cohort", doing, date - 1));
      }
      CHECK(value("pabo_moves", "gone_to_gone", date) == value("pabo_cohort", "gone", date - 1));
      CHECK(value("pabo_moves", "studying_to_gone", date) > 0);
    }
}

TEST_CASE("totals are the sums of their parts in every measure that adds up") {
  const auto& s = study();
  const Layout& layout = *s.plan.layout;
  using Key = std::tuple<std::size_t, std::string, std::string>;  // measure, sector, by what it is split
  std::map<Key, std::vector<std::size_t>> parts;
  std::map<std::pair<std::size_t, std::string>, std::size_t> totals;
  for (std::size_t i = 0; i < layout.series().size(); ++i) {
    const auto& series = layout.series()[i];
    const auto& unit = layout.measures()[series.measure].unit;
    if (unit == "%" || unit == "years" || unit == "fte per person") continue;
    std::string sector, by;
    for (std::size_t c = 0; c < series.split.size(); ++c) {
      if (layout.split_columns()[c] == "sector")
        sector = series.split[c];
      else if (series.split[c] != "all")
        by += layout.split_columns()[c];
    }
    if (by.empty()) totals[{series.measure, sector}] = i;
    if (by.empty() && sector != "all") parts[{series.measure, "all", "sector"}].push_back(i);
    if (!by.empty()) parts[{series.measure, sector, by}].push_back(i);
  }
  CHECK(parts.size() > 50);
  std::size_t compared = 0;
  for (const auto& [key, list] : parts) {
    const auto& [measure, sector, by] = key;
    const auto total = totals.at({measure, sector});
    for (std::size_t a = 0; a < 2; ++a)
      for (std::size_t date = layout.series()[total].first_date; date < layout.dates().size(); ++date) {
        double sum = 0;
        for (const auto i : list) sum += s.results.values(a, 0)[layout.index(i, date)];
        const double all = s.results.values(a, 0)[layout.index(total, date)];
        CHECK_MESSAGE(is_near(sum, all), layout.measures()[measure].name << " of " << sector << " by " << by << ": "
                                                                         << sum << " for " << all);
        ++compared;
      }
  }
  MESSAGE(compared << " totals compared with the sums of their parts");
}

TEST_CASE("shares and means follow from the counts") {
  const auto& s = study();
  const Layout& layout = *s.plan.layout;
  const Finder find(layout);
  std::size_t shares = 0;
  for (const auto& series : layout.series()) {
    const auto& name = layout.measures()[series.measure].name;
    Finder::Where where;
    for (std::size_t c = 0; c < series.split.size(); ++c)
      if (series.split[c] != "all") where[layout.split_columns()[c]] = series.split[c];
    for (std::size_t a = 0; a < 2; ++a)
      for (std::size_t date = series.first_date; date < layout.dates().size(); ++date) {
        const auto value = [&](const char* measure) { return find.value(s.results, a, 0, measure, where, date); };
        if (name == "contract_size" && value("teachers") > 0) {
          CHECK(is_near(value("contract_size"), value("employment") / value("teachers")));
          CHECK(value("contract_size") >= 0.05);
          CHECK(value("contract_size") <= 1);
        } else if (name == "unfilled_share") {
          CHECK(is_near(value("unfilled_share"), 100 * value("unfilled_posts") / value("posts")));
          CHECK(value("unfilled_share") >= 0);
          CHECK(value("unfilled_share") <= 100);
        } else if (name == "unfilled_share_big_cities") {
          double open = 0, posts = 0;
          for (const char* city : {"Amsterdam", "Rotterdam", "s-Gravenhage", "Utrecht", "Almere"}) {
            auto there = where;
            there["region"] = city;
            open += find.value(s.results, a, 0, "unfilled_posts", there, date);
            posts += find.value(s.results, a, 0, "posts", there, date);
          }
          CHECK(is_near(value("unfilled_share_big_cities"), 100 * open / posts));
        } else if (name == "share_up_to_08" && value("teachers") > 0) {
          const double persons = value("share_up_to_08") / 100 * value("teachers");
          CHECK(std::abs(persons - std::round(persons)) < 1e-6);
        } else if (name == "shortage_above_base") {
          const double at_start = find.value(s.results, a, 0, "unfilled_posts", where, 0);
          CHECK(is_near(value("shortage_above_base"), value("unfilled_posts") - at_start));
        } else {
          continue;
        }
        ++shares;
      }
  }
  CHECK(shares > 1000);
}

TEST_CASE("formation is contracts and open posts, but for contracts above the formation of a post") {
  const auto& s = study();
  const Finder find(*s.plan.layout);
  for (std::size_t a = 0; a < 2; ++a)
    for (std::size_t date = 0; date < s.plan.layout->dates().size(); ++date)
      for (const auto& sector : sectors) {
        const auto value = [&](const char* measure) {
          return find.value(s.results, a, 0, measure, {{"sector", sector}}, date);
        };
        const double above = value("employment") + value("unfilled_posts") - value("posts");
        CHECK(above >= -1e-9);
        if (date == 0) CHECK(std::abs(above) < 1e-6);  // at the start nobody stands above the formation
        CHECK(above < 0.1 * value("posts"));
        if (a == 0) MESSAGE(sector << ", date " << date << ": contracts above formation " << above << " fte");
      }
}

TEST_CASE("money follows from the people and the policy") {
  const auto& s = study();
  const Labels labels;
  const Contents contents(labels);
  const auto& programmes = contents.get<Money>().programmes().labels();
  REQUIRE(programmes.size() == 7);
  const Finder find(*s.plan.layout);
  const auto value = [&](std::size_t a, const char* measure, const Finder::Where& where, std::size_t date) {
    return find.value(s.results, a, 0, measure, where, date);
  };
  for (std::size_t date = 1; date < s.plan.layout->dates().size(); ++date) {
    // Without a measure of its own a scenario pays the grants of second-career teachers, and nothing else.
    CHECK(value(0, "cost", {}, date) == value(0, "cost", {{"cause", "zij_instroom"}}, date));
    for (const char* sector : {"po", "vo", "mbo"}) {
      double parts = 0;
      for (const auto& programme : programmes)
        parts += value(1, "cost", {{"sector", sector}, {"cause", programme}}, date);
      CHECK(value(1, "cost", {{"sector", sector}}, date) == doctest::Approx(parts).epsilon(1e-12));
    }
    CHECK(value(1, "windfall", {}, date) <= value(1, "cost", {{"cause", "full_time_bonus"}}, date));
    CHECK(value(1, "cost", {{"sector", "mbo"}}, date) ==
          value(1, "cost", {{"sector", "mbo"}, {"cause", "zij_instroom"}}, date));
  }
  // A twelfth at the end of each month: from August 2021 on, so two months before the census of 2021, then whole years.
  const Finder::Where funds = {{"sector", "po"}, {"cause", "workload_funds"}};
  CHECK(value(1, "cost", funds, 1) == 0);
  CHECK(value(1, "cost", funds, 2) == doctest::Approx(430e6 / 6).epsilon(1e-12));
  CHECK(value(1, "cost", funds, 3) == doctest::Approx(430e6).epsilon(1e-12));
  CHECK(value(1, "cost", funds, 4) == doctest::Approx(430e6).epsilon(1e-12));
  // The bonus ends on 1 August 2022: nothing is paid in the year to the census of 2023 (quarters end on the first of
  // January, April, July and October).
  CHECK(value(1, "cost", {{"cause", "full_time_bonus"}}, 3) > 0);
  CHECK(value(1, "cost", {{"cause", "full_time_bonus"}}, 4) == 0);
}

}  // namespace formatie::teachers
