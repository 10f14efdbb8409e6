#include "engine/cli/report.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/report/page.h"

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

/// A folder in which the study of better lamps has been run, in out/better.
struct ReportedLamps : LampsFolder {
  ReportedLamps() { REQUIRE(run({"run", "lamps/better.yaml", "--quiet"}).code == 0); }
};

/// What the page of a report has as its data.
nlohmann::json data_of(const std::string& page) {
  const std::string begin = "id=\"data\">";
  const auto at = page.find(begin) + begin.size();
  return nlohmann::json::parse(page.substr(at, page.find("</script>", at) - at));
}

}  // namespace

TEST_CASE("a report of a model without presentation or map shows its headline measures") {
  if (!has_page()) return;
  const ReportedLamps lamps;
  const auto said = lamps.run({"report", "out/better", "--lang", "en", "--out", "lamps.html"});
  CHECK(said.err == "");
  CHECK(said.out == "lamps.html\n");
  const auto data = data_of(text_of("lamps.html"));
  CHECK(data["alternatives"].size() == 2);
  CHECK(data["map"].is_null());
  CHECK(data["presentation"] == nlohmann::json::object());
  for (const auto& series : data["series"]) CHECK(series["headline"] == true);
}

TEST_CASE("run --report writes the page beside the results, and a run writes one that is there again") {
  if (!has_page()) return;
  const ReportedLamps lamps;
  CHECK_FALSE(std::filesystem::exists("out/better/report.html"));
  const auto said = lamps.run({"run", "lamps/better.yaml", "--report"});
  CHECK(said.code == 0);
  CHECK(said.out.ends_with("report: out/better/report.html\n"));
  const auto six = data_of(text_of("out/better/report.html"));
  CHECK(lamps.run({"run", "lamps/better.yaml", "--replications", "3", "--quiet"}).code == 0);
  CHECK(six["replications"] == 6);
  CHECK(data_of(text_of("out/better/report.html"))["replications"] == 3);
}

TEST_CASE("report tells all that is wrong with what it was asked, and writes nothing") {
  const ReportedLamps lamps;
  const auto said = lamps.run({"report", "out/better", "--lang", "fr", "--format", "xls", "--out", "none/report.html"});
  CHECK(said.code == 2);
  CHECK(said.err ==
        "lamps report: '--lang' is 'fr' (must be one of: en)\n"
        "'--format' is 'xls' (must be one of: html, xlsx, markdown). Did you mean 'xlsx'?\n"
        "'--out' is 'none/report.html' (there is no such folder)\n"
        "See 'lamps report --help'.\n");
  CHECK(lamps.run({"report", "out/better", "--out", "out"}).code == 2);
  const auto nothing = lamps.run({"report", "out/bettr", "--format", "markdown", "--out", "note.md"});
  CHECK(nothing.code == 2);
  CHECK(nothing.err == "no folder 'out/bettr'. Did you mean 'better'?\n");
  CHECK_FALSE(std::filesystem::exists("note.md"));
  CHECK(lamps.run({"report"}).err.find("no DIR is given") != std::string::npos);
}

TEST_CASE("a report of a cohort projection is refused: it has no replications") {
  const ReportedLamps lamps;
  const auto said = lamps.run({"run", "lamps/better.yaml", "--solver", "cohort", "--report"});
  CHECK(said.code == 2);
  CHECK(said.err.find("'--report' does not go with '--solver cohort' (it has no replications)") != std::string::npos);
}
