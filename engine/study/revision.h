#pragma once

#include <string_view>

namespace formatie {

/// The git commit that this program was built from, with "-dirty" when files differed from it; "unknown" without git.
std::string_view git_revision();

/// The compiler that built this program: "g++ 12.2.0".
std::string_view compiler();

/// How this program was built: "Release" or "Debug".
std::string_view build_type();

}  // namespace formatie
