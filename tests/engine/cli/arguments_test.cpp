#include "engine/cli/arguments.h"

#include <doctest/doctest.h>

using namespace formatie;

namespace {

const std::vector<Option> options = {{"seed", "S", ""}, {"set", "P", "", true}, {"quiet", "", ""}};

std::string refusal(const std::vector<std::string>& words) {
  try {
    parse_arguments(options, words);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("options and operands may stand in any order, with '=' or a space") {
  const auto given = parse_arguments(options, {"a", "--seed=5", "--set", "x=1", "b", "--quiet", "--set=y=2"});
  CHECK(given.operands() == std::vector<std::string>{"a", "b"});
  CHECK(given.text("seed") == "5");
  CHECK(given.texts("set") == std::vector<std::string>{"x=1", "y=2"});
  CHECK(given.has("quiet"));
  CHECK_FALSE(parse_arguments(options, {"a"}).has("quiet"));
  CHECK_FALSE(parse_arguments(options, {"a"}).text("seed"));
}

TEST_CASE("what follows -- is no option") {
  CHECK(parse_arguments(options, {"--", "--quiet", ""}).operands() == std::vector<std::string>{"--quiet", ""});
}

TEST_CASE("a value may begin with a dash, and may be empty") {
  CHECK(parse_arguments(options, {"--seed", "-5"}).text("seed") == "-5");
  CHECK(parse_arguments(options, {"--seed", ""}).text("seed") == "");
}

TEST_CASE("an option that is not understood is refused") {
  CHECK(refusal({"--sede", "5"}) ==
        "unknown option '--sede' (options: --seed, --set, --quiet). Did you mean '--seed'?");
  CHECK(refusal({"--verbose=5"}) == "unknown option '--verbose' (options: --seed, --set, --quiet)");
  CHECK(refusal({"-x"}) == "unknown option '-x' (options: --seed, --set, --quiet)");
  CHECK(refusal({"--see", "5"}) == "unknown option '--see' (options: --seed, --set, --quiet). Did you mean '--seed'?");
  CHECK(refusal({"--seed"}) == "option '--seed' needs a value");
  CHECK(refusal({"--seed="}) == "option '--seed' needs a value");
  CHECK(refusal({"--seed", "--quiet"}) == "option '--seed' needs a value");
  CHECK(refusal({"--quiet=yes"}) == "option '--quiet' takes no value");
  CHECK(refusal({"--seed", "1", "--seed", "2"}) == "option '--seed' is given twice");
}

TEST_CASE("a number is whole and within its bounds") {
  Problems problems;
  const auto number = [&](const std::string& text) {
    return parse_arguments(options, {"--seed", text}).number("seed", 1, 18446744073709551615u, problems);
  };
  CHECK(number("7") == 7);
  CHECK(number("18446744073709551615") == 18446744073709551615u);
  CHECK(problems.empty());
  for (const char* text : {"0", "-1", "+1", "1.5", " 1", "1 ", "x", "18446744073709551616"}) CHECK_FALSE(number(text));
  CHECK(problems.size() == 8);
  CHECK(problems.list()[0].text() == "'--seed' is '0' (must be a whole number from 1 to 18446744073709551615)");
  CHECK_FALSE(parse_arguments(options, {}).number("seed", 1, 2, problems));
  CHECK(problems.size() == 8);
}

TEST_CASE("all problems are thrown as one") {
  Problems problems;
  CHECK_NOTHROW(throw_usage_error(problems));
  problems.add({}, "one");
  problems.add({}, "two");
  CHECK_THROWS_WITH_AS(throw_usage_error(problems), "one\ntwo", UsageError);
}
