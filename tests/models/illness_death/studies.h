#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/input/scenario.h"
#include "engine/measure/results.h"
#include "engine/study/plan.h"
#include "engine/study/run.h"

#include "models/illness_death/illness_death.h"

namespace formatie::illness_death {

/// A scenario of the model, with changes as for `--set`: "study.replications=2".
inline Plan plan_of(const std::string& scenario, const std::vector<std::string>& changes) {
  Problems problems;
  const auto file = std::filesystem::path(FORMATIE_SOURCE_DIR) / "scenarios/illness_death" / scenario;
  auto document = read_scenario(file, problems);
  int number = 0;
  if (document)
    for (const auto& change : changes) set_value(document->root, change, ++number, problems);
  REQUIRE_MESSAGE(problems.empty(), problems.text());
  auto plan = make_plan(*document, &make_illness_death_model, problems);
  REQUIRE_MESSAGE(plan.has_value(), problems.text());
  return std::move(*plan);
}

/// The results of a plan, with everybody recounted at every barrier.
inline Results results_of(const Plan& plan, unsigned threads = 1, bool within_replication = false) {
  RunOptions options;
  options.threads = threads;
  options.within_replication = within_replication;
  options.verify = true;
  return run_study(plan, options).results;
}

/// Where a number stands in a replication: "all" for a total; `date` counts from 0.
inline std::size_t place(const Layout& layout, const std::string& measure, const std::string& began,
                         const std::string& health, std::size_t date) {
  for (std::size_t s = 0; s < layout.series().size(); ++s) {
    const Series& series = layout.series()[s];
    if (layout.measures()[series.measure].name == measure && series.split == std::vector<std::string>{began, health})
      return layout.index(s, date);
  }
  FAIL("no " << measure << " of " << began << " and " << health);
  return 0;
}

}  // namespace formatie::illness_death
