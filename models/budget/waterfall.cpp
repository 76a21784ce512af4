#include "models/budget/waterfall.hpp"

#include "models/fund/portion.hpp"

namespace ballast {

Fen usable_balance(Fen balance, double share, Fen floor) {
  return max(Fen{}, min(portion(balance, share), balance - floor));
}

Cover cover(const Gap& gap, const Reserves& reserves) {
  Cover c;
  c.topup = min(reserves.topup, gap.gap_structural);
  const Fen structural = gap.gap_structural - c.topup;
  c.from_balance_structural = min(reserves.usable, structural);
  c.from_balance_over = min(reserves.usable - c.from_balance_structural, gap.gap_over);
  c.treasury_short = gap.short_owed;
  c.treasury_structural = structural - c.from_balance_structural;
  c.treasury_over = gap.gap_over - c.from_balance_over;
  c.receivable_brought_forward = reserves.receivable_brought_forward;
  return c;
}

std::vector<Fen> pool_topups(PoolTopup mode, std::span<const Gap> gaps, Fen pool) {
  if (mode == PoolTopup::none) return std::vector<Fen>(gaps.size());
  std::vector<Fen> structural;
  for (const Gap& g : gaps) structural.push_back(g.gap_structural);
  return ration(pool, structural);
}

}  // namespace ballast
