#include "engine/measure/series.h"

#include <doctest/doctest.h>

using namespace formatie;

namespace {

/// Posts by sector and region, and their cost in all.
Layout posts() {
  Layout layout({"sector", "region"}, {Time::from_date(2030, 10, 1)});
  const auto measure = layout.add_measure({"posts", "fte", "", "", "", ""});
  for (const char* sector : {"all", "po"})
    for (const char* region : {"all", "north", "south"}) layout.add_series(measure, {sector, region});
  layout.add_series(layout.add_measure({"cost", "euro", "", "", "", ""}), {"all", "all"});
  return layout;
}

}  // namespace

TEST_CASE("a series is found by its measure and a label in each split column") {
  const auto layout = posts();
  CHECK(find_measure(layout, "posts") == 0u);
  CHECK(find_measure(layout, "cost") == 1u);
  CHECK(find_measure(layout, "post") == std::nullopt);
  CHECK(find_series(layout, 0, {"po", "south"}) == 5u);
  CHECK(find_series(layout, 0, {"all", "all"}) == 0u);
  CHECK(find_series(layout, 1, {"all", "all"}) == 6u);
  CHECK(find_series(layout, 1, {"po", "all"}) == std::nullopt);
}

TEST_CASE("what there is to choose from is told in the order of the layout") {
  const auto layout = posts();
  CHECK(measure_names(layout) == std::vector<std::string>{"posts", "cost"});
  CHECK(labels_of(layout, 0) == std::vector<std::string>{"all", "po"});
  CHECK(labels_of(layout, 1) == std::vector<std::string>{"all", "north", "south"});
}

TEST_CASE("labels that are not chosen are the total, and the last ones chosen run fastest") {
  const auto layout = posts();
  using Splits = std::vector<std::vector<std::string>>;
  CHECK(combinations(layout, {}) == Splits{{"all", "all"}});
  CHECK(combinations(layout, {{1, {"north", "south"}}}) == Splits{{"all", "north"}, {"all", "south"}});
  CHECK(combinations(layout, {{1, {"south", "north"}}, {0, {"po", "vo"}}}) ==
        Splits{{"po", "south"}, {"vo", "south"}, {"po", "north"}, {"vo", "north"}});
  CHECK(combinations(layout, {{0, {}}}).empty());
}

TEST_CASE("the name of a series leaves out what is a total, and finds it again") {
  const auto layout = posts();
  CHECK(series_name(layout, layout.series()[0]) == "posts");
  CHECK(series_name(layout, layout.series()[2]) == "posts[region=south]");
  CHECK(series_name(layout, layout.series()[5]) == "posts[sector=po|region=south]");
  for (std::size_t s = 0; s < layout.series().size(); ++s)
    CHECK(series_named(layout, series_name(layout, layout.series()[s])) == s);
  CHECK(series_named(layout, "posts[sector=vo]") == std::nullopt);
}
