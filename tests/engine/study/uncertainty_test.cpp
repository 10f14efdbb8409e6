#include "engine/study/uncertainty.h"

#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "engine/measure/estimate.h"
#include "engine/study/run.h"

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

namespace {

// --- A model without people: chance, a parameter and the future each add something to a number. ---

struct Numbers {
  Dial centre;
  double slope = 0;
  int whole = 0;
  void parts(Parts& parts) {
    parts.part("throw", "What is thrown.", [&](Fields& f) {
      f.dial("centre", centre, "eyes", {-1000, 1000}, "The mean.");
      f.number("slope", slope, "eyes", {-100, 100}, "What is added.");
      f.integer("whole", whole, "eyes", {0, 9}, "What is added, whole.");
    });
  }
};

class Throw final : public Model {
 public:
  std::string_view name() const override { return "throw"; }
  std::vector<std::string> evidence_kinds() const override { return {"measured", "foreign", "stated", "none"}; }
  void labels(Parts&) override {}
  void load_labels(Problems&) override {}
  void parts(Parts& parts) override { numbers_.parts(parts); }
  void load(const Period& period, std::uint64_t, const Model*, Problems&) override {
    period_ = period;
    numbers_.parts(values_);
  }
  void freeze(const std::vector<Time>& steps) override { numbers_.centre.freeze(steps); }
  void meet(const std::vector<const Model*>& alternatives) override { met = alternatives; }
  Layout layout() const override {
    Layout layout({}, {period_.end});
    layout.add_measure({"eyes", "eyes", "ogen", "eyes", "", "What was thrown.", 0});
    layout.add_series(0, {}, true);
    return layout;
  }
  std::unique_ptr<Workspace> workspace() const override { return std::make_unique<Hand>(); }
  void compute(const Replication& replication, Workspace& workspace, Parallel&, std::span<double> out) const override {
    auto& hand = dynamic_cast<Hand&>(workspace);
    hand.values.take_frozen(values_);
    apply_draw(replication.drawn, hand.values);
    Stream stream(replication.luck, Purpose{2}, Identity(), 0);
    out[0] = hand.numbers.centre.at(0) + hand.numbers.slope + hand.numbers.whole + stream.uniform() - 0.5;
  }

  std::vector<const Model*> met;

 private:
  struct Hand final : Workspace {
    Hand() { numbers.parts(values); }
    Numbers numbers;
    ParameterValues values;
  };
  Numbers numbers_;
  ParameterValues values_;
  Period period_;
};

std::unique_ptr<Model> make_throw() { return std::make_unique<Throw>(); }

constexpr std::string_view prior_columns = "parameter,low,high,form,distribution,grade,setting,source\n";

struct Made {
  ScratchFolder folder;
  std::optional<Plan> plan;
  std::string problems;

  Made(std::string_view more, std::string_view priors, int replications = 8, std::string_view alternatives = "") {
    folder.write("priors.csv", std::string(prior_columns) + std::string(priors));
    read(folder.write("x.yaml", "study: { seed: 5, replications: " + std::to_string(replications) +
                                    " }\n"
                                    "period: { begin: 2025-01-01, end: 2026-01-01 }\n"
                                    "parameters: { throw: { centre: 10, slope: 0, whole: 3 } }\n" +
                                    std::string(alternatives) + std::string(more)));
  }
  void read(const std::filesystem::path& file) {
    Problems found;
    const auto document = read_scenario(file, found);
    if (document) plan = make_plan(*document, make_throw, found);
    problems = folder.text(found);
    CHECK(plan.has_value() == found.empty());
  }
  const Plan& operator*() const {
    REQUIRE_MESSAGE(plan, problems);
    return *plan;
  }
  const Plan* operator->() const { return &**this; }
};

constexpr std::string_view with_priors = "uncertainty: { priors: priors.csv }\n";
constexpr std::string_view two_futures =
    "futures:\n"
    "  - { name: now, weight: 3 }\n"
    "  - { name: later, weight: 1, parameters: { throw: { centre: 30 } } }\n";

}  // namespace

