#include "sim/studies/calibration.hpp"

#include <fmt/format.h>

#include <Eigen/LU>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <unsupported/Eigen/NonLinearOptimization>

namespace ballast {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Relative error of a published figure: a rounded or recalled one counts less.
constexpr double kMeasured = 0.01, kEstimated = 0.03;
constexpr double kStep = 1e-3;  // of θ, for derivatives

double sigma_of(const Observation& one) { return one.status == Status::measured ? kMeasured : kEstimated; }

/// Residuals as MINPACK wants them: those of the figures first, then θ/τ.
class Residuals {
 public:
  using Scalar = double;
  enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };
  using InputType = VectorXd;
  using ValueType = VectorXd;
  using JacobianType = MatrixXd;

  Residuals(const CalibrationRequest& request, std::vector<Observation> met, const Trial& trial)
      : request_(request), met_(std::move(met)), trial_(trial) {}

  int inputs() const { return static_cast<int>(request_.adjustables.size()); }
  int values() const { return static_cast<int>(met_.size()) + inputs(); }
  const std::vector<Observation>& met() const { return met_; }

  /// Where the factors stand; θ beyond a bound counts as on it.
  double factor(Eigen::Index j, double theta) const {
    const FactorBounds& bounds = request_.bounds[static_cast<std::size_t>(j)];
    return std::clamp(std::exp(theta), bounds.least, bounds.most);
  }

  /// Projected figures, in the order of `met`; empty when the trial fails, with its issues kept.
  VectorXd figures(const VectorXd& theta, Issues& issues) const {
    std::vector<Change> changes;
    for (Eigen::Index j = 0; j < theta.size(); ++j)
      for (const Knob knob : request_.adjustables[static_cast<std::size_t>(j)].knobs)
        changes.push_back(scaled(knob, factor(j, theta(j)), request_.first_year));
    const auto projection = trial_(changes, request_.last_year);
    if (!projection) {
      issues = projection.error();
      return {};
    }
    VectorXd figures(static_cast<Eigen::Index>(met_.size()));
    for (std::size_t i = 0; i < met_.size(); ++i)
      figures(static_cast<Eigen::Index>(i)) =
          projection->at(met_[i].measure, met_[i].unit.value_or(projection->city_row()), met_[i].year);
    return figures;
  }

  int operator()(const VectorXd& theta, VectorXd& residuals) const {
    ++trials;
    Issues issues;
    const VectorXd projected = figures(theta, issues);
    if (projected.size() == 0) {
      failed = issues;
      return -1;
    }
    residuals.resize(values());
    for (std::size_t i = 0; i < met_.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      // What is used up counts as a hundredth of what was there.
      residuals(at) = std::log(std::max(projected(at) / met_[i].value, 0.01)) / sigma_of(met_[i]);
    }
    for (Eigen::Index j = 0; j < theta.size(); ++j)
      residuals(static_cast<Eigen::Index>(met_.size()) + j) =
          theta(j) / request_.adjustables[static_cast<std::size_t>(j)].prior_sd;
    return 0;
  }

  /// Central differences.
  int df(const VectorXd& theta, MatrixXd& jacobian) const {
    jacobian.resize(values(), inputs());
    VectorXd below, above;
    for (Eigen::Index j = 0; j < theta.size(); ++j) {
      const VectorXd step = kStep * VectorXd::Unit(theta.size(), j);
      if ((*this)(theta - step, below) < 0 || (*this)(theta + step, above) < 0) return -1;
      jacobian.col(j) = (above - below) / (2 * kStep);
    }
    return 0;
  }

  mutable Issues failed;
  mutable int trials = 0;

 private:
  const CalibrationRequest& request_;
  std::vector<Observation> met_;
  const Trial& trial_;
};

