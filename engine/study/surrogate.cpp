#include "engine/study/surrogate.h"

#include <cmath>

#include "engine/base/expect.h"
#include "engine/base/real.h"

namespace formatie {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double vague = 100;  // variance of the trend's coefficients, in units of the variance of the values

double matern(double distance, double reach) {
  const double r = std::sqrt(5.0) * distance / reach;
  return (1 + r + r * r / 3) * real::exp(-r);
}

MatrixXd covariance(const MatrixXd& a, const MatrixXd& b, double size, double reach) {
  MatrixXd k(a.rows(), b.rows());
  for (Index i = 0; i < a.rows(); ++i)
    for (Index j = 0; j < b.rows(); ++j)
      k(i, j) = vague * (1 + a.row(i).dot(b.row(j))) + size * matern((a.row(i) - b.row(j)).norm(), reach);
  return k;
}

}  // namespace

Surrogate::Surrogate(const MatrixXd& points, const std::vector<Index>& seen, const VectorXd& values,
                     const VectorXd& variances) {
  expect(!seen.empty() && static_cast<Index>(seen.size()) == values.size() && values.size() == variances.size(),
         "a look has a value and a variance");
  const double middle = values.mean();
  const double spread = std::sqrt((values.array() - middle).square().mean());
  const double scale = spread > 0 ? spread : 1;
  const VectorXd y = (values.array() - middle) / scale;
  // A floor on the noise keeps the matrices regular where nothing varies.
  const VectorXd noise = variances.array() / (scale * scale) + 1e-6;
  const MatrixXd x = points(seen, Eigen::all);

  double best = -HUGE_VAL, size = 0, reach = 1;
  for (const double s : {0.001, 0.01, 0.1, 1.0})
    for (const double r : {0.5, 1.0, 2.0}) {
      MatrixXd k = covariance(x, x, s, r);
      k.diagonal() += noise;
      const Eigen::LLT<MatrixXd> solver(k);
      double log_determinant = 0;
      for (Index i = 0; i < k.rows(); ++i) log_determinant += 2 * real::log(solver.matrixLLT()(i, i));
      const double likelihood = real::rounded(-0.5 * (y.dot(solver.solve(y)) + log_determinant));
      if (likelihood > best) best = likelihood, size = s, reach = r;
    }
  MatrixXd k = covariance(x, x, size, reach);
  k.diagonal() += noise;
  const Eigen::LLT<MatrixXd> solver(k);
  const MatrixXd across = covariance(points, x, size, reach);
  mean_ = (across * solver.solve(y) * scale).array() + middle;
  const MatrixXd half = solver.matrixL().solve(across.transpose());
  MatrixXd left = covariance(points, points, size, reach) - half.transpose() * half;
  left.diagonal().array() += 1e-6;
  root_ = MatrixXd(left.llt().matrixL()) * scale;
}

VectorXd Surrogate::sample(const VectorXd& normals) const { return mean_ + root_ * normals; }

}  // namespace formatie
