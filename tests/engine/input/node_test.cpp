#include "engine/input/node.h"

#include <utility>

#include <doctest/doctest.h>

#include "engine/base/expect.h"
#include "engine/input/yaml.h"

using namespace formatie;

namespace {

Node yaml(const char* text, const char* name = "x.yaml") {
  Problems problems;
  auto node = read_yaml_text(text, name, problems);
  REQUIRE(problems.text() == "");
  return *node;
}

}  // namespace

TEST_CASE("a node says what it is") {
  CHECK(std::string(yaml("~").kind_name()) == "nothing");
  CHECK(std::string(yaml("1").kind_name()) == "a value");
  CHECK(std::string(yaml("[]").kind_name()) == "a list");
  CHECK(std::string(yaml("{}").kind_name()) == "a mapping");
  CHECK(Node().is_null());
  CHECK(Node().where() == Origin());
}

TEST_CASE("asking a node for what it does not have breaks a promise") {
  const auto list = yaml("[1]");
  CHECK_THROWS_AS((void)list.text(), BrokenPromise);
  CHECK_THROWS_AS((void)list.quoted(), BrokenPromise);
  CHECK_THROWS_AS((void)list.entries(), BrokenPromise);
  CHECK_THROWS_AS((void)Node().items(), BrokenPromise);
  CHECK_THROWS_AS(Node().add(Node()), BrokenPromise);
  CHECK_THROWS_AS(Node().set("a", Node()), BrokenPromise);
  CHECK_THROWS_AS(Node().append({"a", {}, Node()}), BrokenPromise);
  CHECK_THROWS_AS(Node().erase("a"), BrokenPromise);
}

TEST_CASE("find gives nothing where there is no such key, and for what is no mapping") {
  const auto node = yaml("a: {b: 5}");
  REQUIRE(node.find("a") != nullptr);
  REQUIRE(node.find("a")->find("b") != nullptr);
  CHECK(node.find("a")->find("b")->text() == "5");
  CHECK(node.find("b") == nullptr);
  CHECK(node.find("a")->find("b")->find("c") == nullptr);
}

TEST_CASE("setting a key that exists replaces its value in place and keeps where the key stands") {
  auto node = yaml("a: 1\nb: 2\n");
  node.set("a", Node::scalar("3", {"other"}));
  node.set("c", {"key"}, Node::scalar("4", {"value"}));
  CHECK(write_yaml(node) == "a: 3\nb: 2\nc: 4\n");
  CHECK(node.entries()[0].where.text() == "x.yaml:1:1");
  CHECK(node.entries()[0].value.where().text() == "other");
  CHECK(node.entries()[2].where.text() == "key");
  CHECK(node.erase("b"));
  CHECK_FALSE(node.erase("b"));
  CHECK(write_yaml(node) == "a: 3\nc: 4\n");
}

TEST_CASE("a node can be put into itself") {
  auto node = yaml("a: {b: 1}");
  node.set("a", *node.find("a")->find("b"));
  CHECK(write_yaml(node) == "a: 1\n");
}

TEST_CASE("depth counts levels") {
  CHECK(Node().depth() == 1);
  CHECK(yaml("[]").depth() == 1);
  CHECK(yaml("[1]").depth() == 2);
  CHECK(yaml("a: [1, {b: 2}]\nc: 3\n").depth() == 4);
}

TEST_CASE("trees are equal when they say the same, wherever they stand") {
  CHECK(yaml("a: [1, x, ~]") == yaml("# comment\n'a':\n- 1\n- \"x\"\n-\n", "y.yaml"));
  CHECK_FALSE(yaml("5") == yaml("'5'"));
  CHECK_FALSE(yaml("true") == yaml("'true'"));
  CHECK_FALSE(yaml("~") == yaml("'~'"));
  CHECK_FALSE(yaml("[1, 2]") == yaml("[1]"));
  CHECK_FALSE(yaml("{a: 1}") == yaml("{b: 1}"));
  CHECK_FALSE(yaml("{a: 1}") == yaml("{a: 2}"));
  CHECK_FALSE(yaml("{}") == yaml("[]"));
}

TEST_CASE("merging goes key by key through mappings and replaces everything else") {
  const auto merged = merge(
      yaml("study: {seed: 1, until: {at_least: 40, at_most: 400}}\nlist: [1, 2]\nkept: x\ngone: {a: 1}\n", "base.yaml"),
      yaml("list: [3]\nstudy:\n  until:\n    at_most: 10\n  new: y\ngone: ~\n", "over.yaml"));
  CHECK(write_yaml(merged) ==
        "study:\n  seed: 1\n  until:\n    at_least: 40\n    at_most: 10\n  new: y\n"
        "list:\n  - 3\nkept: x\ngone: null\n");
  CHECK(merged.find("kept")->where().text() == "base.yaml:3:7");
  CHECK(merged.find("list")->where().text() == "over.yaml:1:7");
  CHECK(merged.find("list")->items()[0].where().text() == "over.yaml:1:8");
  const auto& until = *merged.find("study")->find("until");
  CHECK(until.find("at_least")->where().text() == "base.yaml:1:36");
  CHECK(until.find("at_most")->where().text() == "over.yaml:4:14");
  CHECK(until.entries()[1].where.text() == "over.yaml:4:5");
}

TEST_CASE("merging two long mappings takes no longer than reading them") {
  auto base = Node::mapping({});
  auto over = Node::mapping({});
  for (int i = 0; i < 200'000; ++i) {
    base.append({"a" + std::to_string(i), {}, Node()});
    over.append({"a" + std::to_string(i + 100'000), {}, Node::scalar("1", {})});
  }
  CHECK(merge(std::move(base), std::move(over)).entries().size() == 300'000);
}
