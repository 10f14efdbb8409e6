#include "engine/report/provenance.h"

#include <doctest/doctest.h>

using namespace formatie;

namespace {

Provenance example() {
  Provenance p;
  p.program = "formatie";
  p.version = "0.1.0";
  p.git_revision = "1a2b3c4";
  p.compiler = "g++ 12.2.0";
  p.build_type = "Release";
  p.started = std::chrono::sys_days(std::chrono::year(2026) / 8 / 1) + std::chrono::hours(12) +
              std::chrono::minutes(34) + std::chrono::seconds(56) + std::chrono::milliseconds(999);
  p.wall_seconds = 12.5;
  p.threads = 2;
  p.seed = 18446744073709551615u;
  p.replications_asked = 400;
  p.replications_completed = 120;
  p.replications_per_draw = 2;
  p.partial = true;
  p.inputs = {{"scenarios/base.yaml", "e3b0"}, {"data/\"odd\" name.csv", "ba78"}};
  return p;
}

}  // namespace

TEST_CASE("provenance is written in a fixed order, with every input") {
  CHECK(provenance_json(example()) == R"({
  "program": "formatie",
  "version": "0.1.0",
  "git_revision": "1a2b3c4",
  "compiler": "g++ 12.2.0",
  "build_type": "Release",
  "started": "2026-08-01T12:34:56Z",
  "wall_seconds": 12.5,
  "threads": 2,
  "solver": "persons",
  "seed": 18446744073709551615,
  "replications_asked": 400,
  "replications_completed": 120,
  "replications_per_draw": 2,
  "replications_differ_by": "chance",
  "partial": true,
  "inputs": [
    {
      "file": "scenarios/base.yaml",
      "sha256": "e3b0"
    },
    {
      "file": "data/\"odd\" name.csv",
      "sha256": "ba78"
    }
  ]
}
)");
}

TEST_CASE("a study may have no inputs") {
  Provenance p = example();
  p.inputs.clear();
  CHECK(provenance_json(p).find("\"inputs\": []\n") != std::string::npos);
}

TEST_CASE("a file name that is not UTF-8 does not stop the report") {
  Provenance p = example();
  p.inputs = {{"caf\xe9.yaml", "00"}};
  CHECK(provenance_json(p).find("\"file\": \"caf\xEF\xBF\xBD.yaml\"") != std::string::npos);
}

TEST_CASE("moments are in universal time, rounded down to the second") {
  using std::chrono::milliseconds;
  const std::chrono::system_clock::time_point epoch;
  CHECK(iso_utc(epoch) == "1970-01-01T00:00:00Z");
  CHECK(iso_utc(epoch - milliseconds(1)) == "1969-12-31T23:59:59Z");
}
