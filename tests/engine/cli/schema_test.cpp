#include "engine/cli/schema.h"

#include <algorithm>
#include <regex>
#include <set>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "engine/input/scalar.h"
#include "engine/input/yaml.h"

#include "tests/engine/cli/program_fixture.h"

using namespace formatie;
using Json = nlohmann::json;

namespace {

/// A YAML tree as a language server sees it.
Json to_json(const Node& node) {
  switch (node.kind()) {
    case Node::Kind::null:
      return nullptr;
    case Node::Kind::scalar:
      if (!node.quoted()) {
        if (const auto whole = parse_integer(node.text())) return *whole;
        if (const auto number = parse_number(node.text())) return *number;
        if (const auto flag = parse_bool(node.text())) return *flag;
      }
      return node.text();
    case Node::Kind::sequence: {
      Json list = Json::array();
      for (const auto& item : node.items()) list.push_back(to_json(item));
      return list;
    }
    case Node::Kind::mapping: {
      Json object = Json::object();
      for (const auto& entry : node.entries()) object[entry.key] = to_json(entry.value);
      return object;
    }
  }
  return nullptr;
}

/// As much of JSON Schema as our schema uses; an unknown keyword fails the test.
class Validator {
 public:
  explicit Validator(const Json& root) : root_(root) {}

  bool accepts(const Json& value) const { return accepts(root_, value); }

 private:
  bool accepts(const Json& schema, const Json& value) const {
    static const std::set<std::string> annotations = {"$schema", "title", "description", "definitions",
                                                      "format",  "then",  "properties"};
    for (const auto& [keyword, rule] : schema.items())
      if (!annotations.count(keyword) && !holds(schema, keyword, rule, value)) return false;
    if (schema.contains("properties") && value.is_object())
      for (const auto& [key, member] : value.items())
        if (schema["properties"].contains(key) && !accepts(schema["properties"][key], member)) return false;
    return true;
  }

  bool holds(const Json& schema, const std::string& keyword, const Json& rule, const Json& value) const {
    const auto accepted = [&](const Json& s) { return accepts(s, value); };
    if (keyword == "$ref") return accepted(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))));
    if (keyword == "type") {
      if (!rule.is_array()) return is_a(rule, value);
      return std::any_of(rule.begin(), rule.end(), [&](const Json& type) { return is_a(type, value); });
    }
    if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
    if (keyword == "minimum") return !value.is_number() || value >= rule;
    if (keyword == "maximum") return !value.is_number() || value <= rule;
    if (keyword == "exclusiveMinimum") return !value.is_number() || value > rule;
    if (keyword == "minLength") return !value.is_string() || value.get<std::string>().size() >= rule;
    if (keyword == "minItems") return !value.is_array() || value.size() >= rule;
    if (keyword == "pattern")
      return !value.is_string() || std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()));
    if (keyword == "items")
      return !value.is_array() ||
             std::all_of(value.begin(), value.end(), [&](const Json& item) { return accepts(rule, item); });
    if (keyword == "required")
      return !value.is_object() ||
             std::all_of(rule.begin(), rule.end(), [&](const Json& key) { return value.contains(key); });
    if (keyword == "additionalProperties") {
      if (!value.is_object()) return true;
      for (const auto& [key, member] : value.items()) {
        if (schema.contains("properties") && schema["properties"].contains(key)) continue;
        if (rule == false || (rule.is_object() && !accepts(rule, member))) return false;
      }
      return true;
    }
    if (keyword == "anyOf") return std::any_of(rule.begin(), rule.end(), accepted);
    if (keyword == "allOf") return std::all_of(rule.begin(), rule.end(), accepted);
    if (keyword == "oneOf") return std::count_if(rule.begin(), rule.end(), accepted) == 1;
    if (keyword == "not") return !accepted(rule);
    if (keyword == "if") return !accepted(rule) || accepted(schema.at("then"));
    FAIL("the schema has a keyword that this test does not know: " << keyword);
    return false;
  }

  static bool is_a(const Json& type, const Json& value) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "array") return value.is_array();
    if (type == "object") return value.is_object();
    return type == "null" && value.is_null();
  }

  const Json& root_;
};

