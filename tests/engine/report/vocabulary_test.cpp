#include "engine/report/vocabulary.h"

#include <doctest/doctest.h>

using namespace formatie;

namespace {

constexpr const char* presentation = R"({
  "languages": ["nl", "en"],
  "money": {"unit": "pound", "sign": "£"},
  "units": {"hours a week": {"nl": "uren per week"}},
  "splits": {"place": {"nl": "plaats", "en": "place"}},
  "labels": {"place": {"market": {"nl": "de markt", "en": "the market"}}}
})";

}  // namespace

TEST_CASE("a vocabulary has the words of a presentation in each language") {
  const Vocabulary words(presentation);
  CHECK(words.languages() == std::vector{Language::nl, Language::en});
  CHECK(words.unit(Language::nl, "hours a week") == "uren per week");
  CHECK(words.unit(Language::en, "hours a week") == "hours a week");
  CHECK(words.split(Language::nl, "place") == "plaats");
  CHECK(words.label(Language::en, "place", "market") == "the market");
}

TEST_CASE("what a vocabulary has no word for keeps its name, with spaces") {
  const Vocabulary words(presentation);
  CHECK(words.unit(Language::nl, "%") == "%");
  CHECK(words.split(Language::nl, "kind_of_lamp") == "kind of lamp");
  CHECK(words.label(Language::en, "place", "old_harbour") == "old harbour");
  CHECK(words.label(Language::en, "colour", "market") == "market");
}

TEST_CASE("money is the unit that begins with the model's word for it") {
  const Vocabulary words(presentation);
  CHECK(words.money_sign("pound a year") == "£");
  CHECK(words.money_sign("pound") == "£");
  CHECK(words.money_sign("pounds") == "");
  CHECK(words.money_sign("hours") == "");
  CHECK(Vocabulary().money_sign("pound") == "");
}

TEST_CASE("a model that says nothing is told in English") {
  CHECK(Vocabulary().languages() == std::vector{Language::en});
  CHECK(Vocabulary("{}").languages() == std::vector{Language::en});
}
