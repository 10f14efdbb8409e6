#pragma once

#include <atomic>
#include <signal.h>

namespace formatie {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM ask for an orderly end; the second one ends the program at once.
///
/// The first prints `message` on standard error. One at a time.
class StopOnSignal {
 public:
  /// `message` must outlive the object.
  explicit StopOnSignal(const char* message);
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;
  ~StopOnSignal();

  /// Becomes true with the first signal.
  static const std::atomic<bool>& requested();
  /// There is nothing left to stop: the first signal prints nothing any more.
  void be_silent();

 private:
  struct sigaction old_interrupt_;
  struct sigaction old_terminate_;
};

}  // namespace formatie
