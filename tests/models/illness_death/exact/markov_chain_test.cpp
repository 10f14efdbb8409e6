#include "models/illness_death/exact/markov_chain.h"

#include <cmath>
#include <map>
#include <string>

#include <Eigen/Dense>
#include <doctest/doctest.h>
#include <unsupported/Eigen/MatrixFunctions>

#include "engine/input/csv.h"
#include "engine/input/scalar.h"

namespace formatie::illness_death {
namespace {

Outlook beginning(State state) {
  Outlook outlook;
  outlook.chance[index(state)] = 1;
  return outlook;
}

State state_named(const std::string& name) {
  for (std::size_t s = 0; s < states; ++s)
    if (name == state_names[s]) return static_cast<State>(s);
  FAIL("no state " << name);
  return State::dead;
}

Table data(const std::string& file) {
  Problems problems;
  auto table = read_csv(std::string(FORMATIE_SOURCE_DIR) + "/models/illness_death/data/" + file, problems);
  REQUIRE_MESSAGE(table.has_value(), problems.text());
  return std::move(*table);
}

/// The published intensities.
Intensities published() {
  const std::map<std::string, State> to = {{"onset", State::mild},
                                           {"recovery", State::well},
                                           {"progression", State::severe},
                                           {"remission", State::mild},
                                           {"death", State::dead}};
  Intensities intensities{};
  const Table table = data("intensities.csv");
  for (std::size_t row = 0; row < table.size(); ++row)
    intensities[index(state_named(table.cell(row, 1)))][index(to.at(table.cell(row, 0)))] =
        *parse_number(table.cell(row, 2));
  return intensities;
}

}  // namespace

TEST_CASE("with death alone, survival is exponential, and so are the years lived") {
  Intensities intensities{};
  intensities[index(State::well)][index(State::dead)] = 0.25;
  Outlook outlook = beginning(State::well);
  advance(outlook, intensities, 4);
  CHECK(outlook.chance[index(State::well)] == doctest::Approx(std::exp(-1.0)).epsilon(1e-13));
  CHECK(outlook.chance[index(State::dead)] == doctest::Approx(1 - std::exp(-1.0)).epsilon(1e-13));
  CHECK(outlook.years[index(State::well)] == doctest::Approx(4 * (1 - std::exp(-1.0))).epsilon(1e-13));
}

TEST_CASE("where nothing can happen everybody stays, and the years pass") {
  Outlook outlook = beginning(State::mild);
  advance(outlook, {}, 3);
  CHECK(outlook.chance[index(State::mild)] == 1);
  CHECK(outlook.years[index(State::mild)] == 3);
}

TEST_CASE("chances are the matrix exponential, also of many moments in one go") {
  for (const double years : {0.01, 1.0, 10.0, 400.0}) {
    const Intensities intensities = published();
    Eigen::Matrix4d generator = Eigen::Matrix4d::Zero();
    for (int from = 0; from < 4; ++from)
      for (int to = 0; to < 4; ++to) {
        const double rate = intensities[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
        generator(from, to) += rate;
        generator(from, from) -= rate;
      }
    const Eigen::Matrix4d expected = (generator * years).exp();
    for (const State from : {State::well, State::mild, State::severe, State::dead}) {
      Outlook outlook = beginning(from);
      advance(outlook, intensities, years);
      double sum = 0, lived = 0;
      for (std::size_t to = 0; to < states; ++to) {
        CHECK(std::abs(outlook.chance[to] - expected(static_cast<int>(from), static_cast<int>(to))) < 1e-12);
        sum += outlook.chance[to];
        lived += outlook.years[to];
      }
      CHECK(std::abs(sum - 1) < 1e-12);
      CHECK(lived == doctest::Approx(years).epsilon(1e-12));
    }
  }
}

TEST_CASE("ten years with the published intensities give the published chances") {
  // Intensities are published with five digits behind the point, and chances were computed from more.
  constexpr double rounding = 5e-6;
  const Table table = data("probabilities.csv");
  const auto start = *table.column("began_as"), state = *table.column("health"), value = *table.column("value");
  CHECK(table.size() == 12);
  for (std::size_t row = 0; row < table.size(); ++row) {
    Outlook outlook = beginning(state_named(table.cell(row, start)));
    advance(outlook, published(), 10);
    CHECK(std::abs(outlook.chance[index(state_named(table.cell(row, state)))] -
                   *parse_number(table.cell(row, value)) / 100) < rounding);
  }
}

}  // namespace formatie::illness_death
