#include "engine/cli/check.h"

#include <doctest/doctest.h>

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

TEST_CASE("check tells what every scenario would run") {
  const auto said = LampsFolder().run({"check", "lamps/base.yaml", "lamps/better.yaml"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(longest_line(said.out) <= 80);
  CHECK(said.out == R"(lamps/base.yaml
  How many lamps burn?
  period         2025-01-01 to 2030-01-01
  replications   6
  seed           1
  input          3 files
  alternatives   1
    base

lamps/better.yaml
  What if better lamps are bought?
  period         2025-01-01 to 2030-01-01
  replications   6
  seed           1
  input          4 files
  alternatives   2, each compared with the first, 'as it is'
    as it is
      The lamps of 2024.
    better lamps
      From the summer of 2026 on only lamps of the second kind are bought, which
      break half as often and cost no more than those of the first.
      failure.rate (per year) changes to:
        from 2025-01-01  0.8  place harbour
        from 2025-01-01  0.4  place market
        from 2026-07-01  0.4  place harbour
        from 2026-07-01  0.2  place market
        from 2028-01-01  0.1  place market
        warning: two entries of the policy move 'failure.rate' for the same
        cells at the same time; they work one after the other, as they stand
)");
}

TEST_CASE("check tells which parameters an alternative has for itself") {
  const LampsFolder lamps;
  lamps.folder.write(
      "lamps/own.yaml",
      "extends: base.yaml\n"
      "alternatives:\n"
      "  - { name: base, parameters: { repair: { share: 0.8 } } }\n"
      "  - name: other\n"
      "    parameters:\n"
      "      failure: { rate: 0.2 }\n"
      "      repair: { share: { value: 0.7, source: better }, crew: hired, start: 2025-01-01 }\n"
      "  - { name: twice, parameters: { failure: { rate: { times: 2 } }, repair: { share: { note: x } } } }\n");
  const auto said = lamps.run({"check", "lamps/own.yaml"});
  CHECK(said.err == "");
  CHECK(said.out.substr(said.out.find("    base\n")) == R"(    base
    other
      parameters of its own:
        failure.rate: table rates.csv -> 0.2
        repair.share: 0.8 -> 0.7
        repair.crew: own -> hired
    twice
      parameters of its own:
        failure.rate: {table: input/rates.csv, column: rate} -> {table:
        input/rates.csv, column: rate, times: 2}
)");
}

TEST_CASE("a change of all cells by one factor or amount is told as such") {
  const LampsFolder lamps;
  lamps.folder.write("lamps/all.yaml",
                     "extends: base.yaml\n"
                     "alternatives:\n"
                     "  - { name: base }\n"
                     "  - { name: half, policy: [{ dial: failure.rate, times: 0.5, from: 2026-07-01 }] }\n"
                     "  - { name: less, policy: [{ dial: failure.rate, plus: -0.1, until: 2027-01-01 }] }\n"
                     "  - { name: none, policy: [{ dial: failure.rate, times: 0, from: 2026-07-01 }] }\n"
                     "  - { name: long, policy: [{ dial: failure.rate, times: 2, from: 2018-08-01 }] }\n"
                     "  - { name: one, policy: [{ dial: failure.rate, set: 0.1, from: 2018-08-01 }] }\n");
  const auto said = lamps.run({"check", "lamps/all.yaml"});
  CHECK(said.err == "");
  CHECK(said.out.substr(said.out.find("    half\n")) == R"(    half
      failure.rate (per year) changes to:
        from 2026-07-01  x 0.5: 0.4..0.8 -> 0.2..0.4
    less
      failure.rate (per year) changes to:
        from 2025-01-01 until 2027-01-01  - 0.1: 0.4..0.8 -> 0.3..0.7
    none
      failure.rate (per year) changes to:
        from 2025-01-01  0.8  place harbour
        from 2025-01-01  0.4  place market
        from 2026-07-01    0  all
    long
      failure.rate (per year) changes to:
        from 2025-01-01  x 2: 0.4..0.8 -> 0.8..1.6
        from 2018-08-01, before the period begins: holds from the start
    one
      failure.rate (per year) changes to:
        from 2025-01-01  0.1  all
        from 2018-08-01, before the period begins: holds from the start
)");
}

TEST_CASE("a Dutch title goes with the title of the same file only") {
  const LampsFolder lamps;
  lamps.folder.write("lamps/first.yaml", "extends: base.yaml\ntitle: Lamps\nnl: { title: Lampen }\n");
  lamps.folder.write("lamps/second.yaml", "extends: first.yaml\ntitle: Other lamps\n");
  lamps.folder.write("lamps/wrong.yaml", "extends: base.yaml\nnl: { titel: Lampen }\n");
  for (const auto& [name, kept] : {std::pair("first", true), std::pair("second", false)}) {
    CHECK(lamps.run({"run", std::string("lamps/") + name + ".yaml", "--out", name, "--quiet"}).err == "");
    std::ifstream plan(lamps.folder / name / "plan.yaml");
    const std::string text(std::istreambuf_iterator<char>(plan), {});
    CHECK((text.find("title: Lampen") != std::string::npos) == kept);
  }
  CHECK(lamps.run({"check", "lamps/wrong.yaml"}).err ==
        "lamps/wrong.yaml:2:7: unknown key 'titel' in 'nl' (known: title, description). Did you mean 'title'?\n");
}

TEST_CASE("check reports every problem of every scenario, and prints the sound ones") {
  const LampsFolder lamps;
  lamps.folder.write("lamps/wrong.yaml", "extends: base.yaml\ntitel: x\nstudy: { seed: -1 }\n");
  const auto said = lamps.run({"check", "lamps/wrong.yaml", "lamps/base.yaml", "lamps/bas.yaml"});
  CHECK(said.code == 2);
  CHECK(said.out.starts_with("lamps/base.yaml\n"));
  CHECK(said.err ==
        "lamps/wrong.yaml:2:1: unknown key 'titel' in 'the scenario' (known: extends, title, description, nl, "
        "study, period, parameters, uncertainty, calibration, optimisation, futures, alternatives). Did you mean "
        "'title'?\n"
        "lamps/wrong.yaml:3:16: 'seed' is -1 (must be at least 0)\n"
        "lamps/bas.yaml: no such file. Did you mean 'base.yaml'?\n");
}

TEST_CASE("check sees what --set changes") {
  const LampsFolder lamps;
  auto said = lamps.run({"check", "lamps/base.yaml", "--set", "title=", "--set", "study.replications=12000"});
  CHECK(said.code == 0);
  CHECK(said.out ==
        "lamps/base.yaml\n  period         2025-01-01 to 2030-01-01\n  replications   12,000\n  seed           1\n"
        "  input          3 files\n  alternatives   1\n    base\n");
  said = lamps.run({"check", "lamps/base.yaml", "--set", "study.seed=x"});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err == "--set study.seed=x: 'seed' is 'x' (must be a whole number)\n");
}

TEST_CASE("a stopping rule is told in words") {
  const auto said = LampsFolder().run(
      {"check", "lamps/better.yaml", "--set",
       "study={seed: 1, until: {measure: broken, where: {place: market}, date: 2027-01-01, half_width: 2.5, "
       "of: difference, at_least: 4, at_most: 4000}}"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(said.out.find("  replications   4 to 4,000, until the 90% interval of the mean difference of\n"
                      "                 broken market on 2027-01-01 reaches at most 2.5 lamps to either\n"
                      "                 side\n") != std::string::npos);
}

TEST_CASE("a dial with many values on one date is cut short") {
  Plan plan;
  plan.period = {Time::from_date(2025, 1, 1), Time::from_date(2030, 1, 1)};
  plan.stopping.at_least = plan.stopping.at_most = 1;
  DialSchedule schedule{"failure.rate", "", {}};
  for (int i = 0; i < 10; ++i) schedule.rows.push_back({plan.period.begin, "place " + std::to_string(i), 1.0 * i});
  schedule.rows.push_back({plan.period.end, "", 100});
  plan.alternatives.push_back({"base", "", {}, {schedule}});
  const auto text = plan_text(plan, "many.yaml");
  CHECK(text.substr(text.find("failure.rate")) == R"(failure.rate changes to:
        from 2025-01-01    0  place 0
        from 2025-01-01    1  place 1
        from 2025-01-01    2  place 2
        from 2025-01-01    3  place 3
        from 2025-01-01    4  place 4
        from 2025-01-01    5  place 5
        from 2025-01-01    6  place 6
          and 3 more values from that date, 7 to 9
        from 2030-01-01  100  all
)");
}
