#pragma once

#include <cstddef>
#include <functional>

namespace formatie {

/// Runs pieces of work, perhaps at the same time. The pieces may not depend on each other.
class Parallel {
 public:
  virtual ~Parallel() = default;
  /// How many pieces can run at the same time; `lane` below is always less.
  virtual unsigned lanes() const { return 1; }
  virtual void for_each(std::size_t pieces, const std::function<void(std::size_t piece, unsigned lane)>& work) {
    for (std::size_t piece = 0; piece < pieces; ++piece) work(piece, 0);
  }
};

}  // namespace formatie
