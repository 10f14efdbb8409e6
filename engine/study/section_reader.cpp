#include "engine/study/section_reader.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "engine/input/reader.h"
#include "engine/input/scalar.h"

namespace formatie {
namespace {

std::string shown(const Node& node) {
  return node.is_scalar() ? "'" + node.text() + "'" : std::string(node.kind_name());
}

/// Reports a number outside its range.
template <class Number>
bool check_range(const Node& node, std::string_view name, Number value, Number low, Number high, Problems& problems) {
  if (value >= low && value <= high) return true;
  problems.add(node.where(), fmt::format("'{}' is {}", name, node.text()),
               value < low ? fmt::format("must be at least {}", low) : fmt::format("must be at most {}", high));
  return false;
}

}  // namespace

bool check_keys(const Node& node, const std::string& what, const std::vector<std::string>& known, Problems& problems) {
  if (!node.is_mapping()) {
    problems.add(node.where(), fmt::format("'{}' is {}", what, node.kind_name()),
                 "must be a mapping with " + joined(known));
    return false;
  }
  for (const auto& entry : node.entries())
    if (!std::count(known.begin(), known.end(), entry.key))
      problems.add(entry.where, fmt::format("unknown key '{}' in '{}'", entry.key, what),
                   "known: " + names_like(entry.key, known), did_you_mean(entry.key, known));
  return true;
}

std::string text_of(const Node* node, const std::string& name, Problems& problems) {
  if (node == nullptr || node->is_null()) return "";
  if (node->is_scalar()) return node->text();
  problems.add(node->where(), fmt::format("'{}' is {}", name, node->kind_name()), "must be a text");
  return "";
}

std::optional<std::size_t> find_choice(const Node& node, const std::string& name, const std::vector<std::string>& known,
                                       Problems& problems) {
  const auto given = text_of(&node, name, problems);
  const auto found = std::find(known.begin(), known.end(), given);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  if (node.is_scalar())
    problems.add(node.where(), fmt::format("'{}' is '{}'", name, given), "must be one of: " + joined(known),
                 did_you_mean(given, known));
  return std::nullopt;
}

bool SectionReader::check() { return check_keys(node_, section_.name, section_.names(), problems_); }

const Node* SectionReader::need(std::string_view key) {
  const Node* value = find(key);
  if (value != nullptr && !value->is_null()) return value;
  problems_.add(value ? value->where() : node_.where(), fmt::format("no '{}' in '{}'", key, section_.name),
                "it is needed");
  return nullptr;
}

const Node* SectionReader::member(std::string_view key) { return section_.key(key).needed ? need(key) : find(key); }

std::string SectionReader::text(std::string_view key) { return text_of(member(key), std::string(key), problems_); }

std::optional<double> SectionReader::number(std::string_view key) {
  const Node* node = member(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->is_scalar() && !node->quoted() ? parse_number(node->text()) : std::nullopt;
  const auto& described = section_.key(key);
  if (!value)
    problems_.add(node->where(), fmt::format("'{}' is {}", key, shown(*node)), "must be a number",
                  node->is_scalar() ? number_hint(node->text()) : "");
  else if (check_range(*node, key, *value, described.low, described.high, problems_))
    return value;
  return std::nullopt;
}

std::optional<std::int64_t> SectionReader::whole(std::string_view key) {
  const Node* node = member(key);
  const auto& described = section_.key(key);
  if (node == nullptr) return described.otherwise;
  const auto value = node->is_scalar() && !node->quoted() ? parse_integer(node->text()) : std::nullopt;
  if (!value)
    problems_.add(node->where(), fmt::format("'{}' is {}", key, shown(*node)), "must be a whole number");
  else if (check_range(*node, key, *value, described.lowest, described.highest, problems_))
    return value;
  return std::nullopt;
}

std::optional<Time> SectionReader::date(std::string_view key) {
  const Node* node = member(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->is_scalar() ? parse_date(node->text()) : std::nullopt;
  if (!value)
    problems_.add(node->where(), fmt::format("'{}' is {}", key, shown(*node)), "must be a date such as 2030-10-01");
  else if (value->year() < 1900 || value->year() > 2200)
    problems_.add(node->where(), fmt::format("'{}' is {}", key, node->text()), "must lie between 1900 and 2200");
  else
    return value;
  return std::nullopt;
}

std::optional<std::size_t> SectionReader::choice(std::string_view key) {
  const Node* node = member(key);
  if (node == nullptr || node->is_null()) return std::nullopt;
  return find_choice(*node, std::string(key), section_.key(key).options, problems_);
}

std::optional<std::string> SectionReader::table(std::string_view key) {
  const Node* node = member(key);
  if (node == nullptr || node->is_null()) return std::nullopt;
  const auto named = text_of(node, std::string(key), problems_);
  if (named == "none") return std::nullopt;
  const auto path = resolve_path(named, node->where());
  std::error_code error;
  if (std::filesystem::exists(path, error)) return path;
  problems_.add(node->where(), fmt::format("no file '{}'", path), "named here; 'none' for no such table");
  return std::nullopt;
}

}  // namespace formatie
