#include "engine/study/optimise.h"

#include <atomic>
#include <cmath>

#include <doctest/doctest.h>

#include "tests/engine/input/scratch_folder.h"
#include "tests/engine/study/ferries.h"

using namespace formatie;

namespace {

/// Ferries in dock are what is too many; ferries mended in a year are what it costs. Faster mending means fewer of the
/// first and more of the second, rougher use more of both.
struct MadeMixes {
  ScratchFolder folder;
  std::optional<Plan> plan;  // with all mixes as alternatives
  std::string problems;

  explicit MadeMixes(std::string_view optimisation, std::string_view more = "") {
    folder.write("harbours.csv", "harbour\nnorth\nsouth\n");
    Problems found;
    auto document = read_scenario(folder.write("x.yaml",
                                               "study: { seed: 3, replications: 2 }\n"             // 1
                                               "period: { begin: 2025-01-01, end: 2028-01-01 }\n"  // 2
                                               "parameters:\n"                                     // 3
                                               "  harbours: { file: harbours.csv }\n"              // 4
                                               "  fleet: { boats: 200, built: 1990-01-01 }\n"      // 5
                                               "  breakdown: { rate: { north: 2, south: 2 } }\n"   // 6
                                               "  mending: { rate: 4 }\n"                          // 7
                                               "  sale: { share: 0, month: 3 }\n" +                // 8
                                                   std::string(more) +
                                                   "optimisation:\n" + std::string(optimisation)),
                                  found);
    if (document) plan = make_plan(*document, ferries::make_ferries, found);
    if (plan) {
      document->root = plan->optimisation.with_mixes(document->root);
      plan = make_plan(*document, ferries::make_ferries, found);
    }
    problems = folder.text(found);
  }
  Portfolio run(unsigned threads = 1, Evaluations known = {}) const {
    RunOptions options;
    options.threads = threads;
    return optimise(*plan, std::move(known), options, [](const Evaluations&) {});
  }
};

// In the long run a share b / (b + m) of the ferries is in dock, and b m / (b + m) of them are mended in a year.
constexpr std::string_view two_levers =
    "  levers:\n"
    "    - { name: faster, levels: 5, policy: [{ dial: mending.rate, times: { from: 1, to: 3 } }] }\n"
    "    - { name: rougher, levels: 3, policy: [{ dial: breakdown.rate, times: { from: 1, to: 2 } }] }\n";

}  // namespace

TEST_CASE("mixes are numbered with the last lever running fastest, and their numbers stand in the policy") {
  const MadeMixes made(std::string(two_levers) +
                       "  goal: { measure: docked, below: 90, probability: 0.8 }\n"
                       "  budget: { measure: mended, at_most: 500 }\n");
  REQUIRE_MESSAGE(made.plan, made.problems);
  const auto& o = made.plan->optimisation;
  CHECK(o.mixes() == 15);
  CHECK(o.levels(1) == std::vector<std::uint32_t>{0, 0});
  CHECK(o.levels(2) == std::vector<std::uint32_t>{0, 1});
  CHECK(o.levels(15) == std::vector<std::uint32_t>{4, 2});
  CHECK(o.levers[0].value(1) == 1.5);
  REQUIRE(made.plan->alternatives.size() == 16);
  CHECK(made.plan->alternatives[15].name == "mix 15");
  const auto& rates = [&](std::size_t mix) {
    const auto& model = dynamic_cast<const ferries::Ferries&>(made.plan->alternatives[mix].model());
    return std::pair(model.mending().dial().at(0), model.breakdown().dial().at(0, 1));
  };
  CHECK(rates(0) == std::pair(4.0, 2.0));
  CHECK(rates(1) == std::pair(4.0, 2.0));
  CHECK(rates(5) == std::pair(6.0, 3.0));
  CHECK(rates(15) == std::pair(12.0, 4.0));
  CHECK(o.goal.has_value());
  CHECK(o.cost.dates == "2026-01-01 to 2028-01-01");
  CHECK(o.search == 800);
}

