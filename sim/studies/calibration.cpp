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
constexpr double kStep = 1e-3;   // of θ, for derivatives
constexpr double kClose = 1e-8;  // of the search without bounds, and of a step within them
constexpr double kFlat = 1e-5;   // cosine between the residuals and a free column of J at a minimum

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

  double least(Eigen::Index j) const { return std::log(bounds(j).least); }
  double most(Eigen::Index j) const { return std::log(bounds(j).most); }
  bool at_bound(Eigen::Index j, double theta) const { return theta <= least(j) || theta >= most(j); }

  /// Where the factors stand; θ beyond a bound counts as on it.
  double factor(Eigen::Index j, double theta) const {
    if (theta <= least(j)) return bounds(j).least;
    if (theta >= most(j)) return bounds(j).most;
    return std::clamp(std::exp(theta), bounds(j).least, bounds(j).most);
  }

  VectorXd inside(VectorXd theta) const {
    for (Eigen::Index j = 0; j < theta.size(); ++j) theta(j) = std::clamp(theta(j), least(j), most(j));
    return theta;
  }

  /// Into `figures`; false when the trial fails, with its issues in `failed`.
  bool project(const VectorXd& theta) const {
    std::vector<Change> changes;
    for (Eigen::Index j = 0; j < theta.size(); ++j)
      for (const Knob knob : request_.adjustables[static_cast<std::size_t>(j)].knobs)
        changes.push_back(scaled(knob, factor(j, theta(j)), request_.first_year));
    const auto projection = trial_(changes, request_.last_year);
    if (!projection) {
      failed = projection.error();
      return false;
    }
    figures.resize(static_cast<Eigen::Index>(met_.size()));
    for (std::size_t i = 0; i < met_.size(); ++i)
      figures(static_cast<Eigen::Index>(i)) =
          projection->at(met_[i].measure, met_[i].unit.value_or(projection->city_row()), met_[i].year);
    return true;
  }

  int operator()(const VectorXd& theta, VectorXd& residuals) const {
    ++trials;
    if (!project(theta)) return -1;
    residuals.resize(values());
    for (std::size_t i = 0; i < met_.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      // What is used up counts as a hundredth of what was there.
      residuals(at) = std::log(std::max(figures(at) / met_[i].value, 0.01)) / sigma_of(met_[i]);
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

  /// Derivatives at a θ inside its bounds, taken on this side of a bound that is near.
  int df_inside(const VectorXd& theta, const VectorXd& at, MatrixXd& jacobian) const {
    jacobian.resize(values(), inputs());
    VectorXd below, above;
    for (Eigen::Index j = 0; j < theta.size(); ++j) {
      const double step = std::min(kStep, (most(j) - least(j)) / 4);
      if (step < kClose) {  // no room to move in
        jacobian.col(j).setZero();
        continue;
      }
      const bool low = theta(j) - least(j) < step;
      const bool high = most(j) - theta(j) < step;
      const double near = low ? step : -step, far = low || high ? 2 * near : step;
      const VectorXd unit = VectorXd::Unit(theta.size(), j);
      if ((*this)(theta + near * unit, below) < 0 || (*this)(theta + far * unit, above) < 0) return -1;
      if (low || high)
        jacobian.col(j) = (4 * below - 3 * at - above) / (2 * near);  // as exact as the central one
      else
        jacobian.col(j) = (above - below) / (2 * step);
    }
    return 0;
  }

  mutable VectorXd figures;  ///< projected last, in the order of `met`
  mutable Issues failed;
  mutable int trials = 0;

 private:
  const FactorBounds& bounds(Eigen::Index j) const { return request_.bounds[static_cast<std::size_t>(j)]; }

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

/// The factors that are not held: one at a bound is while the sum of squares falls outwards.
std::vector<Eigen::Index> free_ones(const Residuals& residuals, const VectorXd& theta, const VectorXd& gradient) {
  std::vector<Eigen::Index> free;
  for (Eigen::Index j = 0; j < theta.size(); ++j)
    if (!(theta(j) <= residuals.least(j) && gradient(j) >= 0) && !(theta(j) >= residuals.most(j) && gradient(j) <= 0))
      free.push_back(j);
  return free;
}

/// Where a search within the bounds stands.
struct Stand {
  VectorXd theta, residuals;
  MatrixXd jacobian;
  double damping = 1e-3;
};

/// One step of the free factors, shortened until the sum of squares falls; its length, 0 where it falls no more.
double step_of(const Residuals& residuals, const std::vector<Eigen::Index>& free, Stand& at) {
  constexpr double kMostDamping = 1e8;
  const MatrixXd jacobian = at.jacobian(Eigen::all, free);
  const MatrixXd normal = jacobian.transpose() * jacobian;
  const VectorXd gradient = jacobian.transpose() * at.residuals;
  for (; at.damping < kMostDamping; at.damping *= 10) {
    const MatrixXd damped = normal + at.damping * MatrixXd(normal.diagonal().asDiagonal());
    VectorXd next = at.theta, there;
    next(free) -= damped.ldlt().solve(gradient);
    next = residuals.inside(next);
    if (residuals(next, there) < 0) return 0;
    if (!(there.squaredNorm() < at.residuals.squaredNorm())) continue;
    const double length = (next - at.theta).cwiseAbs().maxCoeff();
    at.theta = next, at.residuals = there, at.damping = std::max(at.damping / 10, 1e-12);
    return length;
  }
  return 0;
}

/// Levenberg-Marquardt projected on the bounds (Kanzow, Yamashita and Fukushima 2004): factors held at a bound stand
/// still, the free ones move, and the end is where no free one has a slope. Whether it was reached.
bool search_within(const Residuals& residuals, VectorXd& theta) {
  constexpr int kSteps = 60;
  Stand at{residuals.inside(theta), {}, {}};
  bool flat = false;
  if (residuals(at.theta, at.residuals) < 0) return false;
  for (int step = 0; step < kSteps; ++step) {
    if (residuals.df_inside(at.theta, at.residuals, at.jacobian) < 0) return false;
    const VectorXd gradient = at.jacobian.transpose() * at.residuals;
    const auto free = free_ones(residuals, at.theta, gradient);
    flat = std::all_of(free.begin(), free.end(), [&](Eigen::Index j) {
      return std::abs(gradient(j)) <= kFlat * at.jacobian.col(j).norm() * at.residuals.norm();
    });
    if (free.empty() || step_of(residuals, free, at) < kClose) break;
  }
  theta = at.theta;
  return flat;
}

/// As if there were no bounds; where that leads to one or so near that derivatives reach across, on within them.
bool search(Residuals& residuals, VectorXd& theta) {
  Eigen::LevenbergMarquardt<Residuals> free(residuals);
  free.parameters.xtol = free.parameters.ftol = kClose;
  free.parameters.maxfev = 200;
  const auto status = free.minimize(theta);
  if (!residuals.failed.empty()) return false;
  for (Eigen::Index j = 0; j < theta.size(); ++j)
    if (residuals.at_bound(j, theta(j) - kStep) || residuals.at_bound(j, theta(j) + kStep))
      return search_within(residuals, theta);
  return status != Eigen::LevenbergMarquardtSpace::TooManyFunctionEvaluation &&
         status != Eigen::LevenbergMarquardtSpace::ImproperInputParameters;
}

/// What the data say of the free factors; one at its bound is not estimated, and the others are given that it stays.
void identify(const Residuals& residuals, const CalibrationRequest& request, const MatrixXd& jacobian,
              const VectorXd& theta, Calibration& result) {
  std::vector<Eigen::Index> free;
  for (Eigen::Index j = 0; j < theta.size(); ++j)
    if (!residuals.at_bound(j, theta(j))) free.push_back(j);
  VectorXd sd = VectorXd::Constant(theta.size(), std::nan(""));
  result.correlation = MatrixXd::Constant(theta.size(), theta.size(), std::nan(""));
  if (!free.empty()) {
    const MatrixXd of_free = jacobian(Eigen::all, free);
    const MatrixXd of_data = of_free.topRows(static_cast<Eigen::Index>(residuals.met().size()));
    const VectorXd singular = of_data.jacobiSvd().singularValues();
    result.singular_values.assign(singular.begin(), singular.end());
    const MatrixXd covariance = (of_free.transpose() * of_free).inverse();  // the prior's rows keep it regular
    const VectorXd free_sd = covariance.diagonal().cwiseSqrt();
    sd(free) = free_sd;
    result.correlation(free, free) = (covariance.array() / (free_sd * free_sd.transpose()).array()).matrix();
  }
  for (Eigen::Index j = 0; j < theta.size(); ++j) {
    const Adjustable& adjustable = request.adjustables[static_cast<std::size_t>(j)];
    result.factors.push_back({.adjustable = adjustable,
                              .factor = residuals.factor(j, theta(j)),
                              .prior_distance = theta(j) / adjustable.prior_sd,
                              .sd = sd(j),
                              .learnt = 1 - std::pow(sd(j) / adjustable.prior_sd, 2),
                              .at_bound = residuals.at_bound(j, theta(j))});
  }
}

Issue nothing_to_meet(const CalibrationRequest& request) {
  return issue_in(IssueKind::data, "--from/--to",
                  fmt::format("nothing is published for {} to {}", request.first_year, request.last_year),
                  "totals of these years in observed.csv, or --observed FILE.csv");
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
  const VectorXd before = residuals.figures;

  result.converged = search(residuals, theta);
  if (!residuals.failed.empty()) return fail(residuals.failed);

  MatrixXd jacobian;
  if (residuals(theta, at_end) < 0) return fail(residuals.failed);
  const VectorXd after = residuals.figures;
  if (residuals.df_inside(theta, at_end, jacobian) < 0) return fail(residuals.failed);
  result.chi2_after = at_end.head(data).squaredNorm();
  result.prior_penalty = at_end.tail(residuals.inputs()).squaredNorm();
  for (Eigen::Index i = 0; i < data; ++i) {
    const Observation& one = residuals.met()[static_cast<std::size_t>(i)];
    result.points.push_back({one, before(i), after(i), sigma_of(one)});
  }
  identify(residuals, request, jacobian, theta, result);
  result.trials = residuals.trials;
  return result;
}

}  // namespace ballast
