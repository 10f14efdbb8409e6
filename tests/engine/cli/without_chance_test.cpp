// The commands with a model without chance and without persons: savings.

#include <regex>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/report/page.h"

#include "tests/engine/cli/program_fixture.h"
#include "tests/engine/study/savings.h"

using namespace formatie;

namespace {

ProgramInfo savings_program() {
  return {"savings", "1.0.0", "what is saved", savings::make_savings, "savings/base.yaml"};
}

/// A folder with scenarios of savings: of what is certain, and of what is drawn.
struct SavingsFolder : LampsFolder {
  SavingsFolder() {
    folder.write("savings/base.yaml",
                 "title: What is saved?\n"
                 "period: { begin: 2025-01-01, end: 2027-01-01 }\n"
                 "parameters: { account: { start: 1000, rate: 0.1 } }\n"
                 "alternatives:\n"
                 "  - { name: as it is }\n"
                 "  - { name: more, policy: [{ dial: account.rate, plus: 0.1, from: 2026-01-01 }] }\n"
                 "  - { name: same, policy: [{ dial: account.rate, times: 1 }] }\n");
    folder.write("savings/priors.csv",
                 "parameter,low,high,form,distribution,grade,setting,source\n"
                 "account.start,500,2000,value,uniform,C,nowhere,me\n");
    folder.write("savings/drawn.yaml",
                 "extends: base.yaml\n"
                 "study: { seed: 5, replications: 6 }\n"
                 "uncertainty: { priors: priors.csv }\n");
  }
  Said run(const std::vector<std::string>& words) const { return LampsFolder::run(words, savings_program()); }
};

}  // namespace

TEST_CASE("check tells that a model without chance is computed once, or once a draw") {
  const SavingsFolder savings;
  const auto said = savings.run({"check", "savings/base.yaml"});
  CHECK(said.err == "");
  CHECK(
      said.out.starts_with("savings/base.yaml\n"
                           "  What is saved?\n"
                           "  period         2025-01-01 to 2027-01-01\n"
                           "  replications   computed once: the model has no chance\n"
                           "  input          1 file\n"
                           "  alternatives   3, each compared with the first, 'as it is'\n"));
  CHECK(savings.run({"check", "savings/drawn.yaml"})
            .out.find("  replications   6, one a draw: the model has no chance\n"
                      "  seed           5\n"
                      "  uncertainty    1 parameter drawn anew for every 1 replication\n") != std::string::npos);
}

