#include "models/teachers/census/attribution.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/models/teachers/sample.h"
#include "tests/models/teachers/studies.h"

namespace formatie::teachers {
namespace {

struct Attributed {
  Plan plan;
  Outcome outcome;
  Attribution attribution;

  explicit Attributed(Plan made, unsigned threads = 2)
      : plan(std::move(made)),
        outcome(run(plan, threads)),
        attribution(plan.alternatives[0].model().life_recorder()->attribution()) {
    REQUIRE(outcome.attribution.has_value());
  }
  static Outcome run(const Plan& plan, unsigned threads) {
    RunOptions options;
    options.threads = threads;
    options.attribution = true;
    return run_study(plan, options);
  }
};

const std::vector<std::string> part_names = {"works_more", "works_less",   "stayed",    "left",
                                             "came",       "did_not_come", "came_back", "did_not_come_back",
                                             "moved_here", "moved_away"};

const std::string alternatives =
    "alternatives=[{name: base}, {name: same},"
    "{name: bonus, policy: [{dial: full_time_bonus.rate, set: 0.1, from: 2020-01-01}]},"
    "{name: leave, policy: [{dial: resignation.rate, times: 2, from: 2020-01-01}]},"
    "{name: return, policy: [{dial: return_to_teaching.rate, times: 3, from: 2020-01-01}]},"
    "{name: move, policy: [{dial: sector_switch.rate, times: 4, from: 2020-01-01}]}]";

}  // namespace

TEST_CASE("the parts of a difference add up to it, to the twentieth of an fte, in every replication and split") {
  const Sample sample(50);
  const Attributed study(sample.plan({"study.replications=2", "period.end=2022-10-01", alternatives}));
  const Layout& layout = study.attribution.layout;
  const Finder find(*study.plan.layout);
  std::map<std::vector<std::string>, std::vector<std::size_t>> series;  // [split][measure]
  for (std::size_t s = 0; s < layout.series().size(); ++s)
    if (layout.series()[s].measure <= 2 * part_names.size()) series[layout.series()[s].split].push_back(s);
  REQUIRE(series.size() > 60);
  std::size_t compared = 0, moved = 0, wrong = 0;
  double changed = 0;
  for (std::size_t alternative = 1; alternative < 6; ++alternative)
    for (std::size_t k = 0; k < 2; ++k)
      for (std::size_t date = 0; date < layout.dates().size(); ++date)
        for (const auto& [split, numbers] : series) {
          const auto values = study.outcome.attribution->values(alternative - 1, k);
          const auto twentieths = [&](std::size_t measure) {
            const double scaled = 20 * values[layout.index(numbers[measure], date)];
            wrong += std::abs(scaled - std::round(scaled)) > 1e-6;
            return std::lround(scaled);
          };
          long sum = 0;
          for (std::size_t part = 1; part <= part_names.size(); ++part) {
            const long amount = twentieths(part);
            const double persons = values[layout.index(numbers[part + part_names.size()], date)];
            wrong += part % 2 == 1 ? amount < 0 : amount > 0;
            wrong += static_cast<double>(std::abs(amount)) > 20 * persons || (amount == 0) != (persons == 0);
            moved += part > 8 && amount != 0;
            sum += amount;
          }
          const long effect = twentieths(0);
          wrong += sum != effect || (alternative == 1 && effect != 0);
          changed += static_cast<double>(std::abs(effect));
          if (split[4] != "all" || split[5] != "all") continue;  // results are not split by contract and door
          Finder::Where where;
          for (std::size_t c = 0; c < split.size(); ++c)
            if (split[c] != "all") where[layout.split_columns()[c]] = split[c];
          const std::size_t index = find.index("employment", where, date);
          wrong += effect != std::lround(20 * (study.outcome.results.values(alternative, k)[index] -
                                               study.outcome.results.values(0, k)[index]));
          ++compared;
        }
  CHECK(wrong == 0);
  CHECK(compared > 2000);
  CHECK(changed > 1000);
  CHECK(moved > 20);  // people who work in another sector or region
}

TEST_CASE("a part is what the policy does: leaving, coming back, hours") {
  const Sample sample(50);
  const Attributed study(sample.plan({"study.replications=1", "period.end=2024-10-01", alternatives}));
  const auto number = [&](std::size_t alternative, const char* name, std::size_t date = 5) {
    const Finder find(study.attribution.layout);
    return std::abs(find.value(*study.outcome.attribution, alternative - 1, 0, name, {}, date));
  };
  CHECK(number(2, "works_more") > 3 * number(2, "works_less"));
  CHECK(number(3, "left") > 3 * number(3, "stayed"));
  CHECK(number(3, "left") > number(3, "works_less"));
  // Those who taught before the first census never taught in this study: they come. Others come back. Both are in the
  // way of people who would have come.
  CHECK(number(4, "came") > number(4, "did_not_come"));  // at first 3 times as many: the market displaces more
  CHECK(number(4, "came_back") > number(4, "did_not_come_back"));
  for (std::size_t alternative = 2; alternative < 6; ++alternative) {
    const double gains = number(alternative, "works_more", 2) + number(alternative, "stayed", 2) +
                         number(alternative, "came", 2) + number(alternative, "came_back", 2);
    CHECK(gains > 0);
    CHECK(number(alternative, "temporary", 2) > 0);
    CHECK(number(alternative, "temporary", 2) < gains);
    CHECK(number(alternative, "temporary") == 0);  // a gain at the last census is not gone then
    // Hours in both worlds, and hours in this world only, are all hours of this world.
    const Finder find(*study.plan.layout);
    CHECK(find.value(study.outcome.results, alternative, 0, "employment", {}, 2) ==
          doctest::Approx(number(alternative, "anyway", 2) + gains).epsilon(1e-12));
  }
}

TEST_CASE("attribution has the same bytes on any number of threads, and changes no result") {
  const Sample sample(50);
  const std::vector<std::string> changes = {"study.replications=3", "period.end=2022-10-01", alternatives};
  const Attributed one(sample.plan(changes), 1);
  const Attributed three(sample.plan(changes), 3);
  const Results without = results_of(sample.plan(changes), 1);
  for (std::size_t a = 0; a < 6; ++a)
    for (std::size_t k = 0; k < 3; ++k) {
      const auto plain = without.values(a, k), with = one.outcome.results.values(a, k);
      CHECK(std::equal(plain.begin(), plain.end(), with.begin(),
                       [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); }));
      if (a == 0) continue;
      const auto x = one.outcome.attribution->values(a - 1, k), y = three.outcome.attribution->values(a - 1, k);
      CHECK(std::equal(x.begin(), x.end(), y.begin(), y.end()));
    }
}