TEST_CASE("a figure is a sum over labels and dates, or such a sum over another") {
  Figure sum;
  sum.numerator = {0, 2};
  sum.scale = 0.5;
  const std::vector<double> values = {3, 100, 5, 0};
  CHECK(sum.of(values) == 4);
  Figure share = sum;
  share.denominator = {1};
  share.scale = 100;
  CHECK(share.of(values) == 8);
  share.denominator = {3};
  CHECK(std::isnan(share.of(values)));
}

TEST_CASE("the cheapest mix that meets the goal is found") {
  // 400 ferries: 400 b / (b + m) in dock. Without rougher use (b = 2) mending at 4, 6, 8, 10, 12 leaves 133, 100, 80,
  // 67, 57 in dock, give or take 8; below 94 asks for the third level: mix 7. Rougher use has more of both.
  const MadeMixes made(std::string(two_levers) +
                       "  goal: { measure: docked, where: { harbour: [north, south] }, below: 94, probability: 0.6 }\n"
                       "  budget: { measure: mended, at_most: 1000 }\n"
                       "  search: 320\n  finalists: 5\n  replications: 60\n");
  REQUIRE_MESSAGE(made.plan, made.problems);
  const auto found = made.run();
  CHECK_FALSE(found.partial);
  REQUIRE(std::count(found.finalists.begin(), found.finalists.end(), 7u) == 1);
  const auto at =
      static_cast<std::size_t>(std::find(found.finalists.begin(), found.finalists.end(), 7u) - found.finalists.begin());
  CHECK(found.judged[at].best);
  CHECK(found.judged[at].meets_goal == Holds::yes);
  CHECK(decided(found.judged));
  CHECK(found.coverage > 0.9);
  CHECK(found.judged[at].effect.mean_difference == doctest::Approx(80 - 133.3).epsilon(0.06));
  CHECK(found.judged[at].cost.mean_difference == doctest::Approx(640 - 533.3).epsilon(0.12));
  // The search spent what it may, and the finalists were judged in other replications.
  std::size_t searched = 0;
  for (const auto& c : found.candidates) searched += c.effect.n;
  CHECK(searched == 320);
  CHECK(found.contest.draws.front() == first_fresh_replication(*made.plan));
  CHECK(found.contest.draws.size() == 60);
}

TEST_CASE("the highest effect within the budget is found") {
  // Mended in a year 400 b m / (b + m): 533, 600, 640, 667, 686 without rougher use. 120 more allow the third level.
  const MadeMixes made(std::string(two_levers) +
                       "  goal: { measure: docked, aim: lowest }\n"
                       "  budget: { measure: mended, at_most: 120 }\n"
                       "  search: 320\n  finalists: 4\n  replications: 60\n");
  REQUIRE_MESSAGE(made.plan, made.problems);
  const auto found = made.run();
  for (std::size_t i = 0; i < found.judged.size(); ++i)
    if (found.judged[i].best) CHECK(found.finalists[i] == 7);
  CHECK(decided(found.judged));
}

TEST_CASE("a goal out of reach has no best mix, and the search comes as near as the budget allows") {
  const MadeMixes made(std::string(two_levers) +
                       "  goal: { measure: docked, below: 20, probability: 0.8 }\n"
                       "  budget: { measure: mended, at_most: 1000 }\n"
                       "  search: 320\n  finalists: 4\n  replications: 20\n");
  REQUIRE_MESSAGE(made.plan, made.problems);
  const auto found = made.run();
  CHECK(std::count(found.finalists.begin(), found.finalists.end(), 13u) == 1);  // fastest, not rougher
  for (const auto& j : found.judged) {
    CHECK(j.meets_goal == Holds::no);
    CHECK_FALSE(j.best);
  }
}

