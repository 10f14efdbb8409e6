#include "engine/input/scenario.h"

#include <doctest/doctest.h>

#include "engine/input/yaml.h"

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

namespace {

std::vector<std::string> names(const ScenarioDocument& document) {
  std::vector<std::string> result;
  for (const auto& file : document.files) result.push_back(file.filename().string());
  return result;
}

Node yaml(std::string_view text) {
  Problems problems;
  auto node = read_yaml_text(text, "x.yaml", problems);
  REQUIRE(problems.text() == "");
  return *node;
}

/// What `--set` makes of a tree, or the problem.
std::string set(std::string_view before, std::string_view assignment) {
  auto root = yaml(before);
  const auto copy = root;
  Problems problems;
  if (set_value(root, assignment, 1, problems)) {
    CHECK(problems.empty());
    return write_yaml(root);
  }
  CHECK(problems.size() == 1);
  CHECK(root == copy);
  return problems.text();
}

}  // namespace

TEST_CASE("a scenario is what it extends, changed by what it says itself") {
  const ScratchFolder folder;
  folder.write("base.yaml", "study: {seed: 1, runs: 10}\nlist: [1, 2]\n");
  const auto file = folder.write("rise.yaml", "extends: base.yaml\nstudy:\n  seed: 2\nlist: [3]\nname: rise\n");
  Problems problems;
  const auto document = read_scenario(file, problems);
  REQUIRE(problems.text() == "");
  CHECK(write_yaml(document->root) == "study:\n  seed: 2\n  runs: 10\nlist:\n  - 3\nname: rise\n");
  CHECK(names(*document) == std::vector<std::string>{"base.yaml", "rise.yaml"});
  CHECK(document->root.find("study")->find("seed")->where().text() == file.string() + ":3:9");
  CHECK(document->root.find("study")->find("runs")->where().text() == (folder / "base.yaml").string() + ":1:24");
}

TEST_CASE("a name in extends is relative to the file that says it") {
  const ScratchFolder folder;
  folder.write("common/base.yaml", "a: 1\nfile: table.csv\n");
  folder.write("common/middle.yaml", "extends: base.yaml\nb: 2\n");
  const auto file = folder.write("studies/top.yaml", "extends: ../common/middle.yaml\n");
  Problems problems;
  const auto document = read_scenario(file, problems);
  REQUIRE(problems.text() == "");
  CHECK(write_yaml(document->root) == "a: 1\nfile: table.csv\nb: 2\n");
  CHECK(document->root.find("file")->where().file == (folder / "common/base.yaml").string());
}

TEST_CASE("in a list of files to extend the later one wins") {
  const ScratchFolder folder;
  folder.write("a.yaml", "x: a\ny: a\n");
  folder.write("b.yaml", "x: b\n");
  Problems problems;
  const auto document = read_scenario(folder.write("top.yaml", "extends: [a.yaml, b.yaml]\n"), problems);
  REQUIRE(problems.text() == "");
  CHECK(write_yaml(document->root) == "x: b\ny: a\n");
  const auto other = read_scenario(folder.write("top.yaml", "extends:\n  - b.yaml\n  - a.yaml\n"), problems);
  REQUIRE(problems.text() == "");
  CHECK(write_yaml(other->root) == "x: a\ny: a\n");
}

TEST_CASE("a file that is extended along two ways counts once, before both") {
  const ScratchFolder folder;
  folder.write("base.yaml", "x: base\ny: base\nz: base\n");
  folder.write("left.yaml", "extends: base.yaml\nx: left\ny: left\n");
  folder.write("right.yaml", "extends: ./sub/../base.yaml\nx: right\n");
  std::filesystem::create_directory(folder / "sub");
  Problems problems;
  const auto document =
      read_scenario(folder.write("top.yaml", "extends: [left.yaml, right.yaml, left.yaml]\n"), problems);
  REQUIRE(problems.text() == "");
  CHECK(write_yaml(document->root) == "x: right\ny: left\nz: base\n");
  CHECK(names(*document) == std::vector<std::string>{"base.yaml", "left.yaml", "right.yaml", "top.yaml"});
}

