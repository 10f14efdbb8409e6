#include "engine/input/reader.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "engine/input/dial_input.h"
#include "engine/input/scalar.h"
#include "engine/input/value_reader.h"

namespace formatie {
namespace {

/// Reads the fields of one part from its mapping.
class PartReader final : public Fields {
 public:
  PartReader(std::string part, const Node* node, Origin where, Problems& problems, std::vector<Parameter>& list)
      : part_(std::move(part)), node_(node), where_(std::move(where)), problems_(problems), list_(list) {}

  void number(std::string_view name, double& value, std::string_view unit, Allowed allowed,
              std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::number, name, unit, meaning);
    list_.back().allowed = allowed;
    if (node != nullptr) values().number(*node, value, allowed);
  }
  void integer(std::string_view name, int& value, std::string_view unit, Allowed allowed,
               std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::integer, name, unit, meaning);
    list_.back().allowed = allowed;
    if (node == nullptr || !values().is_scalar(*node, "a whole number")) return;
    const auto given = parse_integer(node->text());
    if (!given)
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()), "must be a whole number");
    else if (!is_inside(static_cast<double>(*given), allowed))
      problems_.add(node->where(), fmt::format("'{}' is {}", path(), node->text()), allowed_text(allowed));
    else
      value = static_cast<int>(*given);
  }
  void flag(std::string_view name, bool& value, std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::flag, name, "", meaning);
    if (node == nullptr || !values().is_scalar(*node, "true or false")) return;
    const auto given = parse_bool(node->text());
    if (given)
      value = *given;
    else
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()), "must be true or false");
  }
  void choice(std::string_view name, std::string& value, const std::vector<std::string>& options,
              std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::choice, name, "", meaning);
    list_.back().options = options;
    if (node == nullptr || !values().is_scalar(*node, "one of: " + joined(options))) return;
    if (std::find(options.begin(), options.end(), node->text()) == options.end())
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()),
                    "must be one of: " + joined(options), did_you_mean(node->text(), options));
    else
      value = node->text();
  }
  void date(std::string_view name, Time& value, std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::date, name, "date", meaning);
    if (node == nullptr || !values().is_scalar(*node, "a date")) return;
    const auto given = parse_date(node->text());
    if (given)
      value = *given;
    else
      problems_.add(node->where(), fmt::format("'{}' is '{}'", path(), node->text()),
                    "must be a date such as 2030-10-01");
  }
  void file(std::string_view name, DataFile& value, std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::file, name, "", meaning);
    if (node == nullptr || !values().is_scalar(*node, "a file name")) return;
    value.path = resolve_path(node->text(), node->where());
    value.where = node->where();
  }
  void dial(std::string_view name, Dial& value, std::string_view unit, Allowed allowed,
            std::string_view meaning) override {
    const Node* node = begin(Parameter::Kind::dial, name, unit, meaning);
    list_.back().allowed = allowed;
    for (const auto* dimension : value.by()) list_.back().by.push_back(dimension->name());
    if (node != nullptr) read_dial(*node, path(), value, allowed, problems_);
  }

  /// Names that stand in the scenario but were not asked for.
  void finish() {
    if (node_ == nullptr) return;
    for (const auto& entry : node_->entries())
      if (!std::count(known_.begin(), known_.end(), entry.key))
        problems_.add(entry.where, fmt::format("unknown key '{}' in '{}'", entry.key, part_),
                      "known: " + names_like(entry.key, known_), did_you_mean(entry.key, known_));
  }

 private:
  std::string path() const { return list_.back().path(); }
  ValueReader values() { return {path(), problems_}; }

  /// Notes the parameter; returns its value, without what stands beside it. Nothing, and a problem, when there is none.
  const Node* begin(Parameter::Kind kind, std::string_view name, std::string_view unit, std::string_view meaning) {
    Parameter parameter;
    parameter.kind = kind;
    parameter.part = part_;
    parameter.name = name;
    parameter.unit = unit;
    parameter.meaning = meaning;
    list_.push_back(std::move(parameter));
    known_.emplace_back(name);
    const Node* node = node_ == nullptr ? nullptr : node_->find(name);
    if (node == nullptr) {
      problems_.add(node_ == nullptr ? where_ : node_->where(), fmt::format("no value for '{}'", path()),
                    "every parameter needs one", "Does the scenario extend base.yaml?");
      return nullptr;
    }
    if (!node->is_mapping()) {
      if (node->is_scalar()) list_.back().value = node->text();
      if (node->is_null()) {
        problems_.add(node->where(), fmt::format("'{}' has no value", path()), "nothing stands behind the colon");
        return nullptr;
      }
      return node;
    }
    notes(*node);
    if (const Node* table = node->find("table")) {
      if (table->is_scalar()) list_.back().value = table->text();
      return node;
    }
    const Node* value = node->find("value");
    if (value == nullptr) {
      if (kind == Parameter::Kind::dial) {
        list_.back().value = "by label";
        return node;
      }
      problems_.add(node->where(), fmt::format("no 'value' in '{}'", path()),
                    "a mapping here has value, and may have " + joined(note_keys));
      return nullptr;
    }
    auto allowed_keys = note_keys;
    allowed_keys.insert(allowed_keys.begin(), "value");
    values().refuse_others(*node, allowed_keys);
    if (value->is_scalar()) list_.back().value = value->text();
    return value;
  }

  void notes(const Node& node) {
    const auto text = [&](std::string_view key) {
      const Node* note = node.find(key);
      return note != nullptr && note->is_scalar() ? note->text() : std::string();
    };
    auto& parameter = list_.back();
    parameter.low = text("low");
    parameter.high = text("high");
    parameter.source = text("source");
    parameter.status = text("status");
    for (const char* key : {"low", "high"})
      if (const Node* bound = node.find(key))
        if (!bound->is_scalar() || (!parse_number(bound->text()) && !parse_date(bound->text())))
          problems_.add(bound->where(), fmt::format("'{}' of '{}' is no number", key, path()));
    if (const Node* status = node.find("status"))
      if (!status->is_scalar() || !std::count(note_statuses.begin(), note_statuses.end(), status->text()))
        problems_.add(status->where(), fmt::format("'status' of '{}' is not known", path()),
                      "must be one of: " + joined(note_statuses));
  }

  std::string part_;
  const Node* node_;
  Origin where_;
  Problems& problems_;
  std::vector<Parameter>& list_;
  std::vector<std::string> known_;
};

}  // namespace

