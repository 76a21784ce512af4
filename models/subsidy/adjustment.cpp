#include "models/subsidy/adjustment.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

__extension__ using Wide = __int128;

/// Fine enough that conserved sums of heads land on the number they mean, coarse enough to absorb their last bits.
constexpr double kMicro = 1e6;

Wide micro(double value) { return static_cast<Wide>(std::llround(value * kMicro)); }

/// contributors / retirees ≥ bound, without dividing.
bool reaches(const Heads& heads, double bound) {
  return micro(heads.contributors) * static_cast<Wide>(kMicro) >= micro(bound) * micro(heads.retirees);
}

}  // namespace

double tier_share(std::span<const RatioTier> tiers, const Heads& heads) {
  assert(!tiers.empty() && "a tiered subsidy needs a tier");
  const auto holds = [&](const RatioTier& tier) { return !std::isfinite(tier.below) || !reaches(heads, tier.below); };
  const auto tier = std::find_if(tiers.begin(), tiers.end(), holds);
  return tier == tiers.end() ? tiers.back().share : tier->share;
}

double linear_share(std::span<const RatioKnot> knots, const Heads& heads) {
  assert(!knots.empty() && "a linear subsidy needs a knot");
  if (reaches(heads, knots.back().ratio)) return knots.back().share;
  if (!reaches(heads, knots.front().ratio)) return knots.front().share;
  std::size_t k = 0;
  while (reaches(heads, knots[k + 1].ratio)) ++k;
  const double ratio = heads.contributors / heads.retirees;
  const double along = (ratio - knots[k].ratio) / (knots[k + 1].ratio - knots[k].ratio);
  return std::lerp(knots[k].share, knots[k + 1].share, along);
}

Fen adjustment_subsidy(AdjustmentBasis basis, double share, const IncreaseSpending& spending) {
  const bool stock = basis == AdjustmentBasis::surviving_stock;
  const Fen base = max(Fen{}, stock ? spending.surviving_stock : spending.first_year_flow);
  const Fen carried_on = basis == AdjustmentBasis::rolled ? spending.entitled_last_year : Fen{};
  return carried_on + portion(base, share);
}

}  // namespace ballast
