#include "models/fund/portion.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace ballast {
namespace {

__extension__ using Wide = __int128;

/// Rates are decimals of a decree (0.8, 0.0712): twelve places recover them exactly from binary.
constexpr std::int64_t kRateUnit = 1'000'000'000'000;

/// numerator / denominator to the nearest whole, halves away from zero; denominator > 0.
std::int64_t nearest(Wide numerator, Wide denominator) {
  const Wide half = denominator / 2;
  const Wide moved = numerator < 0 ? numerator - half : numerator + half;
  return static_cast<std::int64_t>(moved / denominator);
}

}  // namespace

Fen portion(Fen amount, double rate, int divisor) {
  assert(std::abs(rate) < 1e6 && divisor > 0 && "rates are shares or small multiples");
  const Wide parts = std::llround(rate * static_cast<double>(kRateUnit));
  return {nearest(parts * amount.count, Wide{kRateUnit} * divisor)};
}

Fen quotient(Fen amount, Fen numerator, Fen denominator) {
  assert(denominator.count > 0 && "a quotient needs something to divide by");
  return {nearest(Wide{amount.count} * numerator.count, Wide{denominator.count})};
}

Fen sum(std::span<const Fen> amounts) { return std::accumulate(amounts.begin(), amounts.end(), Fen{}); }

std::vector<Fen> split(Fen total, std::span<const Fen> claims) {
  std::vector<Fen> shares(claims.size());
  const Wide whole = sum(claims).count;
  if (whole == 0) return shares;
  std::vector<Wide> remainders(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Wide product = Wide{total.count} * claims[i].count;
    shares[i] = {static_cast<std::int64_t>(product / whole)};
    remainders[i] = product % whole;
  }
  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return remainders[a] > remainders[b]; });
  const auto left = static_cast<std::size_t>((total - sum(shares)).count);
  for (std::size_t k = 0; k < left; ++k) shares[order[k]] += Fen{1};
  return shares;
}

std::vector<Fen> ration(Fen available, std::span<const Fen> claims) {
  if (sum(claims) <= available) return {claims.begin(), claims.end()};
  return split(max(available, Fen{}), claims);
}

}  // namespace ballast
