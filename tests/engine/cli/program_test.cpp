#include "engine/cli/program.h"

#include <algorithm>
#include <filesystem>
#include <new>

#include <doctest/doctest.h>

#include "engine/base/expect.h"
#include "engine/cli/command.h"
#include "engine/study/revision.h"

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

const std::string help = R"(lamps 1.2.3: how many street lamps burn

Usage: lamps COMMAND [OPTION]...

Commands:
  check       check scenarios, and tell what each would run
  run         run a study and write its results
  compare     rank the alternatives of a finished study
  report      make a report of a finished study
  optimise    find cheap mixes of levers that meet a goal
  calibrate   fit the free parameters to published figures
  validate    hold the model against published figures
  describe    tell what the parameters of the model mean
  replay      tell what happens to people in one replication
  graph       draw who can become what: the career map of the model

Options:
  --help      print this text
  --version   print the version and how it was built

'lamps COMMAND --help' and 'lamps help COMMAND' tell all about a command.

Results go to standard output, everything else to standard error. Exit codes: 0
done (also when the reader of a pipe closes it), 1 the outside world failed or
the program is at fault, 2 wrong input or usage, 130 stopped by Ctrl-C with
partial results written.
)";

}  // namespace

TEST_CASE("without arguments the help goes to standard error") {
  const auto said = LampsFolder().run({});
  CHECK(said.code == 2);
  CHECK(said.out == "");
  CHECK(said.err == help);
}

TEST_CASE("help that is asked for goes to standard output") {
  for (const char* word : {"--help", "-h", "help"}) {
    const auto said = LampsFolder().run({word});
    CHECK(said.code == 0);
    CHECK(said.out == help);
    CHECK(said.err == "");
  }
  CHECK(longest_line(help) <= 80);
}

TEST_CASE("every command has help that fits a terminal and names its options, exit codes and examples") {
  const LampsFolder folder;
  for (const auto& command : commands(lamps::program())) {
    CAPTURE(command.name);
    for (const auto& words : {std::vector<std::string>{command.name, "--help"},
                              {command.name, "--nonsense", "-h"},
                              {"help", command.name}}) {
      const auto said = folder.run(words);
      CHECK(said.code == 0);
      CHECK(said.err == "");
      CHECK(longest_line(said.out) <= 80);
      CHECK(said.out.starts_with("Usage: lamps " + command.name));
      for (const auto& option : command.options) CHECK(said.out.find("\n  --" + option.name) != std::string::npos);
      for (const char* part : {"\nOptions:\n", "\nExit codes:\n    0  ", "\n    2  ", "\nExamples:\n  lamps "})
        CHECK(said.out.find(part) != std::string::npos);
    }
    CHECK(command.examples.size() >= 2);
    CHECK(command.examples.size() <= 3);
    CHECK(command.summary.size() <= 60);
  }
}

TEST_CASE("a program has the commands that its model has something for, and the model's own examples") {
  const auto has = [](const ProgramInfo& info, const std::string& name) {
    const auto all = commands(info);
    return std::any_of(all.begin(), all.end(), [&](const Command& command) { return command.name == name; });
  };
  auto info = lamps::program();
  CHECK(has(info, "graph"));          // lamps have careers
  CHECK_FALSE(has(info, "explain"));  // but nobody's lives are kept
  info.levers.list = "levers.csv";
  CHECK_FALSE(has(info, "answer"));
  info.examples = {{"compare out/better --date 2027", "in the year after"}};
  const LampsFolder folder;
  CHECK(folder.run({"compare", "--help"}, info)
            .out.ends_with("  lamps compare out/better --date 2027\n      in the year after\n"));
  CHECK(folder.run({"run", "--help"}, info).out.find("2027") == std::string::npos);
}

TEST_CASE("a model that says nothing of languages is told in English") {
  const LampsFolder folder;
  CHECK(folder.run({"report", "--help"}).out.find("--lang L              the language: en (default: en)") !=
        std::string::npos);
  auto info = lamps::program();
  info.presentation.json = R"({"languages": ["nl", "en"]})";
  CHECK(folder.run({"report", "--help"}, info).out.find("the language: nl, en (default: nl)") != std::string::npos);
}

TEST_CASE("the version says how the program was built") {
  const auto said = LampsFolder().run({"--version"});
  CHECK(said.code == 0);
  CHECK(said.out == "lamps 1.2.3\ngit revision  " + std::string(git_revision()) + "\ncompiler      " +
                        std::string(compiler()) + "\nbuild type    " + std::string(build_type()) + "\n");
}

