#include "engine/base/problem.h"

#include <doctest/doctest.h>

using namespace formatie;

TEST_CASE("an origin leaves out what is unknown") {
  CHECK(Origin{"base.yaml", 8, 22}.text() == "base.yaml:8:22");
  CHECK(Origin{"base.yaml", 8, 0}.text() == "base.yaml:8");
  CHECK(Origin{"base.yaml", 0, 22}.text() == "base.yaml");
  CHECK(Origin{"", 8, 22}.text() == "8:22");
  CHECK(Origin{}.text() == "");
}

TEST_CASE("a problem reads: where, what, why, hint") {
  CHECK(Problem{{"base.yaml", 22, 15}, "replications is 0", "must be at least 1", "Did you mean 10?"}.text() ==
        "base.yaml:22:15: replications is 0 (must be at least 1). Did you mean 10?");
  CHECK(Problem{{"base.yaml"}, "empty", "", ""}.text() == "base.yaml: empty");
  CHECK(Problem{{}, "empty", "", "Fill it"}.text() == "empty. Fill it");
}

TEST_CASE("problems are told in the order of the files, each once") {
  Problems problems;
  CHECK(problems.empty());
  problems.add({"z.yaml", 12, 1}, "third");
  problems.add({"a.yaml", 1, 1}, "fourth", "comes from a file mentioned later");
  problems.add({"z.yaml", 2, 9}, "second");
  problems.add({"z.yaml", 2, 3}, "first");
  problems.add({"z.yaml", 2, 9}, "second");
  CHECK(problems.size() == 5);
  CHECK_FALSE(problems.empty());
  CHECK(problems.list().front().what == "third");
  CHECK(problems.text() ==
        "z.yaml:2:3: first\n"
        "z.yaml:2:9: second\n"
        "z.yaml:12:1: third\n"
        "a.yaml:1:1: fourth (comes from a file mentioned later)\n");
}

TEST_CASE("problems at one place stay in the order in which they were found") {
  Problems problems;
  problems.add({"x", 1, 1}, "b");
  problems.add({"x", 1, 1}, "a");
  CHECK(problems.text() == "x:1:1: b\nx:1:1: a\n");
}

TEST_CASE("a name is proposed when it is close, and not when it is not") {
  const std::vector<std::string> known = {"resignation.rate", "return.rate", "multiplier", "po", "vo"};
  CHECK(did_you_mean("resignation.rte", known) == "Did you mean 'resignation.rate'?");
  CHECK(did_you_mean("multiplyer", known) == "Did you mean 'multiplier'?");
  CHECK(did_you_mean("MULTIPLIER", known) == "Did you mean 'multiplier'?");
  CHECK(did_you_mean("retrun.rate", known) == "Did you mean 'return.rate'?");  // two letters swapped count as one error
  CHECK(did_you_mean("op", known) == "Did you mean 'po'?");
  CHECK(did_you_mean("bonus", {"pay", "full_time_bonus"}) == "Did you mean 'full_time_bonus'?");
  CHECK(did_you_mean("bonus", {"bonus_of_po", "full_time_bonus"}) == "");  // which of the two?
  CHECK(did_you_mean("salary", known) == "");
  CHECK(did_you_mean("multiplier", {}) == "");
  CHECK(did_you_mean(std::string(1000, 'x'), known) == "");
}

TEST_CASE("of two names that are equally close the first is proposed") {
  CHECK(did_you_mean("xo", {"po", "vo"}) == "Did you mean 'po'?");
}

TEST_CASE("of more than twelve names the eight that are most like the given one are told") {
  std::vector<std::string> names;
  for (char c = 'a'; c <= 'l'; ++c) names.push_back(std::string("part.") + c);
  CHECK(names_like("x", names) ==
        "part.a, part.b, part.c, part.d, part.e, part.f, part.g, part.h, part.i, part.j, part.k, part.l");
  names.emplace_back("other");
  CHECK(names_like("part.l", names) ==
        "part.l, part.a, part.b, part.c, part.d, part.e, part.f, part.g and 5 more (see 'describe')");
  CHECK(names_like("the", names).starts_with("other, part."));
  CHECK(names_like("", {}) == "");
}
