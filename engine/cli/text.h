#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace formatie {

/// How wide the texts of the commands are: they fit in the smallest usual terminal.
inline constexpr std::size_t text_width = 80;

/// A paragraph in lines of at most `text_width`, each behind `indent` spaces; line breaks in it count as spaces.
///
/// A word that is longer than a line stays whole: it may be an address to click on.
std::string indented(std::string_view text, std::size_t indent);

/// "  label     text": the text starts at `column`, in as many lines as it needs; a long label has its own line.
std::string labelled(std::string_view label, std::string_view text, std::size_t indent, std::size_t column);

/// A number as a person writes it: six digits, no zeros at the end; "1,234,567" from a million on.
std::string value_text(double value);

/// "1 file", "12 files".
std::string count_text(std::size_t count, std::string_view singular, std::string_view plural);

/// "3.4 s", "12 min 3 s", "2 h 5 min".
std::string duration_text(double seconds);

}  // namespace formatie
