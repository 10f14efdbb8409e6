#include "engine/input/yaml.h"

#include <random>

#include <doctest/doctest.h>

#include "tests/engine/input/scratch_folder.h"

using namespace formatie;

namespace {

Node yaml(std::string_view text) {
  Problems problems;
  auto node = read_yaml_text(text, "x.yaml", problems);
  REQUIRE(problems.text() == "");
  return *node;
}

std::string message(std::string_view text) {
  Problems problems;
  CHECK_FALSE(read_yaml_text(text, "x.yaml", problems));
  return problems.text();
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  while (times-- > 0) result += text;
  return result;
}

struct Broken {
  const char* name;
  std::string_view content;
  const char* message;
};

constexpr Broken broken_inputs[] = {
    {"empty", "", "x.yaml: empty file (must hold YAML)\n"},
    {"comments only", "# a\n\n# b", "x.yaml: nothing but blank lines and comments (must hold YAML)\n"},
    {"an empty document", "---\n", "x.yaml: nothing but blank lines and comments (must hold YAML)\n"},
    {"duplicate keys", "a: 1\nb: {x: 1, 'x': 2}\na: 3\n",
     "x.yaml:2:11: key 'x' stands here twice (first on line 2)\n"
     "x.yaml:3:1: key 'a' stands here twice (first on line 1)\n"},
    {"a list as key", "[a, b]: 1\n",
     "x.yaml:1:1: a key cannot be a list (must be a name). Put text with brackets in quotes\n"},
    {"a mapping as key", "{a: 1}: 2\n",
     "x.yaml:1:1: a key cannot be a mapping (must be a name). Put text with brackets in quotes\n"},
    {"a list as key after a question mark", "? - a\n: b\n",
     "x.yaml:1:3: a key cannot be a list (must be a name). Put text with brackets in quotes\n"},
    {"no key", ": 1\n", "x.yaml:1:1: a key is missing before the ':'\n"},
    {"null as key", "null: 1\n", "x.yaml:1:1: null cannot be a key. Put it in quotes if it is a name\n"},
    {"a merge key", "a: &x {b: 1}\nc:\n  <<: *x\n",
     "x.yaml:3:3: '<<' is not supported (only plain YAML is read). "
     "Write the keys out, or use an alias for the whole value\n"},
    {"tags", "a: !!binary eHg=\nb: !mine [!<x> 1]\n",
     "x.yaml:1:4: tag '!!binary' is not supported (only plain YAML is read). Leave it out\n"
     "x.yaml:2:4: tag '!mine' is not supported (only plain YAML is read). Leave it out\n"
     "x.yaml:2:11: tag 'x' is not supported (only plain YAML is read). Leave it out\n"},
    {"a tag that is not closed", "a: !<x\n",
     "x.yaml:1:7: not valid YAML (tags are not supported). Put text that starts with '!' in quotes\n"},
    {"a tab before a key", "a:\n\tb: 1\n", "x.yaml:2:1: a tab cannot indent (YAML indents with spaces). Use spaces\n"},
    {"a tab before a later key", "a:\n  b: 1\n  \tc: 2\n",
     "x.yaml:3:3: a tab cannot indent (YAML indents with spaces). Use spaces\n"},
    {"a tab before an item", "- 1\n\t- 2\n",
     "x.yaml:2:1: a tab cannot indent (YAML indents with spaces). Use spaces\n"},
    {"a tab before a text", "a:\n\tb\n", "x.yaml:2:1: a tab cannot indent (YAML indents with spaces). Use spaces\n"},
    {"a tab on the first line", "\ta: 1", "x.yaml:1:1: a tab cannot indent (YAML indents with spaces). Use spaces\n"},
    {"a list that is not closed", "a: [1, 2\nb: 3\n",
     "x.yaml:1:4: not valid YAML ('[' is not closed before line 2, column 2). Is a ']' or a ',' missing?\n"},
    {"a mapping that is not closed", "a: {b: 1\n",
     "x.yaml:1:4: not valid YAML ('{' is not closed). Is a '}' or a ',' missing?\n"},
    {"brackets that the end of the file does not close", "{a: 1, b",
     "x.yaml:1:1: not valid YAML ('{' is not closed). Is a '}' or a ',' missing?\n"},
    {"the wrong closing bracket", "a: {b: [1, 2}\n",
     "x.yaml:1:13: not valid YAML ('}' closes nothing while a '[' is open since line 1, column 8). "
     "Is a ']' missing?\n"},
    {"a closing bracket too many", "a: ]\n",
     "x.yaml:1:4: not valid YAML (']' closes nothing). Is the opening bracket missing?\n"},
    {"a single quote that is not closed", "a: 'it''s\nb: 1\n",
     "x.yaml:1:4: not valid YAML (this quote is not closed)\n"},
    {"a double quote that is not closed", "a: \"x\\\"\n", "x.yaml:1:4: not valid YAML (this quote is not closed)\n"},
    {"a quote that is closed by the next one", "a: 'x\nb: 'y'\n",
     "x.yaml:2:5: not valid YAML (a key must come here, or the end of the mapping). "
     "Check the quotes: the text in quotes before it starts on line 1\n"},
    {"text after a quote", "a: \"b\" c\n",
     "x.yaml:1:8: not valid YAML (a key must come here, or the end of the mapping). "
     "Check the indentation and the quotes\n"},
    {"a document marker in a quote", "a: \"x\n---\n\"\n",
     "x.yaml:2:1: not valid YAML ('---' or '...' stands within a text in quotes). Is a quote not closed?\n"},
    {"two keys on a line", "a: b: c\n",
     "x.yaml:1:5: not valid YAML (a ':' cannot stand here). "
     "Check the indentation, or put text with a ':' in quotes\n"},
    {"a key that is indented too far", "a: 1\n b: 2\n",
     "x.yaml:2:3: not valid YAML (a ':' cannot stand here). "
     "Check the indentation, or put text with a ':' in quotes\n"},
    {"a key that is indented too little", "  a: 1\n b: 2\n",
     "x.yaml:2:2: not valid YAML (this does not belong to what stands above it). Check the indentation\n"},
    {"a key between two levels", "a:\n  - b\n c: 2\n",
     "x.yaml:3:2: not valid YAML (a key must come here, or the end of the mapping). "
     "Check the indentation and the quotes\n"},
    {"a list after keys", "a: 1\n- b\n",
     "x.yaml:2:1: not valid YAML (a key must come here, or the end of the mapping). "
     "Check the indentation and the quotes\n"},
    {"a key after a list", "- a\nb: 1\n",
     "x.yaml:2:1: not valid YAML (this does not belong to what stands above it). Check the indentation\n"},
    {"a list on the line of its key", "key: - x\n",
     "x.yaml:1:6: not valid YAML (a list cannot start here). "
     "Start it on the next line, or put text that starts with '-' in quotes\n"},
    {"a key without colon", "a: 1\nb\n", "x.yaml:2:1: key 'b' has no value (a ':' and a space must follow it)\n"},
    {"a colon without space", "a: 1\nb:1\n",
     "x.yaml:2:1: key 'b:1' has no value (a ':' and a space must follow it). Put a space after the ':'\n"},
    {"colons without space in braces", "where: {sector:po, region}\n",
     "x.yaml:1:9: key 'sector:po' has no value (a ':' and a space must follow it). Put a space after the ':'\n"
     "x.yaml:1:20: key 'region' has no value (a ':' and a space must follow it)\n"},
    {"a decimal comma in braces", "{set: 0,05, from: 1}\n",
     "x.yaml:1:7: a comma in '0,05' (in brackets it begins another entry; numbers have a point). Write 0.05\n"},
    {"two commas", "[a,,b]\n", "x.yaml:1:4: nothing stands between two commas. Write null if nothing is meant\n"},
    {"two documents", "a: 1\n---\nb: 2\n", "x.yaml:2:1: a second document starts here (a file holds one)\n"},
    {"a document after an end", "a: 1\n...\nb: 2\n", "x.yaml:3:1: a second document starts here (a file holds one)\n"},
    {"an empty second document", "a: 1\n---\n", "x.yaml:2:1: a second document starts here (a file holds one)\n"},
    {"a percent sign", "a: %x\n", "x.yaml:1:4: not valid YAML (a value cannot start with '%'). Put it in quotes\n"},
    {"an at sign", "\xC3\xA9: @x\n", "x.yaml:1:4: not valid YAML (a value cannot start with '@'). Put it in quotes\n"},
    {"an alias of nothing", "a: *b\n",
     "x.yaml:1:4: not valid YAML (there is no anchor for this alias above it). "
     "Put text that starts with '*' in quotes\n"},
    {"an alias within itself", "a: &b [*b]\n", "x.yaml:1:8: this alias stands within what it repeats\n"},
    {"an alias without name", "a: *\n",
     "x.yaml:1:5: not valid YAML (a name must follow '*'). Put text that starts with '*' in quotes\n"},
    {"an anchor without name", "a: & x\n",
     "x.yaml:1:5: not valid YAML (a name must follow '&'). Put text that starts with '&' in quotes\n"},
    {"two anchors", "a: &x &y 1\n", "x.yaml:1:7: not valid YAML (a value has at most one anchor and one tag)\n"},
    {"an unknown escape", "a: \"C:\\\xC3\xA9\"\n",
     "x.yaml:1:9: not valid YAML ('\\\xC3\xA9' means nothing between double quotes). "
     "Write \\\\ for a backslash, or use single quotes\n"},
    {"an escape without digits", "a: \"\\xZZ\"\n",
     "x.yaml:1:9: not valid YAML (hexadecimal digits must follow \\x, \\u and \\U). "
     "Write \\\\ for a backslash, or use single quotes\n"},
    {"half a character", "a: \"\\ud800\"\n", "x.yaml:1:11: not valid YAML (this is no character)\n"},
    {"a block text with a wrong head", "a: |x\n  b\n",
     "x.yaml:1:5: not valid YAML (only a digit from 1 to 9, '+' or '-' may follow '|' or '>'). "
     "Put text that starts with '|' or '>' in quotes\n"},
    {"a question mark", "a: ? x\n",
     "x.yaml:1:4: not valid YAML (a '?' cannot stand here). Put text that starts with '?' in quotes\n"},
    {"a version from the future", "%YAML 3.0\n---\na: 1\n",
     "x.yaml:1:1: not valid YAML (YAML major version too large)\n"},
    {"Latin-1", "a: 1\nb: caf\xE9\n", "x.yaml:2:7: byte 0xE9 is not UTF-8. Save the file as UTF-8\n"},
    {"UTF-16",
     std::string_view("\xFF\xFE"
                      "a\0:\0",
                      6),
     "x.yaml:1:1: not UTF-8 (this looks like UTF-16). Save the file as UTF-8\n"},
    {"binary", std::string_view("SQLite\0", 7),
     "x.yaml:1:7: control character 0x00 (must be text). Is this the right file?\n"},
    {"problems of several kinds", "a: 1\na: !x 2\n~: 3\nb: [1\n",
     "x.yaml:2:1: key 'a' stands here twice (first on line 1)\n"
     "x.yaml:2:4: tag '!x' is not supported (only plain YAML is read). Leave it out\n"
     "x.yaml:3:1: null cannot be a key. Put it in quotes if it is a name\n"
     "x.yaml:4:4: not valid YAML ('[' is not closed). Is a ']' or a ',' missing?\n"},
};

}  // namespace

