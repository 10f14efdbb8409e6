#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace formatie {

/// A promise between parts of the program was broken. Never caused by user input: that is refused by `make_plan`.
class BrokenPromise : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Reports a broken promise; apart from `expect`, so that the check itself stays a compare and a jump.
[[noreturn, gnu::cold, gnu::noinline]] inline void break_promise(const char* promise, std::source_location where) {
  throw BrokenPromise(std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": " + promise);
}

/// Stops with file and line of the caller when `holds` is false. Always on, also in release builds.
inline void expect(bool holds, const char* promise = "a promise of the code was broken",
                   std::source_location where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    break_promise(promise, where);
}

}  // namespace formatie
