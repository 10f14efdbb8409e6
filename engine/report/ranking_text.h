#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "engine/report/ranking.h"

namespace formatie {

/// A mark for a mean in a line for its interval, `width` columns for `scale`, with a line at 0: "  ━━●━━ │".
///
/// Ends that are not known leave the mark alone. Without `utf8`: "  --o-- |".
std::string interval_bar(double mean, const Interval& interval, const Interval& scale, std::size_t width, bool utf8);

/// Tables for a terminal of 80 columns; `utf8` as for `interval_bar`.
void print(std::ostream& out, const Ranking& ranking, bool utf8);
void print(std::ostream& out, const SplitComparison& split, bool utf8);

/// The same for a text: a table in Markdown, rounded as on the terminal, and below it how to read it.
std::string as_markdown(const Ranking& ranking);
std::string as_markdown(const SplitComparison& split);

}  // namespace formatie