TEST_CASE("every value and key knows its line and its column in characters") {
  const auto root =
      yaml("\xC3\xA9\xC3\xA9n: {x: [1, 'y']}\nb:\n  - c: ~\n    d:\n  -\n  - &z \"q\"\n  - |\n    text\n");
  CHECK(root.where().text() == "x.yaml:1:1");
  const auto& first = root.entries()[0];
  CHECK(first.key == "\xC3\xA9\xC3\xA9n");
  CHECK(first.where.text() == "x.yaml:1:1");
  CHECK(first.value.where().text() == "x.yaml:1:6");
  CHECK(first.value.entries()[0].where.text() == "x.yaml:1:7");
  CHECK(first.value.entries()[0].value.items()[1].where().text() == "x.yaml:1:14");
  const auto& list = root.entries()[1].value;
  CHECK(list.where().text() == "x.yaml:3:3");
  CHECK(list.items()[0].entries()[0].value.where().text() == "x.yaml:3:8");
  CHECK(list.items()[0].entries()[1].value.where().text() == "x.yaml:4:5");  // nothing: where its key stands
  CHECK(list.items()[1].where().text() == "x.yaml:5:3");                     // nothing: where its '-' stands
  CHECK(list.items()[2].where().text() == "x.yaml:6:5");
  CHECK(list.items()[3].where().text() == "x.yaml:7:5");
}

