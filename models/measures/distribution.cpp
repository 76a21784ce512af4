#include "models/measures/distribution.hpp"

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>
#include <cmath>
#include <limits>

namespace ballast {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kRounding = 1e-9;  ///< of n·p of a whole number

/// What values are above the first, on average: of equal ones nothing is rounded, their mean is what each of them is.
double mean_of(const std::vector<double>& values) {
  const double first = values.front();
  double above = 0;
  for (const double value : values) above += value - first;
  return first + above / static_cast<double>(values.size());
}

/// Standard error of the mean of independent values; of equal ones none, whatever their mean has been rounded to.
double error_of_mean(const std::vector<double>& values, double mean) {
  if (values.size() < 2) return kMissing;
  if (std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); })) return 0;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const auto n = static_cast<double>(values.size());
  return std::sqrt(squares / (n - 1) / n);
}

/// Standard error of the mean of mirrored pairs. A single last one counts as one future of n, its variance that of all.
double error_of_pairs(const std::vector<double>& values, double mean) {
  std::vector<double> pairs;
  for (std::size_t i = 0; i + 1 < values.size(); i += 2) pairs.push_back(0.5 * (values[i] + values[i + 1]));
  if (values.size() % 2 == 0) return error_of_mean(pairs, mean);
  if (pairs.size() < 2) return kMissing;
  const double of_pairs = error_of_mean(pairs, mean_of(pairs)), of_all = error_of_mean(values, mean);
  const auto m = static_cast<double>(pairs.size()), n = static_cast<double>(values.size());
  return std::hypot(2 * m / n * of_pairs, of_all / std::sqrt(n));  // √(4m·v + s²)/n,  v = m·of_pairs²,  s² = n·of_all²
}

/// Mean of values and its standard error.
struct MeanWithError {
  double mean = 0, error = 0;
};
MeanWithError mean_with_error(const std::vector<double>& values, Pairing pairing) {
  if (values.empty()) return {kMissing, kMissing};
  const double mean = mean_of(values);
  if (pairing == Pairing::unknown) return {mean, kMissing};
  return {mean, pairing == Pairing::mirrored ? error_of_pairs(values, mean) : error_of_mean(values, mean)};
}

/// Standard error of a share p of n futures: `covariance` of the two of a pair, 0 where futures are independent.
double error_of_share(double p, double covariance, double n, Pairing pairing) {
  const double error = std::sqrt(std::max(0.0, p * (1 - p) + covariance) / n);
  return pairing == Pairing::mirrored ? std::max(error, 0.5 / n) : error;
}

/// Of the two of a pair, being at most x: how much they go together.
double covariance_below(const std::vector<double>& values, double x) {
  int below = 0, both = 0;
  for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
    const bool first = values[i] <= x, second = values[i + 1] <= x;
    below += first + second, both += first && second;
  }
  const double pairs = static_cast<double>(values.size() / 2), share = below / (2 * pairs);
  return both / pairs - share * share;
}

/// Half the distance between the values one standard error of the share, `width`, below and above. Where mirrored
/// futures balance, that is hardly the distance of neighbours, which is chance: the slope is then that of the stretch
/// which independent futures would take.
double error_of_quantile(const std::vector<double>& sorted, double p, double width) {
  const auto n = static_cast<double>(sorted.size());
  if (n * std::min(p, 1 - p) < kLeastBeyond - kRounding) return kMissing;
  const double stretch = std::max(width, error_of_share(p, 0, n, Pairing::none));
  const double apart = quantile(sorted, std::min(1.0, p + stretch)) - quantile(sorted, std::max(0.0, p - stretch));
  return 0.5 * width / stretch * apart;
}

/// Quantiles and, where the mean has one, their errors; `drawn` are the values in the order of the futures where those
/// are mirrored.
void tell_quantiles(const std::vector<double>& sorted, const std::vector<double>& drawn, Pairing pairing,
                    Distribution& of) {
  const auto n = static_cast<double>(sorted.size());
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
    const double p = kQuantileLevels[q];
    of.quantiles[q] = quantile(sorted, p);
    const double together = drawn.size() > 1 ? covariance_below(drawn, of.quantiles[q]) : 0;
    of.quantile_errors[q] =
        std::isnan(of.mean_error) ? kMissing : error_of_quantile(sorted, p, error_of_share(p, together, n, pairing));
  }
}

