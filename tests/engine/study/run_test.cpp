#include "engine/study/run.h"

#include <cmath>
#include <mutex>
#include <set>
#include <stdexcept>

#include <doctest/doctest.h>

#include "engine/measure/estimate.h"

#include "tests/engine/input/scratch_folder.h"
#include "tests/engine/study/ferries.h"

using namespace formatie;

namespace {

// --- A model without people: a number drawn from luck alone. ---

/// What every replication of the dice calls first: to count, to stop, to fail.
std::function<void(const Luck&)> on_throw;

/// Throws a number around `centre`; `spread` says how far from it.
class Dice final : public Model {
 public:
  std::string_view name() const override { return "dice"; }
  void labels(Parts&) override {}
  void load_labels(Problems&) override {}
  void parts(Parts& parts) override {
    parts.part("dice", "What is thrown.", [&](Fields& f) {
      f.dial("centre", centre_, "eyes", {-1000, 1000}, "The mean.");
      f.number("spread", spread_, "eyes", {0, 1000}, "How far from it.");
    });
  }
  void load(const Period& period, std::uint64_t, const Model*, Problems&) override { period_ = period; }
  void freeze(const std::vector<Time>& steps) override { centre_.freeze(steps); }
  Layout layout() const override {
    Layout layout({}, {period_.begin, period_.end});
    layout.add_measure({"eyes", "eyes", "ogen", "eyes", "", "What was thrown.", 0});
    layout.add_measure({"absent", "eyes", "afwezig", "absent", "", "What does not exist.", 0});
    layout.add_series(0, {}, true);
    layout.add_series(1, {});
    return layout;
  }
  void compute(const Replication& replication, Workspace& workspace, Parallel&, std::span<double> out) const override {
    const Luck& luck = replication.luck;
    if (on_throw) on_throw(luck);
    if (!workspace.verify) ++unverified;
    Stream stream(luck, Purpose{2}, Identity(), 0);
    for (const std::size_t date : {0, 1})
      out[date] = centre_.at(0) + spread_ * (stream.uniform() + stream.uniform() + stream.uniform() - 1.5);
  }

  static inline std::atomic<int> unverified = 0;

 private:
  Dial centre_;
  double spread_ = 0;
  Period period_;
};

std::unique_ptr<Model> make_dice() { return std::make_unique<Dice>(); }

/// Calls a function at every throw while it lives.
struct AtEveryThrow {
  explicit AtEveryThrow(std::function<void(const Luck&)> act) { on_throw = std::move(act); }
  ~AtEveryThrow() { on_throw = nullptr; }
};

Plan plan_of(std::string_view text, ModelFactory factory = make_dice) {
  const ScratchFolder folder;
  folder.write("harbours.csv", "harbour\nnorth\nsouth\n");
  Problems problems;
  const auto document = read_scenario(folder.write("x.yaml", text), problems);
  std::optional<Plan> plan;
  if (document) plan = make_plan(*document, factory, problems);
  INFO(problems.text());
  REQUIRE(plan);
  return std::move(*plan);
}

Plan dice(std::string_view stopping, std::string_view alternatives = "[ { name: base } ]") {
  return plan_of("study: { seed: 11, " + std::string(stopping) +
                 " }\n"
                 "period: { begin: 2025-01-01, end: 2026-01-01 }\n"
                 "parameters: { dice: { centre: 10, spread: 2 } }\n"
                 "alternatives: " +
                 std::string(alternatives) + "\n");
}

Plan fleet(int boats, int replications, std::string_view policy, std::string_view end = "2029-01-01") {
  return plan_of("study: { seed: 11, replications: " + std::to_string(replications) +
                     " }\n"
                     "period: { begin: 2025-01-01, end: " +
                     std::string(end) +
                     " }\n"
                     "parameters:\n"
                     "  harbours: { file: harbours.csv }\n"
                     "  fleet: { boats: " +
                     std::to_string(boats) +
                     ", built: 1990-01-01 }\n"
                     "  breakdown: { rate: { north: 2, south: 1 } }\n"
                     "  mending: { rate: 4 }\n"
                     "  sale: { share: 0.1, month: 3 }\n"
                     "alternatives:\n"
                     "  - name: base\n"
                     "  - name: other\n"
                     "    policy: [" +
                     std::string(policy) + "]\n",
                 ferries::make_ferries);
}

/// All numbers of a study: alternative by alternative, replication by replication.
std::vector<double> numbers(const Results& results) {
  std::vector<double> all;
  for (std::size_t a = 0; a < results.alternatives().size(); ++a)
    for (std::size_t k = 0; k < results.count(); ++k) {
      const auto values = results.values(a, k);
      all.insert(all.end(), values.begin(), values.end());
    }
  return all;
}

/// Equal to the bit, so that what does not exist equals itself.
bool same_bytes(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
    return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
  });
}

