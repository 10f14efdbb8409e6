#include "engine/measure/definition.h"

#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/base/expect.h"

using namespace formatie;

namespace {

Time date(int year) { return Time::from_date(year, 10, 1); }

/// Fruit by shop; only the second shop sells pears.
struct Market {
  Dimension shops{"shop", {"north", "south"}}, fruits{"fruit", {"apple", "pear"}}, days{"day", {"mon", "tue", "wed"}};
  Measures measures;
  const Split& shop = measures.split("shop", shops);
  const Split& fruit = measures.split("fruit", fruits, {{true, false}, {true, true}});
  const Split& day = measures.split("day", days);
};

MeasureDefinition measure(const std::string& name, std::vector<const Split*> by) {
  return {.measure = {name, "kg", "", "", "", ""}, .by = std::move(by), .value = [](const Cell&) { return 1.0; }};
}

/// "north/apple/all"
std::vector<std::string> splits_of(const Layout& layout) {
  std::vector<std::string> list;
  for (const auto& series : layout.series()) {
    std::string text;
    for (const auto& label : series.split) text += (text.empty() ? "" : "/") + label;
    list.push_back(text);
  }
  return list;
}

}  // namespace

TEST_CASE("a table gives a cell the sum over the splits that it leaves open") {
  const Market m;
  Tally table({&m.shop, &m.day});
  for (std::size_t shop = 0; shop < 2; ++shop)
    for (std::size_t day = 0; day < 3; ++day) table.at(shop, day) = static_cast<double>(10 * shop + day);
  CHECK(table.sum(Cell()) == 36);
  CHECK(table.sum(Cell().with(m.shop, 1)) == 33);
  CHECK(table.sum(Cell().with(m.day, 2)) == 14);
  CHECK(table.sum(Cell().with(m.shop, 1).with(m.day, 2)) == 12);
  CHECK(table.sum(Cell().with(m.fruit, 1)) == 36);  // of a split that the table does not have
  table.clear();
  CHECK(table.sum(Cell()) == 0);
}

TEST_CASE("a table of more than three splits is refused, and so is a seventeenth column") {
  Market m;
  CHECK_THROWS_WITH_AS(Tally({&m.shop, &m.day, &m.fruit, &m.shop}),
                       doctest::Contains("a table has at most three splits"), BrokenPromise);
  for (int column = 3; column < 16; ++column) m.measures.split("column " + std::to_string(column), m.days);
  CHECK_THROWS_WITH_AS(m.measures.split("one more", m.days), doctest::Contains("at most 16 split columns"),
                       BrokenPromise);
}

TEST_CASE("splits that share a column differ by their labels only") {
  Market m;
  const Split& weekday = m.measures.split("day", m.days);
  CHECK(weekday.at == m.day.at);
  const Cell cell = Cell().with(m.day, 1);
  CHECK(cell[weekday] == 1);
  CHECK_FALSE(cell[m.shop].has_value());
  CHECK(cell != Cell());
}

TEST_CASE("a measure is given in all, by each split, and for each label of the outer one what exists there") {
  Market m;
  m.measures.add(measure("sold", {&m.shop, &m.fruit}));
  const Layout layout = m.measures.layout({date(2020)});
  CHECK(layout.split_columns() == std::vector<std::string>{"shop", "fruit", "day"});
  CHECK(splits_of(layout) == std::vector<std::string>{"all/all/all", "north/all/all", "north/apple/all",
                                                      "south/all/all", "south/apple/all", "south/pear/all"});
  const auto cells = m.measures.cells();
  REQUIRE(cells.size() == layout.series().size());
  CHECK(cells[0] == Cell());
  CHECK(cells[5] == Cell().with(m.shop, 1).with(m.fruit, 1));
}

TEST_CASE("without an outer split each split stands alone") {
  Market m;
  auto sold = measure("sold", {&m.shop, &m.day});
  sold.outer = false;
  m.measures.add(sold);
  CHECK(splits_of(m.measures.layout({date(2020)})) == std::vector<std::string>{"all/all/all", "north/all/all",
                                                                               "south/all/all", "all/all/mon",
                                                                               "all/all/tue", "all/all/wed"});
}

TEST_CASE("headlines are none, the total, or the total and the labels of the outer split") {
  using Headline = MeasureDefinition::Headline;
  for (const auto& [headline, wanted] :
       std::vector<std::pair<Headline, int>>{{Headline::no, 0}, {Headline::total, 1}, {Headline::outer, 3}}) {
    Market m;
    auto sold = measure("sold", {&m.shop, &m.day});
    sold.headline = headline;
    m.measures.add(sold);
    int found = 0;
    const Layout layout = m.measures.layout({date(2020)});
    for (const auto& series : layout.series()) found += series.headline;
    CHECK(found == wanted);
  }
}

TEST_CASE("a flow begins on the second date, a later measure on its own, and nothing is recorded before") {
  Market m;
  m.measures.add(measure("stock", {}));
  auto flow = measure("flow", {});
  flow.flow = true;
  flow.value = [](const Cell&) { return 2.0; };
  m.measures.add(flow);
  auto late = measure("late", {});
  late.from_date = 7;  // beyond the study: never
  m.measures.add(late);
  const Layout layout = m.measures.layout({date(2020), date(2021), date(2022)});
  CHECK(layout.size() == 3 + 2);
  std::vector<double> out(layout.size(), NAN);
  const auto cells = m.measures.cells();
  m.measures.record(layout, cells, 0, out);
  CHECK(out[layout.index(0, 0)] == 1);
  CHECK(std::isnan(out[layout.index(1, 1)]));
  m.measures.record(layout, cells, 2, out);
  CHECK(out[layout.index(1, 2)] == 2);
  CHECK(std::isnan(out[layout.index(0, 1)]));
}

TEST_CASE("a dimension may grow until the layout is asked for") {
  Market m;
  m.measures.add(measure("sold", {&m.shop}));
  m.shops.add("east");
  CHECK(m.measures.layout({date(2020)}).series().size() == 4);
}
