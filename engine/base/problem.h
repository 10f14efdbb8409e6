#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace formatie {

/// Where something stands in the user's input. `line` and `column` count from 1; 0 means unknown.
struct Origin {
  std::string file;
  int line = 0;
  int column = 0;

  /// "base.yaml:8:22", without the parts that are unknown.
  std::string text() const;
  friend auto operator<=>(const Origin&, const Origin&) = default;
};

/// One thing that is wrong with the user's input, in the grammar "what (why). hint".
struct Problem {
  Origin where;
  std::string what;
  std::string why;   ///< why it is a problem; may be empty
  std::string hint;  ///< what was probably meant; may be empty

  /// "base.yaml:22:15: replications is 0 (must be at least 1). Did you mean 10?"
  std::string text() const;
};

/// All problems of an input, collected so that the user sees every one of them at once.
class Problems {
 public:
  void add(Origin where, std::string what, std::string why = "", std::string hint = "");
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  const std::vector<Problem>& list() const { return list_; }
  /// One line a problem, in the order of file, line and column (files in order of first mention), doubles left out.
  std::string text() const;

 private:
  std::vector<Problem> list_;
};

/// "a, b, c".
std::string joined(const std::vector<std::string>& names);

/// The name in `known` that is most like `given`, else the only one that has it in it; "" when there is none.
std::string closest_name(std::string_view given, const std::vector<std::string>& known);

/// "Did you mean 'x'?" for the name in `known` closest to `given`, or "" when none is close.
std::string did_you_mean(std::string_view given, const std::vector<std::string>& known);

/// "a, b, c": all names, in their order; of more than twelve the eight that are most like `given` (first those
/// that have it within them), and how many more.
std::string names_like(std::string_view given, const std::vector<std::string>& known);

}  // namespace formatie
