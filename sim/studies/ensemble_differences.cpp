// One case of an ensemble less another.
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "sim/studies/ensemble_draws.hpp"
#include "sim/studies/ensemble_events.hpp"
#include "sim/studies/future_values.hpp"

namespace ballast {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

EnsembleDifference empty_difference(Measure measure, int rows, int years) {
  EnsembleDifference d;
  d.measure = measure;
  d.mean = d.mean_error = d.tighter = Eigen::ArrayXXd::Zero(rows, years);
  d.quantiles.fill(d.mean), d.quantile_errors.fill(d.mean);
  return d;
}

/// How many futures make one that is independent of the others.
std::size_t futures_together(Pairing pairing) { return pairing == Pairing::mirrored ? 2 : 1; }

/// Of twelve independent differences a ratio of variances is told as less than half of what it is in 13 of 100 samples
/// (F distribution of 11 and 11 degrees of freedom), of fewer in more.
constexpr std::size_t kFewestTold = 12;

/// Whether what the error of the differences of two lists of values is told from, single differences or the means of
/// mirrored two, could come of rounding both lists to 32 bits alone: each value may be half a step off, so that
/// differences which are all the same may lie two steps apart.
bool below_grain(std::span<const double> a, std::span<const double> b, Pairing pairing) {
  constexpr double kStep = std::numeric_limits<float>::epsilon();
  const std::size_t together = futures_together(pairing);
  double most = 0, low = std::numeric_limits<double>::infinity(), high = -low;
  for (std::size_t p = 0; p + together <= a.size(); p += together) {
    double less = 0;
    for (std::size_t q = p; q < p + together; ++q) {
      most = std::fmax(most, std::fmax(std::abs(a[q]), std::abs(b[q])));
      less += (b[q] - a[q]) / static_cast<double>(together);
    }
    if (std::isnan(less)) continue;
    low = std::min(low, less), high = std::max(high, less);
  }
  return high - low <= 2 * kStep * most;
}

/// `apart`: squares of the errors of two independent draws.
EnsembleDifference by_future(const Ensemble& base, const Ensemble& other, Measure measure,
                             const Eigen::ArrayXXd& apart) {
  const int futures = pairs(base, other);
  const auto n = static_cast<std::size_t>(futures), years = static_cast<std::size_t>(base.years());
  EnsembleDifference d = empty_difference(measure, base.rows(), base.years());
  const auto mean_of = [measure](const Ensemble& e) -> const Eigen::ArrayXXd& { return e.find(measure)->mean; };
  std::vector<double> values;
  for (int row = 0; row < base.rows(); ++row) {
    const DrawWindow of_row{static_cast<std::size_t>(row) * years, years, 0, futures};
    const auto a = draws_of(base, measure, of_row), b = draws_of(other, measure, of_row);
    for (int year = 0; year < base.years(); ++year) {
      const std::size_t from = static_cast<std::size_t>(year) * n;
      values.resize(n);
      for (std::size_t p = 0; p < n; ++p) values[p] = b[from + p] - a[from + p];
      const Distribution of = distribution(values, pairing(base, other));
      // means of all futures are known beyond the 32 bits in which files keep single ones
      const bool whole = futures == base.paths && futures == other.paths && values.size() == n;
      d.mean(row, year) = whole ? mean_of(other)(row, year) - mean_of(base)(row, year) : of.mean;
      d.mean_error(row, year) = of.mean_error;
      for (std::size_t q = 0; q < kQuantileLevels.size(); ++q)
        d.quantiles[q](row, year) = of.quantiles[q], d.quantile_errors[q](row, year) = of.quantile_errors[q];
      const bool noise =
          below_grain(std::span(a).subspan(from, n), std::span(b).subspan(from, n), pairing(base, other));
      const bool few = n / futures_together(pairing(base, other)) < kFewestTold;
      d.tighter(row, year) = noise || few ? kMissing : apart(row, year) / (of.mean_error * of.mean_error);
    }
  }
  return d;
}

Eigen::ArrayXXd error_apart(const Eigen::ArrayXXd& a, const Eigen::ArrayXXd& b) {
  return (a.square() + b.square()).sqrt();
}

/// Errors of shares as of two independent draws: 0 where both are certain.
EnsembleEvents::Errors errors_apart(const EnsembleEvents::Errors& a, const EnsembleEvents::Errors& b) {
  EnsembleEvents::Errors errors{.depleted_by = error_apart(a.depleted_by, b.depleted_by),
                                .in_need = error_apart(a.in_need, b.in_need),
                                .called = error_apart(a.called, b.called),
                                .first_call = error_apart(a.first_call, b.first_call),
                                .called_units = error_apart(a.called_units, b.called_units),
                                .never = {}};
  for (std::size_t row = 0; row < a.never.size(); ++row) errors.never.push_back(std::hypot(a.never[row], b.never[row]));
  return errors;
}

/// The errors of pairs where anything is uncertain at all.
void take_pairs(const EnsembleEvents::Errors& pairs, EnsembleEvents::Errors& errors) {
  for (const auto table :
       {&EnsembleEvents::Errors::depleted_by, &EnsembleEvents::Errors::in_need, &EnsembleEvents::Errors::called,
        &EnsembleEvents::Errors::first_call, &EnsembleEvents::Errors::called_units})
    errors.*table = (errors.*table == 0).select(0.0, pairs.*table).eval();
  for (std::size_t row = 0; row < errors.never.size(); ++row)
    if (errors.never[row] != 0) errors.never[row] = pairs.never[row];
}

/// Of one row of events, from what the two say of it each by itself.
Distribution calls_apart(const Distribution& a, const Distribution& b) {
  Distribution less{.mean = b.mean - a.mean,
                    .mean_error = std::hypot(a.mean_error, b.mean_error),
                    .tail_mean = b.tail_mean - a.tail_mean,
                    .tail_error = std::hypot(a.tail_error, b.tail_error)};
  less.quantiles.fill(kMissing), less.quantile_errors.fill(kMissing);
  return less;
}

/// Calls of all years of one unit or the whole city, by future.
std::vector<double> calls_of(const Ensemble& e, std::size_t row) {
  return e.sights->read({e.sights->layout().calls() + row, 1, 0, e.paths});
}

/// `by_future`: call_differences of the two.
std::vector<Distribution> calls_apart(const Ensemble& base, const Ensemble& other,
                                      const std::vector<Distribution>& by_future) {
  std::vector<Distribution> all;
  const bool one_price = base.central.price_year == other.central.price_year;
  for (std::size_t row = 0; row < base.events.calls.size(); ++row) {
    Distribution less = calls_apart(base.events.calls[row], other.events.calls[row]);
    if (!by_future.empty()) less.mean = by_future[row].mean, less.mean_error = by_future[row].mean_error;
    if (events_paired(base, other))
      less.tail_error = tail_difference_error(calls_of(base, row), calls_of(other, row), pairing(base, other));
    if (!one_price) less.mean = less.mean_error = less.tail_mean = less.tail_error = kMissing;
    all.push_back(less);
  }
  return all;
}

}  // namespace

