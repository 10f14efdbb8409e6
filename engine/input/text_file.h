#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/problem.h"

namespace formatie {

/// The bytes of a text file of at most `mebibytes` MiB; nothing, and one problem, when it cannot be had.
std::optional<std::string> read_bytes(const std::filesystem::path& file, std::size_t mebibytes, Problems& problems);

/// "Did you mean 'base.yaml'?" when the folder of a missing file holds a file of that kind with nearly that name, else
/// "". The kind is the ending; .yml and .yaml are one kind, and that of a name without an ending.
std::string nearest_file(const std::filesystem::path& missing);

/// The text without byte order mark and with '\n' as the only line end.
///
/// Refuses what is not UTF-8 and control characters, with the line and column of the first.
std::optional<std::string> clean_text(std::string_view bytes, const std::string& name, Problems& problems);

/// `text` for use in a message: control characters written out, cut off after 60 characters.
std::string shown(std::string_view text);

/// Turns places in a cleaned text into lines and columns. Columns count characters, not bytes.
///
/// Fast when asked for places near each other. Refers to the text, which must outlive it.
class Lines {
 public:
  Lines(std::string_view text, std::string name);

  /// Origin of the byte at `offset`; offsets beyond the end mean the end.
  Origin origin(std::size_t offset);
  /// The line that holds `offset`, from 1.
  int line(std::size_t offset) const;
  /// Where the line that holds `offset` starts.
  std::size_t line_start(std::size_t offset) const;

 private:
  std::string_view text_;
  std::string name_;
  std::vector<std::size_t> starts_;  // offset of each line
  std::size_t last_offset_ = 0;      // the place asked for last ...
  std::size_t last_column_ = 1;      // ... and its column
};

}  // namespace formatie
