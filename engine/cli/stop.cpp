#include "engine/cli/stop.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

#include "engine/base/expect.h"

namespace formatie {
namespace {

std::atomic<bool> stop_requested = false;
std::atomic<const char*> stop_message = nullptr;
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<const char*>::is_always_lock_free,
              "a signal handler may touch only what has no lock");

extern "C" void formatie_on_signal(int number) {
  if (stop_requested.exchange(true)) ::_exit(128 + number);
  const int error = errno;
  if (const char* message = stop_message) {
    const auto written = ::write(2, message, std::strlen(message));
    static_cast<void>(written);  // nobody is there to be told
  }
  errno = error;
}

}  // namespace

StopOnSignal::StopOnSignal(const char* message) {
  expect(stop_message == nullptr, "one StopOnSignal at a time");
  stop_requested = false;
  stop_message = message;
  struct sigaction action {};
  action.sa_handler = formatie_on_signal;
  action.sa_flags = SA_RESTART;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, &old_interrupt_);
  ::sigaction(SIGTERM, &action, &old_terminate_);
}

StopOnSignal::~StopOnSignal() {
  ::sigaction(SIGINT, &old_interrupt_, nullptr);
  ::sigaction(SIGTERM, &old_terminate_, nullptr);
  stop_message = nullptr;
}

const std::atomic<bool>& StopOnSignal::requested() { return stop_requested; }

void StopOnSignal::be_silent() { stop_message = ""; }

}  // namespace formatie
