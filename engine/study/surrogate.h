#pragma once

#include <vector>

#include <Eigen/Dense>

namespace formatie {

/// What is believed of a function on a set of points after noisy looks at some of them: a Gaussian process.
///
/// A straight trend with a vague prior, and on top of it a process with a Matern 5/2 kernel, whose size and reach are
/// those with the highest marginal likelihood on a small grid.
/// source: Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, eq. 2.23 to 2.30 and 4.17.
class Surrogate {
 public:
  /// `points`: a row each, coordinates from 0 to 1. `seen`: rows of points looked at; `values` and `variances` (of the
  /// noise): what was seen there.
  Surrogate(const Eigen::MatrixXd& points, const std::vector<Eigen::Index>& seen, const Eigen::VectorXd& values,
            const Eigen::VectorXd& variances);

  /// Expected value at every point.
  const Eigen::VectorXd& mean() const { return mean_; }
  /// A function that may be the true one, at every point; `normals`: as many independent standard normal numbers.
  Eigen::VectorXd sample(const Eigen::VectorXd& normals) const;

 private:
  Eigen::VectorXd mean_;
  Eigen::MatrixXd root_;  // of the covariance
};

}  // namespace formatie
