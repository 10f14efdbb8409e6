#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

namespace formatie {

/// "[####------]  40/100   40%  about 3 min left", in at most `width` columns.
///
/// `seconds` have passed; the time left supposes that what remains goes at the speed of what is done, and is absent
/// before the first is done. Narrow lines lose the bar, then the time left.
std::string progress_line(std::size_t done, std::size_t total, double seconds, std::size_t width);

/// Shows how far a long task is, on one line of the terminal that is rewritten at most ten times a second.
///
/// Writes nothing when standard error is not a terminal, or one that cannot go back on a line (TERM unset or "dumb").
/// The line is gone when the object is.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;
  /// `descriptor` is the file that shows it, `now` its clock: standard error and that of the machine, but for a test.
  explicit Progress(std::size_t total, int descriptor = 2, std::function<Clock::time_point()> now = &Clock::now);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { finish(); }

  /// `count` more are done. May be called from several threads at once, and is cheap.
  void advance(std::size_t count = 1);
  /// In all `done` of `total` are done; for a task that counts by itself, or that finds out how long it is. From
  /// several threads, whose calls may overtake each other: a `done` that is lower than before changes nothing.
  void reach(std::size_t done, std::size_t total);
  /// Removes the line, so that something else can be printed; what follows shows nothing any more.
  void finish();
  bool is_shown() const { return shown_; }

 private:
  void draw_if_due();

  std::atomic<std::size_t> done_{0};
  std::atomic<std::size_t> total_;
  const int descriptor_;
  const std::function<Clock::time_point()> now_;
  const Clock::time_point start_ = now_();
  std::atomic<Clock::rep> next_;  // when it may be drawn again, since the epoch of the clock
  std::mutex drawing_;
  std::atomic<bool> shown_;  // changes under the mutex
};

}  // namespace formatie
