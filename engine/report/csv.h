#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/measure/results.h"
#include "engine/report/files.h"
#include "engine/study/lives.h"

namespace formatie {

// The csv files of a study: RFC 4180, but with a bare line feed at the end of a line; UTF-8 without a byte order mark;
// the first line has the names of the columns.
//
// Numbers have a decimal point and no thousands separator: in replications.csv as many digits as give back the same
// double, in the other two, which hold statistics, ten; minus zero
// is written as 0. Empty means that the number does not exist (NaN); infinite is `inf` or `-inf`, which R and Python
// read back.

/// One field, in quotes when it holds a comma, a quote or a line break.
std::string csv_field(std::string_view text);

/// One number as the csv files write it.
std::string csv_number(double value);

/// One statistic as they write it: ten digits, because more would be the noise of the last bits of a sum.
std::string csv_statistic(double value);

/// summary.csv: what the replications say about every number of every alternative.
///
/// Columns: alternative, measure, date, the split columns of the layout, unit, n, mean, standard_error, p05, p25, p50,
/// p75, p95. Rows: by alternative, then series in the order of the layout, then date.
std::string summary_csv(const Results& results);

/// comparison.csv: the paired difference of every alternative but the first with the first, the baseline.
///
/// Columns: alternative, baseline, measure, date, the split columns of the layout, unit, n, mean_difference,
/// standard_error, p05, p95, variance_ratio. Rows as in summary.csv.
std::string comparison_csv(const Results& results);

/// replications.csv: the headline series of every single replication, for those who want to do their own statistics.
///
/// Columns: replication, alternative, then one a headline series and date, see `headline_column`. Rows: by replication,
/// then alternative.
std::string replications_csv(const Results& results);

/// The name of a column of replications.csv, `series@date`: `burning[place=market]@2030-10-01`.
std::string headline_column(const Layout& layout, const Series& series, Time date);

/// uncertainty.csv: from what the variance of the headline series comes, see `VarianceParts`.
///
/// Columns: alternative, baseline (empty: of the number itself, not of a difference), measure, date, the split columns,
/// unit, n, variance, chance, parameters, futures. The last three add up to the variance.
std::string uncertainty_csv(const Results& results);

/// measures.csv: what each measure is.
///
/// Columns: measure, unit, decimals, better (higher, lower, or empty when that depends on what one wants), label_nl,
/// label_en, definition_nl, definition_en. Rows in the order of the layout.
std::string measures_csv(const Layout& layout);

/// attribution.csv: from whose lives the paired difference of every alternative but the first is made up.
///
/// Columns and rows as in summary.csv, of the measures of `Attribution::layout`.
std::string attribution_csv(const Results& attribution);

/// attribution_measures.csv: what each measure of attribution.csv is.
///
/// Columns as in measures.csv, then role and of: see `Attribution`.
std::string attribution_measures_csv(const Attribution& attribution);

/// results.csv: numbers that no chance is in, those of the first replication; rows that do not exist are left out.
///
/// Columns: alternative, measure, date, the split columns, unit, value. Rows as in summary.csv.
std::string expected_csv(const Results& results);

/// The five files of replications, to be written with `write_files`.
std::vector<NamedText> csv_files(const Results& results);

}  // namespace formatie
