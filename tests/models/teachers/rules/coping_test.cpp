#include <numeric>

#include <doctest/doctest.h>

#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

/// The tiny world with one school of po that has this formation and these teachers, all of ten years' experience, full
/// time.
class OneSchool {
 public:
  explicit OneSchool(int formation, int teachers, const std::vector<std::string>& changes = {})
      : world(read_changed(tiny_scenario(), changes)) {
    auto st = std::make_shared<Structure>(*world.structure);
    st->people.clear();
    std::fill(st->base_demand.begin(), st->base_demand.end(), 0);
    st->base_demand[0] = formation * full_time;
    for (auto& table : st->reach[0]) table = AliasTable({1.0}, {0});
    for (auto& table : st->nearby[0]) table = AliasTable({1.0}, {0});
    for (int i = 0; i < teachers; ++i) st->people.push_back(person(static_cast<std::uint32_t>(i), State::teaching));
    structure = st;
  }
  Person person(std::uint32_t number, State state) const {
    Person p;
    p.agent.identity = Identity::of(5, 5, number);
    p.agent.birth = Time::from_date(1985, 1, 1).minutes();
    p.agent.situation = situation_of(state, 0);
    p.desired = p.desired_without = full_time;
    p.subject = 0;
    p.qualification = Qualification::pabo;
    if (state == State::teaching) {
      p.size = full_time;
      p.post = PostId(0);
      p.started = Time::from_date(2009, 8, 1).minutes();
      p.route = static_cast<std::uint8_t>(world.labels.route.size());
    }
    return p;
  }
  void begin() {
    world.begin(0, structure);
    world.labour.arrive(now, 0);
  }
  void act(const char* rule) { world.rule(rule).act(world.labour, now); }
  /// How many of `count` who begin find guidance, in one hiring round.
  int guided(int count) {
    for (int i = 0; i < count; ++i)
      structure->people.push_back(person(static_cast<std::uint32_t>(1000 + i), State::seeking));
    begin();
    act("guidance_hours");
    for (std::uint32_t row = 0; row < structure->people.size(); ++row)
      if (structure->people[row].size == 0) world.labour.seekers().push_back(PersonId(row));
    act("hiring_round");
    world.labour.check();
    int found = 0;
    world.labour.population().for_each(
        [&](PersonId, const Person& p) { found += p.employed() && p.started == now.minutes() && p.guided ? 1 : 0; });
    return found;
  }
  World world;
  std::shared_ptr<Structure> structure;
  Time now = Time::from_date(2020, 3, 1);
};

const std::string all_see_the_school = "parameters.hiring_round.schools_seen_in_season=1";

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

TEST_CASE("the mentor tipping point: the more posts are open, the fewer of those who begin are guided, until none is") {
  // Twenty posts; an experienced teacher has half an hour of guidance, who begins needs two, and open posts eat twice
  // their share. 18 teachers: 9 hours less 20%, for two who begin: 3 places. 12: 6 hours less 80%: none.
  std::vector<int> found;
  for (const int teachers : {18, 16, 14, 12, 10}) {
    OneSchool school(20, teachers, {all_see_the_school});
    found.push_back(school.guided(20 - teachers));
  }
  CHECK(found == std::vector<int>{2, 2, 1, 0, 0});
}

TEST_CASE("without guidance switched on everybody is guided, and nobody leaves sooner") {
  OneSchool school(20, 10, {all_see_the_school, "parameters.guidance.active=false"});
  CHECK(school.guided(10) == 10);
  Person p = school.person(1, State::teaching);
  p.guided = false;
  Guidance off(school.world.labels);
  off.active = false;
  CHECK(off.factor(p, 0, 0.5) == 1);
  CHECK(off.highest_factor(0) == 1);
}

TEST_CASE("somebody without guidance leaves sooner, in the first years, and the average stays what was observed") {
  const OneSchool school(20, 18);
  Guidance guidance(school.world.labels);
  guidance.dropout_factor.set_all(1.5);
  guidance.usual_unguided.set_all(0.2);
  guidance.dropout_factor.freeze({Time()});
  guidance.usual_unguided.freeze({Time()});
  Person with = school.person(1, State::teaching), without = with;
  without.guided = false;
  CHECK(guidance.factor(without, 0, 1) / guidance.factor(with, 0, 1) == doctest::Approx(1.5));
  CHECK(0.2 * guidance.factor(without, 0, 1) + 0.8 * guidance.factor(with, 0, 1) == doctest::Approx(1));
  CHECK(guidance.factor(without, 0, 3) == 1);
  CHECK(guidance.highest_factor(0) >= guidance.factor(without, 0, 0));
}

TEST_CASE("the ladder covers open posts and absences step by step, and what is left is seen") {
  // 20 posts, 16 teachers of whom one is sick: 4 fte open, and of the absence (1 fte and 1.5% of the 16 fte in a month
  // of mean season) 80% is to be replaced, half of it by a pool. Five steps of 2% cover 0.4 fte each.
  OneSchool school(20, 16, {"parameters.sickness.season=1"});
  school.structure->people[0].until = Time::from_date(2020, 9, 1).minutes();
  school.begin();
  school.act("coping");
  const auto& cell = school.world.labour.coped[0];
  const double absent = 1 + 0.015 * 16, replacement = absent * 0.8 * 0.5;
  CHECK(cell.regular == doctest::Approx(4));
  CHECK(cell.sick == doctest::Approx(absent));
  CHECK(cell.replacement == doctest::Approx(replacement));
  REQUIRE(cell.by_step.size() == 6);
  for (std::size_t step = 0; step < 5; ++step) CHECK(cell.by_step[step] == doctest::Approx(0.4));
  CHECK(sum(cell.by_step) == doctest::Approx(4 + replacement));
  // A twelfth of the yearly price of what is covered; the last step costs nothing beyond its limit.
  CHECK(school.world.labour.coping_cost[0] == doctest::Approx(6 * 0.4 * 40000 / 12));
}