TEST_CASE("a text is quoted when it stands in quotes or in a block, and only then") {
  const auto root = yaml("[5, '5', \"5\", no, '~', null]");
  CHECK_FALSE(root.items()[0].quoted());
  CHECK(root.items()[1].quoted());
  CHECK(root.items()[2].quoted());
  CHECK(root.items()[3].text() == "no");
  CHECK(root.items()[4].text() == "~");
  CHECK(root.items()[5].is_null());
  CHECK(yaml("|\n  5\n").quoted());
  CHECK(yaml("|\n  5\n").text() == "5\n");
}

TEST_CASE("an alias repeats a value with the origin of the value") {
  const auto root = yaml("a: &x {b: [1, 2]}\nc: *x\nd: &y\ne: *y\nf: &z name\n*z : 1\n");
  CHECK(*root.find("a") == *root.find("c"));
  CHECK(root.find("c")->find("b")->where().text() == "x.yaml:1:11");
  CHECK(root.find("e")->is_null());
  CHECK(root.find("name")->text() == "1");
}

TEST_CASE("JSON is YAML") {
  CHECK(write_yaml(yaml("{\"a\":[1,2.5,true],\n\t\"b\":{\"c\":null},\"d\":\"\\u00e9\\n\"}")) ==
        "a:\n  - 1\n  - 2.5\n  - true\nb:\n  c: null\nd: \"\xC3\xA9\\n\"\n");
}

