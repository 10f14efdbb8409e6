#include "engine/report/speech.h"

#include <doctest/doctest.h>

using namespace formatie;

namespace {

Speech speech(Language language) {
  return Speech(language,
                Vocabulary(R"({"money": {"unit": "pound", "sign": "£"}, "units": {"hours": {"nl": "uren"}}})"));
}

}  // namespace

TEST_CASE("numbers are written as a reader of the language writes them") {
  CHECK(speech(Language::en).number(12345.67, 1) == "12,345.7");
  CHECK(speech(Language::nl).number(-12345.67, 1) == "\u221212.345,7");
  CHECK(speech(Language::nl).range({506, 1656}, 0) == "506 tot 1.656");
  CHECK(speech(Language::en).change(12, 0) == "+12");
  CHECK(speech(Language::en).change(0.2, 0) == "0");
  CHECK(speech(Language::en).percent(0.003) == "0.3%");
  CHECK(speech(Language::nl).date(Time::from_date(2030, 10, 1)) == "1 oktober 2030");
}

TEST_CASE("an amount has three digits or so, with the sign of the model's money or with its unit") {
  CHECK(speech(Language::en).amount(109.4e6, "pound a year") == "£109 million");
  CHECK(speech(Language::nl).amount(1.2e9, "pound a year") == "£ 1,20 miljard");
  CHECK(speech(Language::en).amount(84567, "pound") == "£84,600");
  CHECK(speech(Language::nl).amount(2.5e6, "hours") == "2,5 miljoen uren");
}

TEST_CASE("a text of a scenario in Dutch is what it says beside it, if anything") {
  CHECK(speech(Language::nl).own("a bonus", "een toeslag") == "een toeslag");
  CHECK(speech(Language::nl).own("a bonus", "") == "a bonus");
  CHECK(speech(Language::en).own("a bonus", "een toeslag") == "a bonus");
}
