#include <cmath>
#include <map>
#include <string>

#include <doctest/doctest.h>

#include "tests/models/teachers/sample.h"
#include "tests/models/teachers/studies.h"
#include "tests/models/teachers/world.h"

namespace formatie::teachers {
namespace {

// As in tiny/pupils.csv, by census.
const std::map<std::string, std::vector<double>> pupils = {{"po", {500, 490, 480, 510}}, {"vo", {260, 262, 255, 250}}};

}  // namespace

TEST_CASE("the formation of a sector follows its pupils to a twentieth of an fte") {
  for (const double response : {1.0, 0.5, 0.0}) {
    const Plan plan = plan_of(tiny_scenario(), {"parameters.school_year.pupil_response=" + std::to_string(response)});
    const Results results = results_of(plan);
    const Finder find(results.layout());
    for (const auto& [sector, by_date] : pupils) {
      const double at_start = find.value(results, 0, 0, "posts", {{"sector", sector}}, 0);
      CHECK(at_start > 5);
      for (std::size_t date = 0; date < by_date.size(); ++date) {
        const double exact = at_start * (1 + response * (by_date[date] / by_date[0] - 1));
        const double found = find.value(results, 0, 0, "posts", {{"sector", sector}}, date);
        CHECK_MESSAGE(std::abs(found - exact) <= 0.025 + 1e-9,
                      sector << " " << date << ": " << found << " for " << exact);
        CHECK(find.value(results, 0, 0, "pupils", {{"sector", sector}}, date) == by_date[date]);
      }
    }
  }
}

TEST_CASE("no post of a national sector ends up below zero or far from its share") {
  const Sample sample(10);
  World world(sample.document({"period.end=2021-10-01"}));
  world.begin(0);
  world.run();
  const auto& st = *world.structure;
  for (std::size_t sector = 0; sector < world.labels.sector.size(); ++sector) {
    double before = 0, after = 0;
    for (std::uint32_t p = 0; p < st.posts.size(); ++p)
      if (st.posts[p].sector == sector) {
        before += st.base_demand[p];
        after += world.labour.demand(PostId(p));
      }
    for (std::uint32_t p = 0; p < st.posts.size(); ++p)
      if (st.posts[p].sector == sector) {
        CHECK(world.labour.demand(PostId(p)) >= 0);
        CHECK(std::abs(world.labour.demand(PostId(p)) - st.base_demand[p] * after / before) < 1.01);
      }
  }
}

}  // namespace formatie::teachers
