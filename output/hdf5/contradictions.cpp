#include "output/hdf5/contradictions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "output/hdf5/ensemble_names.hpp"
#include "output/hdf5/sights.hpp"
#include "sim/studies/ensemble_events.hpp"

namespace ballast::hdf5 {

namespace {

constexpr double kRounding = 1e-9;  ///< of sums of shares, and of neighbouring quantiles as parts of themselves

constexpr std::size_t kWhereTheTailBegins = static_cast<std::size_t>(
    std::find(kQuantileLevels.begin(), kQuantileLevels.end(), kTail) - kQuantileLevels.begin());
static_assert(kWhereTheTailBegins < kQuantiles);

class Findings {
 public:
  void expect(bool holds, std::string object, const char* what) {
    if (!holds) found.push_back({std::move(object), what});
  }
  /// An error is 0 or more, or not known.
  void expect_errors(const Eigen::ArrayXXd& errors, const std::string& object) {
    expect(!(errors < 0).any(), std::string(kErrors) + "/" + object, "an error below zero");
  }
  std::vector<Contradiction> found;
};

bool rises(const Eigen::ArrayXXd& low, const Eigen::ArrayXXd& high) {
  return !(high < low - kRounding * (1 + low.abs())).any();
}

void hold_measure(const EnsembleMeasure& of, Findings& findings) {
  const MeasureRow& measure = row(of.measure);
  for (const Eigen::ArrayXXd& quantile : of.quantiles)
    if ((quantile.isNaN() != of.mean.isNaN()).any())
      return findings.expect(false, quantile_of(measure), "missing where the mean is known, or known where it is not");
  for (std::size_t q = 1; q < kQuantiles; ++q)
    if (!rises(of.quantiles[q - 1], of.quantiles[q]))
      return findings.expect(false, quantile_of(measure), "a quantile below the one before it");
  findings.expect(rises(of.quantiles[kWhereTheTailBegins], of.tail_mean), tail_mean_of(measure),
                  "below the quantile at which the tail begins");
  findings.expect(!of.mean.isInf().any(), std::string(measure.key), "an infinite number");
  findings.expect_errors(of.mean_error, mean_error_of(measure.key));
  findings.expect_errors(of.tail_error, tail_mean_error_of(measure.key));
  for (const Eigen::ArrayXXd& errors : of.quantile_errors)
    findings.expect_errors(errors, quantile_error_of(measure.key));
}

void hold_events(const EnsembleEvents& events, Findings& findings) {
  const auto whole = [](const auto& sums) { return ((sums - 1).abs() <= kRounding).all(); };
  const Eigen::Index years = events.depleted_by.cols();
  const Eigen::Map<const Eigen::ArrayXd> never(events.never.data(), static_cast<Eigen::Index>(events.never.size()));
  findings.expect(rises(events.depleted_by.leftCols(years - 1), events.depleted_by.rightCols(years - 1)), kDepletedBy,
                  "fewer than by the year before");
  findings.expect(whole(events.called_units.colwise().sum()), kCalledUnits, "shares that do not make up all futures");
  findings.expect(whole(events.first_call.rowwise().sum() + never), kFirstCall,
                  "shares that with never_called do not make up all futures");
  findings.expect(rises(events.first_call, events.called), kFirstCall, "more than are called on in the year");
  const EnsembleEvents::Errors& errors = events.errors;
  findings.expect_errors(errors.depleted_by, share_error_of(kDepletedBy));
  findings.expect_errors(errors.in_need, share_error_of(kInNeed));
  findings.expect_errors(errors.called, share_error_of(kCalled));
  findings.expect_errors(errors.first_call, share_error_of(kFirstCall));
  findings.expect_errors(errors.called_units, share_error_of(kCalledUnits));
  const auto list = [](const std::vector<double>& all) {
    return Eigen::Map<const Eigen::ArrayXd>(all.data(), static_cast<Eigen::Index>(all.size()));
  };
  findings.expect_errors(list(errors.never), share_error_of(kNeverCalled));
}

void hold_calls(const std::vector<Distribution>& all, Findings& findings) {
  const auto held = [&](const char* object, const char* what, auto holds) {
    findings.expect(std::all_of(all.begin(), all.end(), holds), object, what);
  };
  const std::string errors = std::string(kErrors) + "/";
  held(kCallsQuantile, "missing where the mean is known, or known where it is not", [](const Distribution& of) {
    return std::all_of(of.quantiles.begin(), of.quantiles.end(),
                       [&](double quantile) { return std::isnan(quantile) == std::isnan(of.mean); });
  });
  held(kCallsQuantile, "a quantile below the one before it", [](const Distribution& of) {
    return std::is_sorted(of.quantiles.begin(), of.quantiles.end(),
                          [](double a, double b) { return a < b - kRounding * (1 + std::abs(b)); });
  });
  held(kCallsTailMean, "below the quantile at which the tail begins", [](const Distribution& of) {
    const double from = of.quantiles[kWhereTheTailBegins];
    return !(of.tail_mean < from - kRounding * (1 + std::abs(from)));
  });
  const auto is_error = [](double error) { return !(error < 0); };
  held((errors + mean_error_of(kCalls)).c_str(), "an error below zero",
       [&](const Distribution& of) { return is_error(of.mean_error); });
  held((errors + tail_mean_error_of(kCalls)).c_str(), "an error below zero",
       [&](const Distribution& of) { return is_error(of.tail_error); });
  held((errors + quantile_error_of(kCalls)).c_str(), "an error below zero", [&](const Distribution& of) {
    return std::all_of(of.quantile_errors.begin(), of.quantile_errors.end(), is_error);
  });
}

/// What two statistics of calls part by, as a part of the larger; nothing known is like nothing known.
bool alike(const Distribution& a, const Distribution& b) {
  const auto near = [](double x, double y) {
    return (std::isnan(x) && std::isnan(y)) || std::abs(x - y) <= kRounding * (1 + std::max(std::abs(x), std::abs(y)));
  };
  return near(a.mean, b.mean) && near(a.tail_mean, b.tail_mean) &&
         std::equal(a.quantiles.begin(), a.quantiles.end(), b.quantiles.begin(), near);
}

/// Shares of the futures are what the single ones saw, counted.
void hold_sights(const NetcdfReader& file, const Ensemble& e, Findings& findings) try {
  Ensemble single = e;
  read_sights(file, single);
  if (!single.sights) return;
  EnsembleEvents seen;
  tell_events(*single.sights, e.years(), Pairing::none, seen);
  const auto hold = [&](const char* object, const Eigen::ArrayXXd& told, const Eigen::ArrayXXd& counted) {
    findings.expect(!((told - counted).abs() > kRounding).any(), object, "not what the single futures saw");
  };
  hold(kDepletedBy, e.events.depleted_by, seen.depleted_by), hold(kInNeed, e.events.in_need, seen.in_need);
  hold(kCalled, e.events.called, seen.called), hold(kFirstCall, e.events.first_call, seen.first_call);
  hold(kCalledUnits, e.events.called_units, seen.called_units);
  findings.expect(std::equal(seen.calls.begin(), seen.calls.end(), e.events.calls.begin(), e.events.calls.end(), alike),
                  kCalls, "not what the single futures saw");
} catch (const Error&) {
  findings.expect(false, kSights, "no futures could have seen that");
}

/// What single futures say of a measure, row by row and year by year, as far as it can be told in passing.
class Drawn {
 public:
  explicit Drawn(std::size_t series) : sum_(series), known_(series), least_(series), most_(series) {}

