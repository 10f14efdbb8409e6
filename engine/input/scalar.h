#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace formatie {

/// Reads a finite decimal number: "-12", "0.35", "1.5e-3". The whole text, the same on every machine.
///
/// Refuses a comma, a leading '+', spaces, hexadecimal, infinity, "not a number", ".5" and "5.".
std::optional<double> parse_number(std::string_view text);

/// "Write 0.1" for a number that is no number here, such as "10%", "0,1" or "0.1" in quotes; "" for another text.
std::string number_hint(std::string_view text);

/// Reads a whole number of 64 bits: an optional '-' and digits.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// Reads "true" or "false"; "yes", "True" and "1" are refused.
std::optional<bool> parse_bool(std::string_view text);

}  // namespace formatie