TEST_CASE("a chain of a hundred files is followed to its end") {
  const ScratchFolder folder;
  folder.write("f0.yaml", "n0: 0\nlast: 0\n");
  for (int i = 1; i < 100; ++i)
    folder.write("f" + std::to_string(i) + ".yaml",
                 "extends: f" + std::to_string(i - 1) + ".yaml\nlast: " + std::to_string(i) + "\n");
  Problems problems;
  const auto document = read_scenario(folder / "f99.yaml", problems);
  REQUIRE(problems.text() == "");
  CHECK(write_yaml(document->root) == "n0: 0\nlast: 99\n");
  CHECK(document->files.size() == 100);
}

TEST_CASE("a scenario that cannot be put together is refused with the place in the file that asks for it") {
  struct Case {
    const char* name;
    const char* top;
    const char* other;
    const char* message;
  };
  const Case cases[] = {
      {"extends itself", "a: 1\nextends: top.yaml\n", "",
       "top.yaml:2:10: 'extends' goes round in a circle (top.yaml -> top.yaml)\n"},
      {"two in a circle", "extends: other.yaml\n", "extends:\n  - top.yaml\n",
       "other.yaml:2:5: 'extends' goes round in a circle (top.yaml -> other.yaml -> top.yaml)\n"},
      {"a circle further on", "extends: other.yaml\n", "extends: other.yaml\n",
       "other.yaml:1:10: 'extends' goes round in a circle (other.yaml -> other.yaml)\n"},
      {"missing", "extends: othr.yaml\n", "a: 1\n",
       "top.yaml:1:10: cannot extend 'othr.yaml' (othr.yaml does not exist; the name is relative to the file "
       "that says it). Did you mean 'other.yaml'?\n"},
      {"without its ending", "extends: other\n", "a: 1\n",
       "top.yaml:1:10: cannot extend 'other' (other does not exist; the name is relative to the file that says it). "
       "Did you mean 'other.yaml'?\n"},
      {"two missing", "extends: [no/such.yaml, other.yaml, ../quite/another.json]\n", "a: [\n",
       "top.yaml:1:11: cannot extend 'no/such.yaml' (no/such.yaml does not exist; the name is relative to the file "
       "that says it)\n"
       "top.yaml:1:37: cannot extend '../quite/another.json' (quite/another.json does not exist; the name is relative "
       "to "
       "the file that says it)\n"
       "other.yaml:1:4: not valid YAML ('[' is not closed). Is a ']' or a ',' missing?\n"},
      {"a folder", "extends: sub\n", "", "top.yaml:1:10: cannot extend 'sub' (sub is a folder)\n"},
      {"nothing", "extends:\na: 1\n", "",
       "top.yaml:1:1: 'extends' is nothing (must be a file name or a list of file names)\n"},
      {"empty", "extends: ''\n", "",
       "top.yaml:1:10: 'extends' is empty (must be a file name or a list of file names)\n"},
      {"a mapping", "extends: {file: other.yaml}\n", "",
       "top.yaml:1:10: 'extends' is a mapping (must be a file name or a list of file names)\n"},
      {"a list in the list", "extends: [other.yaml, [other.yaml]]\n", "a: 1\n",
       "top.yaml:1:23: 'extends' is a list (must be a file name or a list of file names)\n"},
      {"no mapping", "extends: other.yaml\n", "- a\n",
       "other.yaml:1:1: a scenario is a list (must be a mapping). Write 'key: value'\n"},
      {"a text", "seed:5\n", "", "top.yaml:1:1: a scenario is a value (must be a mapping). Write 'key: value'\n"},
      {"broken in two files", "extends: other.yaml\na: 1\na: 2\n", "",
       "top.yaml:3:1: key 'a' stands here twice (first on line 2)\n"},
  };
  for (const auto& broken : cases) {
    CAPTURE(broken.name);
    const ScratchFolder folder;
    std::filesystem::create_directory(folder / "sub");
    folder.write("sub/top.yaml", "");
    if (*broken.other != '\0') folder.write("other.yaml", broken.other);
    Problems problems;
    CHECK_FALSE(read_scenario(folder.write("top.yaml", broken.top), problems));
    auto text = folder.text(problems);
    // "../quite" leads out of the scratch folder; its place on this machine does not matter here.
    if (const auto at = text.find("(/"); at != std::string::npos) text.erase(at + 1, text.find("quite/", at) - at - 1);
    CHECK(text == broken.message);
  }
  const ScratchFolder folder;
  Problems problems;
  CHECK_FALSE(read_scenario(folder / "none.yaml", problems));
  CHECK(folder.text(problems) == "none.yaml: no such file\n");
}

