/// Calibration: factors on named knobs so that a case meets past yearly totals, by weighted least squares with priors.
///
///   Y4 θ* = argmin Σ_i ((ln x̂_i(θ) − ln x_i) / σ_i)² + Σ_j (θ_j / τ_j)²,   factor_j = exp(θ_j),   a_j ≤ θ_j ≤ b_j
///   Y5 V = (JᵀJ + diag(1/τ²))⁻¹
///
/// x̂ projected, x published [unit of the measure]; σ relative error of a published figure; θ_j log of the factor on the
/// knobs of adjustable j, τ_j its prior standard deviation; J derivatives of the weighted residuals; V covariance after
/// the data; a_j and b_j keep the knobs of j inside their bounds. Levenberg-Marquardt (Moré 1978, as in MINPACK), then
/// projected on the bounds (Kanzow, Yamashita and Fukushima 2004) where a factor meets one. The past tells of an
/// adjustable what it takes from its variance: learnt_j = 1 − V_jj / τ_j². A factor at its bound is not estimated: it
/// has no sd and nothing learnt, and V and singular values are of the others.
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "scenarios/reader/adjustables.hpp"
#include "scenarios/reader/observed.hpp"
#include "sim/studies/trial.hpp"

namespace ballast {

/// A published figure before and after the fit.
struct CalibrationPoint {
  Observation observed;
  double before = 0, after = 0, sigma = 0;
};

struct CalibratedFactor {
  Adjustable adjustable;
  double factor = 1, prior_distance = 0;  ///< θ / τ
  double sd = 0;                          ///< of θ after the data; NaN at a bound
  double learnt = 0;                      ///< NaN at a bound
  bool at_bound = false;
};

struct Calibration {
  Label place_name, case_title, notice;
  std::string place, case_key;
  std::string case_name;            ///< as asked: a shipped case, or the path of a file
  std::vector<std::string> sets;    ///< what was set besides the case, as asked …
  std::vector<Change> set_changes;  ///< … and as understood
  std::vector<Label> units;         ///< of the place
  bool illustrative = true;
  Year base_year = 0, first_year = 0, last_year = 0;
  std::vector<CalibratedFactor> factors;
  std::vector<CalibrationPoint> points;
  double chi2_before = 0, chi2_after = 0, prior_penalty = 0;  ///< Σ of squares; the penalty apart
  std::vector<double> singular_values;                        ///< of J, of the free factors, largest first
  Eigen::MatrixXd correlation;  ///< of θ after the data; NaN beside a factor at its bound
  int trials = 0;
  bool converged = false;
};

/// Bounds of a factor that keep every knob of an adjustable inside its own.
struct FactorBounds {
  double least = 0, most = 0;
};

struct CalibrationRequest {
  Year first_year = 0, last_year = 0;
  std::vector<Observation> observed;
  std::vector<Adjustable> adjustables;
  std::vector<FactorBounds> bounds;  ///< by adjustable
};

Expected<Calibration> calibrate(const CalibrationRequest& request, const Trial& trial);

}  // namespace ballast
