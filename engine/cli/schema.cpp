#include "engine/cli/schema.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/expect.h"
#include "engine/cli/text.h"
#include "engine/input/scalar.h"

namespace formatie {
namespace {

using Json = nlohmann::ordered_json;

constexpr double without_bound = 1e15;  // as in the messages of the reader

Json ref(const std::string& definition) { return {{"$ref", "#/definitions/" + definition}}; }

Json with_description(Json schema, const std::string& description) {
  schema["description"] = description;
  return schema;
}

/// A text, also when it looks like a number.
Json text() { return {{"type", {"string", "number", "boolean"}}}; }

Json date() { return {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}; }

/// A mapping that may have these keys and no others.
Json object(Json properties) {
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

/// The schema for values of one more type; what it says of the others stays, because a keyword looks at one type only.
Json or_also(const char* type, Json schema) {
  Json types = schema.at("type").is_array() ? schema.at("type") : Json::array({schema.at("type")});
  types.push_back(type);
  schema["type"] = std::move(types);
  return schema;
}

Json whole_number(std::int64_t low, std::int64_t high) {
  return {{"type", "integer"}, {"minimum", low}, {"maximum", high}};
}

Json number_within(Allowed allowed) {
  Json schema = {{"type", "number"}};
  if (allowed.low > -without_bound) schema["minimum"] = allowed.low;
  if (allowed.high < without_bound) schema["maximum"] = allowed.high;
  return schema;
}

/// One of these texts. YAML reads 30 and true as something else than a text; the reader of scenarios does not.
Json one_of(const std::vector<std::string>& texts) {
  Json values = Json::array();
  for (const auto& text : texts) {
    values.push_back(text);
    if (const auto number = parse_number(text)) values.push_back(*number);
    if (const auto flag = parse_bool(text)) values.push_back(*flag);
  }
  return {{"enum", std::move(values)}};
}

/// `first`, and what `second` has more.
Json with_members(Json first, const Json& second) {
  for (const auto& [key, value] : second.items()) first[key] = value;
  return first;
}

/// What may stand beside `value` or `table`, and what may stand instead.
Json notes() {
  Json properties = Json::object();
  for (const char* key : {"low", "high", "source", "status", "note", "by_evidence"}) properties[key] = ref(key);
  return properties;
}

/// A plain value, or a mapping with the value and its notes.
Json plain_or_noted(Json value) {
  const Json noted = object(with_members({{"value", value}}, notes()));
  if (!value.contains("type")) return {{"anyOf", Json::array({value, noted})}};
  return with_members(or_also("object", std::move(value)),
                      {{"additionalProperties", false}, {"properties", noted.at("properties")}});
}

Json dial_schema(const Parameter& parameter, const std::vector<Dimension>& by) {
  const Json number = number_within(parameter.allowed);
  Json properties = {
      {"value", number},
      {"table", with_description(text(), "a csv file with a column for each dimension, relative to this file")},
      {"column", with_description(text(), "the column that has the values (default: value)")},
      {"where",
       {{"type", "object"},
        {"description", "only rows with this text in this column"},
        {"additionalProperties", text()}}},
      {"times", {{"type", "number"}, {"description", "every value of the table is multiplied by this"}}},
      {"otherwise", with_description(number, "the value of combinations without a row (default: none may lack one)")}};
  properties = with_members(std::move(properties), notes());
  if (by.size() == 1)
    for (const auto& label : by[0].labels()) properties[label] = number;
  return with_members(or_also("object", number), {{"additionalProperties", false}, {"properties", properties}});
}

Json value_schema(const Parameter& parameter, const std::vector<DialShape>& dials) {
  switch (parameter.kind) {
    case Parameter::Kind::number:
      return plain_or_noted(number_within(parameter.allowed));
    case Parameter::Kind::integer: {
      Json value = number_within(parameter.allowed);
      value["type"] = "integer";
      return plain_or_noted(value);
    }
    case Parameter::Kind::flag:
      return plain_or_noted({{"type", "boolean"}});
    case Parameter::Kind::choice:
      return plain_or_noted(one_of(parameter.options));
    case Parameter::Kind::date:
      return plain_or_noted(date());
    case Parameter::Kind::file:
      return plain_or_noted(text());
    case Parameter::Kind::dial:
      break;
  }
  const auto dial =
      std::find_if(dials.begin(), dials.end(), [&](const DialShape& d) { return d.name == parameter.path(); });
  expect(dial != dials.end(), "a dial that a reader has seen is one of the dials");
  return dial_schema(parameter, dial->by);
}

Json parameter_schema(const Parameter& parameter, const std::vector<DialShape>& dials) {
  std::string description = parameter.meaning;
  if (!parameter.unit.empty()) description += " [" + parameter.unit + "]";
  if (!parameter.by.empty()) description += " Split by " + joined(parameter.by) + ".";
  return with_description(value_schema(parameter, dials), description);
}

Json parameters_schema(const Plan& plan, const std::vector<DialShape>& dials) {
  Json parts = Json::object();
  for (const auto& [name, meaning] : plan.parts) {
    if (parts.contains(name)) continue;
    Json properties = Json::object();
    for (const auto& parameter : plan.parameters)
      if (parameter.part == name) properties[parameter.name] = parameter_schema(parameter, dials);
    parts[name] = with_description(object(properties), meaning);
  }
  return object(parts);
}

/// One change of a dial: which dials there are, and by which labels each can be chosen.
Json policy_schema(const std::vector<DialShape>& dials) {
  std::vector<std::string> names;
  std::map<std::vector<std::string>, std::pair<std::vector<std::string>, Json>> by_shape;  // dimensions: dials, where
  for (const auto& dial : dials) {
    names.push_back(dial.name);
    std::vector<std::string> shape;
    Json where = Json::object();
    for (const auto& dimension : dial.by) {
      shape.push_back(dimension.name());
      const Json label = one_of(dimension.labels());
      where[dimension.name()] = {{"anyOf", Json::array({label, list_of(label)})}};
    }
    auto& group = by_shape[shape];
    group.first.push_back(dial.name);
    group.second = object(where);
  }
  Json schema = object({{"dial", with_description(one_of(names), "the dial that moves, as part.name")},
                        {"where", {{"type", "object"}, {"description", "only for these labels"}}},
                        {"set", {{"type", "number"}, {"description", "the dial gets this value"}}},
                        {"plus", {{"type", "number"}, {"description", "this is added to the dial"}}},
                        {"times", {{"type", "number"}, {"description", "the dial is multiplied by this"}}},
                        {"from", with_description(date(), "the first day on which it holds (default: always)")},
                        {"until", with_description(date(), "the first day on which it no longer holds")},
                        {"note", with_description(text(), "why, or on what evidence")}});
  schema["required"] = {"dial"};
  Json all = Json::array();
  all.push_back(
      {{"oneOf", Json::array({{{"required", {"set"}}}, {{"required", {"plus"}}}, {{"required", {"times"}}}})}});
  for (const auto& [shape, group] : by_shape) {
    const Json is_one = {{"required", {"dial"}}, {"properties", {{"dial", one_of(group.first)}}}};
    all.push_back({{"if", is_one}, {"then", {{"properties", {{"where", group.second}}}}}});
  }
  schema["allOf"] = all;
  return schema;
}

Json study_schema(const Layout& layout) {
  std::vector<std::string> measures;
  for (const auto& measure : layout.measures()) measures.push_back(measure.name);
  Json where = Json::object();
  for (std::size_t c = 0; c < layout.split_columns().size(); ++c) {
    std::vector<std::string> labels;
    for (const auto& series : layout.series())
      if (!std::count(labels.begin(), labels.end(), series.split[c])) labels.push_back(series.split[c]);
    where[layout.split_columns()[c]] = one_of(labels);
  }
  const Json until =
      object({{"measure", with_description(one_of(measures), "the measure that is to be known precisely")},
              {"where", with_description(object(where), "for which labels (default: all together)")},
              {"date", with_description(date(), "on which date (default: the last)")},
              {"half_width",
               {{"type", {"number", "string"}},
                {"exclusiveMinimum", 0},
                {"description", "half the width of the 90% interval, with or without its unit: 50 or '50 persons'"}}},
              {"of",
               {{"enum", {"mean", "difference"}},
                {"description", "of each mean (default), or of each difference with the first alternative"}}},
              {"at_least", with_description(whole_number(2, 1'000'000), "replications to begin with")},
              {"at_most", with_description(whole_number(2, 1'000'000), "replications after which it stops anyhow")}});
  return object({{"seed", with_description(whole_number(0, INT64_MAX), "what all luck hangs on")},
                 {"replications", with_description(whole_number(1, 1'000'000), "how many replications")},
                 {"until", with_description(or_also("null", until), "a stopping rule, instead of `replications`")},
                 {"evidence", with_description(one_of({"dutch", "international", "stated", "none"}),
                                               "which kind of evidence values rest on that differ by it")}});
}

Json by_evidence() {
  Json kinds = Json::object();
  for (const char* kind : {"dutch", "international", "stated", "none"}) kinds[kind] = Json::object();
  return object(kinds);
}

/// A table that may be absent: its name, or none.
Json table_or_none(const char* meaning) {
  return with_description({{"type", {"string", "null"}}, {"minLength", 1}}, meaning);
}

Json uncertainty_schema() {
  return object(
      {{"priors", table_or_none("table of the parameters that are not known exactly, or none")},
       {"ensemble", table_or_none("table of joint draws, as 'calibrate' writes it, or none")},
       {"replications_per_draw",
        with_description(whole_number(1, 1000), "replications that share parameters and future (default: 2)")}});
}

Json calibration_schema() {
  return object({{"scenario", with_description(text(), "rows of the table of targets that belong to this scenario")},
                 {"targets", table_or_none("table of published figures")},
                 {"parameters", table_or_none("table of the parameters that calibration may move")},
                 {"members", with_description(whole_number(4, 100'000), "of the ensemble (default: 60)")},
                 {"rounds", with_description(whole_number(1, 100), "steps in which it is moved (default: 4)")},
                 {"replications", with_description(whole_number(1, 1000), "of each member (default: 1)")}});
}

/// `where` of a sum: for each split column a label, or a list of them.
Json labels_schema(const Layout& layout) {
  Json where = Json::object();
  for (std::size_t c = 0; c < layout.split_columns().size(); ++c) {
    std::vector<std::string> labels;
    for (const auto& series : layout.series())
      if (!std::count(labels.begin(), labels.end(), series.split[c])) labels.push_back(series.split[c]);
    const Json label = one_of(labels);
    where[layout.split_columns()[c]] = {{"anyOf", Json::array({label, list_of(label)})}};
  }
  return with_description(object(where), "for which labels: of several, their sum (default: all together)");
}

Json optimisation_schema(const Layout& layout, const std::vector<DialShape>& dials) {
  std::vector<std::string> measures;
  for (const auto& measure : layout.measures()) measures.push_back(measure.name);
  const Json measure = one_of(measures);
  const Json number = {{"type", "number"}};

  Json entry = policy_schema(dials);  // in which a number may be a range
  Json range = object({{"from", number}, {"to", number}});
  range["required"] = {"from", "to"};
  for (const char* amount : {"set", "plus", "times"})
    entry["properties"][amount] = {{"anyOf", Json::array({number, range})}};
  Json lever =
      object({{"name", with_description(text(), "as it stands in every table; names differ")},
              {"levels", with_description(whole_number(2, 101), "how many sizes are tried (default: 5)")},
              {"policy", with_description(list_of(entry), "at least one number is a range: {from: 0, to: 1}")}});
  lever["required"] = {"name", "policy"};
  Json probability = {{"type", "number"}, {"minimum", 0.01}, {"maximum", 0.99}};
  Json goal = object({{"measure", with_description(measure, "what the goal is about")},
                      {"per", with_description(measure, "it is divided by this one, for the same labels")},
                      {"where", ref("labels")},
                      {"date", with_description(date(), "on which date (default: the last)")},
                      {"below", with_description(number, "the number must lie below this")},
                      {"above", with_description(number, "the number must lie above this")},
                      {"probability", with_description(probability, "at least so probably, with 'below' or 'above'")},
                      {"aim", with_description(one_of({"lowest", "highest"}), "as low or high as the budget allows")}});
  goal["required"] = {"measure"};
  goal["oneOf"] = Json::array({{{"required", {"below", "probability"}}},
                               {{"required", {"above", "probability"}}},
                               {{"required", {"aim"}}, {"not", {{"required", {"probability"}}}}}});
  Json budget = object({{"measure", with_description(measure, "what is paid")},
                        {"where", ref("labels")},
                        {"from", with_description(date(), "the mean from this date (default: the second) ...")},
                        {"until", with_description(date(), "... until this one (default: the last)")},
                        {"at_most", with_description({{"type", "number"}, {"minimum", 0}}, "more than the baseline")}});
  budget["required"] = {"measure", "at_most"};
  Json schema = object(
      {{"levers", with_members(list_of(lever), {{"minItems", 1}})},
       {"goal", goal},
       {"budget", budget},
       {"search", with_description(whole_number(16, 1'000'000), "replications of mixes to search with (default: 800)")},
       {"finalists", with_description(whole_number(2, 20), "mixes that are compared in the end (default: 6)")},
       {"replications", with_description(whole_number(20, 100'000), "of each finalist, fresh (default: 100)")}});
  schema["required"] = {"levers", "goal", "budget"};
  return schema;
}

Json future_schema() {
  Json future =
      object({{"name", text()},
              {"description", text()},
              {"weight", {{"type", "number"}, {"exclusiveMinimum", 0}, {"description", "share of the draws"}}},
              {"parameters", ref("parameters")}});
  future["required"] = {"name", "weight"};
  return future;
}

Json dutch(const std::vector<std::string>& keys) {
  Json texts = Json::object();
  for (const auto& key : keys) texts[key] = text();
  return with_description(object(texts), "the same in Dutch, for reports in Dutch");
}

/// What a scenario must say when there is no other from which it could come.
Json complete() {
  const Json until = {{"type", "object"}, {"required", {"measure", "half_width", "at_least", "at_most"}}};
  const Json has_until = {{"required", {"until"}}, {"properties", {{"until", until}}}};
  const Json study = {{"required", {"seed"}}, {"anyOf", Json::array({{{"required", {"replications"}}}, has_until})}};
  return {{"required", {"study", "period", "parameters"}},
          {"properties", {{"study", study}, {"period", {{"required", {"begin", "end"}}}}}}};
}

}  // namespace

std::vector<DialShape> dial_shapes(const Study& study, ModelFactory make_model) {
  // A model of our own: the plan's are const, and only a model that is not can be asked for its parts.
  Node parameters = *study.document.root.find("parameters");
  if (const Node* list = study.document.root.find("alternatives"); list != nullptr && list->is_sequence())
    if (const Node* own = list->items().front().find("parameters"); own != nullptr && own->is_mapping())
      parameters = merge(parameters, *own);
  Problems problems;
  choose_evidence(parameters, study.plan.evidence, problems);
  Reader reader(parameters, problems);
  const auto model = make_model();
  model->labels(reader);
  model->load_labels(problems);
  model->parts(reader);
  expect(problems.empty(), "parameters that a plan was made of can be read again");
  ParameterValues values;
  model->parts(values);
  std::vector<DialShape> shapes;
  for (const auto& named : values.entries()) {
    if (named.dial == nullptr) continue;
    const Dial& dial = *named.dial;
    DialShape shape;
    shape.name = named.name;
    for (const auto* dimension : dial.by()) shape.by.push_back(*dimension);
    shape.lowest = shape.highest = dial.on(dial.dates().front());
    Time before;
    for (const Time date : dial.dates()) {
      for (std::size_t cell = 0; cell < dial.cells(); ++cell) {
        const double value = dial.on(date, cell);
        shape.lowest = std::min(shape.lowest, value);
        shape.highest = std::max(shape.highest, value);
        if (date == dial.dates().front() || value != dial.on(before, cell)) ++shape.values;
      }
      before = date;
    }
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

std::string scenario_schema(const Study& study, const std::vector<DialShape>& dials, const std::string& program) {
  const Plan& plan = study.plan;
  const Json grade = {{"anyOf", {{{"enum", {"A", "B", "C", "D"}}}, object({{"by_evidence", ref("by_evidence")}})}}};
  Json alternative = object({{"name", with_description(text(), "as it stands in every table; names differ")},
                             {"description", text()},
                             {"nl", dutch({"name", "description"})},
                             {"grade", with_description(grade,
                                                        "the lowest grade of the evidence for its effect, A strong "
                                                        "to D a guess")},
                             {"policy", or_also("null", list_of(ref("policy")))},
                             {"parameters", ref("parameters")}});
  alternative["required"] = {"name"};
  const Json bound = {{"type", {"number", "string"}}};
  const Json file = {{"type", "string"}, {"minLength", 1}};
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "a scenario of " + program},
                 {"definitions",
                  {{"low", with_description(bound, "the lowest value that the evidence allows")},
                   {"high", with_description(bound, "the highest value that the evidence allows")},
                   {"source", with_description(text(), "where the value comes from")},
                   {"status", {{"enum", {"verified", "derived", "assumption", "choice"}}}},
                   {"note", with_description(text(), "what else should be known of it")},
                   {"by_evidence", with_description(by_evidence(), "the value for each kind of evidence")},
                   {"parameters",
                    with_description(parameters_schema(plan, dials), "the values of the model's parameters, by part")},
                   {"labels", labels_schema(*plan.layout)},
                   {"policy", policy_schema(dials)}}}};
  schema = with_members(
      std::move(schema),
      object({{"extends", with_description(or_also("array", with_members(file, {{"items", file}})),
                                           "scenarios on which this one builds, relative to this file")},
              {"title", with_description(text(), "the question, in one line")},
              {"description", text()},
              {"nl", dutch({"title", "description"})},
              {"study", with_description(study_schema(*plan.layout), "how precisely the question is answered")},
              {"period", with_description(object({{"begin", date()}, {"end", date()}}), "what is simulated")},
              {"parameters", ref("parameters")},
              {"uncertainty", with_description(or_also("null", uncertainty_schema()), "what is not known exactly")},
              {"calibration",
               with_description(or_also("null", calibration_schema()), "what the model is fitted to and held against")},
              {"optimisation", with_description(or_also("null", optimisation_schema(*plan.layout, dials)),
                                                "which mix of levers 'optimise' looks for")},
              {"futures", with_description(or_also("null", list_of(future_schema())),
                                           "courses that the world may take; the first is the central one")},
              {"alternatives", with_description(or_also("null", with_members(list_of(alternative), {{"minItems", 1}})),
                                                "what is compared; the first is the baseline")}}));
  schema["if"] = {{"not", {{"required", {"extends"}}}}};
  schema["then"] = complete();
  return schema.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace formatie
