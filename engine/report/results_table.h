#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

#include "engine/base/time.h"
#include "engine/measure/estimate.h"
#include "engine/measure/results.h"
#include "engine/report/table.h"

namespace formatie {

/// Enough decimals for two digits of the smallest standard error, but at most two more than `decimals`.
int decimals_for_difference(const std::vector<PairedDifference>& differences, int decimals);

/// "burning lamps (thousand), market".
std::string series_heading(const Layout& layout, const Series& series, const NumberForm& form);

/// How the tables below are to look.
struct TableOptions {
  std::size_t width = 80;   ///< of the terminal; less than 80 counts as 80
  std::vector<Time> dates;  ///< dates of the layout, rising; none: its first, middle and last
};

/// "20 replications"; "20 draws" of a model without chance, "computed once" when there is nothing to draw.
std::string computed_text(const Results& results);

/// Prints what the replications say about the headline series: mean, p05, p95 and standard error.
///
/// With fewer than 20 replications it says that they are too few for p05 and p95, and leaves these out.
/// A number of ten or more characters loses decimals, then is shown in thousands, millions or more, as the unit tells.
/// Names of alternatives that do not fit are numbered, and listed in full above the table.
void print_summary(std::ostream& out, const Results& results, const TableOptions& options = {});

/// Prints numbers that no chance is in, those of the first replication: of the headline series that exist, and by how
/// much each alternative differs from the first.
void print_expected(std::ostream& out, const Results& results, const TableOptions& options = {});

/// Prints the paired difference of each alternative with the first, for the headline series.
///
/// Says "cannot tell" where 0 lies in the 95% Student interval of the mean difference, or that is not known, and
/// "identical" where no replication differs. With fewer than 20 replications p05, p95 and the ratio are left out; a
/// ratio that is infinite or unknown is a dash. Prints nothing when there is only one alternative.
void print_comparison(std::ostream& out, const Results& results, const TableOptions& options = {});

/// Prints what part of the variance of the headline series, on the last date shown, comes from chance, parameters and
/// futures: for the first alternative, and for the difference of each other one with it.
void print_uncertainty(std::ostream& out, const Results& results, const TableOptions& options = {});

}  // namespace formatie
