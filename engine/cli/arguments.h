#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"

namespace formatie {

/// The user asked for something that is not there. The text says what, why and what was probably meant.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws all problems as one `UsageError`, when there are any.
void throw_usage_error(const Problems& problems);

/// An option of a command: "--seed S".
struct Option {
  std::string name;   ///< without its dashes
  std::string value;  ///< what stands for its value in the help: "S"; "" for a switch
  std::string meaning;
  bool repeated = false;  ///< may be given more than once
};

/// What the user wrote behind the name of a command.
class Arguments {
 public:
  bool has(const std::string& option) const { return given_.count(option) > 0; }
  /// The value of an option; nothing when it was not given.
  std::optional<std::string> text(const std::string& option) const;
  /// All values of an option that may be repeated, in their order.
  std::vector<std::string> texts(const std::string& option) const;
  /// The value as a whole number; nothing when it was not given, or, with a problem, when it is no such number.
  std::optional<std::uint64_t> number(const std::string& option, std::uint64_t low, std::uint64_t high,
                                      Problems& problems) const;
  /// What belongs to no option, in its order.
  const std::vector<std::string>& operands() const { return operands_; }

 private:
  friend Arguments parse_arguments(const std::vector<Option>&, const std::vector<std::string>&);

  std::map<std::string, std::vector<std::string>> given_;
  std::vector<std::string> operands_;
};

/// Takes apart the words behind a command; "--" ends the options. Throws `UsageError`.
Arguments parse_arguments(const std::vector<Option>& options, const std::vector<std::string>& words);

}  // namespace formatie