TEST_CASE("levers that do nothing that is measured leave everything undecided") {
  // One ferry in a thousand million breaks down more: no mix differs from another but by name.
  const MadeMixes made(
      "  levers:\n"
      "    - { name: a, levels: 3, policy: [{ dial: breakdown.rate, where: { harbour: north }, plus: { from: 0, to: "
      "1e-9 } }] }\n"
      "  goal: { measure: docked, below: 200, probability: 0.8 }\n"
      "  budget: { measure: mended, at_most: 100 }\n"
      "  search: 64\n  finalists: 3\n  replications: 20\n");
  REQUIRE_MESSAGE(made.plan, made.problems);
  const auto found = made.run();
  REQUIRE(found.judged.size() >= 2);
  for (const auto& j : found.judged) CHECK(j.best);
  CHECK_FALSE(decided(found.judged));
}

TEST_CASE("any number of threads, and any stop on the way, give the same portfolio") {
  const MadeMixes made(std::string(two_levers) +
                           "  goal: { measure: docked, below: 90, probability: 0.8 }\n"
                           "  budget: { measure: mended, at_most: 1000 }\n"
                           "  search: 160\n  finalists: 3\n  replications: 21\n",
                       "futures:\n"
                       "  - { name: calm, weight: 0.5 }\n"
                       "  - { name: rough, weight: 0.5, parameters: { mending: { rate: 3 } } }\n"
                       "uncertainty: { replications_per_draw: 2 }\n");
  REQUIRE_MESSAGE(made.plan, made.problems);
  const auto same = [](const Portfolio& a, const Portfolio& b) {
    const auto equal = [](const auto& x, const auto& y) {
      return x.first == y.first && x.second.number == y.second.number && x.second.cost == y.second.cost;
    };
    return a.finalists == b.finalists && a.coverage == b.coverage &&
           std::equal(a.evaluations.found.begin(), a.evaluations.found.end(), b.evaluations.found.begin(),
                      b.evaluations.found.end(), equal);
  };
  const auto whole = made.run();
  CHECK(whole.contest.draws.size() == 22);  // whole draws
  CHECK(std::count(whole.contest.futures.begin(), whole.contest.futures.end(), 1u) > 5);
  CHECK(whole.judged[0].regret.size() == 2);
  CHECK(same(made.run(2), whole));

  // Stopped again and again: each time what is complete is kept.
  Evaluations known;
  int stops = 0;
  while (true) {
    std::atomic<bool> stop = false;
    std::size_t before = 0;
    RunOptions options;
    options.stop = &stop;
    options.progress = [&](std::size_t, std::size_t) { stop = ++before > 90; };
    const auto part = optimise(*made.plan, known, options, [&](const Evaluations& now) { known = now; });
    if (!part.partial) {
      CHECK(same(part, whole));
      break;
    }
    ++stops;
    REQUIRE(stops < 20);
  }
  CHECK(stops >= 2);
}

