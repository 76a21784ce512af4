#include "models/subsidy/adjustment.hpp"

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

std::size_t tier_index(std::span<const Tier> tiers, const Heads& heads) {
  assert(!tiers.empty() && "a tiered subsidy needs a tier");
  std::size_t tier = 0;
  for (std::size_t k = 1; k < tiers.size(); ++k)
    if (reaches(heads, tiers[k].from)) tier = k;
  return tier;
}

double tier_share(std::span<const Tier> tiers, const Heads& heads) { return tiers[tier_index(tiers, heads)].share; }

double linear_share(std::span<const Tier> knots, const Heads& heads) {
  assert(!knots.empty() && "a linear subsidy needs a knot");
  if (reaches(heads, knots.back().from)) return knots.back().share;
  if (!reaches(heads, knots.front().from)) return knots.front().share;
  std::size_t k = 0;
  while (reaches(heads, knots[k + 1].from)) ++k;
  const double ratio = heads.contributors / heads.retirees;
  const double along = (ratio - knots[k].from) / (knots[k + 1].from - knots[k].from);
  return std::lerp(knots[k].share, knots[k + 1].share, along);
}

Fen adjustment_subsidy(AdjustmentBasis basis, double share, const IncreaseSpending& spending) {
  const bool stock = basis == AdjustmentBasis::surviving_stock;
  const Fen base = max(Fen{}, stock ? spending.surviving_stock : spending.first_year_flow);
  const Fen carried_on = basis == AdjustmentBasis::rolled ? spending.entitled_last_year : Fen{};
  return carried_on + portion(base, share);
}

}  // namespace ballast
