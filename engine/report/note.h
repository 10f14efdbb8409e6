#pragma once

#include <string>

#include "engine/report/digest.h"

namespace formatie {

/// The heart of a report as a note in Markdown: per headline measure what to expect and what each alternative changes
/// on the last date, how sure that is, and where it comes from.
std::string note(const Digest& digest, Language language);

}  // namespace formatie