/// CVaR and its standard error; a small tail has none.
MeanWithError tail_of(const std::vector<double>& sorted) {
  const auto n = static_cast<double>(sorted.size());
  const auto whole = std::min(sorted.size(), static_cast<std::size_t>(std::ceil(kTail * n - kRounding)));
  const double part = static_cast<double>(whole) - kTail * n, k = n - kTail * n;
  const auto sum = [&](const auto& of) {
    double total = part > kRounding ? part * of(sorted[whole - 1]) : 0;
    for (std::size_t i = whole; i < sorted.size(); ++i) total += of(sorted[i]);
    return total;
  };
  const double first = sorted[whole - 1];  // as of mean_of: of equal values nothing is rounded
  const double mean = first + sum([first](double x) { return x - first; }) / k;
  const double above = mean - quantile(sorted, kTail);
  if (k < kLeastInTail - kRounding) return {mean, kMissing};
  const double squares = sum([mean](double x) { return (x - mean) * (x - mean); });
  return {mean, std::sqrt((squares / (k - 1) + kTail * above * above) / k)};
}

}  // namespace

double quantile(const std::vector<double>& sorted, double p) {
  const double h = static_cast<double>(sorted.size() - 1) * p;
  const auto below = static_cast<std::size_t>(h);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (h - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double share_error(const Seen& seen, int futures, Pairing pairing) {
  const double n = futures, p = seen.futures / n;
  if (pairing == Pairing::unknown) return kMissing;
  if (seen.futures == 0 || seen.futures == futures) return error_of_share(1 / (n + 2), 0, n + 2, Pairing::none);
  const bool pairs = pairing == Pairing::mirrored;
  return error_of_share(p, pairs ? seen.pairs / std::floor(n / 2) - p * p : 0, n, pairing);
}

double parted_error(const Parted& seen, int futures, Pairing pairing) {
  const bool alike = seen.parted == 0 || std::abs(seen.sum) == futures;  // in every future, as far as was drawn
  if (pairing == Pairing::unknown || alike) return share_error({}, futures, pairing);
  const double n = futures, mean = seen.sum / n, spread = seen.parted / n - mean * mean;
  const bool pairs = pairing == Pairing::mirrored;
  const double together = pairs ? seen.pairs / std::floor(n / 2) - mean * mean : 0;
  const double error = std::sqrt(std::max(0.0, spread + together) / n);
  return pairs ? std::max(error, 0.5 / n) : error;
}

double tail_difference_error(const std::vector<double>& base, const std::vector<double>& other, Pairing pairing) {
  const auto n = static_cast<double>(base.size());
  if (pairing == Pairing::unknown || n - kTail * n < kLeastInTail - kRounding) return kMissing;
  const auto beyond = [](const std::vector<double>& values) {
    std::vector<double> sorted = values;
    boost::sort::pdqsort_branchless(sorted.begin(), sorted.end());
    return quantile(sorted, kTail);
  };
  const double of_base = beyond(base), of_other = beyond(other);
  std::vector<double> adds(base.size());
  for (std::size_t i = 0; i < adds.size(); ++i)
    adds[i] = (std::max(0.0, other[i] - of_other) - std::max(0.0, base[i] - of_base)) / (1 - kTail);
  return mean_with_error(adds, pairing).error;
}

Distribution distribution(std::vector<double>& values, Pairing pairing) {
  const auto total = values.size();
  std::erase_if(values, [](double value) { return std::isnan(value); });
  Distribution of;
  // a pair with one missing value is no pair any more
  const Pairing left = pairing == Pairing::mirrored && values.size() != total ? Pairing::none : pairing;
  const MeanWithError mean = mean_with_error(values, left);
  of.mean = mean.mean, of.mean_error = mean.error;
  if (values.empty()) {
    of.quantiles.fill(kMissing), of.quantile_errors.fill(kMissing);
    of.tail_mean = of.tail_error = kMissing;
    return of;
  }
  const std::vector<double> drawn = left == Pairing::mirrored ? values : std::vector<double>{};
  boost::sort::pdqsort_branchless(values.begin(), values.end());  // thousands of series: no branch on the values
  tell_quantiles(values, drawn, left, of);
  const MeanWithError tail = tail_of(values);
  of.tail_mean = tail.mean, of.tail_error = pairing == Pairing::unknown ? kMissing : tail.error;
  return of;
}

}  // namespace ballast
