/// The catalogue of every adjustable number: law, assumptions, place values and switches, each once.
/// `--set`, cases, the tables of places, `ballast knobs` and the results' /inputs all read this table.
#pragma once

#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

namespace ballast {

enum class Knob : int {
  // contributions (clauses 44-3.x)
  unit_rate,
  individual_rate,
  account_credit_rate,
  flexible_pooled_rate,
  flexible_account_rate,
  floor_share,
  ceiling_share,
  waiver_large,
  waiver_small,
  small_share,
  local_relief,
  declared_share,
  wage_sigma,
  collection_rate,
  paying_share,
  density,
  turnover,
  arrears_recovery,
  arrears_write_off,
  late_fee_daily,
  late_fee_days,
  accrual_on,
  part_year,
  death_months_paid,
  account_interest_months,
  // economy
  wage_growth,
  base_growth,
  inflation,
  fund_interest,
  account_rate,
  revenue_growth,
  wage_level,
  wage_male_employee,
  wage_female_cadre,
  wage_female_worker,
  reference_wage,
  market_wage,
  province_base,
  city_base_ratio,
  urban_income,
  reference_pension,
  reference_years,
  reference_share_70,
  reference_turnover,
  // benefits
  increase_rate,
  increase_fixed_share,
  increase_years_share,
  increase_own_share,
  increase_tilt_share,
  tilt_age,
  basic_rate,
  transitional_rate,
  hold_harmless,
  increase_split,
  increase_form,
  published_fixed,
  published_per_year,
  published_own_share,
  published_tilt,
  // retirement (clause 44-4.4 and the reform of 2025)
  early_special,
  early_illness,
  early_irregular,
  special_share_male,
  special_share_female,
  illness_hazard_male,
  illness_hazard_female,
  irregular_hazard_male,
  irregular_hazard_female,
  special_age_male,
  special_age_female,
  early_from_male,
  early_from_female,
  flexible_early,
  flexible_late,
  early_window,
  late_window,
  minimum_months,
  illness_window,
  illness_benefit,
  limited_base,
  limited_further,
  limited_from,
  limited_share,
  short_leave,
  short_buy_after,
  short_buy,
  short_last_age,
  makeup_rate,
  makeup_index,
  // grants
  grants_income_based,
  funeral_months,
  survivor_floor,
  survivor_cap,
  old_funeral_wage_months,
  old_survivor_pension_months,
  // population
  net_migration,
  mortality,
  fertility,
  migrants,
  basis_active,
  basis_retired,
  improvement,
  selection_active,
  selection_retired,
  selection_illness,
  // coverage (clauses 44-3.1 … 3.5)
  // coverage of the streams of entry, in the order of Stream
  coverage_private,
  coverage_institutions,
  coverage_non_enterprise,
  coverage_dispatch,
  coverage_off_establishment,
  coverage_migrant,
  coverage_self_employed,
  coverage_part_time,
  coverage_flexible,
  coverage_hardship,
  // pool_share of the streams of entry, in the order of Stream
  pool_share_private,
  pool_share_institutions,
  pool_share_non_enterprise,
  pool_share_dispatch,
  pool_share_off_establishment,
  pool_share_migrant,
  pool_share_self_employed,
  pool_share_part_time,
  pool_share_flexible,
  pool_share_hardship,
  // level of the streams of entry, in the order of Stream
  level_private,
  level_institutions,
  level_non_enterprise,
  level_dispatch,
  level_off_establishment,
  level_migrant,
  level_self_employed,
  level_part_time,
  level_flexible,
  level_hardship,
  // retention of the streams of entry, in the order of Stream
  retention_private,
  retention_institutions,
  retention_non_enterprise,
  retention_dispatch,
  retention_off_establishment,
  retention_migrant,
  retention_self_employed,
  retention_part_time,
  retention_flexible,
  retention_hardship,
  // who may enrol, and how
  entry_age_min,
  entry_age_max,
  cadre_share,
  hardship_age_male,
  hardship_age_female,
  hardship_subsidy_share,
  hardship_subsidy_years,
  hardship_index,
  employability,
  insured_elsewhere,
  index_scale,
  // enforcement, transfers between regions, loans, false claims (clauses 44-3.4, 44-3.6, 44-3.9, 44-4.3)
  audit_recovered,
  reclassified,
  reclassified_level,
  transfer_out_rate,
  transfer_out_before,
  transfer_in_rate,
  transfer_in_from,
  transfer_in_to,
  transfer_in_years,
  transfer_in_index,
  transfer_in_account,
  transfer_in_flexible,
  transfer_pooled,
  loan_share,
  loan_years,
  loan_term,
  loan_interest,
  loan_subsidy,
  false_claims_share,
  false_claims_months,
  false_claims_recovery,
  // fiscal (clauses 44-2.x, 44-5.x)
  levy_rate,
  external_money,
  reserve_months,
  balance_share,
  short_rule,
  pool_topup,
  short_tolerance,
  over_tolerance,
  limited_pool,
  settlement,
  on_time_share,
  deadline_months,
  subsidy_rule,
  gap_share,
  fixed_factor,
  fixed_index,
  adjustment_basis,
  ratio_basis,
  special_weight_extra,
  special_weight_saved,
  special_weight_own,
  special_cap_share,
  plan_method,
  plan_stretch,
  unpaid,
  special_lag,
  tier_reading,
  ratio_lag,
  ratio_date,
  special_cap,
  over_excludes,
  treasury_cap,
  // who collects and pays, year by year (regimes after the rules of 2016)
  regime,
  local_share,
  upload_rate,
  upload_wage_share,
  handout,
  national_transfer,
  // rewards outside the fund (clauses 44-5.5 … 5.7)
  reward_city_pool,
  reward_weight_completion,
  reward_weight_execution,
  reward_weight_coverage,
  reward_execution_tolerance,
  reward_coverage_target,
  reward_on_time_least,
  reward_unit_weight,
  reward_county_rate,
  reward_county_completion,
  // collection effort that reacts to who pays
  response,
  response_without,
  response_with,
  // targets of the government's assessment (clause 44-5.3), in the order of target_kinds
  target_plan_completion,
  target_collection_rate,
  target_coverage_rate,
  target_on_time,
  target_paid,
  target_early_share,
  // random futures around the scenario's path (clauses 44-1.2, 44-5.10): to the end of the list, one value for the city
  futures_spread,
  futures_bound,
  futures_mortality_sd,
  futures_fertility_persistence,
  futures_fertility_sd,
  futures_fertility_least,
  futures_fertility_most,
  futures_wage_on_wage,
  futures_wage_on_inflation,
  futures_wage_on_interest,
  futures_inflation_on_wage,
  futures_inflation_on_inflation,
  futures_inflation_on_interest,
  futures_interest_on_wage,
  futures_interest_on_inflation,
  futures_interest_on_interest,
  futures_wage_sd,
  futures_inflation_sd,
  futures_interest_sd,
  futures_wage_inflation_correlation,
  futures_wage_interest_correlation,
  futures_inflation_interest_correlation,
  futures_entry_persistence,
  futures_entry_sd,
  futures_entry_unit_sd,
  futures_collection_persistence,
  futures_collection_sd,
  futures_collection_unit_sd,
  futures_migration_persistence,
  futures_migration_sd,
  futures_migration_unit_sd,
  futures_increase_on_wages,
  futures_increase_on_prices,
  futures_account_on_interest,
  futures_revenue_on_wages,
  futures_parameters,
  futures_drift_mortality_sd,
  futures_drift_wage_sd,
  futures_drift_fertility_sd,
  futures_small_units,
  count_
};

inline constexpr int kKnobs = static_cast<int>(Knob::count_);

/// How a knob's months make a year, and how it goes on after its last published value.
enum class KnobKind {
  rate,    ///< the year's value is the mean of its months; the last value holds
  level,   ///< as a rate, but after its last published year it grows with `grows_with` less `grows_less`
  choice,  ///< one of `choices`; the value of the year is the one in force in January
  whole,   ///< a whole number; the value of the year is the one in force in January
  flag,    ///< 0 or 1; the value of the year is the part of it that has 1
};

/// Which part of a run reads a knob.
enum class KnobUse { members, settlement, futures };

struct KnobRow {
  Knob id;
  std::string_view key, zh, en, unit;
  double min, max;  ///< both finite; a value outside is refused
  std::string_view clause;
  KnobKind kind = KnobKind::rate;
  std::vector<std::string_view> choices = {};
  std::optional<Knob> grows_with = std::nullopt;
  int growth_lag = 0;                             ///< years: 1 when the level of t follows the growth of t − 1
  std::optional<Knob> grows_less = std::nullopt;  ///< what is taken off that growth
  bool city_wide = false;                         ///< one value for the whole city: a change for one unit is refused
  KnobUse use = KnobUse::members;
  bool of_opening = false;  ///< read at the opening alone: a change without a date holds from there

  /// Whether it goes from one value to the next at once: nothing lies between them.
  bool steps() const { return of_january() || kind == KnobKind::flag; }
  /// Whether the value of a year is January's.
  bool of_january() const { return kind == KnobKind::choice || kind == KnobKind::whole; }
  bool holds(double value) const { return value >= min && value <= max; }
  /// Whether a value is no whole number though the knob's are.
  bool is_fraction(double value) const {
    return (kind == KnobKind::whole || kind == KnobKind::flag) && value != std::floor(value);
  }
};

/// The catalogue in the order of the enumeration.
const std::vector<KnobRow>& knob_catalogue();
const KnobRow& row(Knob knob);
/// The name of a choice, as cases write it.
std::string_view choice_name(Knob knob, int choice);
/// Where a name stands among a knob's choices; their number where it is none of them.
int choice_index(Knob knob, std::string_view name);
std::optional<Knob> find_knob(std::string_view key);

}  // namespace ballast
