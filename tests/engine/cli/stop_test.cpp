#include "engine/cli/stop.h"

#include <cstdlib>
#include <sstream>
#include <utility>

#include <doctest/doctest.h>

#include "tests/engine/cli/child.h"
#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

TEST_CASE("the lamps program as a process of its own" * doctest::skip()) {
  const char* const words_text = std::getenv("LAMPS_WORDS");
  if (words_text == nullptr) return;  // somebody runs the skipped tests
  std::vector<std::string> words = {"lamps"};
  std::istringstream lines(words_text);
  for (std::string line; std::getline(lines, line);) words.push_back(line);
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());

  const int signals = std::atoi(std::getenv("LAMPS_SIGNALS"));
  lamps::on_replication = [&, first = true](const Luck& luck) mutable {
    if (luck.replication == 2 && std::exchange(first, false))
      for (int i = 0; i < signals; ++i) ::raise(SIGINT);
  };
  std::_Exit(run_program(static_cast<int>(arguments.size()), arguments.data(), lamps::program()));
}

TEST_CASE("Ctrl-C finishes what is under way and writes what is complete") {
  const LampsFolder lamps;
  const auto said = run_child({"run", "lamps/better.yaml", "--threads", "1"}, {.signals = 1});
  CHECK(said.code == 130);
  CHECK(said.err ==
        "finishing the replications under way; Ctrl-C once more stops at once, without results\n"
        "stopped after 2 replications of 6; the results are partial\n");
  CHECK(said.out.find("\nPartial: 2 replications in ") != std::string::npos);
  CHECK(text_of("out/better/provenance.json").find("\"partial\": true") != std::string::npos);
}

TEST_CASE("Ctrl-C twice stops at once") {
  const LampsFolder lamps;
  const auto said = run_child({"run", "lamps/better.yaml", "--threads", "1"}, {.signals = 2});
  CHECK(said.code == 130);
  CHECK(said.out == "");
  CHECK(said.err == "finishing the replications under way; Ctrl-C once more stops at once, without results\n");
  CHECK_FALSE(std::filesystem::exists("out"));
}

TEST_CASE("without signals a process ends as a function call does") {
  const LampsFolder lamps;
  const auto said = run_child({"run", "lamps/better.yaml", "--threads", "1", "--out", "one"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  const auto here = lamps.run({"run", "lamps/better.yaml", "--threads", "1", "--out", "one"});
  CHECK(without_time(said.out) == without_time(here.out));
}

TEST_CASE("a signal is asked for, and old habits come back") {
  struct sigaction before, after;
  ::sigaction(SIGINT, nullptr, &before);
  {
    StopOnSignal on_signal("");
    CHECK_FALSE(StopOnSignal::requested());
    ::raise(SIGTERM);
    CHECK(StopOnSignal::requested());
  }
  ::sigaction(SIGINT, nullptr, &after);
  CHECK((before.sa_handler == after.sa_handler));
  StopOnSignal again("");
  CHECK_FALSE(StopOnSignal::requested());
}
