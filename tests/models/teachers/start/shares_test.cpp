#include "models/teachers/start/shares.h"

#include <vector>

#include <doctest/doctest.h>

namespace formatie::teachers {

TEST_CASE("shares add up to exactly 1") {
  CHECK(cumulative({1, 0, 3}) == std::vector<double>{0.25, 0.25, 1});
  CHECK(cumulative({0.1, 0.1, 0.1}).back() == 1);
  CHECK(cumulative({}).empty());
}

TEST_CASE("whole numbers keep the total; the largest remainders are rounded up, of equal ones the first") {
  CHECK(apportion({5, 3, 2}, 10) == std::vector<int>{5, 3, 2});
  CHECK(apportion({1, 2, 4}, 10) == std::vector<int>{1, 3, 6});  // of 1.43, 2.86 and 5.71
  CHECK(apportion({1, 1, 1}, 5) == std::vector<int>{2, 2, 1});
  CHECK(apportion({0, 0}, 5) == std::vector<int>{0, 0});
}

}  // namespace formatie::teachers
