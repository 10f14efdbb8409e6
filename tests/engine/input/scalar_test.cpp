#include "engine/input/scalar.h"

#include <cmath>
#include <limits>
#include <string>

#include <doctest/doctest.h>

using namespace formatie;

TEST_CASE("a number that is written otherwise is told as it must be written") {
  CHECK(number_hint("10%") == "Write 0.1");
  CHECK(number_hint("7 %") == "Write 0.07");
  CHECK(number_hint("0,05") == "Write 0.05");
  CHECK(number_hint("12,5%") == "Write 0.125");
  CHECK(number_hint("0,125") == "Write 0.125");
  CHECK(number_hint("0.25") == "Write 0.25");  // it stood in quotes
  CHECK(number_hint("1,000") == "");
  CHECK(number_hint("half") == "");
  CHECK(number_hint("%") == "");
  CHECK(number_hint("1,5,5") == "");
}

TEST_CASE("a number has a decimal point and may have an exponent") {
  CHECK(parse_number("0") == 0.0);
  CHECK(parse_number("-12") == -12.0);
  CHECK(parse_number("0.35") == 0.35);
  CHECK(parse_number("1.5e-3") == 0.0015);
  CHECK(parse_number("1E+3") == 1000.0);
  CHECK(parse_number("007") == 7.0);
  CHECK(parse_number("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK_FALSE(std::signbit(parse_number("-0").value()));
}

TEST_CASE("what is not exactly a finite decimal number is no number") {
  for (const char* text : {"",    " 1",       "1 ",    "1,5",   "1.5.2", "+1",   ".5",  "5.",   "-",
                           "-.5", "e3",       "1e",    "1e+",   "1e1.5", "0x10", "inf", "-inf", "nan",
                           "NaN", "infinity", "1e400", "1_000", "1'000", "1f",   "--1", "fte",  "1e-400"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text));
  }
  CHECK_FALSE(parse_number(std::string("1\0", 2)));
}

TEST_CASE("a whole number fits in 64 bits") {
  CHECK(parse_integer("0") == 0);
  CHECK(parse_integer("-5") == -5);
  CHECK(parse_integer("0012") == 12);
  CHECK(parse_integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
  for (const char* text :
       {"", " 1", "1 ", "+1", "1.0", "1e3", "9223372036854775808", "-9223372036854775809", "0x1", "-", "one"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text));
  }
}

TEST_CASE("only true and false are true and false") {
  CHECK(parse_bool("true") == true);
  CHECK(parse_bool("false") == false);
  for (const char* text : {"", "True", "TRUE", "yes", "no", "NO", "on", "off", "1", "0", "true ", " true"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_bool(text));
  }
}
