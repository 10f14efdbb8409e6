#include "engine/report/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <sys/ioctl.h>

namespace formatie {

namespace {

constexpr auto pause = std::chrono::milliseconds(100);

bool can_rewrite_line(int descriptor) {
  const char* kind = std::getenv("TERM");
  return ::isatty(descriptor) == 1 && kind != nullptr && *kind != '\0' && std::string_view(kind) != "dumb";
}

std::size_t terminal_width(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

// A progress bar that cannot be shown is no reason to stop the work.
void write_quietly(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(descriptor, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// "about 3 min left", rounded up to what a person waiting wants to know.
std::string time_left(double seconds) {
  if (seconds < 60) return fmt::format("about {:.0f} s left", std::ceil(seconds));
  if (seconds < 3600) return fmt::format("about {:.0f} min left", std::ceil(seconds / 60));
  const double minutes = std::ceil(seconds / 60);
  if (minutes < 48 * 60)
    return fmt::format("about {:.0f} h {:.0f} min left", std::floor(minutes / 60), std::fmod(minutes, 60));
  return fmt::format("about {:.0f} days left", std::ceil(minutes / (24 * 60)));
}

}  // namespace

std::string progress_line(std::size_t done, std::size_t total, double seconds, std::size_t width) {
  done = std::min(done, total);
  const double share = total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total);
  const std::string whole = fmt::format("{}", total);
  const std::string count = fmt::format("{:>{}}/{}  {:3.0f}%", done, whole.size(), whole, std::floor(100 * share));
  std::string left;
  if (done > 0) left = "  " + time_left(seconds * (1 - share) / share);

  constexpr std::size_t usual_left = 24;  // "  about 47 h 59 min left"; keeps the length of the bar steady
  const std::size_t beside = 2 + 2 + count.size() + std::max(left.size(), usual_left);
  if (width >= beside + 10) {
    const std::size_t length = std::min<std::size_t>(width - beside, 50);
    const auto full = static_cast<std::size_t>(share * static_cast<double>(length));
    return "[" + std::string(full, '#') + std::string(length - full, '-') + "]  " + count + left;
  }
  if (width >= count.size() + left.size()) return count + left;
  return count.substr(0, width);
}

Progress::Progress(std::size_t total, int descriptor, std::function<Clock::time_point()> now)
    : total_(total), descriptor_(descriptor), now_(std::move(now)), next_(0), shown_(can_rewrite_line(descriptor)) {
  draw_if_due();
}

void Progress::advance(std::size_t count) {
  done_ += count;
  draw_if_due();
}

void Progress::reach(std::size_t done, std::size_t total) {
  total_ = total;
  for (std::size_t before = done_; before < done && !done_.compare_exchange_weak(before, done);) {
  }
  draw_if_due();
}

void Progress::draw_if_due() {
  if (!shown_ || now_().time_since_epoch().count() < next_) return;
  const std::unique_lock lock(drawing_, std::try_to_lock);
  const auto now = now_();
  if (!lock || !shown_ || now.time_since_epoch().count() < next_) return;  // another thread is at it, or just was
  next_ = (now + pause).time_since_epoch().count();
  const double seconds = std::chrono::duration<double>(now - start_).count();
  // One column stays free: after the last one some terminals go to the next line. ESC [ K clears what is behind.
  write_quietly(descriptor_, "\r" + progress_line(done_, total_, seconds, terminal_width(descriptor_) - 1) + "\033[K");
}

void Progress::finish() {
  const std::lock_guard lock(drawing_);
  if (shown_.exchange(false)) write_quietly(descriptor_, "\r\033[K");
}

}  // namespace formatie
