#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace formatie {

/// The SHA-256 of `bytes` in 64 small hexadecimal digits, as `sha256sum` prints it.
std::string sha256(std::string_view bytes);

/// The SHA-256 of what is in a file. Throws `std::filesystem::filesystem_error` when it cannot be read.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace formatie
