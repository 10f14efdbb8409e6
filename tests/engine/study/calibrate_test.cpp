#include "engine/study/calibrate.h"

#include <cmath>

#include <doctest/doctest.h>

#include "engine/base/real.h"
#include "engine/measure/estimate.h"

#include "tests/engine/input/scratch_folder.h"
#include "tests/engine/study/ferries.h"

using namespace formatie;

namespace {

constexpr std::string_view columns =
    "use,name,numerator,denominator,scale,harbour,from,until,change_from,value,tolerance,unit,scenario,source,note\n";

struct Calibrated {
  ScratchFolder folder;
  std::optional<Plan> plan;
  std::string problems;

  explicit Calibrated(std::string_view targets, std::string_view free = "parameter,low,high,source\n",
                      std::string_view more = "members: 40, rounds: 3, replications: 1") {
    folder.write("harbours.csv", "harbour\nnorth\nsouth\n");
    folder.write("targets.csv", std::string(columns) + std::string(targets));
    folder.write("free.csv", free);
    Problems found;
    const auto document =
        read_scenario(folder.write("x.yaml",
                                   "study: { seed: 3, replications: 2 }\n"
                                   "period: { begin: 2025-01-01, end: 2029-01-01 }\n"
                                   "parameters:\n"
                                   "  harbours: { file: harbours.csv }\n"
                                   "  fleet: { boats: 2000, built: 1990-01-01 }\n"
                                   "  breakdown: { rate: { north: 2, south: 2 } }\n"
                                   "  mending: { rate: 4 }\n"
                                   "  sale: { share: 0, month: 3 }\n"
                                   "calibration: { scenario: now, targets: targets.csv, parameters: free.csv, " +
                                       std::string(more) + " }\n"),
                      found);
    if (document) plan = make_plan(*document, ferries::make_ferries, found);
    problems = folder.text(found);
  }
};

// In the long run a share b / (b + m) of the ferries is in dock.
constexpr std::string_view two_targets =
    "calibrate,north,docked,,0.0005,north,2027-01-01,2029-01-01,,0.5,0.01,share,now,me,\n"
    "calibrate,south,docked,,0.0005,south,2027-01-01,2029-01-01,,0.2,0.01,share,now,me,\n"
    "base,never fitted,docked,,1,,2029-01-01,2029-01-01,,0,1,boats,now,me,\n"
    "calibrate,of another scenario,docked,,1,,2029-01-01,2029-01-01,,0,1,boats,then,me,\n";
constexpr std::string_view two_parameters =
    "parameter,low,high,source\n"
    "breakdown.rate[harbour=north],0.3,3,me\n"
    "breakdown.rate[harbour=south],0.3,3,me\n";

}  // namespace

TEST_CASE("calibration finds the rates behind two shares, and how sure it is") {
  const Calibrated made(two_targets, two_parameters);
  REQUIRE_MESSAGE(made.plan, made.problems);
  CHECK(fitted_targets(*made.plan) == std::vector<std::size_t>{0, 1});
  std::vector<std::uint32_t> rounds;
  const auto state = calibrate(*made.plan, {}, {}, [&](const CalibrationState& now) { rounds.push_back(now.round); });
  CHECK(rounds == std::vector<std::uint32_t>{1, 2, 3, 4});
  REQUIRE(state.members.size() == 40);
  // b / (b + 4) = 0.5 and 0.2: 4 and 1 a year, twice and half of what the scenario says.
  for (const auto& [p, factor] : {std::pair<std::size_t, double>{0, 2}, {1, 0.5}}) {
    double mean = 0, squares = 0;
    for (const auto& member : state.members) mean += member[p] / 40;
    for (const auto& member : state.members) squares += (member[p] - mean) * (member[p] - mean) / 39;
    const double deviation = std::sqrt(squares);
    CAPTURE(p);
    CHECK(std::abs(mean - real::log(factor)) < 3 * deviation);
    CHECK(deviation < 0.1);    // the prior has 0.7
    CHECK(deviation > 0.005);  // the tolerance leaves something open
  }
  for (const std::size_t t : {0, 1}) {
    std::vector<double> values;
    for (const auto& row : state.simulated) values.push_back(row[t]);
    const Score found = score(made.plan->calibration.targets[t], values);
    CHECK(found.within_tolerance);
  }
}

