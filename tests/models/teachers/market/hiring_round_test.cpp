#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/sample.h"
#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

/// The tiny world with nobody in it but whom a test puts there, no vacancies but those it makes, and all seekers of po
/// looking at the first school only.
class Market {
 public:
  explicit Market(const std::vector<std::string>& changes = {}) : world(read_changed(tiny_scenario(), changes)) {
    auto st = std::make_shared<Structure>(*world.structure);
    st->people.clear();
    std::fill(st->base_demand.begin(), st->base_demand.end(), 0);
    for (auto& table : st->reach[0]) table = AliasTable({1.0}, {0});
    for (auto& table : st->nearby[0]) table = AliasTable({1.0}, {0});
    structure = st;
  }
  /// A candidate for po who wants this contract. The number is his identity.
  static Person seeker(std::uint32_t number, int desired) {
    Person p;
    p.agent.identity = Identity::of(5, 5, number);
    p.agent.birth = Time::from_date(1985, 1, 1).minutes();
    p.agent.situation = situation_of(State::seeking, 0);
    p.desired = p.desired_without = static_cast<Size>(desired);
    p.subject = 0;
    p.route = 0;
    return p;
  }
  static Person teacher(std::uint32_t number, int size, int desired, std::uint32_t post) {
    Person p = seeker(number, desired);
    p.agent.situation = situation_of(State::teaching, 0);
    p.size = static_cast<Size>(size);
    p.post = PostId(post);
    return p;
  }
  /// Makes the people, the formation, and holds the round of 1 November 2019.
  void round(const std::vector<Person>& people, const std::vector<std::pair<std::uint32_t, int>>& formation,
             std::uint32_t replication = 0, bool backwards = false) {
    auto st = std::make_shared<Structure>(*structure);
    st->people = people;
    for (const auto& [post, size] : formation) st->base_demand[post] = size;
    world.begin(replication, st);
    auto& labour = world.labour;
    labour.arrive(now, 0);
    std::vector<PersonId> rows(people.size());
    for (std::uint32_t row = 0; row < people.size(); ++row) rows[row] = PersonId(row);
    if (backwards) std::reverse(rows.begin(), rows.end());
    for (const PersonId who : rows) {
      const Person& p = labour.person(who);
      if (p.state() == State::seeking || p.moving) labour.seekers().push_back(who);
      if (p.employed() && p.desired > p.size) {
        labour.person(who).wants_more = true;
        labour.wishes().push_back({p.post, who});
      }
    }
    world.rule("hiring_round").act(labour, now);
    labour.check();
  }
  /// Contract of a person after the round, by identity; 0 without a job.
  int size(std::uint32_t number) const { return find(number).size; }
  const Person& find(std::uint32_t number) const {
    const Person* found = nullptr;
    world.labour.population().for_each([&](PersonId, const Person& p) {
      if (p.agent.identity == Identity::of(5, 5, number)) found = &p;
    });
    REQUIRE(found != nullptr);
    return *found;
  }
  int room(std::uint32_t post = 0) const { return world.labour.open(PostId(post)); }
  std::uint32_t taste(std::uint32_t number, std::uint32_t replication, std::uint32_t post = 0) const {
    return random_block(Luck{world.seed, replication}, purpose::preference, Identity::of(5, 5, number), post)[0];
  }

  World world;
  std::shared_ptr<const Structure> structure;
  Time now = Time::from_date(2019, 11, 1);
};

}  // namespace

TEST_CASE("a school takes as many candidates as it has room for, in the order of its taste") {
  Market market;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    market.round({Market::seeker(1, 10), Market::seeker(2, 10), Market::seeker(3, 10)}, {{0, 20}}, replication);
    std::vector<std::uint32_t> order = {1, 2, 3};
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return market.taste(a, replication) < market.taste(b, replication); });
    CHECK(market.size(order[0]) == 10);
    CHECK(market.size(order[1]) == 10);
    CHECK(market.size(order[2]) == 0);
    CHECK(market.room() == 0);
    CHECK(market.world.labour.seekers().size() == 1);
    CHECK(market.find(order[2]).state() == State::seeking);
    const auto& hired = market.find(order[0]);
    CHECK(hired.state() == State::teaching);
    CHECK(hired.started == market.now.minutes());
    CHECK(hired.since == market.now.minutes());
  }
}

