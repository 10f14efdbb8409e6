// One national replication of 16 years, all of scenarios/base.yaml: the model with everything on.
//
// Run from the root of the project. peak_rss_mib is of the process.
#include <cstdlib>
#include <iostream>
#include <vector>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "engine/input/scenario.h"
#include "engine/study/plan.h"

#include "models/teachers/teachers.h"

namespace {

using namespace formatie;

const Plan& base_plan() {
  static const Plan plan = [] {
    Problems problems;
    const auto document = read_scenario("scenarios/base.yaml", problems);
    auto made = document ? make_plan(*document, &teachers::make_teachers_model, problems) : std::nullopt;
    if (!made) {
      std::cerr << problems.text();
      std::exit(2);
    }
    return std::move(*made);
  }();
  return plan;
}

void make_the_plan(benchmark::State& state) {
  for (auto _ : state) {
    Problems problems;
    const auto document = read_scenario("scenarios/base.yaml", problems);
    benchmark::DoNotOptimize(make_plan(*document, &teachers::make_teachers_model, problems));
  }
}
BENCHMARK(make_the_plan)->Unit(benchmark::kMillisecond);

void national_replication(benchmark::State& state) {
  const Plan& plan = base_plan();
  const auto& model = plan.alternatives.front().model();
  const auto workspace = model.workspace();
  workspace->verify = false;
  std::vector<double> values(plan.layout->size());
  Parallel serial;
  std::uint32_t replication = 0;
  for (auto _ : state) model.compute(plan.replication(replication++), *workspace, serial, values);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_rss_mib"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(national_replication)->Unit(benchmark::kMillisecond)->Iterations(5)->Repetitions(5)->ReportAggregatesOnly();

}  // namespace