TEST_CASE("an empty list extends nothing") {
  const ScratchFolder folder;
  Problems problems;
  const auto document = read_scenario(folder.write("top.yaml", "extends: []\na: 1\n"), problems);
  REQUIRE(problems.text() == "");
  CHECK(write_yaml(document->root) == "a: 1\n");
}

TEST_CASE("set changes one value and makes the keys that are missing") {
  CHECK(set("a: {b: 1, c: 2}", "a.b=5") == "a:\n  b: 5\n  c: 2\n");
  CHECK(set("a: {b: 1}", "x.y.z=5") == "a:\n  b: 1\nx:\n  y:\n    z: 5\n");
  CHECK(set("a:", "a.b=5") == "a:\n  b: 5\n");
  CHECK(set("~", "a.b=5") == "a:\n  b: 5\n");
  CHECK(set("a: [1, 2]", "a=5") == "a: 5\n");
  CHECK(set("{}", "a=") == "a: null\n");
  CHECK(set("{}", "a= \t") == "a: null\n");
  CHECK(set("{1: {}}", "1.2=5") == "1:\n  2: 5\n");
}

TEST_CASE("a whole number in the path of set counts the items of a list from 1") {
  CHECK(set("a: [x, {b: 1}]", "a.2.b=5") == "a:\n  - x\n  - b: 5\n");
  CHECK(set("a: [x, y]", "a.1=z") == "a:\n  - z\n  - y\n");
  CHECK(set("[x, y]", "2=z") == "- x\n- z\n");
  CHECK(set("a: [~]", "a.1.b.c=z") == "a:\n  - b:\n      c: z\n");
}

TEST_CASE("an item of a list is meant by its name first, then by its number") {
  CHECK(set("a: [{name: x y}, {name: 1}]", "a.x y.b=5") == "a:\n  - name: x y\n    b: 5\n  - name: 1\n");
  CHECK(set("a: [{name: x y}, {name: 1}]", "a.1.b=5") == "a:\n  - name: x y\n  - name: 1\n    b: 5\n");
  CHECK(set("a: [{name: base}, {name: bonus}]", "a.bonsu.b=5") ==
        "--set a.bonsu.b=5: 'a' has no item 'bonsu' (it has items 1 'base', 2 'bonus'). Did you mean 'bonus'?\n");
}

TEST_CASE("a path that lacks only 'parameters' is refused with the whole path") {
  CHECK(set("parameters: {pay: {gross: 1}}", "pay.gross=2") ==
        "--set pay.gross=2: unknown key 'pay' in 'the scenario' (it is a part of the parameters). Did you mean "
        "'parameters.pay.gross'?\n");
  CHECK(set("parameters: {pay: {gross: 1}}", "pay.gross.value=2").ends_with("'parameters.pay.gross.value'?\n"));
  CHECK(set("parameters: {pay: {gross: 1}}", "pay.net=2") == "parameters:\n  pay:\n    gross: 1\npay:\n  net: 2\n");
}

