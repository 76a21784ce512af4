/// The catalogue of measures: every number a run answers, described once. Command line, files, tables and charts read
/// this table; nothing else names, translates or explains a result.
///
/// `formula` is written in keys of this catalogue and of the flows; t − 1 is the year before. `aggregation` says how
/// the whole city (全市) follows from the rows above it: `sum` = Σ units + pool − transfers_between where money passes
/// between them, `ratio` = recomputed from summed numerators and denominators.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace ballast {

enum class Aggregation { sum, ratio, none };

/// Keys in the order of files and of HDF5 variables.
enum class Measure : int {
  contributors,
  payers,
  suspended,
  retirees,
  new_retirees,
  early_retirees,
  early_special,
  early_illness,
  early_irregular,
  flexible_early,
  flexible_late,
  early_retirement_share,
  flexible_early_share,
  entrants,
  support_ratio,
  dependency_ratio,
  paying_share,
  collection_rate,
  plan_completion,
  base_ratio,
  replacement_rate,
  replacement_rate_reference,
  replacement_rate_new,
  average_pension,
  average_pension_new,
  payg_rate,
  effective_increase,
  contributions,
  other_income,
  interest,
  income,
  expenditure,
  levy,
  external_money,
  transfers_between,
  current_balance,
  fund_balance,
  reserve_floor,
  payable_months,
  plan_income,
  budget_expenditure,
  budget_gap,
  ex_ante_gap,
  budget_lacking,
  need,
  gap_short,
  gap_over,
  gap_structural,
  from_balance,
  pool_topup,
  subsidy_share_of_gap,
  subsidy_fixed,
  subsidy_adjustment,
  subsidy_special,
  subsidy_total,
  treasury,
  treasury_short,
  treasury_over,
  treasury_structural,
  treasury_of_year,
  treasury_on_time,
  withheld,
  receivable,
  advance,
  advance_repaid,
  benefit_arrears,
  central_upload,
  central_handout,
  national_transfer,
  unified_surplus,
  provincial_backing,
  provincial_surplus,
  reward_score,
  reward_city,
  reward_county,
  should_be_insured,
  coverage_rate,
  fiscal_burden,
  increase_first_year,
  increase_surviving,
  account_from_pool,
  deemed_years_cost,
  account_balances,
  arrears_stock,
  premium_subsidy,
  early_contributions_lost,
  early_months_gained,
  old_age_ratio,
  population,
  count_
};

inline constexpr int kMeasures = static_cast<int>(Measure::count_);

struct MeasureRow {
  Measure id;
  std::string_view key, zh, en;
  std::string_view unit;  ///< person | yuan | yuan/month | month | 1
  std::string_view formula, formula_zh;
  Aggregation aggregation;
  std::string_view exactness;  ///< exact | exact in expectation | approximation ≤ x %
};

/// The catalogue, in the order of the enumeration.
extern const std::array<MeasureRow, kMeasures> kMeasureCatalogue;

const MeasureRow& row(Measure measure);
std::string_view key(Aggregation aggregation);
/// Money whose value depends on the year's prices: yuan and yuan a month.
bool is_money(std::string_view unit);
inline bool is_money(const MeasureRow& row) { return is_money(row.unit); }
std::optional<Measure> measure_from_key(std::string_view key);

}  // namespace ballast
