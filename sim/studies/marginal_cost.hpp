/// What one more yuan of a unit's gap costs its own treasury, by the cause of that yuan (44-2.6 … 44-2.8, 44-2.10).
///   F33 cost = T(with one yuan more) − T(without), two evaluations of the whole of stage 2, in fen
///   budgeted:   one yuan more spent, and foreseen by the budget
///   unbudgeted: one yuan more spent that nobody answers for (excluded from overspending), and not foreseen
///   short:      one yuan of the plan less collected
///   over:       one yuan spent beyond the budget
/// T what the unit's treasury owes in the year [fen]. Budgets of all years stay what they were, so that the yuan is one
/// yuan of one year and not a new path.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "sim/engine/fiscal.hpp"

namespace ballast {

enum class GapCause { budgeted, unbudgeted, short_of_plan, overspent };
inline constexpr std::array kGapCauses{GapCause::budgeted, GapCause::unbudgeted, GapCause::short_of_plan,
                                       GapCause::overspent};

/// One yuan, by who bears it in the year; what remains stays unpaid or turns a surplus smaller. [fen]
struct MarginalCost {
  Fen treasury{};            ///< the unit's treasury, this year
  Fen subsidies{};           ///< the pool, by subsidies and top-up, this year
  Fen balance{};             ///< the unit's balance at 31 December falls by this
  Fen treasury_ever{};       ///< the unit's treasury, this and all later years
  double treasury_pv = 0.0;  ///< the same in present value [yuan]
};

/// The year of a unit in which something is varied (indices), and what a fen of each year is worth (by year).
struct VariedYear {
  int year = 0;
  int unit = 0;
  std::span<const double> present_value;
};

/// What a unit's treasury owes more of one year (index). [fen]
Fen more_treasury(const std::vector<FiscalYear>& before, const std::vector<FiscalYear>& after, int unit,
                  std::size_t year);

/// What a unit's treasury owes more in this and all later years. [fen; in present value, yuan]
struct MoreTreasury {
  Fen ever{};
  double present_value = 0.0;
};
MoreTreasury more_treasury(const std::vector<FiscalYear>& before, const std::vector<FiscalYear>& after,
                           const VariedYear& at);

/// The input with every budget frozen as the years planned it: the ground on which one yuan is varied.
FiscalInput with_budgets_fixed(FiscalInput input, const std::vector<FiscalYear>& planned);

/// By cause, in the order of kGapCauses. `fixed` comes from with_budgets_fixed, `before` = fiscal_years(fixed).
std::array<MarginalCost, kGapCauses.size()> marginal_costs(const FiscalInput& fixed,
                                                           const std::vector<FiscalYear>& before, const VariedYear& at);

}  // namespace ballast
