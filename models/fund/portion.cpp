#include "models/fund/portion.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace ballast {
namespace {

__extension__ using Wide = __int128;

/// Rates are decimals of a decree (0.8, 0.0712): twelve places recover them exactly from binary.
constexpr std::int64_t kRateUnit = 1'000'000'000'000;

/// numerator / denominator to the nearest whole, halves away from zero; denominator > 0. Beyond what 63 bits count, the
/// last they do.
std::int64_t nearest(Wide numerator, Wide denominator) {
  constexpr Wide kMost = std::numeric_limits<std::int64_t>::max();
  const Wide half = denominator / 2;
  const Wide moved = numerator < 0 ? numerator - half : numerator + half;
  return static_cast<std::int64_t>(std::clamp<Wide>(moved / denominator, -kMost, kMost));
}

/// What rounding down left of one claim's share, in parts of the whole.
struct Rest {
  std::int64_t parts;
  std::size_t claim;
};
constexpr std::size_t kFew = 64;

/// Ties in the order given, so the order is a total one and no stable sort is needed.
bool larger(const Rest& a, const Rest& b) { return a.parts != b.parts ? a.parts > b.parts : a.claim < b.claim; }

}  // namespace

Fen portion(Fen amount, double rate, int divisor) {
  assert(std::abs(rate) < kMostRate && divisor > 0 && "rates are shares or small multiples");
  if (amount == Fen{}) return {};
  const std::int64_t parts = std::llround(rate * static_cast<double>(kRateUnit));
  if (parts == 0) return {};
  if (parts == kRateUnit && divisor == 1) return amount;
  return {nearest(Wide{parts} * amount.count, Wide{kRateUnit} * divisor)};
}

Fen quotient(Fen amount, Fen numerator, Fen denominator) {
  assert(denominator.count > 0 && "a quotient needs something to divide by");
  return {nearest(Wide{amount.count} * numerator.count, Wide{denominator.count})};
}

Fen sum(std::span<const Fen> amounts) { return std::accumulate(amounts.begin(), amounts.end(), Fen{}); }

void split(Fen total, std::span<const Fen> claims, std::span<Fen> shares) {
  assert(shares.size() == claims.size() && "a share for each claim");
  std::fill(shares.begin(), shares.end(), Fen{});
  const Fen whole = sum(claims);
  if (whole == Fen{} || total == Fen{}) return;
  if (whole == total) return void(std::copy(claims.begin(), claims.end(), shares.begin()));
  // Most splits are of a few claims, many of them 0: those are neither divided nor put on the heap.
  std::array<Rest, kFew> few;
  std::vector<Rest> many(claims.size() > kFew ? claims.size() : 0);
  Rest* const rests = many.empty() ? few.data() : many.data();
  Rest* end = rests;
  Fen left = total;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (claims[i] == Fen{}) continue;
    const Wide product = Wide{total.count} * claims[i].count;
    shares[i] = {static_cast<std::int64_t>(product / whole.count)};
    left -= shares[i];
    *end++ = {static_cast<std::int64_t>(product % whole.count), i};
  }
  if (left <= Fen{}) return;
  std::nth_element(rests, rests + left.count - 1, end, larger);
  for (const Rest* rest = rests; rest < rests + left.count; ++rest) shares[rest->claim] += Fen{1};
}

std::vector<Fen> split(Fen total, std::span<const Fen> claims) {
  std::vector<Fen> shares(claims.size());
  split(total, claims, shares);
  return shares;
}

std::vector<Fen> ration(Fen available, std::span<const Fen> claims) {
  if (sum(claims) <= available) return {claims.begin(), claims.end()};
  return split(max(available, Fen{}), claims);
}

}  // namespace ballast
