#pragma once

#include <string>
#include <string_view>

#include "engine/report/digest.h"

namespace formatie {

/// The tables of a report as an Office Open XML workbook (.xlsx): a sheet of contents, the comparison of alternatives,
/// levels, differences, uncertainty, definitions, assumptions, figures and provenance. Every sheet has frozen heads and
/// filters; numbers are unrounded but for ten digits, and what does not exist is an empty cell.
///
/// `language`, "nl" or "en", is that of heads and contents; labels are those of the csv files. Throws
/// `std::runtime_error` when it cannot be made.
std::string workbook(const Digest& digest, std::string_view language);

/// The heart of a report as a note in Markdown: per headline measure what to expect and what each alternative changes
/// on the last date, how sure that is, and where it comes from.
std::string note(const Digest& digest, std::string_view language);

}  // namespace formatie