TEST_CASE("a candidate passed over for want of room does not keep out a smaller one") {
  Market market;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    // Room for 12: whoever comes first, the candidate for 10 gets in unless the one for 20 (who accepts 15) could not.
    market.round({Market::seeker(1, 20), Market::seeker(2, 10)}, {{0, 12}}, replication);
    CHECK(market.size(1) == 0);
    CHECK(market.size(2) == 10);
  }
}

TEST_CASE("a vacancy of three quarters of what is wanted gives the whole wish, a smaller one nothing") {
  Market market({"parameters.hiring_round.least_share.value=0.75"});
  market.round({Market::seeker(1, 20)}, {{0, 15}});
  CHECK(market.size(1) == 20);
  CHECK(market.room() == -5);
  market.round({Market::seeker(1, 20)}, {{0, 14}});
  CHECK(market.size(1) == 0);
  CHECK(market.room() == 14);
}

TEST_CASE("qualified candidates come before zij-instromers when schools want that, and by luck when they do not care") {
  const auto zij = [] {
    Person p = Market::seeker(2, 20);
    p.second_career = true;
    return p;
  };
  Market strict({"parameters.hiring_round.taste_for_qualified.value=1"});
  for (std::uint32_t replication = 0; replication < 100; ++replication) {
    strict.round({Market::seeker(1, 20), zij()}, {{0, 20}}, replication);
    CHECK(strict.size(1) == 20);
    CHECK(strict.size(2) == 0);
  }
  Market indifferent({"parameters.hiring_round.taste_for_qualified.value=0"});
  int qualified = 0;
  constexpr int rounds = 400;
  for (std::uint32_t replication = 0; replication < rounds; ++replication) {
    indifferent.round({Market::seeker(1, 20), zij()}, {{0, 20}}, replication);
    CHECK(indifferent.size(1) + indifferent.size(2) == 20);
    qualified += indifferent.size(1) > 0 ? 1 : 0;
    if (indifferent.size(2) > 0) CHECK(indifferent.find(2).state() == State::in_training);
  }
  const double z = (qualified - rounds / 2.0) / std::sqrt(rounds / 4.0);
  CHECK(std::abs(z) < 4);  // wrong once in 16 000 seeds
}

TEST_CASE("teachers of the school get the hours they want before candidates get the vacancy") {
  Market market;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    // Room for 7: one teacher wants 4 more, another 6 more. The first by taste gets all, the other the rest.
    market.round({Market::teacher(1, 10, 14, 0), Market::teacher(2, 8, 14, 0), Market::seeker(3, 5)}, {{0, 25}},
                 replication);
    const bool first = market.taste(1, replication) < market.taste(2, replication);
    CHECK(market.size(1) == (first ? 14 : 11));
    CHECK(market.size(2) == (first ? 11 : 14));
    CHECK(market.size(3) == 0);
    CHECK(market.room() == 0);
    CHECK(market.find(first ? 1 : 2).wants_more == false);
    CHECK(market.find(first ? 2 : 1).wants_more == true);
  }
}

TEST_CASE("who moves to another school takes the contract along, and no flow of the sector is counted") {
  Market market;
  Person mover = Market::teacher(1, 12, 16, 1);
  mover.moving = true;
  market.round({mover}, {{0, 20}, {1, 12}});
  CHECK(market.find(1).post == PostId(0));
  CHECK(market.size(1) == 16);
  CHECK_FALSE(market.find(1).moving);
  CHECK(market.room(0) == 4);
  CHECK(market.room(1) == 12);
  const auto& inflow = market.world.labour.counts().of(market.world.contents().jobs.inflow);
  CHECK(std::accumulate(inflow.begin(), inflow.end(), 0) == 0);
  // Nobody moves to where he is.
  Person at_home = Market::teacher(1, 12, 16, 0);
  at_home.moving = true;
  market.round({at_home}, {{0, 40}});
  CHECK(market.size(1) == 16);  // extra hours
  CHECK(market.find(1).moving);
  CHECK(market.find(1).post == PostId(0));
}