TEST_CASE("without uncertainty every replication is a draw of its own") {
  const Made made("", "");
  const Replication r = made->replication(7);
  CHECK(r.luck.seed == 5);
  CHECK(r.luck.replication == 7);
  CHECK(r.draw == 7);
  CHECK(r.future == 0);
  CHECK(r.drawn.empty());
  CHECK(run_study(*made, {}).results.chance_only());
}

TEST_CASE("replications of one draw share their parameters, and draws differ") {
  const Made made(with_priors, "throw.centre,0.5,2,factor,lognormal,C,nowhere,me\n");
  CHECK(made->uncertainty.replications_per_draw == 2);
  std::set<double> factors;
  for (std::uint32_t k = 0; k < 40; k += 2) {
    const auto a = made->replication(k), b = made->replication(k + 1);
    REQUIRE(a.drawn.size() == 1);
    CHECK(a.draw == k / 2);
    CHECK(b.draw == k / 2);
    CHECK(a.drawn[0].value == b.drawn[0].value);
    factors.insert(a.drawn[0].value);
  }
  CHECK(factors.size() == 20);
}

TEST_CASE("a prior more moves no draw of another") {
  const Made one(with_priors, "throw.centre,0.5,2,factor,lognormal,C,nowhere,me\n");
  const Made two(with_priors,
                 "throw.slope,-1,1,value,uniform,D,nowhere,me\nthrow.centre,0.5,2,factor,lognormal,C,nowhere,me\n");
  for (std::uint32_t k = 0; k < 10; ++k)
    CHECK(one->replication(k).drawn[0].value == two->replication(k).drawn[1].value);
}

TEST_CASE("a draw moves the parameter of every alternative, unless it says a value of its own") {
  const Made made(with_priors, "throw.slope,-50,50,value,uniform,D,nowhere,me\n", 40,
                  "alternatives:\n"
                  "  - name: base\n"
                  "  - { name: more, policy: [ { dial: throw.centre, plus: 5 } ] }\n"
                  "  - { name: own, parameters: { throw: { slope: 7 } } }\n");
  const auto results = run_study(*made, {}).results;
  double spread = 0;
  for (std::size_t k = 0; k < results.count(); ++k) {
    const double base = results.values(0, k)[0];
    spread = std::max(spread, std::abs(base - 13));
    CHECK(results.values(1, k)[0] - base == doctest::Approx(5));
    CHECK(std::abs(results.values(2, k)[0] - 20) <= 0.5);  // chance alone
  }
  CHECK(spread > 20);
}

TEST_CASE("an integer is drawn as an integer, and nothing leaves what the parameter may be") {
  const Made made(with_priors,
                  "throw.whole,1,8,value,uniform,D,nowhere,me\nthrow.centre,0.001,500,factor,uniform,D,nowhere,me\n");
  const Numbers sample = [] {
    Numbers n;
    n.centre.set_all(10);
    n.whole = 3;
    return n;
  }();
  Numbers numbers = sample;
  ParameterValues values;
  numbers.parts(values);
  std::set<int> seen;
  for (std::uint32_t k = 0; k < 200; k += 2) {
    numbers = sample;
    numbers.centre.freeze({Time::from_date(2025, 1, 1)});
    apply_draw(made->replication(k).drawn, values);
    seen.insert(numbers.whole);
    CHECK(numbers.centre.at(0) <= 1000);
  }
  CHECK(*seen.begin() >= 1);
  CHECK(*seen.rbegin() <= 8);
  CHECK(seen.size() == 8);
}

TEST_CASE("the alternatives of one future meet") {
  const Made made(two_futures, "", 4,
                  "alternatives:\n  - name: base\n  - { name: more, policy: [ { dial: throw.centre, plus: 5 } ] }\n");
  for (const std::size_t future : {0, 1}) {
    const auto& base = dynamic_cast<const Throw&>(*made->alternatives[0].models[future]);
    const auto& more = dynamic_cast<const Throw&>(*made->alternatives[1].models[future]);
    CHECK(base.met == std::vector<const Model*>{&base, &more});
    CHECK(more.met == base.met);
  }
}

