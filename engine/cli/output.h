#pragma once

#include <stdexcept>
#include <streambuf>
#include <vector>

namespace formatie {

/// Who reads our output has closed the pipe.
class ClosedPipe : public std::runtime_error {
 public:
  ClosedPipe() : std::runtime_error("the reader of the output has closed the pipe") {}
};

/// Writes to a file descriptor, and throws when that fails: `ClosedPipe`, or `std::system_error` (a full disk).
///
/// For a stream with `exceptions(std::ios::badbit)`, which hands exceptions on to who prints. SIGPIPE must be ignored.
/// What is not flushed when it is destroyed is lost.
class OutputBuffer final : public std::streambuf {
 public:
  explicit OutputBuffer(int descriptor);

 protected:
  int_type overflow(int_type character) override;
  int sync() override;

 private:
  void write_out();

  const int descriptor_;
  std::vector<char> buffer_;
};

}  // namespace formatie
