// Persons on the kernel against exact and published numbers.
#include <array>
#include <cmath>
#include <cstring>

#include <doctest/doctest.h>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"
#include "engine/measure/estimate.h"
#include "engine/study/projection.h"

#include "models/illness_death/world/patient.h"
#include "tests/models/illness_death/studies.h"

namespace formatie::illness_death {
namespace {

/// 200,000 persons in each state at the start, in ten replications.
const Results& many() {
  static const Plan plan = plan_of(
      "base.yaml", {"study.replications=10", "parameters.start.persons={well: 20000, mild: 20000, severe: 20000}"});
  static const Results results = results_of(plan, 2);
  return results;
}
constexpr double persons = 200000;  // who began in a state

double total(const Results& results, std::size_t at) {
  double sum = 0;
  for (std::size_t k = 0; k < results.count(); ++k) sum += results.values(0, k)[at];
  return sum;
}

/// Of how many standard deviations a count of independent persons is off, each of whom counts with this chance.
double z_of(double count, double chance) {
  return (count - persons * chance) / std::sqrt(persons * chance * (1 - chance));
}

std::vector<double> exact(const Plan& plan, std::size_t alternative = 0) {
  return plan.alternatives[alternative].model().projection()->project(Replication());
}

std::size_t differing(const Results& a, const Results& b) {
  REQUIRE(a.count() == b.count());
  std::size_t count = 0;
  for (std::size_t alternative = 0; alternative < a.alternatives().size(); ++alternative)
    for (std::size_t k = 0; k < a.count(); ++k)
      for (std::size_t i = 0; i < a.layout().size(); ++i)
        count += std::memcmp(&a.values(alternative, k)[i], &b.values(alternative, k)[i], sizeof(double)) != 0;
  return count;
}

}  // namespace

TEST_CASE("persons are in each state as often as the exact projection says, after one, five and ten years") {
  const Plan plan = plan_of("base.yaml", {"parameters.start.persons=1"});
  const auto chance = exact(plan);
  for (const std::size_t date : {1, 5, 10})
    for (std::size_t from = 0; from < living_states; ++from)
      for (const char* to : state_names) {
        const auto at = place(*plan.layout, "patients", state_names[from], to, date);
        const double z = z_of(total(many(), at), chance[at]);
        CHECK_MESSAGE(std::abs(z) < 4.5, state_names[from], " to ", to, ": z ", z);  // 36: wrong once in 4000 seeds
      }
}

TEST_CASE("persons are in each state after ten years as often as was published") {
  Problems problems;
  const auto table =
      read_csv(std::string(FORMATIE_SOURCE_DIR) + "/models/illness_death/data/probabilities.csv", problems);
  REQUIRE(table.has_value());
  CHECK(table->size() == 12);
  double largest = 0;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto at = place(many().layout(), "patients", table->cell(row, *table->column("began_as")),
                          table->cell(row, *table->column("health")), 10);
    const double z = z_of(total(many(), at), *parse_number(table->cell(row, *table->column("value"))) / 100);
    CHECK(std::abs(z) < 4.5);  // 12: wrong once in 12,000 seeds
    largest = std::max(largest, std::abs(z));
  }
  MESSAGE("largest |z| of twelve: " << largest);
}

TEST_CASE("persons die as often as the exact projection says, by the state before") {
  const Plan plan = plan_of("base.yaml", {"parameters.start.persons=1"});
  const auto chance = exact(plan);
  for (const std::size_t date : {1, 10})
    for (std::size_t began = 0; began < living_states; ++began)
      for (std::size_t before = 0; before < living_states; ++before) {
        const auto at = place(*plan.layout, "deaths", state_names[began], state_names[before], date);
        CHECK(std::abs(z_of(total(many(), at), chance[at])) < 4.5);  // 18: wrong once in 8000 seeds
      }
}

TEST_CASE("changes of state are as many as the exact projection says") {
  const Plan plan = plan_of("base.yaml", {"study.replications=20"});
  const Results results = results_of(plan, 2);
  const auto expected = exact(plan);
  for (const char* measure : {"onsets", "recoveries", "progressions", "remissions"})
    for (const std::size_t date : {2, 10}) {
      const auto at = place(*plan.layout, measure, "all", "all", date);
      const auto found = estimate(across_replications(results, 0, at));
      // Student's t of 19 degrees of freedom, 8 times: wrong once in 1500 seeds
      CHECK(std::abs(found.mean - expected[at]) < 5 * found.standard_error);
    }
}

TEST_CASE("a treatment saves as many persons as the exact projection says, and none before it begins") {
  const Plan plan = plan_of("treatment.yaml", {"study.replications=20"});
  const Results results = results_of(plan, 2);
  const auto base = exact(plan);
  for (const std::size_t alternative : {1, 2}) {
    const auto treated = exact(plan, alternative);
    for (std::size_t date = 0; date <= 2; ++date) {
      const auto at = place(*plan.layout, "alive", "all", "all", date);
      CHECK(treated[at] == base[at]);
      for (std::size_t k = 0; k < results.count(); ++k)
        CHECK(results.values(alternative, k)[at] == results.values(0, k)[at]);
    }
    for (const std::size_t date : {5, 10}) {
      const auto at = place(*plan.layout, "alive", "all", "all", date);
      const auto found =
          paired_difference(across_replications(results, alternative, at), across_replications(results, 0, at));
      CHECK(treated[at] - base[at] > 500);
      // Student's t of 19 degrees of freedom, 4 times: wrong once in 3000 seeds
      CHECK(std::abs(found.mean_difference - (treated[at] - base[at])) < 5 * found.standard_error);
    }
  }
}

TEST_CASE("one thread, two threads, and two threads inside one replication give the same bytes") {
  const Plan plan = plan_of("treatment.yaml", {"study.replications=2", "period.end=2004-01-01"});
  const Results one = results_of(plan, 1);
  CHECK(differing(one, results_of(plan, 2)) == 0);
  CHECK(differing(one, results_of(plan, 2, true)) == 0);
  CHECK(one.values(0, 0)[place(*plan.layout, "alive", "all", "all", 3)] !=
        one.values(0, 1)[place(*plan.layout, "alive", "all", "all", 3)]);
}

}  // namespace formatie::illness_death