TEST_CASE("a value of set is read as YAML") {
  CHECK(set("{}", "a=[1, {b: x}]") == "a:\n  - 1\n  - b: x\n");
  CHECK(set("{}", "a={b: '5', c: ~}") == "a:\n  b: \"5\"\n  c: null\n");
  CHECK(set("{}", "a=b=c") == "a: b=c\n");
  CHECK(set("{}", "a=2028-08-01") == "a: 2028-08-01\n");
  CHECK(set("{}", "a='x: y'") == "a: \"x: y\"\n");
}

TEST_CASE("a value that was set stands where it was set") {
  auto root = yaml("a: 1");
  Problems problems;
  REQUIRE(set_value(root, "b.c=[1, {d: 2}]", 3, problems));
  const auto& b = root.entries()[1];
  CHECK(b.where.text() == "--set b.c=[1, {d: 2}]");
  CHECK(b.value.entries()[0].value.items()[1].entries()[0].where.text() == "--set b.c=[1, {d: 2}]");
  REQUIRE(set_value(root, "c=" + std::string(100, 'x'), 3, problems));
  CHECK(root.find("c")->where().text() == "--set (number 3) c=" + std::string(58, 'x') + "...");
}

TEST_CASE("a set that cannot be done is refused and changes nothing") {
  CHECK(set("a: 1", "a") == "--set a: there is no '=' (must be path=value). For example --set study.seed=5\n");
  CHECK(set("a: 1", "") == "--set : there is no '=' (must be path=value). For example --set study.seed=5\n");
  for (const char* path : {"=5", ".a=5", "a.=5", "a..b=5"})
    CHECK(set("a: 1", path) == std::string("--set ") + path +
                                   ": a part of the path is empty (must be names with a '.' between them). "
                                   "For example --set study.seed=5\n");
  CHECK(set("a: {b: 1}", "a.b.c=5") == "--set a.b.c=5: 'a.b' is a value (nothing can stand below it)\n");
  CHECK(set("x", "a=5") == "--set a=5: the scenario is a value (nothing can stand below it)\n");
  CHECK(set("a: [1, 2]", "a.3=5") == "--set a.3=5: 'a' has no item '3' (it has items 1 to 2)\n");
  CHECK(set("a: [1, 2]", "a.0=5") == "--set a.0=5: 'a' has no item '0' (it has items 1 to 2)\n");
  CHECK(set("a: [[]]", "a.1.1=5") == "--set a.1.1=5: 'a.1' has no item '1' (the list is empty)\n");
  CHECK(set("a: [1]", "a.99999999999999999999999=5") ==
        "--set a.99999999999999999999999=5: 'a' has no item '99999999999999999999999' (it has item 1)\n");
  CHECK(set("a: [1, 2]", "a.b=5") == "--set a.b=5: 'a' has no item 'b' (it has items 1 to 2)\n");
  CHECK(set("a: [1, 2]", "a.-1=5") == "--set a.-1=5: 'a' has no item '-1' (it has items 1 to 2)\n");
  CHECK(set("a: 1", "a=b: c") ==
        "--set a=b: c: the value is a mapping without brackets (must be a text, [...] or {...}). Put text in quotes\n");
  CHECK(set("a: 1", "a=- c") ==
        "--set a=- c: the value is a list without brackets (must be a text, [...] or {...}). Put text in quotes\n");
  CHECK(set("a: 1", "a=[1") == "--set a=[1: not valid YAML ('[' is not closed). Is a ']' or a ',' missing?\n");
  CHECK(set("a: 1", "a=#x") == "--set a=#x: nothing but blank lines and comments (must hold YAML)\n");
  CHECK(set("a: 1", "a=\xFF").ends_with(": byte 0xFF is not UTF-8. Save the file as UTF-8\n"));
  std::string deep = "a";
  for (int i = 0; i < 70; ++i) deep += ".a";
  CHECK(set("b: 1", deep + "=5").ends_with(": nested too deep (at most 64 levels)\n"));
}
