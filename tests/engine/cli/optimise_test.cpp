#include <algorithm>
#include <atomic>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

/// Care for the harbour is taken from the market: what is broken there more is what it costs.
struct Choosing : formatie::LampsFolder {
  Choosing() {
    folder.write(
        "lamps/choose.yaml",
        "extends: base.yaml\n"
        "title: How much care for the harbour?\n"
        "optimisation:\n"
        "  levers:\n"
        "    - name: care\n"
        "      policy:\n"
        "        - { dial: failure.rate, where: { place: harbour }, times: { from: 1, to: 0.2 } }\n"
        "        - { dial: failure.rate, where: { place: market }, times: { from: 1, to: 3 } }\n"
        "    - name: paint\n"
        "      levels: 2\n"
        "      policy: [{ dial: failure.rate, where: { place: market }, plus: { from: 0, to: 1 } }]\n"
        "  goal: { measure: broken, where: { place: harbour }, date: 2028-01-01, below: 17, probability: 0.5 }\n"
        "  budget: { measure: broken, where: { place: market }, at_most: 40 }\n"
        "  search: 160\n"
        "  finalists: 3\n"
        "  replications: 40\n");
  }
  Said optimise(const std::string& out, std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"optimise", "lamps/choose.yaml", "--threads", "1", "--out", out};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
};

}  // namespace

TEST_CASE("optimise tells the question, the finalists, what each does, and which is best") {
  const Choosing lamps;
  const auto said = lamps.optimise("best");
  CAPTURE(said.out);
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(longest_line(said.out) <= 80);
  CHECK(said.out.find("goal    broken (place harbour) below 17 lamps on 2028-01-01, with a probability\n"
                      "        of at least 50%\n"
                      "budget  broken (place market) of at most 40 lamps more than 'base', mean of\n"
                      "        2026-01-01 to 2030-01-01\n"
                      "search  10 mixes of 2 levers; 10 looked at in 160 replications.") != std::string::npos);
  CHECK(said.out.find("The finalists, in 40 replications each that the search has not seen:") != std::string::npos);
  CHECK(said.out.find("mix   7  care x 0.4, paint + 0\n") != std::string::npos);
  CHECK(said.out.find("Mix 7 is the cheapest that meets the goal: every other finalist clearly costs\n"
                      "more, or misses the goal or the budget.\n") != std::string::npos);
  CHECK(said.out.find("Regret") == std::string::npos);  // one future
  CHECK(said.out.find("files in best\n") != std::string::npos);

  const auto frontier = text_of("best/frontier.csv");
  CHECK(
      frontier.starts_with("mix,care,paint,n,draws,mean,effect,effect_low,effect_high,cost,cost_low,cost_high,"
                           "probability,probability_low,probability_high,meets_goal,in_budget,efficient,best\n"));
  CHECK(frontier.find("\n7,0.4,0,40,40,") != std::string::npos);
  CHECK(frontier.find(",yes,yes,1,1\n") != std::string::npos);
  CHECK(std::count(frontier.begin(), frontier.end(), '\n') == 4);
  CHECK(text_of("best/candidates.csv")
            .starts_with(
                "mix,care,paint,n,draws,effect,effect_standard_error,cost,cost_standard_error,finalist\n1,1,0,"));
  CHECK(text_of("best/regret.csv").starts_with("mix,future,weight,regret,low,high\n"));
  CHECK(text_of("best/evaluations.csv").find("\nmix,replication,draw,future,number,cost\n0,0,0,0,") !=
        std::string::npos);
  CHECK(text_of("best/provenance.json").find("\"partial\": false") != std::string::npos);

  // What it leaves can be run again: the same bytes, on two threads too.
  const auto again = lamps.run({"optimise", "best/plan.yaml", "--threads", "2", "--quiet", "--out", "again"});
  CHECK(again.code == 0);
  CHECK(again.out == "");
  for (const char* file : {"/frontier.csv", "/candidates.csv", "/regret.csv", "/plan.yaml"})
    CHECK(text_of(std::string("best") + file) == text_of(std::string("again") + file));
}

