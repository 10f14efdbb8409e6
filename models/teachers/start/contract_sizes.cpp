#include <algorithm>
#include <cmath>

#include <Eigen/Dense>

#include "engine/base/real.h"

#include "models/teachers/start/steps.h"
#include "models/teachers/world/tables.h"

namespace formatie::teachers {
namespace {

/// The mean size (fte) of a profile tilted by exp(tilt * size).
double tilted_mean(const Eigen::ArrayXd& profile, double tilt) {
  double weight = 0, sum = 0;
  for (int s = 0; s < full_time; ++s) {
    const double fte = (s + 1) * fte_per_size;
    const double w = profile[s] * real::exp(tilt * (fte - 0.7));
    weight += w;
    sum += w * fte;
  }
  return sum / weight;
}

/// The number between `low` and `high` at which a rising function reaches `target`, or the nearer end.
template <class Function>
double solve(Function function, double target, double low, double high) {
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (function(middle) < target ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// Which of the published bands a size is in: up to 0.5, up to 0.8, above.
int band_of_size(int size) { return size <= 10 ? 0 : size <= 16 ? 1 : 2; }

/// Brings the three bands to their `bands` (shares of all) and each row to its `persons`, in turn; ends with the rows.
void fit_margins(Eigen::ArrayXXd& table, const Eigen::ArrayXd& persons, const Eigen::Array3d& bands) {
  const auto rows = persons.size();
  const auto fit_rows = [&] {
    for (Eigen::Index r = 0; r < rows; ++r) {
      const double sum = table.row(r).sum();
      if (sum > 0) table.row(r) *= persons[r] / sum;
    }
  };
  for (int round = 0; round < 200; ++round) {
    Eigen::Array3d sums = Eigen::Array3d::Zero();
    fit_rows();
    for (int s = 0; s < full_time; ++s) sums[band_of_size(s + 1)] += table.col(s).sum();
    for (int s = 0; s < full_time; ++s) {
      const int band = band_of_size(s + 1);
      if (sums[band] > 0) table.col(s) *= bands[band] * persons.sum() / sums[band];
    }
  }
  fit_rows();
}

/// One sector's people by age and sex (rows) and contract size (columns), as real numbers.
///
/// Rows keep `persons`; the three bands get `bands` (shares of all); the seed of a row is the profile tilted to the
/// row's own mean size, and one further tilt for all rows brings the total to `fte`.
Eigen::ArrayXXd fit_sizes(const Eigen::ArrayXd& persons, const Eigen::ArrayXd& mean_fte, const Eigen::Array3d& bands,
                          const Eigen::ArrayXd& profile, double fte) {
  const auto rows = persons.size();
  Eigen::ArrayXXd seed(rows, full_time);
  for (Eigen::Index r = 0; r < rows; ++r) {
    const double tilt = solve([&](double t) { return tilted_mean(profile, t); }, mean_fte[r], -60, 60);
    for (int s = 0; s < full_time; ++s) seed(r, s) = profile[s] * real::exp(tilt * ((s + 1) * fte_per_size - 0.7));
  }
  const auto fitted = [&](double tilt) {
    Eigen::ArrayXXd table = seed;
    for (int s = 0; s < full_time; ++s) table.col(s) *= real::exp(tilt * ((s + 1) * fte_per_size - 0.7));
    fit_margins(table, persons, bands);
    return table;
  };
  const auto total = [&](double tilt) {
    const auto table = fitted(tilt);
    double sum = 0;
    for (int s = 0; s < full_time; ++s) sum += table.col(s).sum() * (s + 1) * fte_per_size;
    return sum;
  };
  return fitted(solve(total, fte, -30, 30));
}

}  // namespace

ContractSizes read_contract_sizes(const Start& start) {
  const Labels& labels = start.labels;
  ContractSizes sizes{std::vector<Eigen::Array3d>(labels.sector.size(), Eigen::Array3d::Zero()),
                      Eigen::ArrayXd::Zero(full_time)};
  const Dimension band_names("band", {"up_to_0.5", "0.5_to_0.8", "over_0.8"});
  TableReader bands(start.parameters.bands, {"sector", "band", "share"}, start.problems);
  for (std::size_t row = 0; row < bands.rows(); ++row)
    sizes.bands[bands.label(row, "sector", labels.sector)]
               [static_cast<Eigen::Index>(bands.label(row, "band", band_names))] = bands.number(row, "share", 0, 1);
  TableReader profile(start.parameters.profile, {"fte", "weight"}, start.problems);
  for (std::size_t row = 0; row < profile.rows(); ++row) {
    const int size = static_cast<int>(std::lround(profile.number(row, "fte", 0.05, 1) * full_time));
    sizes.profile[size - 1] = profile.number(row, "weight", 0, 1e6);
  }
  return sizes;
}

Eigen::ArrayXXd fit_contract_sizes(const Start& start, std::size_t sector, const TeacherCounts& counts,
                                   const ContractSizes& sizes) {
  const auto &persons = counts.persons[sector], &mean_fte = counts.mean_fte[sector];
  Eigen::Array3d shares = sizes.bands[sector] / sizes.bands[sector].sum();
  const double low = std::min(0.99, (shares[0] + shares[1]) * start.parameters.up_to_08_factor);
  shares =
      Eigen::Array3d(shares[0] / (shares[0] + shares[1]) * low, shares[1] / (shares[0] + shares[1]) * low, 1 - low);
  return fit_sizes(persons, mean_fte, shares, sizes.profile, (persons * mean_fte).sum());
}

}  // namespace formatie::teachers
