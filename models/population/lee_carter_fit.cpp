#include "models/population/lee_carter_fit.hpp"

#include <Eigen/Cholesky>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <cmath>
#include <numbers>

namespace ballast {
namespace {

using Eigen::ArrayXd;
using Eigen::ArrayXXd;
using Eigen::Index;

constexpr int kMostSteps = 500;
constexpr double kSettled = 1e-12;  // largest relative change of a predictor in the last step

/// a + b·kᵀ.
ArrayXXd predictor(const LeeCarterFit& fit) {
  return (fit.sensitivity.matrix() * fit.index.matrix().transpose()).array().colwise() + fit.level;
}

/// Σ b = 1 and Σ k = 0, the predictor unchanged; false where b adds to nothing.
bool identify(LeeCarterFit& fit) {
  const double mean = fit.index.mean(), sum = fit.sensitivity.sum();
  if (!(std::abs(sum) > 1e-9 * fit.sensitivity.abs().sum())) return false;
  fit.level += fit.sensitivity * mean;
  fit.index = (fit.index - mean) * sum;
  fit.sensitivity /= sum;
  return std::isfinite(fit.index.sum()) && std::isfinite(fit.level.sum());
}

void walk(LeeCarterFit& fit) {
  const Index steps = fit.index.size() - 1;
  const ArrayXd step = fit.index.tail(steps) - fit.index.head(steps);
  fit.drift = step.mean();
  fit.sigma = std::sqrt((step - fit.drift).square().sum() / static_cast<double>(steps - 1));
}

/// The best a + b·kᵀ in least squares; cells without weight follow the fit (they are filled in until nothing moves).
LeeCarterFit least_squares(const ArrayXXd& logs, const ArrayXXd& weights) {
  LeeCarterFit fit;
  ArrayXXd filled = logs;
  for (int step = 0; step < kMostSteps && !fit.converged; ++step) {
    fit.level = filled.rowwise().mean();
    const Eigen::MatrixXd centred = (filled.colwise() - fit.level).matrix();
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(centred, Eigen::ComputeThinU | Eigen::ComputeThinV);
    fit.sensitivity = svd.matrixU().col(0).array();
    fit.index = svd.singularValues()(0) * svd.matrixV().col(0).array();
    const ArrayXXd next = weights * logs + (1 - weights) * predictor(fit);
    fit.converged = (next - filled).abs().maxCoeff() < kSettled * (1 + logs.abs().maxCoeff());
    filled = next;
  }
  return fit;
}

double total(const ArrayXXd& weights, const ArrayXXd& values) { return (weights * values).sum(); }

LeeCarterFit fit_svd(const ArrayXXd& rates, const ArrayXXd& weights) {
  const ArrayXXd logs = rates.log();
  LeeCarterFit fit = least_squares(logs, weights);
  const ArrayXd level = (weights * logs).rowwise().sum() / weights.rowwise().sum();
  const double spread = total(weights, (logs.colwise() - level).square()), cells = weights.sum();
  fit.deviance = total(weights, (logs - predictor(fit)).square());
  fit.variance_explained = 1 - fit.deviance / spread;
  fit.log_likelihood = -cells / 2 * (std::log(2 * std::numbers::pi * fit.deviance / cells) + 1);
  return fit;
}

/// x·ln(x/y), 0 for x = 0.
ArrayXXd x_log_ratio(const ArrayXXd& x, const ArrayXXd& y) { return (x > 0).select(x * (x / y).log(), 0.0); }
ArrayXXd x_log_x(const ArrayXXd& x) { return x_log_ratio(x, ArrayXXd::Ones(x.rows(), x.cols())); }
ArrayXXd log_factorial(const ArrayXXd& x) {
  return x.unaryExpr([](double v) { return std::lgamma(v + 1); });
}

/// What a canonical likelihood must tell: means, their variances, deviance and log-likelihood at a predictor.
struct Family {
  const ArrayXXd& deaths;
  ArrayXXd exposure;
  bool binomial;

