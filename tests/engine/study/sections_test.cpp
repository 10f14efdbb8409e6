#include "engine/study/sections.h"

#include <stdexcept>

#include <doctest/doctest.h>

using namespace formatie;

TEST_CASE("every key of every section has a meaning, a range that holds its default, and a name of its own") {
  using Kind = Section::Key::Kind;
  for (const auto* section :
       {&sections::scenario, &sections::scenario_texts, &sections::study, &sections::until, &sections::period,
        &sections::uncertainty, &sections::calibration, &sections::future, &sections::alternative,
        &sections::alternative_texts, &sections::change, &sections::optimisation, &sections::lever, &sections::range,
        &sections::goal, &sections::budget}) {
    CAPTURE(section->name);
    CHECK(section->meaning != "");
    for (const auto& key : section->keys) {
      CAPTURE(key.name);
      CHECK(&section->key(key.name) == &key);
      CHECK((key.kind == Kind::section || key.meaning != ""));
      CHECK((key.kind == Kind::section || key.kind == Kind::sections) == (key.section != nullptr));
      CHECK((key.kind == Kind::choice) == (key.options.size() > 1));
      CHECK(key.low < key.high);
      CHECK((key.kind == Kind::whole) == (key.lowest < key.highest));
      if (key.otherwise) {
        CHECK(*key.otherwise >= key.lowest);
        CHECK(*key.otherwise <= key.highest);
        CHECK_FALSE(key.needed);
      }
    }
  }
}

TEST_CASE("what is described tells its default, and what is needed") {
  CHECK(sections::calibration.key("members").description() == "of the ensemble (default: 60)");
  CHECK(sections::goal.key("measure").description() == "what the goal is about");
  CHECK(sections::budget.needed() == std::vector<std::string>{"measure", "at_most"});
  CHECK(sections::period.names() == std::vector<std::string>{"begin", "end"});
}

TEST_CASE("code that reads a key that nobody described is stopped") {
  CHECK_THROWS_AS(sections::study.key("sead"), std::exception);
}
