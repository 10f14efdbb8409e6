#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "engine/input/yaml.h"
#include "engine/measure/estimate.h"
#include "engine/study/careers.h"

#include "tests/models/teachers/sample.h"
#include "tests/models/teachers/studies.h"

namespace formatie::teachers {
namespace {

/// How many numbers differ in any bit; NaN equals NaN.
std::size_t differing(std::span<const double> a, std::span<const double> b) {
  REQUIRE(a.size() == b.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += std::memcmp(&a[i], &b[i], sizeof(double)) == 0 ? 0 : 1;
  return count;
}

std::size_t differing(const Results& a, const Results& b) {
  REQUIRE(a.count() == b.count());
  REQUIRE(a.alternatives().size() == b.alternatives().size());
  std::size_t count = 0;
  for (std::size_t alternative = 0; alternative < a.alternatives().size(); ++alternative)
    for (std::size_t k = 0; k < a.count(); ++k) count += differing(a.values(alternative, k), b.values(alternative, k));
  return count;
}

const std::string bonus =
    "{name: bonus, policy: [{dial: full_time_bonus.rate, where: {sector: [po, vo]}, set: 0.05, from: 2020-08-01}]}";

}  // namespace

TEST_CASE("one thread, two threads, and two threads inside one replication give the same bytes") {
  const Plan plan = plan_of(project_file("scenarios/base.yaml"), {"study.replications=2", "period.end=2021-10-01",
                                                                  "alternatives=[{name: base}, " + bonus + "]"});
  const Results one = results_of(plan, 1);
  CHECK(differing(one, results_of(plan, 2)) == 0);
  CHECK(differing(one, results_of(plan, 2, true)) == 0);
  CHECK(differing(one.values(0, 0), one.values(0, 1)) > 100);  // replications differ
  CHECK(differing(one.values(0, 0), one.values(1, 0)) > 100);  // and so do alternatives
}

TEST_CASE("two runs of one plan, and of two equal plans, give the same bytes") {
  const Sample sample(20);
  const std::vector<std::string> changes = {"study.replications=2", "period.end=2023-10-01",
                                            "alternatives=[{name: base}, " + bonus + "]"};
  const Plan plan = sample.plan(changes);
  const Results first = results_of(plan, 1);
  CHECK(differing(first, results_of(plan, 2)) == 0);
  CHECK(differing(first, results_of(sample.plan(changes), 1)) == 0);
  // The first replication is the same whether it runs alone or not, and whether its workspace was used before or not.
  auto fewer = changes;
  fewer.front() = "study.replications=1";
  const Results one = results_of(sample.plan(fewer), 1);
  CHECK(differing(first.values(0, 0), one.values(0, 0)) == 0);
  CHECK(differing(first.values(1, 0), one.values(1, 0)) == 0);
}

TEST_CASE("a policy without effect gives the same bytes, and a paired difference of exactly zero") {
  const Sample sample(20);
  const Plan plan = sample.plan(
      {"study.replications=2", "period.end=2023-10-01",
       "alternatives=[{name: base},"
       " {name: the same},"
       " {name: no bonus, policy: [{dial: full_time_bonus.rate, set: 0, from: 2020-08-01}]},"
       " {name: contracts times one, policy: [{dial: contract_size.rate, times: 1, from: 2020-03-15}]},"
       " {name: no money, policy: [{dial: workload_funds.euro_per_year, plus: 0}]},"
       " {name: more and less, policy: [{dial: intake.persons, plus: 100}, {dial: intake.persons, plus: -100}]},"
       " {name: what nobody reads, parameters: {full_time_bonus: {reaction_months: 24, response: elasticity}}},"
       " {name: the bonus}]"});
  const Results results = results_of(plan, 2);
  for (std::size_t a = 1; a < results.alternatives().size(); ++a) {
    INFO(results.alternatives()[a]);
    for (std::size_t k = 0; k < results.count(); ++k) CHECK(differing(results.values(0, k), results.values(a, k)) == 0);
    for (std::size_t i = 0; i < results.layout().size(); ++i) {
      const auto difference = paired_difference(across_replications(results, a, i), across_replications(results, 0, i));
      if (difference.n < 2) continue;  // a share of nobody
      CHECK(difference.mean_difference == 0);
      CHECK(difference.standard_error == 0);
    }
  }
}

TEST_CASE("a date on which nothing happens to an alternative does not change it") {
  // The other alternative's price of support staff, of which nobody takes any, moves in the middle of a month: one
  // barrier more for both.
  const Sample sample(20);
  const std::vector<std::string> changes = {"study.replications=2", "period.end=2022-10-01"};
  auto with_date = changes;
  with_date.emplace_back(
      "alternatives=[{name: base}, {name: other, policy: [{dial: pay.support_cost, times: 2, from: 2020-03-17}]}]");
  const Results alone = results_of(sample.plan(changes));
  const Results beside = results_of(sample.plan(with_date));
  for (std::size_t k = 0; k < alone.count(); ++k) {
    CHECK(differing(alone.values(0, k), beside.values(0, k)) == 0);
    CHECK(differing(alone.values(0, k), beside.values(1, k)) == 0);
  }
}

TEST_CASE("the effective input of a plan, with copies of its tables, gives the same plan and the same bytes") {
  const Sample sample(20);
  const Plan plan =
      sample.plan({"study.replications=1", "period.end=2022-10-01", "alternatives=[{name: base}, " + bonus + "]"});
  const ScratchFolder folder;
  const auto file = folder.write("plan.yaml", write_yaml(plan.effective));
  std::size_t copies = 0;
  for (const auto& input : plan.inputs) {
    if (input.copy.empty()) continue;
    std::filesystem::create_directories((folder / input.copy).parent_path());
    std::filesystem::copy_file(input.path, folder / input.copy);
    ++copies;
  }
  CHECK(copies > 30);
  const Plan again = plan_of(file, {});
  CHECK(write_yaml(again.effective) == write_yaml(plan.effective));
  CHECK(differing(results_of(plan), results_of(again)) == 0);
}

namespace {

/// FNV-1a of the bits of numbers, for comparing many of them in one line. NaN counts as one value.
std::string hash_of(std::span<const double> values) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const double value : values) {
    std::uint64_t bits = 0x7ff8000000000000u;
    if (!std::isnan(value)) std::memcpy(&bits, &value, sizeof bits);
    for (int byte = 0; byte < 8; ++byte) {
      hash ^= bits >> (8 * byte) & 0xff;
      hash *= 0x100000001b3u;
    }
  }
  return fmt::format("{:016x}", hash);
}

/// Compares a text with a file in tests/golden line by line. With FORMATIE_ACCEPT_GOLDEN=1 in the environment it
/// writes the file instead:
///   FORMATIE_ACCEPT_GOLDEN=1 ctest --preset release -R properties
/// and the commit says why the numbers moved.
void check_golden(const std::string& name, const std::string& text) {
  const auto file = project_file("tests/golden/" + name);
  if (const char* accept = std::getenv("FORMATIE_ACCEPT_GOLDEN"); accept != nullptr && std::string(accept) == "1") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    MESSAGE("written: " << file.string());
    return;
  }
  std::ifstream stream(file, std::ios::binary);
  REQUIRE_MESSAGE(stream.is_open(), "no " << file.string() << "; make it with FORMATIE_ACCEPT_GOLDEN=1");
  std::istringstream found(text);
  std::string expected_line, line;
  int number = 0, differences = 0;
  while (std::getline(stream, expected_line)) {
    ++number;
    if (!std::getline(found, line)) line = "(nothing)";
    if (line == expected_line) continue;
    if (++differences <= 5) FAIL_CHECK(name << ":" << number << ": " << line << "\nshould be " << expected_line);
  }
  CHECK_MESSAGE(differences == 0, differences << " lines of " << name << " differ; if they should, renew it with "
                                              << "FORMATIE_ACCEPT_GOLDEN=1");
  CHECK_FALSE(std::getline(found, line));
}

}  // namespace