TEST_CASE("futures have their shares of the draws, the same in all alternatives") {
  const Made made(two_futures, "", 4000,
                  "alternatives:\n  - name: base\n  - { name: more, policy: [ { dial: throw.centre, plus: 5 } ] }\n");
  CHECK(made->uncertainty.futures[0].weight == 0.75);
  const auto results = run_study(*made, {}).results;
  std::size_t later = 0;
  for (std::size_t k = 0; k < results.count(); ++k) {
    CHECK(std::abs(results.values(0, k)[0] - (results.futures()[k] == 1 ? 33 : 13)) <= 0.5);
    CHECK(results.values(1, k)[0] - results.values(0, k)[0] == doctest::Approx(5));
    later += results.futures()[k];
  }
  CHECK(later >= 995);
  CHECK(later <= 1005);
  CHECK_FALSE(results.chance_only());
}

TEST_CASE("the variance of a number is taken apart into chance, parameters and futures") {
  // A uniform number has the variance 1/12 of its width squared.
  const Made made(std::string(with_priors) + std::string(two_futures), "throw.slope,-3,3,value,uniform,D,nowhere,me\n",
                  8000);
  const auto results = run_study(*made, {}).results;
  const auto parts = variance_parts(across_replications(results, 0, 0), results.draws(), results.futures());
  CHECK(parts.chance == doctest::Approx(1 / 12.0).epsilon(0.05));
  CHECK(parts.parameters == doctest::Approx(3).epsilon(0.05));
  CHECK(parts.futures == doctest::Approx(0.75 * 0.25 * 400).epsilon(0.02));
}

TEST_CASE("the standard error counts draws, not replications") {
  // Two replications a draw that hardly differ say little more than one.
  const Made made(with_priors, "throw.slope,-30,30,value,uniform,D,nowhere,me\n", 400);
  const auto results = run_study(*made, {}).results;
  const auto values = across_replications(results, 0, 0);
  const Estimate clustered = estimate(values, results.draws());
  const Estimate naive = estimate(values);
  CHECK(clustered.draws == 200);
  CHECK(clustered.n == 400);
  CHECK(clustered.mean == naive.mean);
  CHECK(clustered.standard_error == doctest::Approx(std::sqrt(300 / 200.0)).epsilon(0.1));
  CHECK(clustered.standard_error > 1.35 * naive.standard_error);
}

TEST_CASE("joint draws of an ensemble take the place of priors") {
  Made made(std::string("uncertainty: { priors: priors.csv, ensemble: ensemble.csv }\n"),
            "throw.centre,0.5,2,factor,uniform,C,nowhere,me\n");
  CHECK(made.problems.find("no file") != std::string::npos);
  made.folder.write("ensemble.csv", "member,throw.centre\n0,1.5\n1,0.5\n");
  made.read(made.folder / "x.yaml");
  CHECK(made->uncertainty.parameters.empty());
  for (std::uint32_t k = 0; k < 8; ++k) {
    REQUIRE(made->replication(k).drawn.size() == 1);
    CHECK(made->replication(k).drawn[0].value == (k / 2 % 2 == 0 ? 1.5 : 0.5));
  }
}