TEST_CASE("line ends of Windows and a byte order mark change nothing") {
  CHECK(write_yaml(yaml("\xEF\xBB\xBF"
                        "a: 1\r\nb: |\r\n  x\r\n  y\r\n")) == "a: 1\nb: \"x\\ny\\n\"\n");
}

TEST_CASE("tabs are fine where they do not indent") {
  CHECK(write_yaml(yaml("a:\t1\t# one\nb: [\n\t1,\n\t2]\n\t# comment\nc: |\n  x\n  \ty\n")) ==
        "a: 1\nb:\n  - 1\n  - 2\nc: \"x\\n\\ty\\n\"\n");
}

TEST_CASE("broken YAML is refused with its place, its reason and what to do") {
  for (const auto& broken : broken_inputs) {
    CAPTURE(broken.name);
    CHECK(message(broken.content) == broken.message);
  }
}

TEST_CASE("nesting goes 64 levels deep and no deeper") {
  CHECK(yaml(repeat("[", 64) + repeat("]", 64)).depth() == 64);
  CHECK(message(repeat("[", 65) + repeat("]", 65)) == "x.yaml:1:65: nested too deep (at most 64 levels)\n");
  CHECK(message(repeat("- ", 65) + "a") == "x.yaml:1:129: nested too deep (at most 64 levels)\n");
  CHECK(message(repeat("{a: ", 100) + repeat("}", 100)) == "x.yaml:1:257: nested too deep (at most 64 levels)\n");
  CHECK(message(repeat("[", 1'000'000)).ends_with(": nested too deep (at most 64 levels)\n"));
  std::string nested;
  for (std::size_t i = 0; i < 100; ++i) nested += repeat(" ", i) + "a:\n";
  CHECK(message(nested) == "x.yaml:65:65: nested too deep (at most 64 levels)\n");
  CHECK(message("a: &x " + repeat("[", 40) + repeat("]", 40) + "\nb: " + repeat("[", 30) + "*x" + repeat("]", 30)) ==
        "x.yaml:2:34: nested too deep (at most 64 levels)\n");
}

TEST_CASE("aliases that multiply are stopped while they do") {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const auto before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeat(before + ", ", 9) + before + "]\n";
  }
  CHECK(message(text) == "x.yaml:6:40: too many values (at most 1000000, aliases written out)\n");
}