std::vector<Observation> to_be_met(const CalibrationRequest& request) {
  std::vector<Observation> met;
  for (const Observation& one : request.observed)
    if (one.year >= request.first_year && one.year <= request.last_year && one.value > 0) met.push_back(one);
  // A ratio says nothing that its parts have not said, nor does a balance beside income and expenditure.
  std::erase_if(met, [](const Observation& one) {
    return row(one.measure).aggregation != Aggregation::sum || one.measure == Measure::fund_balance;
  });
  return met;
}

void identify(const Residuals& residuals, const CalibrationRequest& request, const MatrixXd& jacobian,
              const VectorXd& theta, Calibration& result) {
  const MatrixXd of_data = jacobian.topRows(static_cast<Eigen::Index>(residuals.met().size()));
  const VectorXd singular = of_data.jacobiSvd().singularValues();
  result.singular_values.assign(singular.begin(), singular.end());
  const MatrixXd covariance = (jacobian.transpose() * jacobian).inverse();  // the prior's rows keep it regular
  const VectorXd sd = covariance.diagonal().cwiseSqrt();
  result.correlation = (covariance.array() / (sd * sd.transpose()).array()).matrix();
  for (Eigen::Index j = 0; j < theta.size(); ++j) {
    const auto at = static_cast<std::size_t>(j);
    const Adjustable& adjustable = request.adjustables[at];
    const double factor = residuals.factor(j, theta(j));
    result.factors.push_back({.adjustable = adjustable,
                              .factor = factor,
                              .prior_distance = std::log(factor) / adjustable.prior_sd,
                              .sd = sd(j),
                              .learnt = 1 - std::pow(sd(j) / adjustable.prior_sd, 2),
                              .at_bound = factor <= request.bounds[at].least || factor >= request.bounds[at].most});
  }
}

Issue nothing_to_meet(const CalibrationRequest& request) {
  return {.kind = IssueKind::data,
          .file = "--from/--to",
          .line = 0,
          .column = 0,
          .what = fmt::format("nothing is published for {} to {}", request.first_year, request.last_year),
          .expected = "totals of these years in observed.csv, or --observed FILE.csv",
          .remedy = {}};
}

}  // namespace

Expected<Calibration> calibrate(const CalibrationRequest& request, const Trial& trial) {
  Residuals residuals(request, to_be_met(request), trial);
  if (residuals.met().empty()) return fail(nothing_to_meet(request));
  const auto data = static_cast<Eigen::Index>(residuals.met().size());
  VectorXd theta = VectorXd::Zero(residuals.inputs()), at_start, at_end;
  Calibration result;
  if (residuals(theta, at_start) < 0) return fail(residuals.failed);
  result.chi2_before = at_start.head(data).squaredNorm();
  Issues issues;
  const VectorXd before = residuals.figures(theta, issues);

  Eigen::LevenbergMarquardt<Residuals> search(residuals);
  search.parameters.xtol = search.parameters.ftol = 1e-8;
  search.parameters.maxfev = 200;
  const auto status = search.minimize(theta);
  if (!residuals.failed.empty()) return fail(residuals.failed);
  result.converged = status != Eigen::LevenbergMarquardtSpace::TooManyFunctionEvaluation &&
                     status != Eigen::LevenbergMarquardtSpace::ImproperInputParameters;

  MatrixXd jacobian;
  if (residuals(theta, at_end) < 0 || residuals.df(theta, jacobian) < 0) return fail(residuals.failed);
  result.chi2_after = at_end.head(data).squaredNorm();
  result.prior_penalty = at_end.tail(residuals.inputs()).squaredNorm();
  const VectorXd after = residuals.figures(theta, issues);
  for (Eigen::Index i = 0; i < data; ++i) {
    const Observation& one = residuals.met()[static_cast<std::size_t>(i)];
    result.points.push_back({one, before(i), after(i), sigma_of(one)});
  }
  identify(residuals, request, jacobian, theta, result);
  result.trials = residuals.trials;
  return result;
}

}  // namespace ballast