/// The schema of the street lamps.
class LampsSchema {
 public:
  LampsSchema() {
    const auto said = lamps.run({"describe", "--format", "schema"});
    CHECK(said.code == 0);
    CHECK(said.err == "");
    schema = Json::parse(said.out);
  }
  bool accepts(const std::string& yaml) const {
    Problems problems;
    const auto node = read_yaml_text(yaml, "test", problems);
    REQUIRE(node);
    return Validator(schema).accepts(to_json(*node));
  }
  /// Whether a scenario that extends the base scenario is accepted, and would be run.
  bool agrees(const std::string& yaml, bool accepted) const {
    const auto scenario = "extends: base.yaml\n" + yaml;
    lamps.folder.write("lamps/test.yaml", scenario);
    const auto said = lamps.run({"check", "lamps/test.yaml"});
    CAPTURE(said.err);
    CHECK((said.code == 0) == accepted);
    return accepts(scenario) == accepted;
  }

  LampsFolder lamps;
  Json schema;
};

std::set<std::string> keys(const Json& object) {
  std::set<std::string> result;
  for (const auto& [key, value] : object.items()) result.insert(key);
  return result;
}

/// What stands between "(known: " and ")" in a message.
std::set<std::string> known_keys(const std::string& message) {
  std::smatch found;
  REQUIRE(std::regex_search(message, found,
                            std::regex("unknown key 'bogus' [^(]*\\((known|a mapping here has): ([^)]*)\\)")));
  std::set<std::string> result;
  const std::string list = found[2];
  const std::regex comma(", ");
  for (std::sregex_token_iterator it(list.begin(), list.end(), comma, -1), end; it != end; ++it) result.insert(*it);
  return result;
}

}  // namespace