TEST_CASE("candidates pass a disadvantaged school by, the same ones every month, and take any other") {
  Market market({"parameters.hiring_round.disadvantage_aversion=4"});
  std::vector<Person> people;
  for (std::uint32_t n = 0; n < 900; ++n) people.push_back(Market::seeker(n, 10));
  const auto hired = [&](double disadvantage) {
    auto st = std::make_shared<Structure>(*market.structure);
    st->schools[0].disadvantage = disadvantage;
    market.structure = st;
    market.round(people, {{0, 20000}});
    std::vector<std::uint32_t> list;
    for (std::uint32_t n = 0; n < 900; ++n)
      if (market.size(n) > 0) list.push_back(n);
    return list;
  };
  CHECK(hired(0).size() == 900);
  const auto few = hired(2);  // 1 / (1 + 4 * 2) of them
  CHECK(std::abs(static_cast<double>(few.size()) - 100) < 4 * std::sqrt(900 * (1.0 / 9) * (8.0 / 9)));
  const auto some = hired(0.5);  // a third, who are those few and others
  CHECK(std::abs(static_cast<double>(some.size()) - 300) < 4 * std::sqrt(900 * (1.0 / 3) * (2.0 / 3)));
  CHECK(std::includes(some.begin(), some.end(), few.begin(), few.end()));
}

TEST_CASE("schools of much disadvantage and the big cities lose teachers as was counted") {
  // SOURCES.md, schools of much disadvantage and relocation.csv. The parameters were set by these figures, so this is
  // no validation: it sees that they still give them. Bounds were chosen with the result in view.
  World world(
      read_changed(project_file("scenarios/base.yaml"), {"alternatives=[{name: base}]", "period.end=2022-10-02"}));
  world.begin(0);
  std::map<std::uint64_t, bool> was;  // at the last census: in one of the four big cities?
  std::vector<std::pair<int, int>> flows;
  world.contents().on_census = [&](const Labour& labour, Time) {
    std::map<std::uint64_t, bool> is;
    int out = 0, in = 0;
    labour.population().for_each([&](PersonId, const Person& p) {
      if (p.state() != State::teaching || p.sector() != 0) return;
      const auto& region = labour.labels().region.label(labour.post(p.post).region);
      const bool city =
          region == "Amsterdam" || region == "Rotterdam" || region == "s-Gravenhage" || region == "Utrecht";
      is[p.agent.identity.value()] = city;
      if (const auto found = was.find(p.agent.identity.value()); found != was.end()) {
        out += found->second && !city;
        in += !found->second && city;
      }
    });
    was = std::move(is);
    flows.emplace_back(out, in);
  };
  world.run();
  REQUIRE(flows.size() == 4);
  MESSAGE("teachers from the four cities to elsewhere and back in the third year: "
          << flows[3].first << ", " << flows[3].second << " (2017: 818, 448)");
  CHECK(std::abs(flows[3].first - 818) < 130);
  CHECK(std::abs(flows[3].second - 448) < 110);

  double open[2] = {}, formation[2] = {};  // 2 points or more above the mean; none
  for (const School& school : world.structure->schools) {
    if (school.sector != 0 || (school.disadvantage > 0 && school.disadvantage < 2)) continue;
    const auto kind = school.disadvantage > 0 ? 0 : 1;
    open[kind] += std::max(0, world.labour.open(PostId(school.first_post)));
    formation[kind] += world.labour.demand(PostId(school.first_post));
  }
  const double high = open[0] / formation[0], low = open[1] / formation[1];
  MESSAGE("open posts after three years: " << 100 * high << "% at schools of much disadvantage, " << 100 * low
                                           << "% at schools below the mean (five times)");
  CHECK(high > 3.5 * low);
  CHECK(high < 7 * low);
}

