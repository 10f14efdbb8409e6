#include "engine/cli/validate.h"

#include <doctest/doctest.h>

#include "engine/study/projection.h"

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;

namespace {

/// A number around `centre`, and its exact mean; what it recounts and whether its projection is exact, tests choose.
class Throw final : public Model, public Projection {
 public:
  static inline std::string recounted;
  static inline bool exact = false;

  std::string_view name() const override { return "throw"; }
  void labels(Parts&) override {}
  void load_labels(Problems&) override {}
  void parts(Parts& parts) override {
    parts.part("throw", "What is thrown.", [&](Fields& f) {
      f.number("centre", centre_, "eyes", {0, 9}, "The mean.");
    });
  }
  void load(const Period& period, std::uint64_t, const Model*, Problems&) override { period_ = period; }
  void freeze(const std::vector<Time>&) override {}
  Layout layout() const override {
    Layout layout({}, {period_.begin, period_.end});
    layout.add_measure({"eyes", "eyes", "ogen", "eyes", "", "What was thrown.", 1});
    layout.add_measure({"falls", "falls", "vallen", "falls", "", "What fell.", 1});
    layout.add_series(0, {}, true);
    layout.add_series(1, {});
    return layout;
  }
  void compute(const Replication& replication, Workspace&, Parallel&, std::span<double> out) const override {
    Stream stream(replication.luck, Purpose{2}, Identity(), 0);
    for (const std::size_t i : {0, 1}) out[i] = centre_ + stream.uniform() - 0.5;
    for (const std::size_t i : {2, 3}) out[i] = 7;
  }
  std::string recounts() const override { return recounted; }

  const Projection* projection() const override { return this; }
  std::string meaning() const override { return "The mean."; }
  bool is_exact() const override { return exact; }
  std::vector<double> project(const Replication&) const override {
    return {centre_, centre_, std::nan(""), std::nan("")};
  }
  std::vector<std::string> notes(const Replication&) const override {
    return {"process 'fall' is not in the projection: measure falls is left empty"};
  }
  std::vector<Comparison> compare(std::span<const double>, std::span<const double>, std::size_t date) const override {
    return {{0, date, "chance"}};
  }

 private:
  double centre_ = 0;
  Period period_;
};

/// A folder with a scenario of throws, and figures to hold them against.
struct ThrowFolder : LampsFolder {
  ThrowFolder() {
    folder.write("throw.yaml",
                 "title: What is thrown?\n"
                 "study: { seed: 1, replications: 4 }\n"
                 "period: { begin: 2025-01-01, end: 2026-01-01 }\n"
                 "parameters: { throw: { centre: 3 } }\n"
                 "calibration: { targets: targets.csv, scenario: x }\n");
    folder.write(
        "targets.csv",
        "use,name,numerator,denominator,scale,from,until,change_from,value,tolerance,unit,scenario,source,note\n"
        "base,eyes thrown,eyes,,,,2026-01-01,,3,0.1,eyes,x,me,\n"
        "base,what fell,falls,,,,2026-01-01,,7,0.1,falls,x,me,\n");
  }
  ~ThrowFolder() {
    Throw::recounted = "";
    Throw::exact = false;
  }
  Said validate() const {
    return run({"validate", "throw.yaml", "--replications", "4", "--threads", "1", "--out", "out"},
               {"throw", "1.0.0", "what is thrown", [] { return std::unique_ptr<Model>(new Throw); }, "throw.yaml"});
  }
};

}  // namespace

TEST_CASE("validate tells what was recounted in the words of the model, and only when it recounts") {
  const ThrowFolder folder;
  const auto plain = folder.validate();
  CHECK(plain.err == "");
  CHECK(plain.out.starts_with("What is thrown?: 4 replications\n\nCross: "));
  Throw::recounted = "eyes after every throw";
  CHECK(
      folder.validate().out.starts_with("What is thrown?: 4 replications\n\n"
                                        "Internal: recounted, and agreed: eyes after every throw\n\nCross: "));
}

TEST_CASE("targets are scored on a projection that is exact, and on replications where it is empty") {
  const ThrowFolder folder;
  folder.validate();
  const auto simulated = text_of("out/validation.csv");
  CHECK(simulated.find("base,eyes thrown,eyes,3,0.1,4,3,3,3,") == std::string::npos);
  Throw::exact = true;
  folder.validate();
  const auto exact = text_of("out/validation.csv");
  CHECK(exact.find("base,eyes thrown,eyes,3,0.1,4,3,3,3,0,0,1,1,me,\n") != std::string::npos);
  CHECK(exact.find("base,what fell,falls,7,0.1,4,7,7,7,0,0,1,1,me,\n") != std::string::npos);
}

TEST_CASE("what a projection leaves empty is told by validate and by run --solver cohort") {
  const ThrowFolder folder;
  const std::string note = "process 'fall' is not in the projection: measure falls is left empty\n";
  CHECK(folder.validate().out.find("  " + note) != std::string::npos);
  const auto said =
      folder.run({"run", "throw.yaml", "--solver", "cohort"},
                 {"throw", "1.0.0", "what is thrown", [] { return std::unique_ptr<Model>(new Throw); }, "throw.yaml"});
  CHECK(said.out.find("The mean.\nParameters stand at their values in the scenario: nothing is drawn.\n" + note) !=
        std::string::npos);
}
