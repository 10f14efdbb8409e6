#pragma once

#include <string>

#include "engine/report/digest.h"

namespace formatie {

/// The tables of a report as an Office Open XML workbook (.xlsx): a sheet of contents, the comparison of alternatives,
/// levels, differences, uncertainty, definitions, assumptions, figures and provenance. Every sheet has frozen heads and
/// filters; numbers are unrounded but for ten digits, and what does not exist is an empty cell.
///
/// `language` is that of heads and contents; labels are those of the csv files. Throws `std::runtime_error` when it
/// cannot be made.
std::string workbook(const Digest& digest, Language language);

}  // namespace formatie