std::string resolve_path(const std::string& named, const Origin& where) {
  const std::filesystem::path path(named);
  if (path.is_absolute() || where.file.starts_with("--set")) return path.lexically_normal().string();
  return (std::filesystem::path(where.file).parent_path() / path).lexically_normal().string();
}

void Reader::part(std::string_view name, std::string_view meaning, const std::function<void(Fields&)>& fields) {
  parts_.emplace_back(name, meaning);
  const Node* node = parameters_.find(name);
  if (node != nullptr && !node->is_mapping()) {
    problems_.add(node->where(), fmt::format("'{}' is {}", name, node->kind_name()), "must be a mapping of parameters");
    return;
  }
  PartReader reader{std::string(name), node, parameters_.where(), problems_, list_};
  fields(reader);
  reader.finish();
}

void Reader::finish() {
  if (!parameters_.is_mapping()) return;
  std::vector<std::string> known;
  for (const auto& [name, meaning] : parts_) known.push_back(name);
  for (const auto& entry : parameters_.entries())
    if (!std::count(known.begin(), known.end(), entry.key))
      problems_.add(entry.where, fmt::format("unknown part '{}' in 'parameters'", entry.key),
                    "known: " + names_like(entry.key, known), did_you_mean(entry.key, known));
}

}  // namespace formatie
