#pragma once

#include <string>
#include <vector>

#include "engine/input/node.h"
#include "engine/parameters/fields.h"

namespace formatie {

/// Reads single values of a parameter, and reports what is wrong with them under its name.
class ValueReader {
 public:
  /// `path`: "part.name".
  ValueReader(std::string path, Problems& problems) : path_(std::move(path)), problems_(problems) {}

  /// Whether there is one value; `wanted` tells what it must be: "a number".
  bool is_scalar(const Node& node, const std::string& wanted) const;
  /// Gives `value` the number; leaves it as it is, and is false, when it is none or not allowed.
  bool number(const Node& node, double& value, Allowed allowed) const;
  /// Reports the keys that are not among these.
  void refuse_others(const Node& node, const std::vector<std::string>& keys) const;

 private:
  std::string path_;
  Problems& problems_;
};

/// Keys that may stand beside `value` or `table`, and what may be said under `status`.
extern const std::vector<std::string> note_keys;
extern const std::vector<std::string> note_statuses;

/// Whether a number is what a parameter may be.
bool is_inside(double value, Allowed allowed);
/// "must be from 0 to 1".
std::string allowed_text(Allowed allowed);

}  // namespace formatie