TEST_CASE("a calibration that was stopped gives the same bytes as one that was not, on any number of threads") {
  const Calibrated made(two_targets, two_parameters);
  REQUIRE(made.plan);
  std::vector<CalibrationState> states;
  const auto whole = calibrate(*made.plan, {}, {}, [&](const CalibrationState& now) { states.push_back(now); });
  RunOptions two;
  two.threads = 2;
  const auto resumed = calibrate(*made.plan, states[1], two, [](const CalibrationState&) {});
  CHECK(resumed.members == whole.members);
  CHECK(resumed.simulated == whole.simulated);
}

TEST_CASE("two seeds agree within what they say of themselves") {
  const Calibrated made(two_targets, two_parameters);
  REQUIRE(made.plan);
  Plan other = *made.plan;
  other.seed = 4;
  const auto a = calibrate(*made.plan, {}, {}, [](const CalibrationState&) {});
  const auto b = calibrate(other, {}, {}, [](const CalibrationState&) {});
  for (const std::size_t p : {0, 1}) {
    std::vector<double> of_a, of_b;
    for (std::size_t m = 0; m < 40; ++m) of_a.push_back(a.members[m][p]), of_b.push_back(b.members[m][p]);
    const Estimate x = estimate(of_a), y = estimate(of_b);
    CHECK(std::abs(x.mean - y.mean) < 2 * (x.p95 - x.p05) / 3.29);
    CHECK(x.mean != y.mean);
  }
}

TEST_CASE("a target follows from the results as its row says") {
  const Calibrated made(
      "base,sum,docked+mended,,1,,2026-01-01,2026-01-01,,1,1,boats,now,me,\n"
      "base,share,docked,docked,100,north|south,2026-01-01,2028-01-01,,100,1,%,now,me,\n"
      "base,change,docked,,1,north,,2028-01-01,2026-01-01,0,1,boats,now,me,\n"
      "base,absent,,,1,,2026-01-01,2026-01-01,,1,1,boats,now,me,nobody counts it\n"
      "base,too early,mended,,1,,2025-01-01,2025-01-01,,1,1,boats,now,me,\n");
  REQUIRE_MESSAGE(made.plan, made.problems);
  const auto& targets = made.plan->calibration.targets;
  REQUIRE(targets.size() == 5);
  const auto& layout = *made.plan->layout;
  std::vector<double> values(layout.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i * i + 1);
  // Series: docked all, north, south (five dates each), mended all (four dates).
  CHECK(targets[0].simulated(values) == values[1] + values[15]);
  CHECK(targets[1].simulated(values) == doctest::Approx(100));
  CHECK(targets[2].simulated(values) == values[8] - values[6]);
  CHECK_FALSE(targets[3].in_model());
  CHECK(targets[3].note == "nobody counts it");
  CHECK_FALSE(targets[4].in_model());
  CHECK(targets[4].note == "the dates are not in the period");
}

TEST_CASE("broken targets and free parameters are told") {
  CHECK(Calibrated("base,a,doked,,1,,,2026-01-01,,1,1,boats,now,me,\n").problems ==
        "targets.csv:2:8: no measure 'doked' (measures: docked, mended). Did you mean 'docked'?\n");
  CHECK(Calibrated("base,a,docked,,1,nrth,,2026-01-01,,1,1,boats,now,me,\n").problems ==
        "targets.csv:2:6: 'a' is not counted for these labels (no series of the results has them)\n");
  CHECK(Calibrated("base,a,docked,,x,,,2026-13-01,,1,1,boats,now,me,\n").problems.find("'scale' is 'x'") !=
        std::string::npos);
  CHECK(Calibrated("", "parameter,low,high,source\nbreakdown.rate[harbour=nrth],0.5,2,me\n")
            .problems.find("no parameter 'breakdown.rate[harbour=nrth]'") != std::string::npos);
  CHECK(Calibrated("", "parameter,low,high,source\nmending.rate,2,0.5,me\n").problems.find("no range of a factor") !=
        std::string::npos);
  CHECK(Calibrated("", "parameter,low,high,source\n", "members: 2").problems.find("must be at least 4") !=
        std::string::npos);
}

TEST_CASE("the score of an ensemble: z, interval and the continuous ranked probability score") {
  Target target;
  target.value = 1;
  target.tolerance = 1.6448536269514722;  // one standard deviation of 1
  const std::vector<double> values = {0, 2, 4};
  const Score s = score(target, values);
  CHECK(s.mean == 2);
  CHECK(s.z == doctest::Approx(1 / std::sqrt(4.0 + 1)));
  CHECK(s.within_tolerance);
  CHECK(s.within_interval);
  // E|X - y| - E|X - X'| / 2 = (1 + 1 + 3) / 3 - (2 * (2 + 4 + 2) / 9) / 2
  CHECK(s.crps == doctest::Approx(5.0 / 3 - 8.0 / 9));
}
