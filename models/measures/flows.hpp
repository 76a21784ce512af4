/// Flows: what stage 1 (membership) tells stage 2 (fiscal) about one unit, year by year.
/// One row of the catalogue per line; stage 2, the HDF5 group /flows and the checks all read this table.
#pragma once

#include <Eigen/Core>
#include <array>
#include <string_view>

namespace ballast {

/// How a flow is counted. `money` is yuan a year; what the fund receives or pays of it is rounded to the fen once, at
/// the door of stage 2. `stock` is yuan at 31 December, of account_opening that of the year before. `persons` are
/// heads: those of 31 December when the key ends in _end or begins with population (but population_deaths), else a
/// year's events. `memo` is what is told beside them.
enum class FlowKind { money, stock, persons, memo };

enum class Flow : int {
  // contributions, by who pays (clause 44-3.x)
  contributions_unit,
  contributions_individual,
  contributions_flexible,
  contributions_arrears,
  contributions_makeup,
  late_fees,
  transfers_in,
  false_claims_recovered,
  contributions_due,
  contributions_waived,
  arrears_written_off,
  arrears_stock,
  premium_subsidy,
  loans_granted,
  loans_repaid,
  loans_outstanding,
  loan_interest_subsidy,
  audit_contributions,
  audit_promised,
  contribution_base,
  contribution_base_flexible,
  market_wage_bill,
  // what the fund pays out
  pension_basic,
  pension_transitional,
  pension_increases,
  pension_account,
  pension_account_from_pool,
  illness_benefit,
  illness_benefit_limited,
  funeral_grants,
  survivor_grants,
  account_refunds,
  transfers_out,
  false_claims_paid,
  // reporting lines inside the above
  increase_first_year,
  increase_surviving,
  deemed_years_cost,
  new_award_pension,
  pension_annual_end,
  illness_benefit_annual_end,
  effective_increase,
  // reconciliation of pension expenditure: E_t = E_{t-1} + composition + indexation + awarded - ended
  recon_composition,
  recon_indexation,
  recon_awarded,
  recon_ended,
  // individual accounts (memorandum: claims, not assets)
  account_opening,
  account_credited,
  account_interest,
  account_paid,
  account_refunded,
  account_end,
  // persons
  contributing_end,
  suspended_end,
  illness_benefit_end,
  retired_end,
  entrants,
  entrants_private,
  entrants_institutions,
  entrants_non_enterprise,
  entrants_dispatch,
  entrants_off_establishment,
  entrants_migrant,
  entrants_self_employed,
  entrants_part_time,
  entrants_flexible,
  entrants_hardship,
  transferred_in,
  transferred_out,
  reclassified,
  left_with_refund,
  deaths_active,
  deaths_illness,
  deaths_retired,
  deaths_retired_illness,
  retired_statutory,
  retired_flexible_early,
  retired_flexible_late,
  retired_special,
  retired_illness,
  retired_irregular,
  retired_with_loan,
  illness_benefit_new,
  illness_partial_new,
  illness_limited_new,
  illness_limited_ended,
  illness_benefit_to_retired,
  entrants_clipped,
  // early retirement by way
  months_gained_flexible,
  months_gained_special,
  months_gained_illness,
  months_gained_irregular,
  contributions_lost_flexible,
  contributions_lost_special,
  contributions_lost_illness,
  contributions_lost_irregular,
  divisor_effect_flexible,
  divisor_effect_special,
  divisor_effect_illness,
  divisor_effect_irregular,
  population,
  population_15_59,
  population_60plus,
  births,
  population_deaths,
  net_migration,
  should_be_insured_end,
  count_
};

inline constexpr int kFlows = static_cast<int>(Flow::count_);

struct FlowRow {
  Flow id;
  std::string_view key, zh, en;
  FlowKind kind;
  std::string_view unit;  ///< yuan | yuan/month | person | month | 1
};

/// The catalogue, in the order of the enumeration.
extern const std::array<FlowRow, kFlows> kFlowCatalogue;

/// One unit's flows: row 0 = base year (stocks at 31 December only), then the projected years; column = Flow.
struct UnitFlows {
  using Table = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  Table values;  ///< [year x kFlows]; a year stands together: it is written and settled as one
  double at(int year_index, Flow f) const { return values(year_index, static_cast<int>(f)); }
  double& at(int year_index, Flow f) { return values(year_index, static_cast<int>(f)); }
};

}  // namespace ballast
