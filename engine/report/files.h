#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace formatie {

/// Writes `bytes` to `path`, which is at every moment either the old file or the whole new one, also after a power cut.
///
/// A temporary file in the same folder is written, brought to disk (fsync) and renamed. A link is followed; a device or
/// pipe (/dev/stdout) is written straight. The folder must exist. Throws `std::filesystem::filesystem_error`, whose
/// text has the path, and leaves the old file as it was.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// A file to be written: its name within the folder, and what goes in it.
struct NamedText {
  std::string name;
  std::string text;
};

/// Writes a set of files that belong together, as `write_file` does; makes the folder when there is none.
///
/// No file is replaced before all are on disk, and a failure puts back those that were replaced. Only a crash of the
/// machine in the instant of renaming can leave a mixed set, each file of which is whole.
void write_files(const std::filesystem::path& folder, const std::vector<NamedText>& files);

}  // namespace formatie
