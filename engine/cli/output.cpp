#include "engine/cli/output.h"

#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace formatie {

OutputBuffer::OutputBuffer(int descriptor) : descriptor_(descriptor), buffer_(1 << 16) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

OutputBuffer::int_type OutputBuffer::overflow(int_type character) {
  write_out();
  if (!traits_type::eq_int_type(character, traits_type::eof())) sputc(traits_type::to_char_type(character));
  return traits_type::not_eof(character);
}

int OutputBuffer::sync() {
  write_out();
  return 0;
}

void OutputBuffer::write_out() {
  const char* from = pbase();
  const char* const end = pptr();
  setp(buffer_.data(), buffer_.data() + buffer_.size());  // what cannot be written now will never be
  while (from != end) {
    const auto written = ::write(descriptor_, from, static_cast<std::size_t>(end - from));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) throw ClosedPipe();
    if (written < 0) throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
    from += written;
  }
}

}  // namespace formatie