RunOptions threads(unsigned count, bool within_replication = false) {
  RunOptions options;
  options.threads = count;
  options.within_replication = within_replication;
  return options;
}

std::vector<std::uint32_t> first_numbers(std::uint32_t count) {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < count; ++i) numbers.push_back(i);
  return numbers;
}

constexpr std::string_view two_alternatives =
    "[ { name: base }, { name: more, policy: [ { dial: dice.centre, plus: 5 } ] } ]";

}  // namespace

TEST_CASE("a study of a fixed number of replications has them all, in their order") {
  const auto plan = dice("replications: 7", two_alternatives);
  const auto outcome = run_study(plan, {});
  CHECK(outcome.results.replications() == first_numbers(7));
  CHECK(outcome.results.alternatives() == std::vector<std::string>{"base", "more"});
  CHECK_FALSE(outcome.partial);
  CHECK(outcome.precise);
  std::set<double> different;
  for (std::size_t k = 0; k < 7; ++k) different.insert(outcome.results.values(0, k)[0]);
  CHECK(different.size() == 7);
}

TEST_CASE("any number of threads gives the same bytes") {
  const auto plan = fleet(300, 6, "{ dial: breakdown.rate, times: 0.5, from: 2026-01-01 }");
  const auto one = run_study(plan, threads(1));
  CHECK(one.results.count() == 6);
  for (const unsigned count : {2u, 3u, 8u}) {
    CAPTURE(count);
    const auto many = run_study(plan, threads(count));
    CHECK(many.results.replications() == one.results.replications());
    CHECK(same_bytes(numbers(many.results), numbers(one.results)));
  }
}