  ArrayXXd mean(const ArrayXXd& eta) const {
    return binomial ? ArrayXXd(exposure / (1 + (-eta).exp())) : ArrayXXd(exposure * eta.exp());
  }
  ArrayXXd variance(const ArrayXXd& mean) const { return binomial ? ArrayXXd(mean * (1 - mean / exposure)) : mean; }
  /// The predictor of a share of the exposure that dies.
  ArrayXXd link(const ArrayXXd& share) const {
    return binomial ? ArrayXXd((share / (1 - share)).log()) : ArrayXXd(share.log());
  }
  ArrayXXd deviance(const ArrayXXd& mean) const {
    const ArrayXXd dead = x_log_ratio(deaths, mean);
    return 2 * (binomial ? ArrayXXd(dead + x_log_ratio(exposure - deaths, exposure - mean))
                         : ArrayXXd(dead - (deaths - mean)));
  }
  /// Of data that are met exactly; the deviance tells how far below the fit stays. The number of ways to choose the
  /// dead is that of whole persons, as in StMoMo.
  ArrayXXd best_log_likelihood() const {
    const ArrayXXd dead = x_log_x(deaths) - log_factorial(deaths);
    if (!binomial) return dead - deaths;
    const ArrayXXd persons = exposure.rint();
    return dead + x_log_x(exposure - deaths) - x_log_x(exposure) + log_factorial(persons) -
           log_factorial(persons - deaths);
  }
};

/// Columns of ∂η/∂(a, b, k), cell by cell, weighted into the information matrix and the score of the likelihood.
struct Information {
  Eigen::MatrixXd matrix;
  Eigen::VectorXd score;
};

Information information(const LeeCarterFit& fit, const ArrayXXd& variance, const ArrayXXd& residual) {
  const Index ages = variance.rows(), years = variance.cols(), b = ages, k = 2 * ages;
  Information of{Eigen::MatrixXd::Zero(k + years, k + years), Eigen::VectorXd(k + years)};
  const Eigen::VectorXd by_index = (variance.matrix() * fit.index.matrix());
  of.matrix.diagonal().head(ages) = variance.rowwise().sum();
  of.matrix.block(0, b, ages, ages).diagonal() = by_index;
  of.matrix.block(b, b, ages, ages).diagonal() = variance.matrix() * fit.index.square().matrix();
  of.matrix.block(0, k, ages, years) = (variance.colwise() * fit.sensitivity).matrix();
  of.matrix.block(b, k, ages, years) =
      ((variance.colwise() * fit.sensitivity).rowwise() * fit.index.transpose()).matrix();
  of.matrix.block(k, k, years, years).diagonal() =
      (variance.colwise() * fit.sensitivity.square()).colwise().sum().transpose();
  of.score << residual.rowwise().sum().matrix(), (residual.matrix() * fit.index.matrix()),
      (residual.matrix().transpose() * fit.sensitivity.matrix());
  of.matrix = of.matrix.selfadjointView<Eigen::Upper>();
  return of;
}

/// Fisher scoring; the two freedoms of (a, b, k) are left alone by the least step, and a step that overshoots is
/// halved.
void climb(const Family& family, const ArrayXXd& weights, LeeCarterFit& fit) {
  const Index ages = weights.rows(), years = weights.cols();
  ArrayXXd eta = predictor(fit);
  fit.deviance = total(weights, family.deviance(family.mean(eta)));
  for (int step = 0; step < kMostSteps && !fit.converged; ++step) {
    const ArrayXXd mean = family.mean(eta);
    const Information of = information(fit, weights * family.variance(mean), weights * (family.deaths - mean));
    const Eigen::VectorXd move = of.matrix.completeOrthogonalDecomposition().solve(of.score);
    LeeCarterFit next = fit;
    for (double part = 1; part > 1e-6; part /= 2) {
      next.level = fit.level + part * move.head(ages).array();
      next.sensitivity = fit.sensitivity + part * move.segment(ages, ages).array();
      next.index = fit.index + part * move.tail(years).array();
      next.deviance = total(weights, family.deviance(family.mean(predictor(next))));
      if (next.deviance <= fit.deviance * (1 + 1e-12)) break;
    }
    if (!identify(next)) return;
    const ArrayXXd after = predictor(next);
    next.converged = (weights * (after - eta)).abs().maxCoeff() < kSettled * eta.abs().maxCoeff();
    fit = next, eta = after;
  }
}

LeeCarterFit fit_likelihood(const MortalityExperience& experience, bool binomial, const ArrayXXd& weights) {
  const Family family{experience.deaths,
                      binomial ? ArrayXXd(experience.exposure + experience.deaths / 2) : experience.exposure, binomial};
  // Start: least squares on rates kept off zero and one by half a death.
  LeeCarterFit fit = least_squares(family.link((family.deaths + 0.5) / (family.exposure + 1)), weights);
  fit.converged = false;
  if (!identify(fit)) return fit;
  climb(family, weights, fit);
  const ArrayXd share = (weights * family.deaths).rowwise().sum() / (weights * family.exposure).rowwise().sum();
  const double levels_only = total(weights, family.deviance(family.exposure.colwise() * share));
  fit.variance_explained = 1 - fit.deviance / levels_only;
  fit.log_likelihood = total(weights, family.best_log_likelihood()) - fit.deviance / 2;
  return fit;
}

}  // namespace

ArrayXXd cohort_weights(Index ages, Index years, int clipped) {
  ArrayXXd weights = ArrayXXd::Ones(ages, years);
  for (Index x = 0; x < ages; ++x)
    for (Index t = 0; t < years; ++t) {
      const Index cohort = t - x + ages - 1;  // 0 … ages + years − 2, oldest first
      if (cohort < clipped || cohort > ages + years - 2 - clipped) weights(x, t) = 0;
    }
  return weights;
}

LeeCarterFit fit_lee_carter(const MortalityExperience& experience, LeeCarterMethod method, const ArrayXXd& weights) {
  LeeCarterFit fit = method == LeeCarterMethod::svd
                         ? fit_svd(experience.rates, weights)
                         : fit_likelihood(experience, method == LeeCarterMethod::binomial, weights);
  constexpr double kMoves = 1e-9;  // of a log rate; less is rounding
  fit.converged =
      identify(fit) && fit.converged && fit.sensitivity.abs().maxCoeff() * fit.index.abs().maxCoeff() > kMoves;
  if (fit.converged) walk(fit);
  return fit;
}

}  // namespace ballast
