#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"
#include "engine/base/time.h"
#include "engine/parameters/dial.h"

namespace formatie {

/// The values that a number may take, ends included.
struct Allowed {
  double low;
  double high;
};

/// A table in the model's data; `path` as a program can open it, `where` the place in the scenario that names it.
struct DataFile {
  std::string path;
  Origin where;
};

/// The list of parameters of one part of a model, written once, visited by many: the reader of scenarios, `describe`,
/// the JSON schema, the caps.
///
/// A part calls one function for each of its parameters, with the variable that holds it. The values themselves come
/// from a scenario; C++ has none.
class Fields {
 public:
  virtual ~Fields() = default;
  virtual void number(std::string_view name, double& value, std::string_view unit, Allowed allowed,
                      std::string_view meaning) = 0;
  virtual void integer(std::string_view name, int& value, std::string_view unit, Allowed allowed,
                       std::string_view meaning) = 0;
  virtual void flag(std::string_view name, bool& value, std::string_view meaning) = 0;
  virtual void choice(std::string_view name, std::string& value, const std::vector<std::string>& options,
                      std::string_view meaning) = 0;
  virtual void date(std::string_view name, Time& value, std::string_view meaning) = 0;
  /// The dial's dimensions are known already.
  virtual void dial(std::string_view name, Dial& value, std::string_view unit, Allowed allowed,
                    std::string_view meaning) = 0;
  virtual void file(std::string_view name, DataFile& value, std::string_view meaning) = 0;
  /// What follows in this part has a say in what a model makes once a study and all replications share: its start.
  virtual void at_start() {}
};

/// A part of a model: a name, what it is about, and its parameters.
class Part {
 public:
  virtual ~Part() = default;
  /// As in scenarios: "failure".
  virtual std::string_view name() const = 0;
  /// One line for those who read the list of parameters.
  virtual std::string_view meaning() const { return ""; }
  /// Lists the parameters, once.
  virtual void fields(Fields&) {}
  /// Works out what follows from the parameters; they have been drawn. `steps`: the first moments of the periods in
  /// which no dial changes.
  virtual void prepare(const std::vector<Time>& /*steps*/) {}
};

/// Visits the parts of a model one after another.
class Parts {
 public:
  virtual ~Parts() = default;
  virtual void part(std::string_view name, std::string_view meaning, const std::function<void(Fields&)>& fields) = 0;
};

}  // namespace formatie