TEST_CASE("optimise goes on where it was stopped, to the same bytes, and further when more is asked") {
  Choosing lamps;
  CHECK(lamps.optimise("whole", {"--quiet"}).code == 0);
  std::atomic<bool> stop = false;
  int replications = 0;
  lamps.stop = &stop;
  lamps::on_replication = [&](const Luck&) { stop = ++replications >= 100; };
  const auto stopped = lamps.optimise("parts");
  lamps.stop = nullptr;
  CHECK(stopped.code == 130);
  CHECK(stopped.out == "");
  CHECK(stopped.err == "stopped after 100 replications; the same command goes on from there\n");
  CHECK_FALSE(std::filesystem::exists("parts/frontier.csv"));
  replications = 0;
  stop = false;
  lamps::on_replication = [&](const Luck&) { ++replications; };
  const auto resumed = lamps.optimise("parts", {"--quiet"});
  CHECK(resumed.code == 0);
  CHECK(resumed.err == "going on after 100 replications\n");
  const auto all = text_of("whole/evaluations.csv");
  const auto number = std::count(all.begin(), all.end(), '\n') - 2;
  CHECK(replications == number - 100);
  for (const char* file : {"/frontier.csv", "/candidates.csv", "/evaluations.csv"})
    CHECK(text_of(std::string("whole") + file) == text_of(std::string("parts") + file));

  replications = 0;
  const auto more = lamps.optimise("parts", {"--quiet", "--set", "optimisation.replications=60"});
  CHECK(more.code == 0);
  CHECK(more.err == fmt::format("going on after {} replications\n", number));
  CHECK(text_of("parts/frontier.csv").find("\n7,0.4,0,60,60,") != std::string::npos);
}

TEST_CASE("optimise says that a goal is out of reach, and how near one can come") {
  const Choosing lamps;
  const auto said = lamps.optimise("far", {"--set", "optimisation.goal.below=2"});
  CAPTURE(said.out);
  CHECK(said.code == 0);
  CHECK(said.out.find("No mix that was compared meets the goal within the budget. Mix ") != std::string::npos);
  CHECK(said.out.find("lamps on average, and a probability of 0% (0-6), where 50% is asked.") != std::string::npos);
}

TEST_CASE("optimise names no winner when the noise is larger than the differences") {
  const Choosing lamps;
  lamps.folder.write("lamps/alike.yaml",
                     "extends: choose.yaml\n"
                     "optimisation:\n"
                     "  levers:\n"
                     "    - name: hope\n"
                     "      levels: 3\n"
                     "      policy: [{ dial: failure.rate, where: { place: market }, plus: { from: 0, to: 0.001 } }]\n"
                     "  goal: { below: 45 }\n");
  const auto said = lamps.run({"optimise", "lamps/alike.yaml", "--threads", "1"});
  CHECK(said.code == 0);
  CHECK(said.out.find(
            "No winner: mixes 1, 2 and 3 all meet the goal, and the differences in cost are\ninside the noise.") !=
        std::string::npos);
  CHECK(std::filesystem::exists("out/optimise-alike/frontier.csv"));
}

TEST_CASE("optimise shows the regret over the futures") {
  const Choosing lamps;
  lamps.folder.write("lamps/futures.yaml",
                     "extends: choose.yaml\n"
                     "futures:\n"
                     "  - { name: calm, weight: 1 }\n"
                     "  - { name: storms, weight: 1, parameters: { failure: { rate: 1.6 } } }\n");
  const auto said = lamps.run({"optimise", "lamps/futures.yaml", "--threads", "1", "--out", "regret"});
  CAPTURE(said.out);
  CHECK(said.code == 0);
  CHECK(longest_line(said.out) <= 80);
  CHECK(said.out.find("Regret: how much worse (lamps) than the finalist that does best in that future.") !=
        std::string::npos);
  CHECK(said.out.find("mix  calm  storms") != std::string::npos);
  const auto csv = text_of("regret/regret.csv");
  CHECK(csv.find(",storms,0.5,") != std::string::npos);
  CHECK(csv.find(",highest,,") != std::string::npos);
}

TEST_CASE("optimise refuses a scenario without levers, and a folder with something else") {
  const Choosing lamps;
  auto said = lamps.run({"optimise", "lamps/base.yaml"});
  CHECK(said.code == 2);
  CHECK(said.err ==
        "lamps optimise: 'lamps/base.yaml' has no section 'optimisation' with levers, goal and budget\n"
        "See 'lamps optimise --help'.\n");
  lamps.folder.write("full/letter.txt", "dear reader");
  said = lamps.optimise("full");
  CHECK(said.code == 2);
  CHECK(said.err ==
        "lamps optimise: 'full' holds something else. Name another folder with --out, or use --force\n"
        "See 'lamps optimise --help'.\n");
  CHECK(lamps.optimise("full", {"--force", "--quiet"}).code == 0);
  said = lamps.optimise("full", {"--seed", "2"});  // another study
  CHECK(said.code == 2);
}

TEST_CASE("check tells what optimise would look for") {
  const Choosing lamps;
  const auto said = lamps.run({"check", "lamps/choose.yaml"});
  CAPTURE(said.out);
  CHECK(said.out.find("  optimisation   10 mixes of 2 levers; 160 replications of search, 40 of each of\n"
                      "                 3 finalists\n") != std::string::npos);
}