TEST_CASE(
    "a bonus pays windfall to those who work full time anyway, a rise of pay to all hours that are worked anyway") {
  const Sample sample(50);
  const Attributed study(sample.plan(
      {"study.replications=1", "period.end=2022-10-01",
       "alternatives=[{name: base}, {name: bonus, policy: [{dial: full_time_bonus.rate, set: 0.1, from: 2020-01-01}]},"
       "{name: pay, policy: [{dial: pay.rise, set: 0.1, from: 2020-01-01}]}]"}));
  const Finder find(*study.plan.layout);
  const Finder parts(study.attribution.layout);
  const auto windfall = [&](std::size_t alternative) {
    return parts.value(*study.outcome.attribution, alternative - 1, 0, "windfall", {}, 3);
  };
  const double ledger = find.value(study.outcome.results, 1, 0, "windfall", {}, 3);
  CHECK(ledger > 0);
  CHECK(windfall(1) == doctest::Approx(ledger).epsilon(1e-9));
  const double paid = find.value(study.outcome.results, 2, 0, "cost", {{"cause", "pay"}}, 3);
  CHECK(windfall(2) > 0.95 * paid);
  CHECK(windfall(2) <= paid);
}

TEST_CASE("the list of people adds up to the difference") {
  const Sample sample(50);
  const Attributed study(sample.plan({"study.replications=1", "period.end=2022-10-01", alternatives}));
  const Replication replication = study.plan.replication(0);
  std::vector<std::unique_ptr<Lives>> lives;
  Parallel serial;
  for (const std::size_t alternative : {0u, 3u}) {
    const Model& model = study.plan.alternatives[alternative].model();
    lives.push_back(model.life_recorder()->lives());
    const auto workspace = model.workspace();
    workspace->lives = lives.back().get();
    std::vector<double> values(study.plan.layout->size());
    model.compute(replication, *workspace, serial, values);
  }
  std::stringstream text;
  lives[1]->list(*lives[0], 3, text);
  std::string row;
  std::getline(text, row);
  CHECK(row == "person,part,fte,sector,region,sex,age,contract");
  long sum = 0;
  std::size_t rows = 0;
  std::uint64_t last = 0;
  while (std::getline(text, row)) {
    const auto first = row.find(','), second = row.find(',', first + 1);
    const auto person = std::stoull(row.substr(0, first));
    CHECK(person > last);
    last = person;
    sum += std::lround(20 * std::stod(row.substr(second + 1)));
    ++rows;
  }
  CHECK(rows > 10);
  const Finder find(*study.plan.layout);
  CHECK(sum == std::lround(20 * (find.value(study.outcome.results, 3, 0, "employment", {}, 3) -
                                 find.value(study.outcome.results, 0, 0, "employment", {}, 3))));
}

}  // namespace formatie::teachers
