#include "engine/cli/output_folder.h"

#include <doctest/doctest.h>

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

const std::vector<NamedText> study = {{"plan.yaml", "title: x\nseed: 1\n"}, {"input/a.csv", "a\n1\n"}};

std::string refusal_of(const ScratchFolder& folder, bool force = false) {
  Problems problems;
  check_output_folder(folder / "out", study, "persons", force, problems);
  return folder.text(problems);
}

}  // namespace

TEST_CASE("no folder, an empty one and one with the same study are welcome") {
  const ScratchFolder folder;
  CHECK(refusal_of(folder) == "");
  folder.write("out/.hidden", "");
  CHECK(refusal_of(folder) == "");
  folder.write("out/plan.yaml", "title: x\nseed: 1\n");
  folder.write("out/summary.csv", "");
  CHECK(refusal_of(folder) == "");
  folder.write("out/input/a.csv", "a\n1\n");
  CHECK(refusal_of(folder) == "");
}

TEST_CASE("a folder with another study is refused, and force writes over it") {
  const ScratchFolder folder;
  folder.write("out/plan.yaml", "title: x\nseed: 2\n");
  CHECK(folder
            .text([&] {
              Problems problems;
              check_output_folder(folder / "out", study, "persons", false, problems);
              return problems;
            }())
            .find("(its plan.yaml differs, first in line 2). Name another folder with --out, or write over it with "
                  "--force") != std::string::npos);
  CHECK(refusal_of(folder, true) == "");
}

TEST_CASE("another number of replications, or another rule for it, is the same study") {
  const ScratchFolder folder;
  const auto refused = [&](const std::string& there) {
    folder.write("out/plan.yaml", there);
    Problems problems;
    check_output_folder(folder / "out", {{"plan.yaml", "study:\n  seed: 1\n  replications: 5\ntitle: x\n"}}, "persons",
                        false, problems);
    return problems.empty() ? "" : problems.list().front().why;
  };
  CHECK(refused("study:\n  seed: 1\n  replications: 5\ntitle: x\n") == "");
  CHECK(refused("study:\n  seed: 1\n  replications: 6\ntitle: x\n") == "");
  CHECK(refused("study:\n  seed: 1\n  until:\n    measure: broken\ntitle: x\n") == "");
  CHECK(refused("study:\n  seed: 1\n  replications: 6\ntitle: y\n") == "its plan.yaml differs, first in line 4");
  CHECK(refused("study:\n  seed: 2\n  replications: 5\ntitle: x\n") == "its plan.yaml differs, first in line 2");
}

TEST_CASE("a place below a file is refused") {
  const ScratchFolder folder;
  folder.write("out", "");
  Problems problems;
  check_output_folder(folder / "out/deeper", study, "persons", false, problems);
  CHECK(folder.text(problems).ends_with("': it is no folder. Name another folder with --out\n"));
}

TEST_CASE("other figures in a table make another study") {
  const ScratchFolder folder;
  folder.write("out/plan.yaml", "title: x\nseed: 1\n");
  folder.write("out/input/a.csv", "a\n1\n2\n");
  CHECK(refusal_of(folder).find("(its input/a.csv differs, first in line 3)") != std::string::npos);
}

TEST_CASE("a folder with other files is refused, and force writes among them") {
  const ScratchFolder folder;
  folder.write("out/letter.txt", "dear all");
  CHECK(refusal_of(folder).find("(it has files, but no plan.yaml)") != std::string::npos);
  CHECK(refusal_of(folder, true) == "");
}

TEST_CASE("a file in the place of the folder is refused, also by force") {
  const ScratchFolder folder;
  folder.write("out", "");
  CHECK(refusal_of(folder).find("(it is no folder). Name a folder with --out") != std::string::npos);
  CHECK(refusal_of(folder, true) == refusal_of(folder));
}

TEST_CASE("only a study that was run to its end is finished") {
  const ScratchFolder folder;
  CHECK(finished_replications(folder / "") == 0);
  for (const auto& [text, count] : {std::pair<const char*, std::uint64_t>{"nonsense", 0},
                                    {"[]", 0},
                                    {R"({"partial": true, "replications_completed": 5})", 0},
                                    {R"({"partial": false, "replications_completed": "5"})", 0},
                                    {R"({"partial": false})", 0},
                                    {R"({"partial": false, "replications_completed": 5})", 5}}) {
    folder.write("provenance.json", text);
    CHECK(finished_replications(folder / "") == count);
  }
}

TEST_CASE("the files of a study are its plan and copies of its tables") {
  const LampsFolder lamps;
  Problems problems;
  const auto document = read_scenario("lamps/better.yaml", problems);
  const auto plan = make_plan(*document, lamps::program().make_model, problems);
  REQUIRE(plan);
  const auto files = study_files(*plan);
  REQUIRE(files.size() == 3);
  CHECK(files[0].name == "plan.yaml");
  CHECK(files[1].name == "input/places.csv");
  CHECK(files[1].text == "place\nharbour\nmarket\n");
  CHECK(files[2].name == "input/rates.csv");
  std::filesystem::remove("lamps/data/rates.csv");
  CHECK_THROWS_WITH_AS(study_files(*plan),
                       "filesystem error: cannot read: No such file or directory [lamps/data/rates.csv]",
                       std::filesystem::filesystem_error);
}
