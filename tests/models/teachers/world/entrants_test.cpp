#include "models/teachers/world/entrants.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

const World& world() {
  static const World made(read_changed(project_file("scenarios/base.yaml"), {"alternatives=[{name: base}]"}));
  return made;
}

double z_of(double count, double n, double share) { return (count - n * share) / std::sqrt(n * share * (1 - share)); }

}  // namespace

TEST_CASE("wanted contract sizes have the shares of sector, age band and sex") {
  const auto& st = *world().structure;
  constexpr int draws = 20000;
  for (std::size_t sector = 0; sector < world().labels.sector.size(); ++sector)
    for (const int age : {22, 37, 63})
      for (const bool woman : {true, false}) {
        std::vector<int> counts(full_time + 1, 0);
        for (int i = 0; i < draws; ++i) ++counts[draw_size(st, sector, age, woman, (i + 0.5) / draws)];
        CHECK(counts[0] == 0);
        const auto& shares = st.size_shares[st.size_cell(sector, world().labels.band_of_age(age), woman)];
        for (std::size_t size = 1; size <= full_time; ++size) {
          const double share = shares[size - 1] - (size > 1 ? shares[size - 2] : 0);
          CHECK(std::abs(counts[size] - share * draws) <= 1.001);
        }
      }
  CHECK(draw_size(st, 0, 40, true, 1 - 1e-12) == full_time);
}

TEST_CASE("entrants have the sex, the ages, the durations and the homes of their route") {
  const auto& st = *world().structure;
  const Luck luck{11, 3};
  constexpr std::uint32_t n = 10000;
  double worst = 0;
  const auto judge = [&](double count, double share, const std::string& what) {
    if (share <= 0 || share >= 1) {
      CHECK(count == share * n);
      return;
    }
    const double z = z_of(count, n, share);
    worst = std::max(worst, std::abs(z));
    CHECK_MESSAGE(std::abs(z) < 5, what << ": z " << z);  // 350 of them: wrong once in 5 000 seeds
  };
  for (std::size_t route = 0; route < st.routes.size(); ++route) {
    const auto& facts = st.routes[route];
    const auto& name = world().labels.route.label(route);
    const bool zij = facts.zij_sector >= 0;
    const Time now = zij ? Time::from_date(2022, 3, 1) : Time::from_date(2022, 9, 1);
    double women = 0;
    std::vector<double> ages(facts.age_from.size(), 0.0), years(facts.years.size(), 0.0),
        homes(world().labels.region.size(), 0.0);
    std::map<std::size_t, double> subjects;
    for (std::uint32_t number = 0; number < n; ++number) {
      const Person p =
          zij ? new_career_changer(st, luck, route, 2022, number, now) : new_student(st, luck, route, 2022, number);
      women += p.woman ? 1 : 0;
      homes[p.region] += 1;
      subjects[p.subject] += 1;
      const double age = years_between(Time::from_minutes(p.agent.birth), now);
      bool inside = false;
      for (std::size_t band = 0; band < ages.size() && !inside; ++band)
        if (facts.age_from[band] <= age && age < facts.age_to[band] + 1 + 1e-5) {
          ages[band] += 1;
          inside = true;
        }
      CHECK(inside);
      CHECK(p.agent.identity == Identity::of(static_cast<std::uint16_t>(route), 2022, number));
      CHECK_FALSE(p.employed());
      if (zij) {
        CHECK(p.state() == State::seeking);
        CHECK(static_cast<int>(p.sector()) == facts.zij_sector);
        CHECK(p.second_career);
        CHECK(p.desired >= 1);
      } else {
        CHECK(p.state() == State::student);
        const Time diploma = Time::from_minutes(p.started);
        CHECK(diploma == Time::from_date(diploma.year(), 7, 1));
        const auto at = std::find(facts.years.begin(), facts.years.end(), diploma.year() - 2022);
        REQUIRE(at != facts.years.end());
        years[static_cast<std::size_t>(at - facts.years.begin())] += 1;
      }
    }
    judge(women, facts.share_women, name + " women");
    const auto judge_all = [&](const std::vector<double>& counts, const std::vector<double>& cumulative,
                               const std::string& what) {
      for (std::size_t i = 0; i < counts.size(); ++i)
        judge(counts[i], cumulative[i] - (i > 0 ? cumulative[i - 1] : 0), name + " " + what + " " + std::to_string(i));
    };
    judge_all(ages, facts.age_cumulative, "age");
    if (!zij) judge_all(years, facts.years_cumulative, "years");
    if (route == 0) judge_all(homes, st.region_cumulative, "home");
    const auto& shares = facts.subject_cumulative.empty() ? st.subject_cumulative : facts.subject_cumulative;
    if (!facts.subject_cumulative.empty())
      for (std::size_t s = 0; s < shares.size(); ++s) {
        const double share = shares[s] - (s > 0 ? shares[s - 1] : 0);
        if (share > 1e-9)
          judge(subjects[s], share, name + " subject " + world().labels.subject.label(s));
        else
          CHECK(subjects[s] == 0);
      }
  }
  MESSAGE("worst |z| " << worst);
}

TEST_CASE("who an entrant is hangs on the facts of entry and on nothing else") {
  const auto& st = *world().structure;
  const auto same = [](const Person& a, const Person& b) {
    return a.agent.identity == b.agent.identity && a.agent.birth == b.agent.birth && a.woman == b.woman &&
           a.region == b.region && a.subject == b.subject && a.started == b.started && a.since == b.since &&
           a.desired == b.desired;
  };
  const Luck luck{11, 3};
  std::vector<Person> forwards;
  for (std::uint32_t number = 0; number < 200; ++number) forwards.push_back(new_student(st, luck, 1, 2024, number));
  int differ_by_replication = 0, differ_by_year = 0;
  for (std::uint32_t number = 200; number-- > 0;) {
    CHECK(same(new_student(st, luck, 1, 2024, number), forwards[number]));
    differ_by_replication +=
        new_student(st, Luck{11, 4}, 1, 2024, number).agent.birth != forwards[number].agent.birth ? 1 : 0;
    differ_by_year += new_student(st, luck, 1, 2025, number).woman != forwards[number].woman ? 1 : 0;
  }
  CHECK(differ_by_replication > 190);
  CHECK(differ_by_year > 20);
}

}  // namespace formatie::teachers
