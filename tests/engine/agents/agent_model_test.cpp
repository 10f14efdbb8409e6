#include "engine/agents/agent_model.h"

#include <cmath>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/engine/agents/meadow.h"

using namespace formatie;
using namespace formatie::meadow;

namespace {

const Period three_years{Time::from_date(2019, 10, 1), Time::from_date(2022, 10, 1)};

/// The parameters of a model by name.
ParameterValues values_of(Model& model) {
  ParameterValues values;
  model.parts(values);
  return values;
}

/// A model as a plan makes it: so many bees at the start, hatching each spring, and flights a year.
std::unique_ptr<Bees> bees(int at_start, int hatching, double flights, const Model* sibling = nullptr,
                           Problems* problems = nullptr, const Period& period = three_years) {
  auto model = std::make_unique<Bees>();
  Problems own;
  model->load_labels(own);
  const auto values = values_of(*model);
  for (const auto& entry : values.entries()) {
    if (entry.name == "swarm.at_start") *entry.integer = at_start;
    if (entry.name == "hatching.bees") *entry.integer = hatching;
    if (entry.name == "flight.rate") entry.dial->set_all(flights);
  }
  model->load(period, 1, sibling, problems != nullptr ? *problems : own);
  REQUIRE(own.empty());
  return model;
}
void make_ready(const std::vector<Bees*>& models) {
  for (auto* model : models) model->freeze({three_years.begin});
  for (auto* model : models) model->meet({models.begin(), models.end()});
}

std::vector<double> computed(const Bees& model, const Replication& replication, Workspace& workspace) {
  std::vector<double> out(model.layout().size(), NAN);
  Parallel serial;
  model.compute(replication, workspace, serial, out);
  return out;
}
std::vector<double> computed(const Bees& model, const Replication& replication = {{7, 0}, 0, 0, {}}) {
  return computed(model, replication, *model.workspace());
}

}  // namespace

TEST_CASE("without flights the bees are those of the start and those that hatched, on every census") {
  const auto model = bees(3, 2, 0);
  make_ready({model.get()});
  const Layout layout = model->layout();
  CHECK(layout.dates().size() == 4);
  const auto values = computed(*model);
  std::vector<double> expected;
  for (const std::vector<double>& series : std::vector<std::vector<double>>{{6, 8, 10, 12},  // all
                                                                            {3, 5, 7, 9},    // they hatch in this hive
                                                                            {3, 3, 3, 3},
                                                                            {0, 0, 0},  // flights, from 2020 on
                                                                            {0, 0, 0},
                                                                            {0, 0, 0}})
    expected.insert(expected.end(), series.begin(), series.end());
  CHECK(values == expected);
}

TEST_CASE("a replication gives the same numbers in a used workspace as in a new one, and luck moves them") {
  const auto model = bees(20, 5, 6);
  make_ready({model.get()});
  const auto workspace = model->workspace();
  const Replication first{{7, 0}, 0, 0, {}}, second{{7, 1}, 0, 0, {}};
  const auto once = computed(*model, first, *workspace);
  const auto other = computed(*model, second, *workspace);
  CHECK(once == computed(*model, first, *workspace));
  CHECK(once == computed(*model, first));
  CHECK(once != other);
  const Layout layout = model->layout();
  CHECK(once[layout.index(3, 1)] > 100);  // of 40 bees and more, six a year each and a month away
}

TEST_CASE("alternatives use the highest of their caps, so what a policy does not touch stays as it was") {
  const auto alone = bees(20, 5, 6);
  make_ready({alone.get()});
  const auto same = bees(20, 5, 6), twin = bees(20, 5, 6), busy = bees(20, 5, 30);
  make_ready({same.get(), twin.get(), busy.get()});
  CHECK(computed(*same) == computed(*twin));
  CHECK(computed(*same) != computed(*alone));  // there are more opportunities, most of them passed by
  const Layout layout = same->layout();
  CHECK(computed(*busy)[layout.index(3, 1)] > computed(*same)[layout.index(3, 1)]);
}

TEST_CASE("what is drawn for a replication moves its numbers, and no others") {
  const auto model = bees(3, 2, 0);
  make_ready({model.get()});
  const auto values = values_of(*model);
  const Replication drawn{{7, 0}, 1, 0, {{values.find_part("hatching.bees"), Prior::Form::factor, 5}}};
  const auto workspace = model->workspace();
  const auto plain = computed(*model);
  CHECK(computed(*model, {{7, 0}, 0, 0, {}}, *workspace) == plain);
  CHECK(computed(*model, drawn, *workspace)[model->layout().index(0, 3)] == 6 + 3 * 10);
  CHECK(computed(*model, {{7, 0}, 0, 0, {}}, *workspace) == plain);
}

TEST_CASE("an alternative shares the start of another when nothing that the start depends on differs") {
  const int before = Bees::starts_made;
  const auto first = bees(3, 2, 0);
  const auto same_start = bees(3, 9, 4, first.get());
  CHECK(Bees::starts_made == before + 1);
  const auto another = bees(4, 2, 0, first.get());
  CHECK(Bees::starts_made == before + 2);
  make_ready({another.get()});
  CHECK(computed(*another)[another->layout().index(0, 0)] == 8);
}

TEST_CASE("a period with fewer than two census days is a problem, in the words of the census") {
  Problems problems;
  bees(1, 1, 1, nullptr, &problems, {Time::from_date(2019, 10, 1), Time::from_date(2020, 9, 30)});
  CHECK(problems.text() ==
        "the period from 2019-10-01 to 2020-09-30 has fewer than two census days (bees are counted on 1 October)\n");
}

TEST_CASE("a replay tells what happened, and of one bee who it is") {
  const auto model = bees(1, 0, 6);
  make_ready({model.get()});
  const auto workspace = model->workspace();
  const Replication replication{{7, 0}, 0, 0, {}};
  std::ostringstream all, one;
  model->replay(replication, *workspace, std::nullopt, all);
  const auto who = Identity::of(1, 2018, 0).value();
  model->replay(replication, *workspace, who, one);
  CHECK(all.str().find("flight") != std::string::npos);
  CHECK(all.str().find("homecoming") != std::string::npos);
  CHECK(one.str().starts_with("person " + std::to_string(who) + ": of lime\n"));
  CHECK(one.str().size() < all.str().size());
}

TEST_CASE("the map of careers has the arrows of processes and rules, and where people come in and go out") {
  const auto model = bees(1, 1, 1);
  const CareerMap map = model->map();
  CHECK(map.situations == std::vector<std::string>{"inside", "away"});
  CHECK(map.entries == std::vector<std::size_t>{0});
  CHECK(map.exits.empty());  // no arrow leads out of the model
  REQUIRE(map.arrows.size() == 2);
  CHECK(map.arrows[0].process == "flight");
  CHECK(map.arrows[1].from == 1);
  CHECK(map.arrows[1].to == 0);
}
