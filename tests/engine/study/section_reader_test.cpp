#include "engine/study/section_reader.h"

#include <doctest/doctest.h>

#include "engine/input/yaml.h"

using namespace formatie;

namespace {

Section made_section() {
  using Key = Section::Key;
  Key count{"count", Key::Kind::whole, "how many"};
  count.lowest = 1;
  count.highest = 9;
  count.otherwise = 5;
  Key size{"size", Key::Kind::number, "how large"};
  size.low = 0;
  size.needed = true;
  Key aim{"aim", Key::Kind::choice, "where to"};
  aim.options = {"lowest", "highest"};
  return {"ladder", "a way up", {count, size, aim, {"day", Key::Kind::date, "when"}, {"note", Key::Kind::text, "why"}}};
}

/// A section that was written, and a reader of it.
struct Written {
  Section section = made_section();
  Problems problems;
  Node node;
  SectionReader read{node, section, problems};

  explicit Written(std::string_view yaml) : node(*read_yaml_text(yaml, "x", problems)) {}
};

}  // namespace

TEST_CASE("a section gives what it says, and its default where it says nothing") {
  Written ladder("{ size: 1.5, aim: highest, day: 2030-10-01, note: 5 }");
  CHECK(ladder.read.check());
  CHECK(ladder.read.whole("count") == 5);
  CHECK(ladder.read.number("size") == 1.5);
  CHECK(ladder.read.choice("aim") == 1u);
  CHECK(ladder.read.date("day") == Time::from_date(2030, 10, 1));
  CHECK(ladder.read.text("note") == "5");
  CHECK(ladder.problems.empty());
}

TEST_CASE("what is wrong is told by what its description allows") {
  Written ladder("{ count: 10, size: -1, aim: low, day: 1030-10-01, note: [a], colour: red }");
  CHECK(ladder.read.check());
  CHECK(ladder.read.whole("count") == std::nullopt);
  CHECK(ladder.read.number("size") == std::nullopt);
  CHECK(ladder.read.choice("aim") == std::nullopt);
  CHECK(ladder.read.date("day") == std::nullopt);
  CHECK(ladder.read.text("note") == "");
  CHECK(ladder.problems.text() ==
        "x:1:10: 'count' is 10 (must be at most 9)\n"
        "x:1:20: 'size' is -1 (must be at least 0)\n"
        "x:1:29: 'aim' is 'low' (must be one of: lowest, highest)\n"
        "x:1:39: 'day' is 1030-10-01 (must lie between 1900 and 2200)\n"
        "x:1:57: 'note' is a list (must be a text)\n"
        "x:1:62: unknown key 'colour' in 'ladder' (known: count, size, aim, day, note)\n");
}

TEST_CASE("only what is needed is missed, also when it is there and empty") {
  for (const std::string_view yaml : {"{ note: }", "{ size: , note: }"}) {
    Written ladder(yaml);
    CHECK(ladder.read.number("size") == std::nullopt);
    CHECK(ladder.read.text("note") == "");
    CHECK(ladder.read.date("day") == std::nullopt);
    CHECK(ladder.problems.size() == 1);
    CHECK(ladder.problems.text().find("no 'size' in 'ladder' (it is needed)") != std::string::npos);
  }
}

TEST_CASE("a section that is no mapping is told which keys it would have") {
  Written ladder("5");
  CHECK_FALSE(ladder.read.check());
  CHECK(ladder.problems.text() == "x:1:1: 'ladder' is a value (must be a mapping with count, size, aim, day, note)\n");
}
