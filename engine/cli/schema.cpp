#include "engine/cli/schema.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/base/expect.h"
#include "engine/cli/text.h"
#include "engine/input/scalar.h"
#include "engine/input/value_reader.h"
#include "engine/measure/series.h"
#include "engine/study/evidence.h"
#include "engine/study/sections.h"

namespace formatie {
namespace {

using Json = nlohmann::ordered_json;

Json ref(const std::string& definition) { return {{"$ref", "#/definitions/" + definition}}; }

Json with_description(Json schema, const std::string& description) {
  schema["description"] = description;
  return schema;
}

/// A text, also when it looks like a number.
Json text() { return {{"type", {"string", "number", "boolean"}}}; }

Json date() { return {{"type", "string"}, {"format", "date"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}; }

/// A table that may be absent: its name, or none.
Json table_or_none() { return {{"type", {"string", "null"}}, {"minLength", 1}}; }

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
  if (allowed.low > -Section::without_bound) schema["minimum"] = allowed.low;
  if (allowed.high < Section::without_bound) schema["maximum"] = allowed.high;
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

/// The value of a key of a section, when the section says all of it.
Json plain_value(const Section::Key& key) {
  using Kind = Section::Key::Kind;
  switch (key.kind) {
    case Kind::text:
      return text();
    case Kind::number:
      return number_within({key.low, key.high});
    case Kind::whole:
      return whole_number(key.lowest, key.highest);
    case Kind::date:
      return date();
    case Kind::choice:
      return one_of(key.options);
    case Kind::table:
      return table_or_none();
    case Kind::quantity:
      return {{"type", {"number", "string"}}, {"exclusiveMinimum", 0}};
    case Kind::measure:
    case Kind::labels:
    case Kind::section:
    case Kind::sections:
    case Kind::model:
      break;
  }
  expect(false, "the schema says what a value is that its section leaves open");
  return {};
}

/// A mapping with the keys of a section. `values`: those that the section leaves to others, and those that may be more
/// than it says.
Json section_schema(const Section& section, const std::map<std::string, Json>& values = {}) {
  Json properties = Json::object();
  for (const auto& key : section.keys) {
    const auto given = values.find(key.name);
    Json value = given != values.end() ? given->second : plain_value(key);
    const auto meaning = key.section != nullptr && key.meaning.empty() ? key.section->meaning : key.description();
    // Readers of schemas overlook what stands beside a reference.
    properties[key.name] = value.contains("$ref") ? value : with_description(std::move(value), meaning);
  }
  return object(std::move(properties));
}

/// The same, where the whole of the section stands in one place.
Json whole_section(const Section& section, const std::map<std::string, Json>& values = {}) {
  return with_members(section_schema(section, values), {{"required", section.needed()}});
}

/// What may stand beside `value` or `table`, and what may stand instead.
Json notes() {
  Json properties = Json::object();
  for (const auto& key : note_keys) properties[key] = ref(key);
  properties["by_evidence"] = ref("by_evidence");
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
  Json schema = whole_section(sections::change, {{"dial", one_of(names)}, {"where", Json{{"type", "object"}}}});
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

Json study_schema(const Layout& layout, const std::vector<std::string>& evidence_kinds) {
  Json where = Json::object();
  for (std::size_t c = 0; c < layout.split_columns().size(); ++c)
    where[layout.split_columns()[c]] = one_of(labels_of(layout, c));
  const Json until =
      section_schema(sections::until, {{"measure", one_of(measure_names(layout))}, {"where", object(where)}});
  const Json evidence = evidence_kinds.empty() ? Json{{"type", "null"}} : one_of(evidence_kinds);
  return section_schema(sections::study, {{"until", or_also("null", until)}, {"evidence", evidence}});
}

/// Nothing is accepted for a model that knows no kinds of evidence.
Json by_evidence(const std::vector<std::string>& evidence_kinds) {
  if (evidence_kinds.empty()) return {{"not", Json::object()}};
  Json kinds = Json::object();
  for (const auto& kind : evidence_kinds) kinds[kind] = Json::object();
  return object(kinds);
}

/// `where` of a sum: for each split column a label, or a list of them.
Json labels_schema(const Layout& layout) {
  Json where = Json::object();
  for (std::size_t c = 0; c < layout.split_columns().size(); ++c) {
    const Json label = one_of(labels_of(layout, c));
    where[layout.split_columns()[c]] = {{"anyOf", Json::array({label, list_of(label)})}};
  }
  return with_description(object(where), sections::goal.key("where").meaning);
}

Json optimisation_schema(const Layout& layout, const std::vector<DialShape>& dials) {
  const Json measure = one_of(measure_names(layout));
  Json entry = policy_schema(dials);  // in which a number may be a range
  for (const char* amount : {"set", "plus", "times"})
    entry["properties"][amount] = {{"anyOf", Json::array({Json{{"type", "number"}}, whole_section(sections::range)})}};
  Json goal = whole_section(sections::goal, {{"measure", measure}, {"per", measure}, {"where", ref("labels")}});
  goal["oneOf"] = Json::array({{{"required", {"below", "probability"}}},
                               {{"required", {"above", "probability"}}},
                               {{"required", {"aim"}}, {"not", {{"required", {"probability"}}}}}});
  return whole_section(sections::optimisation,
                       {{"levers", with_members(list_of(whole_section(sections::lever, {{"policy", list_of(entry)}})),
                                                {{"minItems", 1}})},
                        {"goal", goal},
                        {"budget", whole_section(sections::budget, {{"measure", measure}, {"where", ref("labels")}})}});
}

Json alternative_schema() {
  const Json grade = {{"anyOf", {{{"enum", evidence_grades}}, object({{"by_evidence", ref("by_evidence")}})}}};
  return whole_section(sections::alternative, {{"nl", section_schema(sections::alternative_texts)},
                                               {"grade", grade},
                                               {"policy", or_also("null", list_of(ref("policy")))},
                                               {"parameters", ref("parameters")}});
}

/// What a scenario must say when there is no other from which it could come.
Json complete() {
  const Json until = {{"type", "object"}, {"required", sections::until.needed()}};
  const Json has_until = {{"required", {"until"}}, {"properties", {{"until", until}}}};
  const Json study = {{"required", sections::study.needed()},
                      {"anyOf", Json::array({{{"required", {"replications"}}}, has_until})}};
  return {{"required", sections::scenario.needed()},
          {"properties", {{"study", study}, {"period", {{"required", sections::period.needed()}}}}}};
}

}  // namespace

std::vector<DialShape> dial_shapes(const Study& study, ModelFactory make_model) {
  // A model of our own: the plan's are const, and only a model that is not can be asked for its parts.
  Node parameters = *study.document.root.find("parameters");
  if (const Node* list = study.document.root.find("alternatives"); list != nullptr && list->is_sequence())
    if (const Node* own = list->items().front().find("parameters"); own != nullptr && own->is_mapping())
      parameters = merge(parameters, *own);
  Problems problems;
  const auto model = make_model();
  choose_evidence(parameters, {study.plan.evidence, model->evidence_kinds()}, problems);
  Reader reader(parameters, problems);
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
  const auto evidence_kinds = plan.alternatives.front().model().evidence_kinds();
  const Json bound = {{"type", {"number", "string"}}};
  const Json file = {{"type", "string"}, {"minLength", 1}};
  Json schema = {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "a scenario of " + program},
      {"definitions",
       {{"low", with_description(bound, "the lowest value that the evidence allows")},
        {"high", with_description(bound, "the highest value that the evidence allows")},
        {"source", with_description(text(), "where the value comes from")},
        {"status", {{"enum", note_statuses}}},
        {"note", with_description(text(), "what else should be known of it")},
        {"by_evidence", with_description(by_evidence(evidence_kinds), "the value for each kind of evidence")},
        {"parameters", with_description(parameters_schema(plan, dials), sections::scenario.key("parameters").meaning)},
        {"labels", labels_schema(*plan.layout)},
        {"policy", policy_schema(dials)}}}};
  const auto or_null = [](Json section) { return or_also("null", std::move(section)); };
  schema = with_members(
      std::move(schema),
      section_schema(
          sections::scenario,
          {{"extends", or_also("array", with_members(file, {{"items", file}}))},
           {"nl", section_schema(sections::scenario_texts)},
           {"study", study_schema(*plan.layout, evidence_kinds)},
           {"period", section_schema(sections::period)},
           {"parameters", ref("parameters")},
           {"uncertainty", or_null(section_schema(sections::uncertainty))},
           {"calibration", or_null(section_schema(sections::calibration))},
           {"optimisation", or_null(optimisation_schema(*plan.layout, dials))},
           {"futures", or_null(list_of(whole_section(sections::future, {{"parameters", ref("parameters")}})))},
           {"alternatives", or_null(with_members(list_of(alternative_schema()), {{"minItems", 1}}))}}));
  schema["if"] = {{"not", {{"required", {"extends"}}}}};
  schema["then"] = complete();
  return schema.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace formatie