TEST_CASE("values that differ by the kind of evidence") {
  const std::string text =
      "alternatives:\n"
      "  - name: base\n"
      "    parameters: { throw: { slope: { by_evidence: { measured: 4, foreign: { value: 8 }, none: 0 } } } }\n";
  Made made("", "", 2, text);
  CHECK(made.problems.find("no '' in 'by_evidence'") != std::string::npos);
  const auto with_evidence = [&](std::string_view evidence) {
    ScratchFolder folder;
    Problems problems;
    const auto document =
        read_scenario(folder.write("x.yaml", "study: { seed: 5, replications: 2, evidence: " + std::string(evidence) +
                                                 " }\n"
                                                 "period: { begin: 2025-01-01, end: 2026-01-01 }\n"
                                                 "parameters: { throw: { centre: 10, slope: 1, whole: 3 } }\n" +
                                                 text),
                      problems);
    const auto plan = make_plan(*document, make_throw, problems);
    if (!plan) return problems.text();
    const auto results = run_study(*plan, {}).results;
    return std::to_string(std::lround(results.values(0, 0)[0]));
  };
  CHECK(with_evidence("measured") == "17");
  CHECK(with_evidence("foreign") == "21");
  CHECK(with_evidence("none") == "13");
  CHECK(with_evidence("stated").find("no 'stated' in 'by_evidence'") != std::string::npos);
  CHECK(with_evidence("mesured").find("Did you mean 'measured'?") != std::string::npos);
}

TEST_CASE("broken priors are told, all at once") {
  const auto problems = [](std::string_view priors) { return Made(with_priors, priors).problems; };
  CHECK(problems("throw.center,0.5,2,factor,uniform,C,nowhere,me\n") ==
        "priors.csv:2:1: no parameter 'throw.center' (numbers and dials of the scenario). Did you mean "
        "'throw.centre'?\n");
  CHECK(problems("throw.centre,2,0.5,factor,uniform,C,nowhere,me\n") ==
        "priors.csv:2:16: 'high' is 0.5 (must be at least 'low', which is 2)\n");
  CHECK(problems("throw.centre,a,2,facto,bell,E,nowhere,me\n") ==
        "priors.csv:2:14: 'low' is 'a' (must be a number)\n"
        "priors.csv:2:18: 'form' is 'facto' (must be one of: factor, value, start). Did you mean 'factor'?\n"
        "priors.csv:2:24: 'distribution' is 'bell' (must be one of: triangular, uniform, normal, lognormal)\n"
        "priors.csv:2:29: 'grade' is 'E' (must be one of: A, B, C, D)\n");
  CHECK(problems("throw.centre,1,2,value,uniform,C,nowhere,me\n") ==
        "priors.csv:2:18: 'form' is 'value', and 'throw.centre' is a dial (a dial is drawn by a factor, so that what "
        "policies do to it stays)\n");
  CHECK(problems("throw.slope,1,2,value,uniform,C,nowhere,me\n") ==
        "priors.csv:2:13: the prior of 'throw.slope' runs from 1 to 2 (the scenario's value, 0, must lie in it)\n");
  CHECK(problems("throw.centre,0,2,factor,uniform,C,nowhere,me\nthrow.centre,0.1,2,factor,uniform,C,nowhere,me\n")
            .starts_with("priors.csv:2:14: 'low' is 0 (a factor, and a lognormal value, is above 0)\n"));
  CHECK(problems("throw.slope,-1,2,value,uniform,C,nowhere,me\nthrow.slope,-1,2,value,uniform,C,nowhere,me\n") ==
        "priors.csv:3:1: a second prior for 'throw.slope' (one draw is one value)\n");
}

TEST_CASE("broken futures and sections of uncertainty are told") {
  CHECK(Made("futures: 3\n", "").problems.starts_with("x.yaml:4:10: 'futures' is a value"));
  CHECK(Made("futures: [ { name: a } ]\n", "").problems == "x.yaml:4:12: no 'weight' in 'futures' (it is needed)\n");
  CHECK(Made("futures: [ { name: a, weight: -1 } ]\n", "").problems.find("'weight' is -1") != std::string::npos);
  CHECK(Made("futures: [ { name: a, weight: 1 }, { name: a, weight: 1 } ]\n", "").problems.find("a second future") !=
        std::string::npos);
  CHECK(Made("uncertainty: { prior: x.csv }\n", "").problems ==
        "x.yaml:4:16: unknown key 'prior' in 'uncertainty' (known: priors, ensemble, replications_per_draw). Did you "
        "mean 'priors'?\n");
  CHECK(Made("uncertainty: { priors: no.csv }\n", "").problems.find("no file 'no.csv'") != std::string::npos);
}
