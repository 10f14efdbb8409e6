#include "engine/cli/describe.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/cli/load.h"
#include "engine/cli/schema.h"
#include "engine/cli/text.h"
#include "engine/input/scalar.h"
#include "engine/report/table.h"

namespace formatie {
namespace {

using Json = nlohmann::ordered_json;

constexpr double without_bound = 1e15;  // as in the messages of the reader

/// A part of the model, with those of its parameters that were asked for.
struct PartShown {
  std::string name;
  std::string meaning;
  std::vector<Parameter> parameters;
};

/// All parts, one part, or one parameter. Throws `UsageError` when `wanted` is neither.
std::vector<PartShown> parts_shown(const Plan& plan, const std::string& wanted) {
  std::vector<PartShown> parts;
  std::vector<std::string> names;
  for (const auto& [name, meaning] : plan.parts) {
    // A part may be visited in two steps: the labels first.
    auto part = std::find_if(parts.begin(), parts.end(), [&](const PartShown& p) { return p.name == name; });
    if (part == parts.end()) {
      parts.push_back({name, meaning, {}});
      names.push_back(name);
    }
  }
  for (auto& part : parts)
    for (const auto& parameter : plan.parameters)
      if (parameter.part == part.name) part.parameters.push_back(parameter);
  if (wanted.empty()) return parts;

  for (auto& part : parts) {
    if (part.name == wanted) return {part};
    for (const auto& parameter : part.parameters) {
      if (parameter.path() == wanted) return {{part.name, part.meaning, {parameter}}};
      names.push_back(parameter.path());
    }
  }
  std::vector<std::string> part_names;
  for (const auto& part : parts) part_names.push_back(part.name);
  const auto hint = did_you_mean(wanted, names);
  throw UsageError(fmt::format("no part or parameter '{}' (parts: {}){}", wanted, names_like(wanted, part_names),
                               hint.empty() ? "" : ". " + hint));
}

const char* kind_name(Parameter::Kind kind) {
  switch (kind) {
    case Parameter::Kind::number:
      return "number";
    case Parameter::Kind::integer:
      return "integer";
    case Parameter::Kind::flag:
      return "flag";
    case Parameter::Kind::choice:
      return "choice";
    case Parameter::Kind::date:
      return "date";
    case Parameter::Kind::dial:
      return "dial";
    case Parameter::Kind::file:
      return "file";
  }
  return "";
}

bool has_bounds(const Parameter& parameter) {
  return parameter.kind == Parameter::Kind::number || parameter.kind == Parameter::Kind::integer ||
         parameter.kind == Parameter::Kind::dial;
}

std::string allowed_text(const Parameter& parameter) {
  if (parameter.kind == Parameter::Kind::choice) return joined(parameter.options);
  if (parameter.kind == Parameter::Kind::flag) return "true, false";
  if (!has_bounds(parameter)) return "";
  const auto& allowed = parameter.allowed;
  if (allowed.low <= -without_bound && allowed.high >= without_bound) return "any number";
  if (allowed.high >= without_bound) return "at least " + value_text(allowed.low);
  if (allowed.low <= -without_bound) return "at most " + value_text(allowed.high);
  return value_text(allowed.low) + " to " + value_text(allowed.high);
}

std::string range_of(const Parameter& parameter) {
  if (parameter.low.empty() && parameter.high.empty()) return "";
  if (parameter.low.empty()) return "up to " + parameter.high;
  if (parameter.high.empty()) return "from " + parameter.low;
  return parameter.low + " to " + parameter.high;
}

/// What is known of the values of dials, by "part.name".
using DialValues = std::map<std::string, DialShape>;

/// The values of a parameter that has different ones: "64, from 0 to 0.2215".
std::string values_text(const Parameter& parameter, const DialValues& dials) {
  const auto dial = dials.find(parameter.path());
  if (dial == dials.end() || dial->second.lowest == dial->second.highest) return "";
  const auto& shape = dial->second;
  return fmt::format("{}, from {} to {}", number_text(static_cast<double>(shape.values), 0), value_text(shape.lowest),
                     value_text(shape.highest));
}

const char* dial_text(const Parameter& parameter) {
  return parameter.kind == Parameter::Kind::dial ? "a policy can move it" : "";
}

// ------------------------------------------------------------------------------------------------------------- formats

std::string as_text(const std::vector<PartShown>& parts, const DialValues& dials) {
  std::string text;
  for (const auto& part : parts) {
    text += (text.empty() ? "" : "\n") + part.name + "\n" + indented(part.meaning, 2);
    for (const auto& parameter : part.parameters) {
      const auto line = [&](const char* label, const std::string& value) {
        if (!value.empty()) text += labelled(label, value, 6, 16);
      };
      text += "\n  " + parameter.path() + "\n" + indented(parameter.meaning, 6);
      line("value", parameter.value);
      line("values", values_text(parameter, dials));
      line("unit", parameter.unit);
      line("split by", joined(parameter.by));
      line("dial", dial_text(parameter));
      line("range", range_of(parameter));
      line("allowed", allowed_text(parameter));
      line("source", parameter.source);
      line("status", parameter.status);
    }
  }
  return text;
}

/// A cell of a table in Markdown.
std::string cell(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '|' || c == '\\') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string as_markdown(const std::vector<PartShown>& parts, const DialValues& dials) {
  std::string text;
  for (const auto& part : parts) {
    text += fmt::format("{}### {}\n\n{}\n\n", text.empty() ? "" : "\n", part.name, cell(part.meaning));
    text += "| parameter | meaning | value | values | unit | split by | dial | range | allowed | source | status |\n";
    text += "|---|---|---|---|---|---|---|---|---|---|---|\n";
    for (const auto& parameter : part.parameters) {
      text += "| `" + parameter.path() + "` |";
      for (const auto& value : {parameter.meaning, parameter.value, values_text(parameter, dials), parameter.unit,
                                joined(parameter.by), std::string(dial_text(parameter)), range_of(parameter),
                                allowed_text(parameter), parameter.source, parameter.status})
        text += value.empty() ? " |" : " " + cell(value) + " |";
      text += "\n";
    }
  }
  return text;
}

/// A number or truth as such, other text as text; null for nothing.
Json value_json(const Parameter& parameter, const std::string& text) {
  if (text.empty()) return nullptr;
  if (parameter.kind == Parameter::Kind::integer)
    if (const auto number = parse_integer(text)) return *number;
  if (has_bounds(parameter))
    if (const auto number = parse_number(text)) return *number;
  if (parameter.kind == Parameter::Kind::flag)
    if (const auto flag = parse_bool(text)) return *flag;
  return text;
}

std::string as_json(const std::vector<PartShown>& parts, const DialValues& dials) {
  const auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  const auto bound = [](double value) { return std::abs(value) >= without_bound ? Json(nullptr) : Json(value); };
  Json list = Json::array();
  for (const auto& part : parts)
    for (const auto& parameter : part.parameters) {
      Json allowed = nullptr;
      if (has_bounds(parameter))
        allowed = {{"low", bound(parameter.allowed.low)}, {"high", bound(parameter.allowed.high)}};
      Json values = nullptr;
      if (const auto dial = dials.find(parameter.path()); dial != dials.end())
        values = {{"count", dial->second.values}, {"lowest", dial->second.lowest}, {"highest", dial->second.highest}};
      list.push_back({{"part", part.name},
                      {"name", parameter.name},
                      {"path", parameter.path()},
                      {"kind", kind_name(parameter.kind)},
                      {"meaning", parameter.meaning},
                      {"unit", text_or_null(parameter.unit)},
                      {"value", value_json(parameter, parameter.value)},
                      {"values", values},
                      {"low", value_json(parameter, parameter.low)},
                      {"high", value_json(parameter, parameter.high)},
                      {"allowed", allowed},
                      {"options", parameter.options},
                      {"split_by", parameter.by},
                      {"source", text_or_null(parameter.source)},
                      {"status", text_or_null(parameter.status)}});
    }
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

int describe(const Arguments& arguments, const ProgramInfo& info, Console& console) {
  const std::vector<std::string> formats = {"text", "markdown", "json", "schema"};
  const auto format = arguments.text("format").value_or("text");
  const auto wanted = arguments.operands().empty() ? "" : arguments.operands().front();
  if (!std::count(formats.begin(), formats.end(), format)) {
    const auto hint = did_you_mean(format, formats);
    throw UsageError(fmt::format("'--format' is '{}' (must be one of: {}){}", format, joined(formats),
                                 hint.empty() ? "" : ". " + hint));
  }
  if (format == "schema" && !wanted.empty())
    throw UsageError(fmt::format("a schema describes whole scenarios (so it cannot be of '{}' alone)", wanted));

  Problems problems;
  const auto study = load_study(scenario_or_default(arguments, info), {}, info, problems);
  if (!study) return refuse(problems, console);
  if (format == "schema") {
    console.out << scenario_schema(*study, dial_shapes(*study, info.make_model), info.name);
    return exit_code::done;
  }
  const auto parts = parts_shown(study->plan, wanted);
  DialValues dials;
  for (auto& dial : dial_shapes(*study, info.make_model)) dials.emplace(dial.name, dial);
  console.out << (format == "text"       ? as_text(parts, dials)
                  : format == "markdown" ? as_markdown(parts, dials)
                                         : as_json(parts, dials));
  return exit_code::done;
}

}  // namespace

Command describe_command() {
  Command command;
  command.name = "describe";
  command.summary = "tell what the parameters of the model mean";
  command.operands = "[PART]";
  command.most_operands = 1;
  command.meaning = {
      "Prints every parameter with its meaning, unit, value in the scenario (of a table how many values, the lowest "
      "and "
      "the highest), range of uncertainty, allowed values and source, and whether it is a dial: what a policy can "
      "move. "
      "PART is the name of a part of the model, or of one parameter as PART.NAME."};
  command.options = {
      scenario_option(),
      {"format", "F",
       "text (default); markdown: tables for a document; json: a list of objects; schema: a JSON Schema, "
       "with which an editor checks and completes scenarios"}};
  command.exit_codes = {{0, "done"},
                        {1, "the outside world failed, or the program is at fault"},
                        {2, "the scenario was refused, or the command was not understood"}};
  command.examples = {{"describe", "all parameters"},
                      {"describe --format markdown > parameters.md", "the same as tables"},
                      {"describe --format schema > scenario.schema.json",
                       "then begin a scenario with '# yaml-language-server: $schema=scenario.schema.json'"}};
  command.run = describe;
  return command;
}

}  // namespace formatie