TEST_CASE("run of a model without chance prints values, and writes the same files") {
  const SavingsFolder savings;
  const auto said = savings.run({"run", "savings/base.yaml", "--threads", "1"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(without_time(said.out) == R"(What is saved?

Computed once: the model has no chance, and nothing is drawn.

                           value  difference

balance (euro)
  2025-01-01  as it is  1,000.00
              more      1,000.00        0.00
              same      1,000.00        0.00
  2026-01-01  as it is  1,100.00
              more      1,100.00        0.00
              same      1,100.00        0.00
  2027-01-01  as it is  1,210.00
              more      1,320.00      110.00
              same      1,210.00        0.00

interest (euro a year)
  2026-01-01  as it is    100.00
              more        100.00        0.00
              same        100.00        0.00
  2027-01-01  as it is    110.00
              more        220.00      110.00
              same        110.00        0.00

computed once in T on 1 thread
7 files in out/base
)");
  CHECK(text_of("out/base/summary.csv").find("more,balance,2027-01-01,euro,1,1320,0,1320,1320,1320,1320,1320\n") !=
        std::string::npos);
  CHECK(text_of("out/base/comparison.csv").find("more,as it is,balance,2027-01-01,euro,1,110,0,110,110,\n") !=
        std::string::npos);
  CHECK(text_of("out/base/uncertainty.csv").find("as it is,,balance,2027-01-01,euro,1,0,0,0,0\n") != std::string::npos);
  const auto provenance = nlohmann::json::parse(text_of("out/base/provenance.json"));
  CHECK(provenance["replications_completed"] == 1);
  CHECK(provenance["replications_differ_by"] == "nothing");
}

TEST_CASE("plan.yaml of a study without a section study runs again, and gives the same bytes") {
  const SavingsFolder savings;
  savings.run({"run", "savings/base.yaml", "--quiet"});
  const auto said = savings.run({"run", "out/base/plan.yaml", "--out", "again", "--quiet"});
  CHECK(said.err == "");
  for (const char* file : {"plan.yaml", "summary.csv", "comparison.csv", "replications.csv"})
    CHECK(text_of(std::string("again/") + file) == text_of(std::string("out/base/") + file));
}

TEST_CASE("compare ranks what is certain without intervals") {
  const SavingsFolder savings;
  savings.run({"run", "savings/base.yaml", "--quiet"});
  const auto said = savings.run({"compare", "out/base"});
  CHECK(said.err == "");
  CHECK(
      said.out.starts_with("What is saved?\n"
                           "balance (euro) on 2027-01-01: difference with as it is. Higher is better.\n"
                           "Rank: one more than the number of alternatives that are better.\n"));
  CHECK(said.out.find("\n1. more\n       110.00  ") != std::string::npos);
  CHECK(said.out.find("\n- same: identical\n         0.00  ") != std::string::npos);
  CHECK(said.out.find("std. error") == std::string::npos);
  const auto json = nlohmann::json::parse(savings.run({"compare", "out/base", "--format", "json"}).out);
  CHECK(json[0]["alternative"] == "more");
  CHECK(json[0]["low"] == 110);
  CHECK(json[0]["high"] == 110);
  CHECK(json[0]["verdict"] == "better");
  CHECK(json[0]["probability"] == 1);
  CHECK(json[0]["probability_low"] == 1);
  CHECK(json[1]["verdict"] == "identical");
}

TEST_CASE("draws of a model without chance have intervals, and no part of the variance is chance") {
  const SavingsFolder savings;
  const auto said = savings.run({"run", "savings/drawn.yaml", "--threads", "1"});
  CHECK(said.err == "");
  CHECK(said.out.find("Mean of 6 draws: too few") != std::string::npos);
  CHECK(said.out.find("Difference with as it is, paired by draw (6 draws).") != std::string::npos);
  CHECK(said.out.find("\n6 draws in ") != std::string::npos);
  CHECK(std::regex_search(said.out, std::regex("balance \\(euro\\) +[0-9.]+ +0% +100% +0%\n")));
  CHECK(savings.run({"run", "savings/drawn.yaml", "--replications", "3", "--quiet"}).code == 0);
  CHECK(nlohmann::json::parse(text_of("out/drawn/provenance.json"))["replications_completed"] == 3);
  const auto compared = savings.run({"compare", "out/drawn"});
  CHECK(compared.out.find("difference with as it is, paired by draw (3\ndraws).") != std::string::npos);
}

TEST_CASE("a report of what is certain is made in every format") {
  const SavingsFolder savings;
  savings.run({"run", "savings/base.yaml", "--quiet"});
  CHECK(savings.run({"report", "out/base", "--format", "markdown", "--lang", "en", "--out", "note.md"}).err == "");
  CHECK(text_of("note.md").starts_with("# What is saved?\n\ncomputed once, 3 alternatives, 2025-01-01 to 2027-01-01."));
  CHECK(text_of("note.md").find("as it is: 1,000.00 on 2025-01-01, 1,210.00 on 2027-01-01.\n") != std::string::npos);
  CHECK(text_of("note.md").find("| more | better | 110.00 | - | - |") != std::string::npos);
  CHECK(savings.run({"report", "out/base", "--format", "xlsx", "--out", "book.xlsx"}).err == "");
  if (!has_page()) return;
  CHECK(savings.run({"report", "out/base", "--out", "page.html"}).err == "");
  CHECK(text_of("page.html").find("\"differ_by\":\"nothing\"") != std::string::npos);
}

TEST_CASE("what a model without chance and persons cannot do is refused") {
  const SavingsFolder savings;
  savings.run({"run", "savings/base.yaml", "--quiet"});
  const auto refused = [&](const std::vector<std::string>& words) {
    const auto said = savings.run(words);
    CHECK(said.code == 2);
    CHECK(said.out == "");
    return said.err;
  };
  // It follows nobody, so what tells of people is no command of its program.
  for (const std::string command : {"graph", "replay", "explain", "answer"})
    CHECK(refused({command, "savings/base.yaml"}) ==
          "savings: unknown command '" + command +
              "' (commands: check, run, compare, report, optimise, calibrate, validate, describe)\nSee 'savings "
              "--help'.\n");
  CHECK(refused({"run", "savings/base.yaml", "--replications", "5"}) ==
        "--replications 5: 'replications' has nothing to repeat (the model has no chance and nothing is drawn: it is "
        "computed once)\n");
  CHECK(refused({"run", "savings/base.yaml", "--verify"}) ==
        "'--verify' has nothing to do (this model recounts nothing)\n");
  CHECK(refused({"run", "savings/base.yaml", "--solver", "cohort"}) ==
        "this model has no projection. Run it without --solver cohort\n");
}
