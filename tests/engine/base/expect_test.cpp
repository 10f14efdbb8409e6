#include "engine/base/expect.h"

#include <doctest/doctest.h>

using namespace formatie;

TEST_CASE("a broken promise names file, line and promise, in every build") {
  std::string message;
  const int line = __LINE__ + 2;
  try {
    expect(1 + 1 == 3, "two is company");
  } catch (const BrokenPromise& broken) {
    message = broken.what();
  }
  CHECK(message == "tests/engine/base/expect_test.cpp:" + std::to_string(line) + ": two is company");
  CHECK_NOTHROW(expect(true));
}
