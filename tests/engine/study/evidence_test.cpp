#include "engine/study/evidence.h"

#include <doctest/doctest.h>

#include "engine/input/yaml.h"

using namespace formatie;

namespace {

const std::vector<std::string> kinds = {"measured", "stated"};

Node node_of(std::string_view yaml) {
  Problems problems;
  const auto node = read_yaml_text(yaml, "x", problems);
  REQUIRE(node);
  return *node;
}

/// A tree after the choice, as YAML, or what is wrong.
std::string chosen(std::string_view yaml, const Evidence& evidence) {
  Problems problems;
  Node node = node_of(yaml);
  choose_evidence(node, evidence, problems);
  return problems.empty() ? write_yaml(node) : problems.text();
}

/// The kind that is read, or what is wrong.
std::string read(std::string_view study, const std::vector<std::string>& known) {
  Problems problems;
  const auto evidence = read_evidence(node_of(study), known, problems);
  CHECK(evidence.has_value() == problems.empty());
  return evidence ? evidence->chosen : problems.text();
}

}  // namespace

TEST_CASE("wherever values differ by the kind of evidence, those of the chosen kind stay") {
  CHECK(chosen("a: { by_evidence: { measured: 1, stated: 2 } }\nb: [{ by_evidence: { stated: { value: 3 } } }]\nc: 4\n",
               {"stated", kinds}) == chosen("a: 2\nb: [{ value: 3 }]\nc: 4\n", {"", {}}));
}

TEST_CASE("a kind of evidence is one that the model knows") {
  CHECK(read("seed: 1", kinds) == "");
  CHECK(read("evidence: stated", kinds) == "stated");
  CHECK(read("evidence: statd", kinds) ==
        "x:1:11: 'evidence' is 'statd' (must be one of: measured, stated). Did you mean 'stated'?\n");
  CHECK(chosen("a: { by_evidence: { guessed: 1 } }", {"stated", kinds}) ==
        "x:1:19: no 'stated' in 'by_evidence' (the scenario rests on this kind of evidence (study.evidence))\n"
        "x:1:21: unknown key 'guessed' in 'by_evidence' (known: measured, stated)\n");
}

TEST_CASE("a model that knows no kinds of evidence refuses to choose one") {
  CHECK(read("seed: 1", {}) == "");
  CHECK(read("evidence: none", {}) == "x:1:11: 'evidence' in 'study' (the model knows no kinds of evidence)\n");
  CHECK(chosen("a: { by_evidence: { none: 1 } }", {"", {}}) ==
        "x:1:19: a value 'by_evidence' (the model knows no kinds of evidence)\n");
}
