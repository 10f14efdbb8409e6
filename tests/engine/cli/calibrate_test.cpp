#include <algorithm>
#include <atomic>

#include <doctest/doctest.h>

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

struct Fitting : formatie::LampsFolder {
  Fitting() {
    folder.write("lamps/data/targets.csv",
                 "use,name,numerator,denominator,scale,place,from,until,change_from,value,tolerance,unit,scenario,"
                 "source,note\n"
                 "calibrate,broken in 2027,broken,,1,,2027-01-01,2027-01-01,,45,10,lamps,street,counted,\n"
                 "backcast,broken at the market,broken,,1,market,2030-01-01,2030-01-01,,90,1,lamps,street,counted,\n"
                 "base,lit streets,,,1,,2025-01-01,2025-01-01,,1,1,streets,street,counted,nobody counts streets\n");
    folder.write("lamps/data/free.csv", "parameter,low,high,source\nfailure.rate[place=market],0.5,2,a guess\n");
    folder.write("lamps/fit.yaml",
                 "extends: base.yaml\n"
                 "calibration: { scenario: street, targets: data/targets.csv, parameters: data/free.csv, members: 5, "
                 "rounds: 2 }\n");
  }
};

}  // namespace

TEST_CASE("calibrate writes the ensemble, what became of the parameters, the fit, and where it comes from") {
  const Fitting lamps;
  const auto said = lamps.run({"calibrate", "lamps/fit.yaml", "--threads", "1", "--out", "fitted"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(longest_line(said.out) <= 80);
  CHECK(said.out.find("1 of 1 targets within their tolerance") != std::string::npos);
  CHECK(said.out.find("at the market") == std::string::npos);  // never looked at
  const auto ensemble = text_of("fitted/ensemble.csv");
  CHECK(ensemble.starts_with("# calibrate: How many lamps burn?; seed 1, 5 members, 2 rounds, inputs "));
  CHECK(ensemble.find("\nmember,failure.rate[place=market]\n0,") != std::string::npos);
  CHECK(std::count(ensemble.begin(), ensemble.end(), '\n') == 7);
  CHECK(text_of("fitted/parameters.csv").starts_with("parameter,prior_p05,prior_p50,prior_p95,posterior_p05"));
  CHECK(text_of("fitted/fit.csv").find("calibrate,broken in 2027,lamps,45,10,") != std::string::npos);
  CHECK(text_of("fitted/provenance.json").find("\"seed\"") != std::string::npos);
  // Once more in the same folder, and on two threads: the same bytes.
  CHECK(lamps.run({"calibrate", "lamps/fit.yaml", "--threads", "2", "--again", "--quiet", "--out", "fitted"}).out ==
        "");
  CHECK(text_of("fitted/ensemble.csv") == ensemble);
  // The ensemble in a scenario.
  lamps.folder.write("lamps/posterior.yaml", "extends: base.yaml\nuncertainty: { ensemble: ../fitted/ensemble.csv }\n");
  CHECK(lamps.run({"check", "lamps/posterior.yaml"}).out.find("1 parameter drawn anew") != std::string::npos);
}

TEST_CASE("calibrate goes on where it was stopped, to the same bytes") {
  Fitting lamps;
  CHECK(lamps.run({"calibrate", "lamps/fit.yaml", "--threads", "1", "--out", "whole", "--quiet"}).code == 0);
  std::atomic<bool> stop = false;
  int replications = 0;
  lamps.stop = &stop;
  lamps::on_replication = [&](const Luck&) { stop = ++replications >= 8; };  // in the second round
  const auto stopped = lamps.run({"calibrate", "lamps/fit.yaml", "--threads", "1", "--out", "parts"});
  lamps::on_replication = nullptr;
  lamps.stop = nullptr;
  CHECK(stopped.code == 130);
  CHECK(stopped.err == "stopped after round 1 of 2; the same command goes on from there\n");
  const auto resumed = lamps.run({"calibrate", "lamps/fit.yaml", "--threads", "1", "--out", "parts"});
  CHECK(resumed.code == 0);
  CHECK(resumed.err == "going on after round 1 of 2\n");
  CHECK(text_of("parts/ensemble.csv") == text_of("whole/ensemble.csv"));
}

TEST_CASE("calibrate and validate refuse a scenario without targets, and a folder with something else") {
  const Fitting lamps;
  for (const char* command : {"calibrate", "validate"}) {
    const auto said = lamps.run({command, "lamps/base.yaml"});
    CHECK(said.code == 2);
    CHECK(said.err.find("has no section 'calibration' with targets") != std::string::npos);
  }
  lamps.folder.write("full/letter.txt", "dear reader");
  const auto said = lamps.run({"calibrate", "lamps/fit.yaml", "--out", "full"});
  CHECK(said.code == 2);
  CHECK(said.err.find("'full' holds something else") != std::string::npos);
}

TEST_CASE("validate prints a scorecard by level of evidence, and writes it") {
  const Fitting lamps;
  const auto said = lamps.run({"validate", "lamps/fit.yaml", "--threads", "1", "--out", "card", "--replications", "4"});
  CHECK(said.code == 0);
  CHECK(said.err == "");
  CHECK(longest_line(said.out) <= 80);
  CHECK(said.out.find("1 of 1 within the tolerance") != std::string::npos);
  CHECK(said.out.find("0 of 1 within the tolerance") != std::string::npos);
  CHECK(said.out.find("not in the model: lit streets: nobody counts streets") != std::string::npos);
  const auto csv = text_of("card/validation.csv");
  CHECK(
      csv.starts_with("use,target,unit,value,tolerance,n,mean,p05,p95,z,crps,within_tolerance,within_interval,source"));
  CHECK(csv.find("backcast,broken at the market,lamps,90,1,4,") != std::string::npos);
  CHECK(csv.find("base,lit streets,streets,1,1,0,,,,,,,,counted,nobody counts streets") != std::string::npos);
}
