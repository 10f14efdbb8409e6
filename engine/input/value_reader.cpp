#include "engine/input/value_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/input/scalar.h"

namespace formatie {

const std::vector<std::string> note_keys = {"low", "high", "source", "status", "note"};
const std::vector<std::string> note_statuses = {"verified", "derived", "assumption", "choice"};

bool is_inside(double value, Allowed allowed) { return value >= allowed.low && value <= allowed.high; }

std::string allowed_text(Allowed allowed) {
  if (allowed.high >= 1e15) return fmt::format("must be at least {}", allowed.low);
  return fmt::format("must be from {} to {}", allowed.low, allowed.high);
}

bool ValueReader::is_scalar(const Node& node, const std::string& wanted) const {
  if (node.is_scalar()) return true;
  problems_.add(node.where(), fmt::format("'{}' is {}", path_, node.kind_name()), "must be " + wanted);
  return false;
}

bool ValueReader::number(const Node& node, double& value, Allowed allowed) const {
  if (!is_scalar(node, "a number")) return false;
  const auto given = parse_number(node.text());
  if (!given || node.quoted()) {
    problems_.add(node.where(), fmt::format("'{}' is '{}'", path_, node.text()), "must be a number",
                  number_hint(node.text()));
    return false;
  }
  if (!is_inside(*given, allowed)) {
    problems_.add(node.where(), fmt::format("'{}' is {}", path_, node.text()), allowed_text(allowed));
    return false;
  }
  value = *given;
  return true;
}

void ValueReader::refuse_others(const Node& node, const std::vector<std::string>& keys) const {
  for (const auto& entry : node.entries())
    if (!std::count(keys.begin(), keys.end(), entry.key))
      problems_.add(entry.where, fmt::format("unknown key '{}' in '{}'", entry.key, path_),
                    "known: " + names_like(entry.key, keys), did_you_mean(entry.key, keys));
}

}  // namespace formatie
