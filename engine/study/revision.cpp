#include "engine/study/revision.h"

#include "engine_revision.h"  // written by the build: scripts/git_revision.cmake

namespace formatie {

std::string_view git_revision() { return ::git_revision; }

std::string_view compiler() {
#ifdef __clang__
  return "clang++ " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

std::string_view build_type() { return FORMATIE_BUILD_TYPE; }

}  // namespace formatie