TEST_CASE("the schema accepts the scenarios of the model and the plan that a study leaves") {
  const LampsSchema lamps;
  CHECK(lamps.schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(lamps.accepts(text_of("lamps/base.yaml")));
  CHECK(lamps.accepts(text_of("lamps/better.yaml")));
  CHECK(lamps.lamps.run({"run", "lamps/better.yaml", "--quiet"}).code == 0);
  CHECK(lamps.accepts(text_of("out/better/plan.yaml")));
}

TEST_CASE("a scenario that extends another needs nothing; one that does not needs all") {
  const LampsSchema lamps;
  CHECK(lamps.accepts("extends: base.yaml"));
  CHECK(lamps.accepts("extends: [a.yaml, b.yaml]"));
  CHECK(lamps.accepts("extends: base.yaml\nstudy: { seed: 1 }"));
  CHECK_FALSE(lamps.accepts("title: x"));
  const std::string rest = "period: { begin: 2025-01-01, end: 2026-01-01 }\nparameters: {}\nstudy: ";
  CHECK(lamps.accepts(rest + "{ seed: 1, replications: 1 }"));
  CHECK(lamps.accepts(rest + "{ seed: 1, until: { measure: broken, half_width: 5 lamps, at_least: 2, at_most: 9 } }"));
  CHECK_FALSE(lamps.accepts(rest + "{ seed: 1 }"));
  CHECK_FALSE(lamps.accepts(rest + "{ replications: 1 }"));
  CHECK_FALSE(lamps.accepts(rest + "{ seed: 1, until: { measure: broken, half_width: 5, at_least: 2 } }"));
}

TEST_CASE("the schema and the reader refuse the same parameters") {
  const LampsSchema lamps;
  const auto parameters = [](const std::string& text) { return "parameters: { " + text + " }"; };
  CHECK(lamps.agrees(parameters("repair: { share: 0.5 }"), true));
  CHECK(lamps.agrees(parameters("repair: { share: 1.5 }"), false));
  CHECK(lamps.agrees(parameters("repair: { share: x }"), false));
  CHECK(lamps.agrees(parameters("repair: { share: { value: 0.5, low: 0.1, status: verified } }"), true));
  CHECK(lamps.agrees(parameters("repair: { share: { value: 1.5 } }"), false));
  CHECK(lamps.agrees(parameters("repair: { share: { value: 0.5, statsu: verified } }"), false));
  CHECK(lamps.agrees(parameters("repair: { share: { value: 0.5, status: certain } }"), false));
  CHECK(lamps.agrees(parameters("repair: { share: { note: only a note } }"), true));
  CHECK(lamps.agrees(parameters("repair: { month: 12 }"), true));
  CHECK(lamps.agrees(parameters("repair: { month: 13 }"), false));
  CHECK(lamps.agrees(parameters("repair: { month: 1.5 }"), false));
  CHECK(lamps.agrees(parameters("repair: { crew: hired }"), true));
  CHECK(lamps.agrees(parameters("repair: { crew: theirs }"), false));
  CHECK(lamps.agrees(parameters("repair: { crew: { value: hired, source: us } }"), true));
  CHECK(lamps.agrees(parameters("repair: { weekends: true }"), true));
  CHECK(lamps.agrees(parameters("repair: { weekends: yes }"), false));
  CHECK(lamps.agrees(parameters("repair: { start: 2025-06-01 }"), true));
  CHECK(lamps.agrees(parameters("repair: { start: june }"), false));
  CHECK(lamps.agrees(parameters("repair: { sharing: 0.5 }"), false));
  CHECK(lamps.agrees(parameters("mending: { share: 0.5 }"), false));
  CHECK(lamps.agrees(parameters("failure: { rate: 0.5 }"), true));
  CHECK(lamps.agrees(parameters("failure: { rate: 51 }"), false));
  CHECK(lamps.agrees(parameters("failure: { rate: { times: 2, where: { place: sea } } }"), false) == false);
  CHECK(lamps.agrees(parameters("failure: { rate: { times: 2 } }"), true));
  CHECK(lamps.agrees(parameters("failure: { rate: { tabel: x.csv } }"), false));
  CHECK(lamps.agrees(parameters("places: { file: data/places.csv }"), true));
  CHECK(lamps.agrees(parameters("places: { file: [data/places.csv] }"), false));
}

TEST_CASE("the schema and the reader refuse the same policies") {
  const LampsSchema lamps;
  const auto policy = [](const std::string& text) { return "alternatives: [{ name: x, policy: [{ " + text + " }] }]"; };
  CHECK(lamps.agrees(policy("dial: failure.rate, times: 0.5"), true));
  CHECK(lamps.agrees(policy("dial: failure.rate, set: 1, where: { place: market }, from: 2026-01-01, note: so"), true));
  CHECK(lamps.agrees(policy("dial: failure.rate, plus: -0.1, where: { place: [market, harbour] }"), true));
  CHECK(lamps.agrees(policy("dial: failure.rte, times: 0.5"), false));
  CHECK(lamps.agrees(policy("dial: repair.share, times: 0.5"), false));
  CHECK(lamps.agrees(policy("times: 0.5"), false));
  CHECK(lamps.agrees(policy("dial: failure.rate"), false));
  CHECK(lamps.agrees(policy("dial: failure.rate, times: 0.5, set: 1"), false));
  CHECK(lamps.agrees(policy("dial: failure.rate, times: half"), false));
  CHECK(lamps.agrees(policy("dial: failure.rate, set: 1, where: { place: sea }"), false));
  CHECK(lamps.agrees(policy("dial: failure.rate, set: 1, where: { sector: sea }"), false));
  CHECK(lamps.agrees(policy("dial: failure.rate, set: 1, form: 2026-01-01"), false));
  CHECK(lamps.agrees("alternatives: [{ policy: [] }]", false));
  CHECK(lamps.agrees("alternatives: []", false));
  CHECK(lamps.agrees("alternatives: [{ name: x, parameters: { repair: { share: 0.1 } } }]", true));
  CHECK(lamps.agrees("alternatives: [{ name: x, parameters: { repair: { shar: 0.1 } } }]", false));
  CHECK(lamps.agrees("study: { until: { measure: burning, half_width: 1, at_least: 2, at_most: 3 } }", false));
  CHECK(lamps.agrees("study: { until: { measure: broken, half_width: 1, at_least: 2, at_most: 3 } }", true));
  CHECK(lamps.agrees("study: { replications: 0 }", false));
}

TEST_CASE("the schema and the reader refuse the same optimisations") {
  const LampsSchema lamps;
  const auto agrees = [&](const std::string& lever, const std::string& goal, const std::string& budget, bool accepted) {
    return lamps.agrees(
        "optimisation: { levers: [{ " + lever + " }], goal: { " + goal + " }, budget: { " + budget + " } }", accepted);
  };
  const std::string lever = "name: care, policy: [{ dial: failure.rate, times: { from: 1, to: 0.5 } }]";
  const std::string goal = "measure: broken, below: 20, probability: 0.8", budget = "measure: broken, at_most: 5";
  CHECK(agrees(lever, goal, budget, true));
  CHECK(agrees(lever + ", levels: 3", "measure: broken, per: broken, aim: lowest, where: { place: [market, harbour] }",
               budget + ", where: { place: market }, from: 2026-01-01, until: 2027-01-01", true));
  CHECK(agrees(lever + ", levels: 1", goal, budget, false));
  CHECK(agrees("name: care, policy: [{ dial: failure.rate, times: { from: 1, too: 0.5 } }]", goal, budget, false));
  CHECK(agrees("name: care, policy: [{ dial: failure.rte, times: { from: 1, to: 0.5 } }]", goal, budget, false));
  CHECK(agrees("policy: [{ dial: failure.rate, times: { from: 1, to: 0.5 } }]", goal, budget, false));
  CHECK(agrees(lever, "measure: broken, below: 20", budget, false));
  CHECK(agrees(lever, "measure: broken, below: 20, above: 3, probability: 0.8", budget, false));
  CHECK(agrees(lever, "measure: broken, below: 20, probability: 1.8", budget, false));
  CHECK(agrees(lever, "measure: broken, aim: lowest, probability: 0.8", budget, false));
  CHECK(agrees(lever, "measure: burning, aim: lowest", budget, false));
  CHECK(agrees(lever, "measure: broken, aim: low", budget, false));
  CHECK(agrees(lever, "measure: broken, aim: lowest, where: { place: sea }", budget, false));
  CHECK(agrees(lever, goal, "measure: broken", false));
  CHECK(agrees(lever, goal, "measure: broken, at_most: -1", false));
}

TEST_CASE("the schema knows exactly the keys that the reader knows") {
  const LampsSchema lamps;
  const auto known = [&](const std::string& set) {
    return known_keys(lamps.lamps.run({"check", "lamps/better.yaml", "--set", set}).err);
  };
  const auto& properties = lamps.schema["properties"];
  CHECK(keys(properties) == known("bogus=1"));
  CHECK(keys(properties["study"]["properties"]) == known("study.bogus=1"));
  CHECK(keys(properties["study"]["properties"]["until"]["properties"]) == known("study.until={bogus: 1}"));
  CHECK(keys(properties["period"]["properties"]) == known("period.bogus=1"));
  const auto& optimisation = properties["optimisation"]["properties"];
  CHECK(keys(optimisation) == known("optimisation={bogus: 1}"));
  for (const char* part : {"goal", "budget"})
    CHECK(keys(optimisation[part]["properties"]) == known(std::string("optimisation={") + part + ": {bogus: 1}}"));
  CHECK(keys(optimisation["levers"]["items"]["properties"]) == known("optimisation={levers: [{bogus: 1}]}"));
  CHECK(keys(properties["alternatives"]["items"]["properties"]) == known("alternatives.1.bogus=1"));
  CHECK(keys(lamps.schema["definitions"]["policy"]["properties"]) == known("alternatives.2.policy.1.bogus=1"));
  const auto& parts = lamps.schema["definitions"]["parameters"]["properties"];
  CHECK(keys(parts["repair"]["properties"]) == known("parameters.repair.bogus=1"));
  auto share = keys(parts["repair"]["properties"]["share"]["properties"]);
  CHECK(share.erase("by_evidence") == 1);  // its other form
  CHECK(share == known("parameters.repair.share.bogus=1"));
  auto dial = keys(parts["failure"]["properties"]["rate"]["properties"]);
  for (const char* key : {"value", "harbour", "market", "by_evidence"}) CHECK(dial.erase(key) == 1);  // its other forms
  CHECK(dial == known("parameters.failure.rate.bogus=1"));

  const auto said = lamps.lamps.run({"check", "lamps/base.yaml", "--set", "parameters.repair.share.status=bogus"});
  std::string statuses;
  for (const auto& status : lamps.schema["definitions"]["status"]["enum"])
    statuses += (statuses.empty() ? "" : ", ") + status.get<std::string>();
  CHECK(said.err.find("(must be one of: " + statuses + ")") != std::string::npos);
}

TEST_CASE("a label that looks like a number is accepted with and without quotes") {
  LampsFolder lamps;
  lamps.folder.write("lamps/data/places.csv", "place\n30\ntrue\n");
  lamps.folder.write("lamps/data/rates.csv", "place,rate\n30,0.8\ntrue,0.4\n");
  const auto schema = Json::parse(lamps.run({"describe", "--format", "schema"}).out);
  const auto& policy = schema["definitions"]["policy"];
  Json change = {{"dial", "failure.rate"}, {"set", 1}};
  for (const Json& label : {Json(30), Json("30"), Json(true), Json("true")}) {
    change["where"] = {{"place", label}};
    CHECK(Validator(policy).accepts(change));
  }
  change["where"] = {{"place", 31}};
  CHECK_FALSE(Validator(policy).accepts(change));
}