  /// Whole futures.
  void take(std::span<const float> block) {
    for (std::size_t at = 0; at < block.size(); ++at) {
      const double value = block[at];
      const std::size_t s = at % sum_.size();
      if (std::isnan(value)) continue;
      infinite_ = infinite_ || std::isinf(value);
      least_[s] = known_[s] > 0 ? std::min(least_[s], value) : value;
      most_[s] = known_[s] > 0 ? std::max(most_[s], value) : value;
      sum_[s] += value, ++known_[s];
    }
  }
  bool infinite() const { return infinite_; }
  /// Whether the mean is theirs, and quantiles and tail are among them, to the 32 bits in which they are kept.
  bool says(const EnsembleMeasure& of) const {
    for (Eigen::Index row = 0; row < of.mean.rows(); ++row)
      for (Eigen::Index year = 0; year < of.mean.cols(); ++year)
        if (!says(of, row, year)) return false;
    return true;
  }

 private:
  bool says(const EnsembleMeasure& of, Eigen::Index row, Eigen::Index year) const {
    const auto s = static_cast<std::size_t>(row * of.mean.cols() + year);
    if (known_[s] == 0) return std::isnan(of.mean(row, year));
    const double grain = std::numeric_limits<float>::epsilon() * std::max(std::abs(least_[s]), std::abs(most_[s]));
    const auto among = [&](double value) { return value >= least_[s] - grain && value <= most_[s] + grain; };
    return std::abs(of.mean(row, year) - sum_[s] / known_[s]) <= grain && among(of.tail_mean(row, year)) &&
           std::all_of(of.quantiles.begin(), of.quantiles.end(),
                       [&](const Eigen::ArrayXXd& quantile) { return among(quantile(row, year)); });
  }

  std::vector<double> sum_, known_, least_, most_;
  bool infinite_ = false;
};

void hold_draws(const NetcdfReader& file, const Ensemble& e, Findings& findings) {
  const std::vector<hsize_t> extent{static_cast<hsize_t>(e.paths), static_cast<hsize_t>(e.rows()),
                                    static_cast<hsize_t>(e.years())};
  for (const EnsembleMeasure& of : e.measures) {
    Drawn drawn(static_cast<std::size_t>(e.rows()) * static_cast<std::size_t>(e.years()));
    file.blocks<float>(draws_of(row(of.measure)), extent,
                       [&](hsize_t, std::span<const float> block) { drawn.take(block); });
    findings.expect(!drawn.infinite(), draws_of(row(of.measure)), "an infinite number");
    findings.expect(drawn.infinite() || drawn.says(of), draws_of(row(of.measure)),
                    "not the futures of which mean, quantiles and tail are told");
  }
}

}  // namespace

std::vector<Contradiction> contradictions(const NetcdfReader& file, const StoredEnsemble& stored) {
  const Ensemble& e = stored.ensemble;
  Findings findings;
  findings.expect(e.asked >= e.paths, "asked", "fewer asked for than there are");
  int next = 0;
  for (const int path : file.numbers("path")) findings.expect(path == next++, "path", "not 0, 1, 2, …");
  for (const EnsembleMeasure& of : e.measures) hold_measure(of, findings);
  hold_events(e.events, findings);
  hold_calls(e.events.calls, findings);
  if (!stored.kept.paths) return std::move(findings.found);
  hold_draws(file, e, findings);
  hold_sights(file, e, findings);
  return std::move(findings.found);
}

}  // namespace ballast::hdf5