TEST_CASE("everything wrong with an optimisation is told at once") {
  const std::string rest =
      "  goal: { measure: docked, below: 90, probability: 0.8 }\n"
      "  budget: { measure: mended, at_most: 500 }\n";
  CHECK(MadeMixes("  levers: []\n  goal: { measure: doked, per: mended, below: x, date: 2027-02-01 }\n"
                  "  budget: { at_most: -1, from: 2029-01-01, until: 2028-01-01 }\n  search: 3\n")
            .problems ==
        "x.yaml:10:11: 'levers' is empty (must be a list of mappings with name and policy)\n"
        "x.yaml:11:9: no 'probability' in 'goal' (it is needed)\n"
        "x.yaml:11:20: no measure 'doked' (measures: docked, mended). Did you mean 'docked'?\n"
        "x.yaml:11:47: 'below' is 'x' (must be a number)\n"
        "x.yaml:11:56: nothing is measured on 2027-02-01 (the dates are each year from 2025-01-01 to 2028-01-01)\n"
        "x.yaml:12:11: no 'measure' in 'budget' (it is needed)\n"
        "x.yaml:12:11: no date lies from 'from' to 'until' of the budget (the dates are each year from 2025-01-01 to "
        "2028-01-01)\n"
        "x.yaml:12:22: 'at_most' is -1 (must be at least 0)\n"
        "x.yaml:13:11: 'search' is 3 (must be at least 16)\n");
  CHECK(MadeMixes(
            "  levers: [{ name: a, policy: [{ dial: mending.rate, times: 2 }] }, { name: a, levels: 1, policy: [] }]\n"
            "  goal: { measure: doked, aim: low }\n  budget: { measure: mended, at_most: 5, where: { port: north } }\n")
            .problems ==
        "x.yaml:10:31: nothing varies in the lever 'a' (one number must be a range such as {from: 0, to: 0.1})\n"
        "x.yaml:10:69: a second lever 'a' (names must differ)\n"
        "x.yaml:10:88: 'levels' is 1 (must be at least 2)\n"
        "x.yaml:10:99: nothing varies in the lever 'a' (one number must be a range such as {from: 0, to: 0.1})\n"
        "x.yaml:11:20: no measure 'doked' (measures: docked, mended). Did you mean 'docked'?\n"
        "x.yaml:11:32: 'aim' is 'low' (must be one of: lowest, highest)\n"
        "x.yaml:12:51: unknown key 'port' in 'where' (known: harbour)\n");
  CHECK(MadeMixes("  levers: [{ name: a, policy: [{ dial: mending.rte, times: { from: 1, to: 1 } }] }]\n" + rest)
            .problems == "x.yaml:10:60: the range of 'a' is from 1 to 1 (its ends must differ)\n");
  CHECK(MadeMixes("  levers: [{ name: a, policy: [{ dial: mending.rte, times: { from: 1, to: 2 } }] }]\n" + rest)
            .problems ==
        "x.yaml:10:40: no dial 'mending.rte' (dials: breakdown.rate, mending.rate). Did you mean 'mending.rate'?\n");
  CHECK(MadeMixes("  levers: [{ name: a, policy: [{ dial: breakdown.rate, plus: { from: 0, to: 20 } }] }]\n" + rest)
            .problems == "x.yaml:10:77: the policy makes 'breakdown.rate' 22 (must stay from 0 to 10)\n");
  CHECK(MadeMixes("  levers:\n"
                  "    - { name: a, levels: 101, policy: [{ dial: mending.rate, times: { from: 1, to: 2 } }] }\n"
                  "    - { name: b, levels: 10, policy: [{ dial: breakdown.rate, times: { from: 1, to: 2 } }] }\n" +
                  rest)
            .problems ==
        "x.yaml:11:5: the levers have 1010 mixes (at most 999 can be compared). Give 'levels' to some of them\n");
  CHECK(MadeMixes(std::string(two_levers) +
                  "  goal: { measure: docked, below: 9, above: 3 }\n  budget: { measure: mended, "
                  "at_most: 5 }\n  finalist: 3\n")
            .problems.find("unknown key 'finalist' in 'optimisation' (known: levers, goal, budget, search, finalists, "
                           "replications). Did you mean 'finalists'?") != std::string::npos);
  CHECK(MadeMixes(std::string(two_levers) +
                  "  goal: { measure: docked, below: 9, above: 3 }\n  budget: { measure: mended, at_most: 5 }\n")
            .problems ==
        "x.yaml:13:9: more than one of 'below', 'above', 'aim' in 'goal' (exactly one says what is "
        "wanted)\n");
  CHECK(MadeMixes(std::string(two_levers) + "  goal: { measure: mended, date: 2025-01-01, aim: lowest }\n"
                                            "  budget: { measure: mended, at_most: 5 }\n")
            .problems == "x.yaml:13:20: 'mended' is not measured on 2025-01-01 (its first date is 2026-01-01)\n");
}
