#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/input/node.h"
#include "engine/parameters/fields.h"

namespace formatie {

/// One parameter as a reader met it: what the code says of it and what the scenario says.
struct Parameter {
  enum class Kind { number, integer, flag, choice, date, dial, file };
  Kind kind;
  std::string part;
  std::string name;
  std::string unit;
  std::string meaning;
  Allowed allowed{0, 0};             ///< for numbers and dials
  std::vector<std::string> options;  ///< for a choice
  std::vector<std::string> by;       ///< names of a dial's dimensions
  std::string value;                 ///< as the scenario has it; a file name for a table
  std::string low, high;             ///< the range of an uncertain value, "" when none is given
  std::string source;                ///< where the value comes from
  std::string status;                ///< verified, derived, assumption, choice; "" when not said

  std::string path() const { return part + "." + name; }
};

/// Reads the parameters of a model from the mapping `parameters` of a scenario, and reports what is wrong with them.
///
/// A parameter is written as a plain value, or as a mapping with `value` and, beside it, `low`, `high`, `source` and
/// `status`. A dial is written as a number for all its cells, as a mapping from the labels of its one dimension to
/// numbers, or as a table: `{table: file.csv, column: rate}` with, if needed, `where: {column: text}` to choose rows
/// `times:` to scale, and
/// `otherwise:` for combinations without a row. A table has a column for each dimension of the dial, and may have a
/// column `from` with dates or `year` with years. File names are relative to the file that says them.
class Reader final : public Parts {
 public:
  /// `parameters` must outlive the reader.
  Reader(const Node& parameters, Problems& problems) : parameters_(parameters), problems_(problems) {}

  void part(std::string_view name, std::string_view meaning, const std::function<void(Fields&)>& fields) override;
  /// Call when all parts have been visited: reports names that no part knows.
  void finish();

  const std::vector<Parameter>& parameters() const { return list_; }
  /// Meaning of each part, by name.
  const std::vector<std::pair<std::string, std::string>>& parts() const { return parts_; }

 private:
  const Node& parameters_;
  Problems& problems_;
  std::vector<Parameter> list_;
  std::vector<std::pair<std::string, std::string>> parts_;
};

/// The path of a file named in a scenario: relative to the folder of the file that names it.
std::string resolve_path(const std::string& named, const Origin& where);

}  // namespace formatie
