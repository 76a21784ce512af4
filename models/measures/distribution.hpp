/// One number over many futures: mean, quantiles, tail, and how far chance may have moved them.
///   quantile  Q(p) = x[k] + (h − k)·(x[k+1] − x[k]),  h = (n − 1)·p, k = ⌊h⌋      of the sorted x (Hyndman and Fan 7)
///   CVaR(p)   mean of the worst k = n·(1 − p) futures: ((j − n·p)·x[j − 1] + Σ_{i ≥ j} x[i])/k,  j = ⌈n·p⌉:
///             where k is no whole number one future counts in part (Acerbi and Tasche 2002, "On the coherence of
///             expected shortfall", Journal of Banking and Finance 26(7))
///   errors    mean: s/√n, of pairs where futures are mirrored; with a single last one √(4m·v + s²)/n,
///             m pairs of variance v
///             of mirrored futures, shares and quantiles: at least that of half a future, ½/n
///   share     √((p·(1 − p) + c − p²)/n),  c share of mirrored pairs of which both see it, p² where independent;
///             of 0 or 1: √(q·(1 − q)/(n + 2)),  q = 1/(n + 2), as if one more of each had been drawn (the rule of
///             succession, Laplace 1774)
///   of Q(p)   half the distance of the values at p ± w, w the error of the share at or below it (Woodruff 1952); of
///             mirrored futures, whose w may be less, w/v of half the distance at p ± v, v = √(p·(1 − p)/n); missing
///             where fewer than two futures are expected beyond, n·min(p, 1 − p) < 2, and where the mean has none
///   of CVaR   √((s² + p·(CVaR − Q(p))²)/k),  s of the values it is the mean of; missing below k = 4, where every
///             fourth error or more would be told as less than half of what it is (Manistre and Hancock 2005,
///             "Variance of the CTE Estimator", North American Actuarial Journal 9(2))
/// Of two cases in the same futures:
///   shares    √((u − m² + c − m²)/n),  u share of futures that only one of them sees it in, m mean of d (1 where the
///             second alone does, −1 where the first), c mean of d·d' over mirrored pairs, m² where independent; where
///             the two never part, or part alike in every future, as of a share of 0; of mirrored futures at least ½/n
///   of CVaR   that of the mean of y(other) − y(base),  y = max(0, x − Q(p))/(1 − p), what a future adds to CVaR beyond
///             Q(p): the same as above where one of the two is certain (Manistre and Hancock 2005, influence function)
/// n futures; x values in the order of the futures; s standard deviation. Missing values (NaN) are left out.
#pragma once

#include <array>
#include <vector>

namespace ballast {

inline constexpr std::array kQuantileLevels{0.025, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.975};
inline constexpr int kQuantiles = static_cast<int>(kQuantileLevels.size());
inline constexpr double kTail = 0.95;  ///< of CVaR
/// How many futures must be expected beyond a quantile, and stand in the tail, for an error of it to be told.
inline constexpr double kLeastBeyond = 2, kLeastInTail = 4;

/// How errors follow from the way the futures were drawn.
enum class Pairing {
  none,      ///< every future by itself
  mirrored,  ///< two and two
  unknown    ///< an evenly spread set: its error cannot be told from itself
};

struct Distribution {
  double mean = 0, mean_error = 0;
  std::array<double, kQuantiles> quantiles{}, quantile_errors{};
  double tail_mean = 0;  ///< CVaR: mean of the highest 5 %
  double tail_error = 0;
};

/// `values` is sorted by it; all NaN when nothing is known.
Distribution distribution(std::vector<double>& values, Pairing pairing);

/// Q(p) of values in ascending order. Precondition: some values.
double quantile(const std::vector<double>& sorted, double p);

/// How many futures see something, and of how many mirrored pairs both do.
struct Seen {
  int futures = 0, pairs = 0;
};
/// Standard error of their share of n futures; missing where an evenly spread set cannot tell.
double share_error(const Seen& seen, int futures, Pairing pairing);

/// How two cases part over what the same futures see: d = 1 where the second alone sees it, −1 where the first alone.
struct Parted {
  int sum = 0;     ///< Σ d
  int parted = 0;  ///< Σ d²: futures that only one of the two sees it in
  int pairs = 0;   ///< Σ d·d' over mirrored pairs
};
/// Standard error of the difference of their shares; missing where an evenly spread set cannot tell.
double parted_error(const Parted& seen, int futures, Pairing pairing);

/// Standard error of CVaR in `other` less CVaR in `base`, both in the order of the same futures; missing where that of
/// one alone would be. Precondition: as many in both, none missing.
double tail_difference_error(const std::vector<double>& base, const std::vector<double>& other, Pairing pairing);

}  // namespace ballast