TEST_CASE("input that is too much is refused before it takes much time or memory") {
  CHECK(message(repeat("- a\n", 1'000'001)) ==
        "x.yaml:1000001:3: too many values (at most 1000000, aliases written out)\n");
  CHECK(message(repeat("[", 3'000'000)) == "x.yaml: too many brackets, commas, colons and quotes (at most 2000000)\n");
  CHECK(message("a: 1\nb: " + repeat("x", 5'000'000)) == "x.yaml:2:1: this line is too long (must be at most 4 MiB)\n");
  const ScratchFolder folder;
  const auto file = folder.write("large.yaml", "a: 1\n" + repeat("# comment\n", (16 << 20) / 10 + 1));
  Problems problems;
  CHECK_FALSE(read_yaml(file, problems));
  CHECK(folder.text(problems) == "large.yaml: too large (must be at most 16 MiB)\n");
}

TEST_CASE("a file that is wrong everywhere gives a list of problems that can be read") {
  Problems problems;
  CHECK_FALSE(read_yaml_text(repeat("a: 1\n", 1000), "x.yaml", problems));
  CHECK(problems.size() == 101);
  CHECK(problems.list().back().text() == "x.yaml:101:1: too many problems (the rest of the file was not read)");
}

TEST_CASE("the last problem that is told may be one that ends the file") {
  Problems problems;
  CHECK_FALSE(read_yaml_text(repeat("a: 1\n", 100) + "b: [\n", "x.yaml", problems));
  CHECK(problems.size() == 101);
  CHECK(problems.list()[99].text() == "x.yaml:101:4: not valid YAML ('[' is not closed). Is a ']' or a ',' missing?");
}

TEST_CASE("problems of several files are collected in one list") {
  const ScratchFolder folder;
  Problems problems;
  CHECK_FALSE(read_yaml(folder.write("a.yaml", "a: [\n"), problems));
  CHECK(read_yaml(folder.write("b.yaml", "a: 1\n"), problems));
  CHECK_FALSE(read_yaml(folder / "c.yaml", problems));
  CHECK(folder.text(problems) ==
        "a.yaml:1:4: not valid YAML ('[' is not closed). Is a ']' or a ',' missing?\n"
        "c.yaml: no such file. Did you mean 'a.yaml'?\n");
}

TEST_CASE("a tree is written in blocks, with quotes only where they are needed") {
  const auto root = yaml(
      "study: {seed: 5, name: base line, text: \"5\"}\n"
      "list: [[1, [2]], {a: {b: ~}, c: []}, {}]\n"
      "'odd: key': 'x # y'\n'': ''\n'null': 'null'\n'-': '- a'\nlines: \"a\\n\\tb\\0\\u0085\\ufeff\\u2028\\\"\\\\\"\n");
  CHECK(write_yaml(root) ==
        "study:\n"
        "  seed: 5\n"
        "  name: base line\n"
        "  text: \"5\"\n"
        "list:\n"
        "  - - 1\n"
        "    - - 2\n"
        "  - a:\n"
        "      b: null\n"
        "    c: []\n"
        "  - {}\n"
        "\"odd: key\": \"x # y\"\n"
        "\"\": \"\"\n"
        "\"null\": \"null\"\n"
        "\"-\": \"- a\"\n"
        "lines: \"a\\n\\tb\\x00\\x85\\uFEFF\\u2028\\\"\\\\\"\n");
  CHECK(yaml(write_yaml(root)) == root);
  CHECK(write_yaml(Node()) == "null\n");
  CHECK(write_yaml(Node::scalar("a: b", {})) == "\"a: b\"\n");
  CHECK(write_yaml(Node::mapping({})) == "{}\n");
}

TEST_CASE("a text built in memory is quoted when plain it would read as something else") {
  for (const char* text : {"",
                           "~",
                           "null",
                           "NULL",
                           "a: b",
                           "a:",
                           "a #b",
                           "- a",
                           "? a",
                           "-",
                           "---",
                           "...",
                           "[a",
                           "{a",
                           "]",
                           "}",
                           ",a",
                           "#a",
                           "&a",
                           "*a",
                           "!a",
                           "|",
                           ">",
                           "'a",
                           "\"a",
                           "%a",
                           "@a",
                           "`a",
                           " a",
                           "a ",
                           "a\nb",
                           "a\tb",
                           "\x01",
                           "<<",
                           "\xC2\x85",
                           "\xE2\x80\xA8",
                           "\xEF\xBB\xBF"
                           "a",
                           ":a",
                           "=",
                           "<",
                           "a\r"}) {
    CAPTURE(text);
    const auto written = write_yaml(Node::scalar(text, {}));
    const auto again = yaml(written);
    REQUIRE(again.is_scalar());
    CHECK(again.text() == text);
    auto mapping = Node::mapping({});
    mapping.set(text, Node::scalar(text, {}));
    CHECK(yaml(write_yaml(mapping)) == mapping);
  }
}