TEST_CASE("nothing is done where nothing is open") {
  OneSchool school(20, 20, {"parameters.sickness.active=false"});
  school.begin();
  school.act("coping");
  CHECK(sum(school.world.labour.coped[0].by_step) == 0);
  CHECK(school.world.labour.coping_cost[0] == 0);
}

TEST_CASE("the workload loop: open posts raise the workload, and that drives people out, to less hours and to bed") {
  const auto after_start = [](int teachers, const std::vector<std::string>& changes) {
    OneSchool school(20, 18, changes);
    school.begin();
    school.now = school.world.period.begin;
    school.act("coping");  // a tenth open: the usual
    school.now = Time::from_date(2020, 3, 1);
    school.world.labour.set_demand(PostId(0), (38 - teachers) * full_time);
    school.act("coping");
    return school.world.labour.school(0);
  };
  const auto usual = after_start(18, {});
  CHECK(usual.workload == doctest::Approx(0));
  CHECK(usual.resignation == doctest::Approx(1));
  const auto high = after_start(14, {});  // 24 posts, six open: a quarter
  CHECK(high.workload == doctest::Approx(0.15));
  CHECK(high.resignation == doctest::Approx(1 + 0.5 * 0.15));
  CHECK(high.hours == doctest::Approx(1 - 0.1 * 0.15));
  CHECK(high.sickness == doctest::Approx(1 + 0.5 * 0.15));
  const auto low = after_start(20, {});  // 18 posts, all filled
  CHECK(low.resignation == doctest::Approx(1 - 0.5 * 0.1));
  const auto off = after_start(14, {"parameters.workload.active=false"});
  CHECK(off.resignation == 1);
  CHECK(off.hours == 1);
  CHECK(off.sickness == 1);
}

TEST_CASE("workload and guidance switched off give the same bytes as effects of zero") {
  const auto numbers = [](const std::vector<std::string>& changes) {
    const Plan plan = plan_of(tiny_scenario(), changes);
    const Results results = results_of(plan);
    const auto values = results.values(0, 0);
    return std::vector<double>(values.begin(), values.end());
  };
  const auto same = [](const std::vector<double>& a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) return false;
    return a.size() == b.size();
  };
  CHECK(same(numbers({"parameters.workload.active=false"}),
             numbers({"parameters.workload.on_resignation=0", "parameters.workload.on_hours=0",
                      "parameters.workload.on_sickness=0", "parameters.hiring_round.workload_aversion=0"})));
  CHECK_FALSE(same(numbers({"parameters.workload.active=false"}), numbers({"parameters.workload.on_resignation=3"})));
}

TEST_CASE("a school with too many teachers ends the temporary contracts of the youngest, who get a benefit") {
  OneSchool school(20, 20);
  for (std::uint32_t i = 0; i < 4; ++i)  // four began in the last two years
    school.structure->people[i].started = school.structure->people[i].since =
        Time::from_date(2019, 1 + static_cast<int>(i), 1).minutes();
  school.begin();
  school.world.labour.set_demand(PostId(0), 17 * full_time);
  school.now = Time::from_date(2020, 8, 1);
  school.act("layoffs");
  school.world.labour.check();
  int unemployed = 0;
  school.world.labour.population().for_each([&](PersonId, const Person& p) {
    if (p.state() != State::unemployed) return;
    ++unemployed;
    CHECK(p.agent.identity.number() >= 1);  // the first of the four has been there longest
    CHECK(p.until == school.now.plus_years(2).minutes());
  });
  CHECK(unemployed == 3);
  CHECK(school.world.labour.open(PostId(0)) == 0);
}

TEST_CASE("the parts of the shortage add up to what is open, whatever the market looks like") {
  const Plan plan = plan_of(tiny_scenario(), {"period.end=2028-10-01"});
  const Results results = results_of(plan);
  const Finder find(results.layout());
  for (std::size_t date = 0; date < results.layout().dates().size(); ++date)
    for (const auto& where : {Finder::Where{}, Finder::Where{{"sector", "po"}}, Finder::Where{{"sector", "vo"}}}) {
      double parts = 0;
      for (const char* part : shortage_part_names) {
        auto of_part = where;
        of_part["cause"] = part;
        const double value = find.value(results, 0, 0, "shortage_cause", of_part, date);
        CHECK(value >= 0);
        parts += value;
      }
      CHECK(parts == doctest::Approx(find.value(results, 0, 0, "unfilled_posts", where, date)));
    }
}

TEST_CASE("the maximum flow tells too few people from the wrong place and the wrong subject") {
  // Two regions out of reach of each other; 2 fte are open in the first and 1 is looked for in the second.
  OneSchool school(2, 0);
  const auto parts = [&](std::uint8_t home, bool reach) {
    school.structure->people = {school.person(1, State::seeking)};
    school.structure->people[0].region = home;
    school.structure->within_reach = {{true, reach}, {reach, true}};
    school.begin();
    school.act("bounds");
    return std::vector<double>(school.world.labour.why_open.begin(), school.world.labour.why_open.begin() + 4);
  };
  CHECK(parts(0, false) == std::vector<double>{1, 0, 0, 1});  // near: too few, and one who has not found it
  CHECK(parts(1, false) == std::vector<double>{1, 0, 1, 0});  // too far
  CHECK(parts(1, true) == std::vector<double>{1, 0, 0, 1});
}

}  // namespace formatie::teachers