bool same_draws(const Ensemble& base, const Ensemble& other) {
  const bool as_long = base.sampling != Sampling::sobol || base.central.last_year == other.central.last_year;
  return base.seed == other.seed && base.sampling == other.sampling && as_long &&
         base.first_uncertain_year == other.first_uncertain_year;
}

int pairs(const Ensemble& base, const Ensemble& other) {
  const bool held = same_draws(base, other) && has_draws(base) && has_draws(other);
  return held ? std::min(base.paths, other.paths) : 0;
}

bool events_paired(const Ensemble& base, const Ensemble& other) {
  return paired(base, other) && base.sights && other.sights && base.paths == other.paths;
}

std::vector<Distribution> call_differences(const Ensemble& base, const Ensemble& other) {
  std::vector<Distribution> all;
  if (!events_paired(base, other)) return all;
  for (int row = 0; row < base.sights->layout().scopes(); ++row) {
    const auto r = static_cast<std::size_t>(row);
    std::vector<double> less = calls_of(other, r);
    const std::vector<double> of_base = calls_of(base, r);
    for (std::size_t p = 0; p < less.size(); ++p) less[p] -= of_base[p];
    all.push_back(distribution(less, pairing(base, other)));
  }
  return all;
}

EnsembleEvents event_differences(const Ensemble& base, const Ensemble& other, const std::vector<Distribution>& calls) {
  const EnsembleEvents &a = base.events, &b = other.events;
  EnsembleEvents d;
  d.depleted_by = b.depleted_by - a.depleted_by, d.in_need = b.in_need - a.in_need, d.called = b.called - a.called;
  d.first_call = b.first_call - a.first_call, d.called_units = b.called_units - a.called_units;
  for (std::size_t row = 0; row < a.never.size(); ++row) d.never.push_back(b.never[row] - a.never[row]);
  d.errors = errors_apart(a.errors, b.errors);
  if (events_paired(base, other))
    take_pairs(parted_errors(*base.sights, *other.sights, pairing(base, other)), d.errors);
  d.errors.in_need = d.in_need.isNaN().select(kMissing, d.errors.in_need).eval();  // of files that do not tell it
  d.calls = calls_apart(base, other, calls);
  return d;
}

std::vector<EnsembleDifference> differences(const Ensemble& base, const Ensemble& other) {
  std::vector<EnsembleDifference> all;
  for (const EnsembleMeasure& a : base.measures) {
    const EnsembleMeasure* b = other.find(a.measure);
    if (!b) continue;
    if (const double n = pairs(base, other); n > 0) {  // errors fall with the root of the number
      const double of_base = base.paths / n, of_other = other.paths / n;
      all.push_back(
          by_future(base, other, a.measure, a.mean_error.square() * of_base + b->mean_error.square() * of_other));
      continue;
    }
    EnsembleDifference d = empty_difference(a.measure, base.rows(), base.years());
    d.mean = b->mean - a.mean, d.mean_error = error_apart(a.mean_error, b->mean_error);
    d.tighter = d.mean_error.isNaN().select(kMissing, Eigen::ArrayXXd::Ones(base.rows(), base.years()));
    d.quantiles.fill(Eigen::ArrayXXd::Constant(base.rows(), base.years(), kMissing));
    d.quantile_errors = d.quantiles;
    all.push_back(std::move(d));
  }
  return all;
}

}  // namespace ballast
