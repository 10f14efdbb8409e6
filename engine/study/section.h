#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/base/time.h"
#include "engine/input/node.h"
#include "engine/input/scalar.h"

namespace formatie {

/// Reads the parts of a scenario that belong to the engine.
class SectionReader {
 public:
  explicit SectionReader(Problems& problems) : problems_(problems) {}

  /// Reports keys of `node` that are not in `known`; false when it is no mapping.
  bool keys(const Node& node, const std::string& what, const std::vector<std::string>& known) {
    if (!node.is_mapping()) {
      problems_.add(node.where(), fmt::format("'{}' is {}", what, node.kind_name()),
                    "must be a mapping with " + joined(known));
      return false;
    }
    for (const auto& entry : node.entries())
      if (!std::count(known.begin(), known.end(), entry.key))
        problems_.add(entry.where, fmt::format("unknown key '{}' in '{}'", entry.key, what),
                      "known: " + names_like(entry.key, known), did_you_mean(entry.key, known));
    return true;
  }
  const Node* need(const Node& node, std::string_view key, const std::string& what) {
    const Node* value = node.find(key);
    if (value == nullptr || value->is_null()) {
      problems_.add(value ? value->where() : node.where(), fmt::format("no '{}' in '{}'", key, what), "it is needed");
      return nullptr;
    }
    return value;
  }
  std::string text(const Node* node, const std::string& name) {
    if (node == nullptr || node->is_null()) return "";
    if (!node->is_scalar()) {
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->kind_name()), "must be a text");
      return "";
    }
    return node->text();
  }
  std::optional<double> number(const Node* node, const std::string& name, double low, double high) {
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_scalar() && !node->quoted() ? parse_number(node->text()) : std::nullopt;
    if (!value)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, shown(*node)), "must be a number",
                    node->is_scalar() ? number_hint(node->text()) : "");
    else if (*value < low || *value > high)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->text()),
                    *value < low ? fmt::format("must be at least {}", low) : fmt::format("must be at most {}", high));
    else
      return value;
    return std::nullopt;
  }
  std::optional<std::int64_t> integer(const Node* node, const std::string& name, std::int64_t low, std::int64_t high) {
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_scalar() && !node->quoted() ? parse_integer(node->text()) : std::nullopt;
    if (!value)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, shown(*node)), "must be a whole number");
    else if (*value < low || *value > high)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->text()),
                    *value < low ? fmt::format("must be at least {}", low) : fmt::format("must be at most {}", high));
    else
      return value;
    return std::nullopt;
  }
  std::optional<Time> date(const Node* node, const std::string& name) {
    if (node == nullptr) return std::nullopt;
    const auto value = node->is_scalar() ? parse_date(node->text()) : std::nullopt;
    if (!value)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, shown(*node)), "must be a date such as 2030-10-01");
    else if (value->year() < 1900 || value->year() > 2200)
      problems_.add(node->where(), fmt::format("'{}' is {}", name, node->text()), "must lie between 1900 and 2200");
    else
      return value;
    return std::nullopt;
  }
  static std::string shown(const Node& node) {
    return node.is_scalar() ? "'" + node.text() + "'" : std::string(node.kind_name());
  }

 private:
  Problems& problems_;
};

}  // namespace formatie
