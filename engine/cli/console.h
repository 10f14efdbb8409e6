#pragma once

#include <atomic>
#include <ostream>

namespace formatie {

/// What a command prints to, and who can stop it.
struct Console {
  std::ostream& out;  ///< results
  std::ostream& err;  ///< everything else
  /// Stands in for Ctrl-C when it is given: a test sets it to true.
  const std::atomic<bool>* stop = nullptr;
};

}  // namespace formatie
