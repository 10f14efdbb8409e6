#pragma once

#include <string>

namespace formatie {

/// A parameter that is not known exactly: from which distribution it is drawn, and on what that rests.
struct Prior {
  /// A factor on the parameter's value (all cells of a table move together), or the value itself.
  enum class Form { factor, value };
  /// triangular: from `low` to `high`, most likely `middle`; uniform: between them; normal, lognormal: `low` and `high`
  /// are the 5% and 95% points, cut off at 0.5% and 99.5%.
  enum class Shape { triangular, uniform, normal, lognormal };

  std::string parameter;  ///< "failure.rate"
  Form form = Form::factor;
  Shape shape = Shape::triangular;
  double low = 1;
  double middle = 1;  ///< of a triangular prior: 1 for a factor, the value in the scenario otherwise
  double high = 1;
  char grade = 'D';     ///< of the evidence, A (strong) to D (a guess)
  std::string setting;  ///< where and when the evidence was found
  std::string source;

  /// The value below which a draw falls with the probability `uniform`, in (0, 1).
  double quantile(double uniform) const;
  double lowest() const;
  double highest() const;
};

}  // namespace formatie