TEST_CASE("what is no command is refused") {
  const LampsFolder lamps;
  const auto refused = [&](const std::vector<std::string>& words) {
    const auto said = lamps.run(words);
    CHECK(said.code == 2);
    CHECK(said.out == "");
    return said.err;
  };
  CHECK(refused({"rum", "lamps/base.yaml"}) ==
        "lamps: unknown command 'rum' (commands: check, run, compare, report, optimise, calibrate, "
        "validate, describe, replay, "
        "graph). "
        "Did you "
        "mean 'run'?\n"
        "See 'lamps --help'.\n");
  CHECK(refused({"--verison"}) ==
        "lamps: unknown option '--verison' (before a command: --help, --version). Did you mean '--version'?\n"
        "See 'lamps --help'.\n");
  CHECK(refused({"help", "rum"}) == refused({"rum"}));
  CHECK(refused({""}) ==
        "lamps: unknown command '' (commands: check, run, compare, report, optimise, calibrate, "
        "validate, describe, replay, "
        "graph)\n"
        "See 'lamps --help'.\n");
}

TEST_CASE("a command refuses too few words, too many, and unknown options") {
  const LampsFolder lamps;
  const auto refused = [&](const std::vector<std::string>& words) {
    const auto said = lamps.run(words);
    CHECK(said.code == 2);
    CHECK(said.out == "");
    return said.err;
  };
  CHECK(refused({"check"}) == "lamps check: no SCENARIO is given\nSee 'lamps check --help'.\n");
  CHECK(refused({"run"}) == "lamps run: no SCENARIO is given\nSee 'lamps run --help'.\n");
  CHECK(refused({"replay"}) == "lamps replay: no SCENARIO is given\nSee 'lamps replay --help'.\n");
  CHECK(refused({"run", "a", "b"}) ==
        "lamps run: 'b' is one word too many (this command takes one SCENARIO)\nSee 'lamps run --help'.\n");
  CHECK(refused({"describe", "a", "b"}) ==
        "lamps describe: 'b' is one word too many (this command takes one PART)\nSee 'lamps describe --help'.\n");
  CHECK(refused({"graph", "a"}) ==
        "lamps graph: 'a' is one word too many (this command takes only options)\nSee 'lamps graph --help'.\n");
  CHECK(refused({"graph", "--scenaro", "a"}) ==
        "lamps graph: unknown option '--scenaro' (options: --scenario, --format, --help). Did you mean '--scenario'?\n"
        "See 'lamps graph --help'.\n");
}

TEST_CASE("a broken promise is the program's fault, and says so") {
  const LampsFolder lamps;
  lamps::on_replication = [](const Luck&) { expect(false, "lamps do not fly", std::source_location()); };
  const auto said = lamps.run({"run", "lamps/base.yaml"});
  CHECK(said.code == 1);
  CHECK(said.out == "");
  CHECK(said.err ==
        "lamps: :0: lamps do not fly\n"
        "This is a fault in the program, not in your input. Please report it, with the command\n"
        "that you gave and what 'lamps --version' prints.\n");
  CHECK_FALSE(std::filesystem::exists("out"));
}

TEST_CASE("a failure of the outside world is told, with exit code 1") {
  const LampsFolder lamps;
  lamps::on_replication = [](const Luck&) { throw std::bad_alloc(); };
  auto said = lamps.run({"run", "lamps/base.yaml"});
  CHECK(said.code == 1);
  CHECK(said.err == "lamps: not enough memory\n");

  lamps::on_replication = [](const Luck&) { throw std::runtime_error("the moon fell down"); };
  said = lamps.run({"run", "lamps/base.yaml"});
  CHECK(said.code == 1);
  CHECK(said.err == "lamps: the moon fell down\n");
}

TEST_CASE("every command that needs the model refuses a career map with a loose end") {
  const LampsFolder lamps;
  for (const auto& words : {std::vector<std::string>{"check", "lamps/base.yaml"},
                            {"run", "lamps/base.yaml"},
                            {"replay", "lamps/base.yaml"},
                            {"describe"},
                            {"graph"}}) {
    const auto said = lamps.run(words, lamps::unfinished_program());
    CHECK(said.code == 1);
    CHECK(said.out == "");
    CHECK(said.err ==
          "lamps: the career map of the model is broken:\n"
          "  nobody can come in situation 'stolen': no arrow leads there from an entry\n"
          "  nobody can come to an end from situation 'stolen': no arrow leads to an exit\n"
          "This is a fault in the program, not in your input. Please report it, with the command\n"
          "that you gave and what 'lamps --version' prints.\n");
  }
  CHECK_FALSE(std::filesystem::exists("out"));
}
