#include "engine/parameters/values.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "engine/base/expect.h"

using namespace formatie;

namespace {

Time date(int year) { return Time::from_date(year, 1, 1); }

/// One parameter of each kind; the first three have no say in the start.
struct Model {
  Model() {
    values.part("shop", "", [&](Fields& f) {
      f.number("price", price, "euro", {0, 10}, "");
      f.integer("shelves", shelves, "shelves", {1, 4}, "");
      f.dial("wage", wage, "euro", {0, 100}, "");
      f.at_start();
      f.flag("open", open, "");
      f.choice("kind", kind, {"baker", "butcher"}, "");
      f.date("since", since, "");
      f.dial("staff", staff, "persons", {0, 9}, "");
      f.number("area", area, "m2", {0, 1000}, "");
      f.file("map", map, "");
    });
    values.part("street", "", [&](Fields& f) { f.integer("trees", trees, "trees", {0, 99}, ""); });
  }
  Dimension town{"town", {"east", "west"}};
  double price = 2.5, area = 80;
  int shelves = 3, trees = 7;
  Dial wage{{&town}}, staff{{&town}};
  bool open = true;
  std::string kind = "baker";
  Time since = date(1999);
  DataFile map{"map.csv", {}};
  ParameterValues values;
};

}  // namespace

TEST_CASE("parameters are found by the names of their part and their own, and their values read") {
  const Model m;
  CHECK(m.values.entries().size() == 10);
  CHECK(m.values.value("shop.price") == 2.5);
  CHECK(m.values.value("shop.shelves") == 3);
  CHECK(m.values.value("shop.open") == 1);
  CHECK(&m.values.dial("shop.wage") == &m.wage);
  CHECK(m.values.find("shop.nothing") == m.values.entries().size());
  CHECK_THROWS_AS(m.values.value("shop.nothing"), BrokenPromise);
  CHECK_THROWS_AS(m.values.dial("shop.price"), BrokenPromise);
}

TEST_CASE("only numbers, integers and dials can be drawn and moved") {
  const Model m;
  CHECK(m.values.numeric_names() ==
        std::vector<std::string>{"shop.price", "shop.shelves", "shop.wage", "shop.staff", "shop.area", "street.trees"});
}

TEST_CASE("what follows `at_start` in its part has a say in the start, of dials what holds until the date") {
  Model m;
  m.staff.set_all(2);
  m.staff.set(date(2020), 1, 5);
  m.staff.set(date(2030), 0, 6);
  const auto until = [&](int year) { return m.values.start_text(date(year)); };
  const std::string beginning = std::to_string(m.staff.dates().front().minutes());
  CHECK(until(2010) == "shop.open=true\nshop.kind=baker\nshop.since=1999-01-01\nshop.staff= " + beginning + ":2 " +
                           beginning + ":2\nshop.area=80\nshop.map=map.csv\n");
  CHECK(until(2020) != until(2010));
  CHECK(until(2029) == until(2020));
  const auto before = until(2010);
  m.price = 9;
  m.shelves = 1;
  m.trees = 0;
  m.wage.set_all(50);
  CHECK(until(2010) == before);
  m.open = false;
  CHECK(until(2010) != before);
}

TEST_CASE("frozen values are taken over, flags, choices and dates too, and files stay") {
  Model from, to;
  from.price = 4;
  from.shelves = 2;
  from.open = false;
  from.kind = "butcher";
  from.since = date(2005);
  from.map.path = "another.csv";
  from.wage.set_all(30);
  from.wage.set(date(2025), 1, 40);
  from.values.freeze({date(2020), date(2025)});
  to.values.take_frozen(from.values);
  CHECK(to.price == 4);
  CHECK(to.shelves == 2);
  CHECK_FALSE(to.open);
  CHECK(to.kind == "butcher");
  CHECK(to.since == date(2005));
  CHECK(to.map.path == "map.csv");
  CHECK(to.wage.at(0, 1) == 30);
  CHECK(to.wage.at(1, 1) == 40);
}

TEST_CASE("a part of a dial is named by dimension and label, and moved alone") {
  Model m;
  m.wage.set_all(30);
  m.values.freeze({date(2020)});
  const auto part = m.values.find_part("shop.wage[town=west]");
  CHECK(part == ParameterValues::Part{2, 0, 1});
  m.values.multiply(part, 2);
  CHECK(m.wage.at(0, 0) == 30);
  CHECK(m.wage.at(0, 1) == 60);
  m.values.multiply(m.values.find_part("shop.wage"), 2);
  CHECK(m.wage.at(0, 0) == 60);
  CHECK(m.wage.at(0, 1) == 100);  // the edge
  const auto none = m.values.entries().size();
  for (const char* name : {"shop.wage[town=north]", "shop.wage[sex=west]", "shop.wage[town=west", "shop.kind",
                           "shop.price[town=west]", "shop.nothing"})
    CHECK_MESSAGE(m.values.find_part(name).entry == none, name);
}

TEST_CASE("a number is moved or set within what it may be, an integer to the nearest whole") {
  Model m;
  m.values.multiply(m.values.find_part("shop.price"), 3);
  CHECK(m.price == 7.5);
  m.values.multiply(m.values.find_part("shop.price"), 3);
  CHECK(m.price == 10);
  m.values.assign(m.values.find("shop.shelves"), 1.6);
  CHECK(m.shelves == 2);
  m.values.assign(m.values.find("shop.shelves"), -5);
  CHECK(m.shelves == 1);
  CHECK_THROWS_WITH_AS(m.values.assign(m.values.find("shop.wage"), 1), doctest::Contains("a dial is drawn by a factor"),
                       BrokenPromise);
}
