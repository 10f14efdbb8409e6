#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "engine/report/files.h"
#include "engine/study/optimise.h"

namespace formatie {

/// What an optimisation found, for a terminal of 80 columns: the question, the finalists with their effect, cost and
/// probability, which of them are best as far as anybody can tell, and the regret over the futures.
void print_portfolio(std::ostream& out, const Plan& plan, const Portfolio& portfolio);

/// candidates.csv: the mixes that the search looked at, with what it found; only to see where it looked.
/// frontier.csv: the finalists in fresh replications. regret.csv: theirs, by future.
///
/// Numbers as in comparison.csv. Columns of a mix: its number, then the value of each lever under its name.
std::vector<NamedText> portfolio_csv(const Plan& plan, const Portfolio& portfolio);

/// "0.05", "x 1.25", "200 million": the value of a lever at a level.
std::string lever_text(const Lever& lever, std::uint32_t level);

}  // namespace formatie
