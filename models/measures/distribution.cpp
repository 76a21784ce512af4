#include "models/measures/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ballast {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Standard error of the mean of independent values.
double error_of_mean(const std::vector<double>& values, double mean) {
  if (values.size() < 2) return kMissing;
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

/// Half the distance between the values one standard error of the rank below and above.
double error_of_quantile(const std::vector<double>& sorted, double p) {
  const auto n = static_cast<double>(sorted.size());
  const double width = std::sqrt(n * p * (1 - p)) / n;
  return 0.5 * (quantile(sorted, std::min(1.0, p + width)) - quantile(sorted, std::max(0.0, p - width)));
}

/// CVaR and its standard error; a tail of one value or less has none.
MeanWithError tail_of(const std::vector<double>& sorted) {
  constexpr double kRounding = 1e-9;  // n·p of a whole number
  const auto n = static_cast<double>(sorted.size());
  const auto whole = std::min(sorted.size(), static_cast<std::size_t>(std::ceil(kTail * n - kRounding)));
  const double part = static_cast<double>(whole) - kTail * n, k = n - kTail * n;
  const auto sum = [&](const auto& of) {
    double total = part > kRounding ? part * of(sorted[whole - 1]) : 0;
    for (std::size_t i = whole; i < sorted.size(); ++i) total += of(sorted[i]);
    return total;
  };
  const double mean = sum([](double x) { return x; }) / k, above = mean - quantile(sorted, kTail);
  if (k < 1 + kRounding) return {mean, kMissing};
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

MeanWithError mean_with_error(const std::vector<double>& values, Pairing pairing) {
  if (values.empty()) return {kMissing, kMissing};
  const double mean = mean_of(values);
  if (pairing == Pairing::unknown) return {mean, kMissing};
  return {mean, pairing == Pairing::mirrored ? error_of_pairs(values, mean) : error_of_mean(values, mean)};
}

double share_error(double share, int futures, Pairing pairing) {
  return pairing == Pairing::unknown ? kMissing : std::sqrt(std::max(0.0, share * (1 - share)) / futures);
}

Distribution distribution(std::vector<double>& values, Pairing pairing) {
  const auto total = values.size();
  std::erase_if(values, [](double value) { return std::isnan(value); });
  Distribution of{.known = static_cast<int>(values.size())};
  // a pair with one missing value is no pair any more
  const Pairing left = pairing == Pairing::mirrored && values.size() != total ? Pairing::none : pairing;
  const MeanWithError mean = mean_with_error(values, left);
  of.mean = mean.mean, of.mean_error = mean.error;
  if (values.empty()) {
    of.quantiles.fill(kMissing), of.quantile_errors.fill(kMissing);
    of.tail_mean = of.tail_error = kMissing;
    return of;
  }
  std::sort(values.begin(), values.end());
  for (std::size_t q = 0; q < kQuantileLevels.size(); ++q) {
    of.quantiles[q] = quantile(values, kQuantileLevels[q]);
    of.quantile_errors[q] = pairing == Pairing::unknown ? kMissing : error_of_quantile(values, kQuantileLevels[q]);
  }
  const MeanWithError tail = tail_of(values);
  of.tail_mean = tail.mean, of.tail_error = pairing == Pairing::unknown ? kMissing : tail.error;
  return of;
}

}  // namespace ballast
