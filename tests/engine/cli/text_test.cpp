#include "engine/cli/text.h"

#include <doctest/doctest.h>

using namespace formatie;

TEST_CASE("a paragraph is broken at spaces, behind its indentation") {
  CHECK(indented("one\ntwo  three", 2) == "  one two three\n");
  CHECK(indented("", 2) == "\n");
  const std::string words = "0123456 0123456 0123456 0123456 0123456 0123456 0123456 0123456 0123456 0123456";
  CHECK(indented(words, 1) == " " + words + "\n");
  CHECK(indented(words, 2) == "  " + words.substr(0, 71) + "\n  0123456\n");
}

TEST_CASE("a word that is longer than a line stays whole") {
  const std::string address = "https://example.org/" + std::string(80, 'x');
  CHECK(indented("see " + address + " for it", 2) == "  see\n  " + address + "\n  for it\n");
}

TEST_CASE("a text stands beside its label, or below a long one") {
  CHECK(labelled("seed", "5", 2, 10) == "  seed    5\n");
  CHECK(labelled("replications", "5", 2, 10) == "  replications\n          5\n");
  CHECK(labelled("seed", "", 2, 10) == "  seed\n");
}

TEST_CASE("a length of time is said in the unit of its size") {
  CHECK(duration_text(0.04) == "0.0 s");
  CHECK(duration_text(59.94) == "59.9 s");
  CHECK(duration_text(59.96) == "1 min 0 s");
  CHECK(duration_text(754) == "12 min 34 s");
  CHECK(duration_text(7510) == "2 h 5 min");
}

TEST_CASE("numbers have no more digits than they need") {
  CHECK(value_text(0.1 + 0.2) == "0.3");
  CHECK(value_text(-0.0) == "0");
  CHECK(value_text(999999) == "999999");
  CHECK(value_text(1234567.25) == "1,234,567");
  CHECK(count_text(1, "file", "files") == "1 file");
  CHECK(count_text(1200, "file", "files") == "1,200 files");
}
