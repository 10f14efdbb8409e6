// A study of a model without chance: planned without seed and replications, and computed once, or once a draw.

#include <doctest/doctest.h>

#include "engine/measure/estimate.h"
#include "engine/study/run.h"

#include "tests/engine/input/scratch_folder.h"
#include "tests/engine/study/savings.h"

using namespace formatie;

namespace {

/// The plan of a scenario of savings, or what is wrong with it.
struct MadeSavings {
  explicit MadeSavings(std::string_view more) {
    ScratchFolder folder;
    folder.write("priors.csv",
                 "parameter,low,high,form,distribution,grade,setting,source\n"
                 "account.start,500,2000,value,uniform,C,nowhere,me\n");
    Problems found;
    const auto document = read_scenario(
        folder.write("x.yaml",
                     "period: { begin: 2025-01-01, end: 2027-01-01 }\n"
                     "parameters: { account: { start: 1000, rate: 0.1 } }\n"
                     "alternatives:\n"
                     "  - { name: as it is }\n"
                     "  - { name: more, policy: [{ dial: account.rate, plus: 0.1, from: 2026-01-01 }] }\n" +
                         std::string(more)),
        found);
    if (document) plan = make_plan(*document, savings::make_savings, found);
    problems = folder.text(found);
  }
  const Plan* operator->() const {
    REQUIRE_MESSAGE(plan, problems);
    return &*plan;
  }
  Results results(unsigned threads = 1) const {
    REQUIRE_MESSAGE(plan, problems);
    RunOptions options;
    options.threads = threads;
    return run_study(*plan, options).results;
  }
  std::optional<Plan> plan;
  std::string problems;
};

constexpr const char* savings_with_priors = "uncertainty: { priors: priors.csv }\n";

}  // namespace

TEST_CASE("a model without chance is computed once, without a seed and without replications") {
  const MadeSavings made("");
  CHECK(made->differ_by() == DifferBy::nothing);
  const auto results = made.results();
  CHECK(results.count() == 1);
  CHECK(results.is_certain());
  // 1000 at 10% for a year; then at 10%, or at 20%.
  const auto& layout = results.layout();
  for (const std::size_t a : {0, 1}) {
    CHECK(results.values(a, 0)[layout.index(0, 0)] == 1000);
    CHECK(results.values(a, 0)[layout.index(0, 1)] == doctest::Approx(1100));
  }
  CHECK(results.values(0, 0)[layout.index(0, 2)] == doctest::Approx(1210));
  CHECK(results.values(1, 0)[layout.index(0, 2)] == doctest::Approx(1320));
  CHECK(results.values(1, 0)[layout.index(1, 2)] == doctest::Approx(220));
}

TEST_CASE("what is computed once is certain: no standard error, every quantile the value itself, no variance") {
  const auto results = MadeSavings("").results();
  const std::size_t index = results.layout().index(0, 2);
  const auto less = across_replications(results, 0, index), more = across_replications(results, 1, index);
  const Estimate e = estimate(less, results.draws());
  CHECK(e.standard_error == 0);
  CHECK(e.p05 == e.mean);
  CHECK(e.p95 == e.mean);
  const PairedDifference d = paired_difference(more, less, results.draws());
  CHECK(d.mean_difference == doctest::Approx(110));
  const Interval interval = student_interval(d.draws, d.mean_difference, d.standard_error, 0.9);
  CHECK(interval.low == d.mean_difference);
  CHECK(interval.high == d.mean_difference);
  CHECK(variance_parts(less, results.draws(), results.futures(), results.has_chance()).total() == 0);
}

TEST_CASE("a seed is welcome where nothing is drawn, and changes nothing") {
  const auto seeded = MadeSavings("study: { seed: 5, replications: 1 }\n").results(),
             plain = MadeSavings("").results(2);
  for (const std::size_t a : {0, 1})
    for (std::size_t i = 0; i < plain.layout().size(); ++i) CHECK(seeded.values(a, 0)[i] == plain.values(a, 0)[i]);
}

TEST_CASE("replications of what is computed once are refused, and so is a rule to stop") {
  CHECK(MadeSavings("study: { replications: 5 }\n").problems ==
        "x.yaml:6:24: 'replications' has nothing to repeat (the model has no chance and nothing is drawn: it is "
        "computed once)\n");
  CHECK(MadeSavings("study: { until: { measure: balance, half_width: 1, at_least: 5, at_most: 9 } }\n").problems ==
        "x.yaml:6:17: 'until' has nothing to repeat (the model has no chance and nothing is drawn: it is computed "
        "once)\n");
}

TEST_CASE("with priors a model without chance is computed once a draw") {
  const MadeSavings made(std::string("study: { seed: 5, replications: 6 }\n") + savings_with_priors);
  CHECK(made->differ_by() == DifferBy::draws);
  CHECK(made->uncertainty.replications_per_draw == 1);
  const auto results = made.results();
  CHECK(results.count() == 6);
  CHECK_FALSE(results.chance_only());
  const auto values = across_replications(results, 0, results.layout().index(0, 2));
  CHECK(estimate(values, results.draws()).standard_error > 0);
  const auto parts = variance_parts(values, results.draws(), results.futures(), results.has_chance());
  CHECK(parts.chance == 0);
  CHECK(parts.futures == 0);
  double mean = 0, squares = 0;
  for (const double value : values) mean += value / 6;
  for (const double value : values) squares += (value - mean) * (value - mean);
  CHECK(parts.parameters == doctest::Approx(squares / 5));
}

TEST_CASE("futures of a model without chance are draws too") {
  const MadeSavings made(
      "study: { seed: 5, replications: 4 }\n"
      "futures:\n"
      "  - { name: now, weight: 1 }\n"
      "  - { name: rich, weight: 1, parameters: { account: { start: 2000 } } }\n");
  const auto results = made.results();
  const auto values = across_replications(results, 0, results.layout().index(0, 0));
  CHECK(std::count(values.begin(), values.end(), 1000) == 2);
  CHECK(std::count(values.begin(), values.end(), 2000) == 2);
}

TEST_CASE("draws need a seed and their number") {
  CHECK(MadeSavings(savings_with_priors).problems == "x.yaml:1:1: no 'study' in 'the scenario' (it is needed)\n");
  CHECK(MadeSavings(std::string("study: {}\n") + savings_with_priors).problems ==
        "x.yaml:6:8: no 'seed' in 'study' (it is needed)\nx.yaml:6:8: no 'replications' in 'study' (it is needed)\n");
}

TEST_CASE("replications of one draw are refused where there is no chance") {
  CHECK(MadeSavings(
            "study: { seed: 5, replications: 6 }\nuncertainty: { priors: priors.csv, replications_per_draw: 2 }\n")
            .problems ==
        "x.yaml:7:59: 'replications_per_draw' is 2 (the model has no chance: all replications of a draw would be the "
        "same)\n");
}