TEST_CASE("no one is hired while the market is switched off") {
  Market market({"parameters.hiring_round.active=false"});
  market.round({Market::seeker(1, 10), Market::teacher(2, 5, 10, 0)}, {{0, 40}});
  CHECK(market.size(1) == 0);
  CHECK(market.size(2) == 5);
}

TEST_CASE("the outcome of a round does not depend on the order of people or of the list of candidates") {
  // A sample of the country with a fifth of its teachers out of work: 2 000 candidates for as many vacancies.
  World world(Sample(20).document({}));
  const auto outcome = [&](bool shuffled_people, bool shuffled_list, std::uint32_t replication) {
    auto st = std::make_shared<Structure>(*world.structure);
    std::uint32_t count = 0;
    for (auto& p : st->people) {
      p.agent.draws = 0;
      if (p.employed() && count++ % 5 == 0) {
        p.agent.situation = situation_of(State::seeking, p.sector());
        p.post = PostId::none();
        p.size = 0;
        p.until = 0;
      }
    }
    const auto shuffle = [](auto& list, std::uint32_t key) {
      for (std::size_t i = list.size(); i > 1; --i) {
        const auto block =
            random_block(Luck{3, key}, Purpose{200}, Identity::of(1, 1, 1), static_cast<std::uint32_t>(i));
        std::swap(list[i - 1], list[to_index(block[0], static_cast<std::uint32_t>(i))]);
      }
    };
    if (shuffled_people) shuffle(st->people, replication);
    world.begin(replication, st);
    auto& labour = world.labour;
    const Time now = Time::from_date(2019, 11, 1);
    labour.arrive(now, 0);
    std::vector<PersonId> seekers;
    labour.population().for_each([&](PersonId who, const Person& p) {
      if (p.state() == State::seeking) seekers.push_back(who);
    });
    if (shuffled_list) shuffle(seekers, replication + 1000);
    labour.seekers() = seekers;
    world.rule("hiring_round").act(labour, now);
    labour.check();
    std::map<std::uint64_t, std::pair<std::uint32_t, int>> contracts;
    labour.population().for_each([&](PersonId, const Person& p) {
      if (p.employed()) contracts[p.agent.identity.value()] = {p.post.index(), p.size};
    });
    return contracts;
  };
  for (std::uint32_t replication = 0; replication < 3; ++replication) {
    const auto plain = outcome(false, false, replication);
    CHECK(plain.size() > 8000);
    CHECK(outcome(false, true, replication) == plain);
    CHECK(outcome(true, false, replication) == plain);
    CHECK(outcome(true, true, replication) == plain);
  }
}

TEST_CASE("years of a market do not depend on the order in which the first population stands in memory") {
  class Events final : public Observer<Labour> {
   public:
    void happened(Time when, std::string_view what, const Labour& labour, PersonId who) override {
      const Person& p = labour.person(who);
      list.emplace_back(p.agent.identity.value(), when.minutes(), std::string(what), p.agent.situation, p.post.index(),
                        p.size);
    }
    std::vector<std::tuple<std::uint64_t, std::int32_t, std::string, std::uint32_t, std::uint32_t, int>> list;
  };
  World world(Sample(20).document({"period.end=2022-10-01"}));
  const auto events = [&](bool backwards) {
    auto st = std::make_shared<Structure>(*world.structure);
    if (backwards) std::reverse(st->people.begin(), st->people.end());
    Events seen;
    world.labour.observer = &seen;
    world.begin(0, st);
    world.labour.checking = false;
    world.run();
    world.labour.observer = nullptr;
    std::sort(seen.list.begin(), seen.list.end());
    return seen.list;
  };
  const auto forwards = events(false);
  CHECK(forwards.size() > 5000);
  CHECK((events(true) == forwards));
}

}  // namespace formatie::teachers