TEST_CASE("the golden national results are those of every build") {
  const Plan plan = plan_of(project_file("scenarios/base.yaml"), {"study.replications=1", "period.end=2021-10-01",
                                                                  "alternatives=[{name: base}, " + bonus + "]"});
  const Results results = results_of(plan);
  const Layout& layout = results.layout();
  std::string text = "alternative,measure,date,sector,value\n";
  for (std::size_t a = 0; a < results.alternatives().size(); ++a) {
    const auto& name = results.alternatives()[a];
    for (const auto& series : layout.series()) {
      if (!series.headline) continue;
      for (std::size_t date = series.first_date; date < layout.dates().size(); ++date)
        text +=
            fmt::format("{},{},{},{},{}\n", name, layout.measures()[series.measure].name, layout.dates()[date].iso(),
                        series.split.front(), results.values(a, 0)[series.offset + date - series.first_date]);
    }
    text += fmt::format("{},all {} numbers,,,{}\n", name, layout.size(), hash_of(results.values(a, 0)));
  }
  check_golden("national_small.csv", text);
}

TEST_CASE("the golden events of the tiny world are those of every build") {
  const Plan plan = plan_of(tiny_scenario(), {"period.end=2020-10-01"});
  const auto& model = plan.alternatives.front().model();
  const auto workspace = model.workspace();
  std::ostringstream text;
  model.careers()->replay(plan.replication(0), *workspace, std::nullopt, text);
  check_golden("tiny_events.txt", text.str());
}

}  // namespace formatie::teachers