TEST_CASE("threads within one replication give the same bytes as threads between replications") {
  // Two harbours of 20,000 are three chunks of people.
  const auto plan = fleet(20'000, 1, "{ dial: mending.rate, times: 2, from: 2025-07-01 }", "2026-06-01");
  const auto one = run_study(plan, threads(1));
  for (const unsigned count : {1u, 2u, 3u}) {
    CAPTURE(count);
    CHECK(same_bytes(numbers(run_study(plan, threads(count, true)).results), numbers(one.results)));
  }
}

TEST_CASE("a study run twice in one process gives the same bytes") {
  const auto plan = fleet(100, 3, "");
  CHECK(same_bytes(numbers(run_study(plan, threads(2)).results), numbers(run_study(plan, threads(2)).results)));
}

TEST_CASE("a number that a model does not fill in does not exist") {
  const auto outcome = run_study(dice("replications: 2"), {});
  CHECK(std::isnan(outcome.results.values(0, 1)[2]));
  CHECK_FALSE(std::isnan(outcome.results.values(0, 1)[1]));
}

// --- Common luck. ---

TEST_CASE("identical alternatives differ by exactly zero in every number of every replication") {
  for (const std::string_view policy : {"", "{ dial: mending.rate, times: 1 }", "{ dial: mending.rate, set: 4 }",
                                        "{ dial: mending.rate, plus: 0, from: 2026-01-01, until: 2027-01-01 }"}) {
    CAPTURE(policy);
    const auto outcome = run_study(fleet(200, 4, policy), threads(2));
    const auto& results = outcome.results;
    for (std::size_t k = 0; k < results.count(); ++k) {
      const auto a = results.values(0, k), b = results.values(1, k);
      CHECK(same_bytes({a.begin(), a.end()}, {b.begin(), b.end()}));
    }
    for (std::size_t index = 0; index < results.layout().size(); ++index) {
      const auto difference =
          paired_difference(across_replications(results, 1, index), across_replications(results, 0, index));
      CHECK(difference.mean_difference == 0);
      CHECK(difference.standard_error == 0);
    }
  }
}

TEST_CASE("before the date of a policy the alternatives are equal to the last digit, after it they differ") {
  const auto outcome = run_study(fleet(300, 3, "{ dial: breakdown.rate, times: 0.25, from: 2027-01-01 }"), threads(2));
  const auto& layout = outcome.results.layout();
  for (std::size_t k = 0; k < 3; ++k)
    for (std::size_t s = 0; s < layout.series().size(); ++s)
      for (std::size_t d = layout.series()[s].first_date; d < layout.dates().size(); ++d) {
        const std::size_t index = layout.index(s, d);
        const bool equal = outcome.results.values(0, k)[index] == outcome.results.values(1, k)[index];
        if (layout.dates()[d] <= Time::from_date(2027, 1, 1))
          CHECK(equal);
        else if (s == 0)
          CHECK_FALSE(equal);
      }
}

TEST_CASE("what an alternative gives does not depend on which others stand beside it") {
  const auto both = run_study(dice("replications: 5", two_alternatives), {});
  const auto alone =
      run_study(dice("replications: 5", "[ { name: more, policy: [ { dial: dice.centre, plus: 5 } ] } ]"), threads(2));
  for (std::size_t k = 0; k < 5; ++k) CHECK(both.results.values(1, k)[0] == alone.results.values(0, k)[0]);
}

// --- Stopping when it is precise enough. ---

namespace {

/// The number of replications at which the rule should stop: after `least`, and then after a tenth more at a time.
std::size_t expected_stop(const Plan& plan, double half_width, bool of_difference) {
  auto all = plan;
  all.stopping.rule.reset();
  all.stopping.at_least = all.stopping.at_most;
  const auto results = run_study(all, {}).results;
  std::size_t n = plan.stopping.at_least;
  for (;; n = std::min<std::size_t>(plan.stopping.at_most, n + std::max<std::size_t>(1, n / 10))) {
    double widest = 0;
    for (std::size_t a = of_difference ? 1 : 0; a < results.alternatives().size(); ++a) {
      std::vector<double> values;
      for (std::size_t k = 0; k < n; ++k)
        values.push_back(results.values(a, k)[1] - (of_difference ? results.values(0, k)[1] : 0));
      widest = std::max(widest, student_half_width(n, estimate(values).standard_error, 0.90));
    }
    if (widest <= half_width || n == plan.stopping.at_most) return n;
  }
}

}  // namespace

TEST_CASE("a stopping rule stops after the first batch that is precise, on any number of threads") {
  for (const auto& [least, half_width] : {std::pair{5, 0.2}, std::pair{30, 0.2}, std::pair{3, 0.08}}) {
    CAPTURE(half_width);
    const auto plan = dice("until: { measure: eyes, half_width: " + std::to_string(half_width) +
                               ", at_least: " + std::to_string(least) + ", at_most: 3000 }",
                           two_alternatives);
    const auto expected = expected_stop(plan, half_width, false);
    CHECK(expected > std::size_t(least));
    CHECK(expected < 3000);
    std::vector<double> first;
    for (const unsigned count : {1u, 2u, 3u}) {
      CAPTURE(count);
      const auto outcome = run_study(plan, threads(count));
      CHECK(outcome.results.count() == expected);
      CHECK(outcome.results.replications() == first_numbers(static_cast<std::uint32_t>(expected)));
      CHECK(outcome.precise);
      CHECK_FALSE(outcome.partial);
      if (first.empty()) first = numbers(outcome.results);
      CHECK(same_bytes(numbers(outcome.results), first));
    }
  }
}

TEST_CASE("a rule that is met at once stops at the least number, one that is never met at the most") {
  const auto at_once =
      run_study(dice("until: { measure: eyes, half_width: 100, at_least: 6, at_most: 50 }"), threads(2));
  CHECK(at_once.results.count() == 6);
  CHECK(at_once.precise);
  const auto never =
      run_study(dice("until: { measure: eyes, half_width: 1e-6, at_least: 6, at_most: 33 }"), threads(2));
  CHECK(never.results.count() == 33);
  CHECK_FALSE(never.precise);
  CHECK_FALSE(never.partial);
}

TEST_CASE("a rule of the difference needs far fewer replications, for the alternatives share their luck") {
  const auto plan =
      dice("until: { measure: eyes, half_width: 0.1, of: difference, at_least: 4, at_most: 3000 }", two_alternatives);
  const auto outcome = run_study(plan, threads(2));
  CHECK(outcome.results.count() == 4);  // the difference is 5, always
  CHECK(outcome.precise);
  CHECK(expected_stop(plan, 0.1, true) == 4);
}

TEST_CASE("the alternative that is least precise decides") {
  const auto plan = dice("until: { measure: eyes, half_width: 0.2, at_least: 5, at_most: 3000 }",
                         "[ { name: base }, { name: wide, parameters: { dice: { spread: 6 } } } ]");
  const auto narrow = dice("until: { measure: eyes, half_width: 0.2, at_least: 5, at_most: 3000 }");
  const auto count = run_study(plan, {}).results.count();
  CHECK(count == expected_stop(plan, 0.2, false));
  CHECK(count > 3 * run_study(narrow, {}).results.count());
}

TEST_CASE("a number that does not exist is never precise") {
  const auto outcome = run_study(dice("until: { measure: absent, half_width: 5, at_least: 4, at_most: 9 }"), {});
  CHECK(outcome.results.count() == 9);
  CHECK_FALSE(outcome.precise);
}

// --- Being stopped. ---

TEST_CASE("a study that is stopped keeps the complete replications in their order and says that it is partial") {
  const auto plan = dice("replications: 50", two_alternatives);
  const auto whole = run_study(plan, {});
  for (const unsigned count : {1u, 2u, 3u}) {
    CAPTURE(count);
    std::atomic<bool> stop = false;
    std::atomic<int> thrown = 0;
    const AtEveryThrow stopper([&](const Luck&) {
      if (++thrown == 9) stop = true;
    });
    auto options = threads(count);
    options.stop = &stop;
    const auto outcome = run_study(plan, options);
    CHECK(outcome.partial);
    const auto& kept = outcome.results.replications();
    CHECK(kept.size() >= 3);
    CHECK(kept.size() < 10);
    CHECK(std::is_sorted(kept.begin(), kept.end()));
    for (std::size_t k = 0; k < kept.size(); ++k)
      for (const std::size_t a : {0, 1}) CHECK(outcome.results.values(a, k)[0] == whole.results.values(a, kept[k])[0]);
    // Nine throws on one thread are four whole replications and half of the fifth.
    if (count == 1) CHECK(kept == first_numbers(4));
  }
}

TEST_CASE("a study that is stopped before it begins has no replications") {
  const std::atomic<bool> stop = true;
  RunOptions options;
  options.stop = &stop;
  const auto outcome = run_study(dice("replications: 5"), options);
  CHECK(outcome.results.count() == 0);
  CHECK(outcome.partial);
}

TEST_CASE("a stop after the last replication is no stop") {
  std::atomic<bool> stop = false;
  std::atomic<int> thrown = 0;
  const AtEveryThrow stopper([&](const Luck&) {
    if (++thrown == 5) stop = true;
  });
  RunOptions options;
  options.stop = &stop;
  const auto outcome = run_study(dice("replications: 5"), options);
  CHECK(outcome.results.count() == 5);
  CHECK_FALSE(outcome.partial);
}

TEST_CASE("a stop between two batches of a stopping rule leaves whole batches") {
  std::atomic<bool> stop = false;
  std::atomic<int> thrown = 0;
  const AtEveryThrow stopper([&](const Luck&) {
    if (++thrown == 20) stop = true;
  });
  auto options = threads(2);
  options.stop = &stop;
  const auto outcome =
      run_study(dice("until: { measure: eyes, half_width: 1e-6, at_least: 20, at_most: 50 }"), options);
  CHECK(outcome.results.count() == 20);
  CHECK(outcome.partial);
  CHECK_FALSE(outcome.precise);
}

// --- What else may happen. ---

TEST_CASE("progress counts every replication of every alternative once, towards the most there can be") {
  for (const unsigned count : {1u, 3u}) {
    CAPTURE(count);
    std::mutex mutex;
    std::set<std::size_t> done;
    std::set<std::size_t> most;
    auto options = threads(count);
    options.progress = [&](std::size_t now, std::size_t end) {
      const std::lock_guard lock(mutex);
      done.insert(now);
      most.insert(end);
    };
    run_study(dice("replications: 10", two_alternatives), options);
    CHECK(done.size() == 20);
    CHECK(*done.begin() == 1);
    CHECK(*done.rbegin() == 20);
    CHECK(most == std::set<std::size_t>{20});
  }
}

TEST_CASE("a promise that breaks in a replication reaches the caller from any thread") {
  const auto plan = dice("replications: 40");
  const AtEveryThrow breaker([](const Luck& luck) {
    if (luck.replication == 17) throw std::runtime_error("the dice fell off the table");
  });
  for (const unsigned count : {1u, 2u, 3u}) {
    CAPTURE(count);
    CHECK_THROWS_WITH_AS(run_study(plan, threads(count)), "the dice fell off the table", std::runtime_error);
    CHECK_THROWS_WITH_AS(run_study(plan, threads(count, true)), "the dice fell off the table", std::runtime_error);
  }
}

TEST_CASE("a run that verifies lets every replication recount") {
  Dice::unverified = 0;
  auto options = threads(2);
  options.verify = true;
  run_study(dice("replications: 6"), options);
  CHECK(Dice::unverified == 0);
}

TEST_CASE("a run of no threads runs on one") {
  CHECK(run_study(dice("replications: 2"), threads(0)).results.count() == 2);
}

TEST_CASE("a study may begin at a later replication, which is the same as in the whole") {
  const Plan whole = dice("replications: 9");
  Plan part = whole;
  part.stopping.first = 4;
  part.stopping.at_least = part.stopping.at_most = 3;
  const auto all = run_study(whole, {}).results, some = run_study(part, {}).results;
  CHECK(some.replications() == std::vector<std::uint32_t>{4, 5, 6});
  for (std::size_t k = 0; k < 3; ++k) {
    const auto a = all.values(0, 4 + k), b = some.values(0, k);
    CHECK(same_bytes({a.begin(), a.end()}, {b.begin(), b.end()}));
  }
}