TEST_CASE("a key longer than YAML allows on one line survives") {
  auto root = Node::mapping({});
  root.set(repeat("k", 5000), Node());
  root.set(repeat("k ", 500) + "k", yaml("[1, {a: 2}]"));
  auto list = Node::sequence({});
  list.add(root);
  CHECK(yaml(write_yaml(list)) == list);
}

TEST_CASE("any tree that is written is read back as an equal tree") {
  std::mt19937_64 random(20260801);  // the engine of the standard gives the same numbers everywhere
  const std::string_view pieces[] = {"a",        "B",    "5", "-",    ":",    " ", "#", "'", "\"",       "\\",
                                     "\n",       "\t",   ",", "[",    "}",    "&", "*", "!", "|",        "?",
                                     "%",        "@",    "~", "null", "true", ".", "e", "+", "\xC3\xA9", "\xE2\x82\xAC",
                                     "\xC2\x85", "\x01", "\r"};
  const auto text = [&] {
    std::string result;
    for (auto count = random() % 6; count > 0; --count) result += pieces[random() % std::size(pieces)];
    return result;
  };
  const auto tree = [&](const auto& self, int levels) -> Node {
    const auto kind = levels == 0 ? random() % 4 : random() % 8;
    if (kind == 0) return Node();
    if (kind < 4) return Node::scalar(text(), {}, random() % 2 == 0);
    auto result = kind < 6 ? Node::sequence({}) : Node::mapping({});
    for (auto count = random() % 4; count > 0; --count) {
      if (kind < 6)
        result.add(self(self, levels - 1));
      else
        result.set(text(), self(self, levels - 1));
    }
    return result;
  };
  for (int i = 0; i < 3000; ++i) {
    const auto root = tree(tree, 5);
    const auto written = write_yaml(root);
    CAPTURE(written);
    Problems problems;
    const auto again = read_yaml_text(written, "x.yaml", problems);
    REQUIRE(problems.text() == "");
    CHECK(write_yaml(*again) == written);
    CHECK(*again == root);
  }
}

TEST_CASE("no bytes are too strange for the YAML reader") {
  std::mt19937_64 random(20260801);  // the engine of the standard gives the same numbers everywhere
  const std::string_view seed =
      "extends: base.yaml\nstudy:\n  seed: 1\n  until: { measure: \xC3\xA9, half_width: 50 fte }\nalternatives:\n"
      "  - name: base\n  - &x name: 'it''s'\n    policy:\n      - { dial: a.rate, times: 0.8, from: 2028-08-01 }\n"
      "a: *x\nb: |\n  text\n   more\n? c\n: \"d\\n\"\n";
  const std::string_view pieces[] = {"[",     "]", "{",  "}",   ",",    ": ",   "- ",  "\n",   "\n  ", "\t",
                                     "\"",    "'", " #", "&a ", "*a",   "!b ",  "|\n", ">\n",  "? ",   "---\n",
                                     "...\n", "%", "@",  "\\",  "\x04", "\xC3", "~",   "<<: ", "\r",   ":"};
  for (int i = 0; i < 5000; ++i) {
    std::string text(random() % 3 == 0 ? "" : seed);
    for (auto count = 1 + random() % 8; count > 0; --count) {
      const auto at = random() % (text.size() + 1);
      switch (random() % 4) {
        case 0:
          text.erase(at, random() % 8);
          break;
        case 1:
          if (at < text.size()) text[at] = static_cast<char>(random() % 256);
          break;
        default:
          text.insert(at, pieces[random() % std::size(pieces)]);
      }
    }
    CAPTURE(text);
    Problems problems;
    const auto root = read_yaml_text(text, "x.yaml", problems);
    CHECK(root.has_value() == problems.empty());
    for (const auto& problem : problems.list()) CHECK(problem.where.file == "x.yaml");
    if (root) CHECK(yaml(write_yaml(*root)) == *root);
  }
}
