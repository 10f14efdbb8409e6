#pragma once

#include <string>

#include "engine/report/digest.h"

namespace formatie {

/// What the page reads: compact JSON, see engine/report/html/README.md for its schema.
///
/// Numbers have at most seven digits; what does not exist is null.
std::string page_json(const Digest& digest, const Presentation& presentation, Language language);

/// Whether the program was built with the page (CMake option FORMATIE_REPORT).
bool has_page();

/// One HTML file that needs nothing beside it; `language` is the one that it opens in.
std::string page_html(const Digest& digest, const Presentation& presentation, Language language);

}  // namespace formatie
