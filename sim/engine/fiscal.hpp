/// Stage 2, the fiscal step: the city's year, all units together, in whole fen (44-2.1 … 44-2.15, 44-5.2).
///   plan → budget gap → subsidies → gap by cause → waterfall → withholding → advance → close → ex-ante check
/// It reads only the yearly flows of stage 1 and the rules of each year, and returns every number of the settlement
/// with the ledger that moves the money. A fund that does not balance to the fen is an error, in every build.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "models/base/quantity.hpp"
#include "models/budget/plan.hpp"
#include "models/fund/ledger.hpp"
#include "models/subsidy/reward.hpp"
#include "models/subsidy/special.hpp"
#include "models/subsidy/tier_reading.hpp"
#include "sim/engine/fiscal_flows.hpp"
#include "sim/engine/fiscal_settle.hpp"

namespace ballast {

/// Which rule pays the subsidies of a year (44-2.10).
enum class SubsidyRule { share_of_gap, fixed_adjustment_special };
/// Who counts as contributor in the support ratio of the tiers.
enum class RatioBasis { insured, payers };
/// When the heads of that ratio are counted: at the end of a year, or as the mean of its two ends.
enum class RatioDate { year_end, year_mean };
/// Spending that never counts as overspending (44-2.8): nothing, or what the year's pension increase costs.
enum class OverExcludes { none, increases };

/// The rules of one year, common to all units.
struct FiscalRules {
  SubsidyRule rule = SubsidyRule::fixed_adjustment_special;
  double gap_share = 0.0;    ///< s of the share-of-gap rule [1]
  double fixed_level = 1.0;  ///< of the fixed subsidy: what it has grown to since its base year [1]
  AdjustmentBasis adjustment_basis = AdjustmentBasis::surviving_stock;
  RatioBasis ratio_basis = RatioBasis::insured;
  RatioDate ratio_date = RatioDate::year_end;
  int ratio_lag = 1;  ///< 1 = ratio of the year before, 0 = of the same year
  TierReading tier_reading = TierReading::steps;
  std::vector<Tier> tiers{};  ///< or knots where the reading is linear; ascending; empty: nothing is paid
  SpecialRule special;
  int special_lag = 1;  ///< 1 = merit of the year before, 0 = of the same year
  OverExcludes over_excludes = OverExcludes::none;
  UnpaidMode unpaid = UnpaidMode::lapse;
  PlanRule plan;         ///< stretch applies to contributions only
  SettleRules settle;    ///< regime, causes, tolerances, top-up, cut, interest of unit funds and the pool
  CentralTerms central;  ///< in force where the regime is national
  RewardRule reward;
};

/// What differs by unit in a year. Dated payments, decided subsidies and a floor in yuan are known of the cases of
/// clauses alone; projections have shares, formulas and months.
struct UnitRules {
  double execution_factor = 1.0;                   ///< weight of the fixed subsidy (44-2.12) [1]
  double levy_rate = 0.0;                          ///< κ, of contributions, to the city pool [1]
  double local_share = 0.0;                        ///< ℓ, of a structural gap under unified payment [1]
  double ontime_share = 1.0;                       ///< λ, of treasury money [1]
  std::optional<std::vector<Payment>> payments{};  ///< replace the share where their days are known
  std::optional<Fen> settlement{};                 ///< owed by the city; none: no limit to withholding
  double balance_share = 1.0;                      ///< of the balance that may fill gaps [1]
  Fen reserve_floor{};                             ///< balance that may not be used [fen]
  double reserve_months = 0.0;                     ///< the same, in months of budgeted expenditure; the two add up
  std::optional<Fen> treasury_cap{};               ///< what the unit's budget can bear; none: everything
  Fen excluded{};                                  ///< excess that is no overspending [fen]
  std::optional<Budget> approved_budget{};         ///< replaces the plan methods where the approved one is known
  std::optional<Subsidies> granted{};              ///< replaces the formulas where the decision is known
  RewardTerms reward{};
};

/// The case's own central path of one unit and year, which plans are made on: nobody knows a future. [fen]
struct CentralPath {
  Fen income{};
  Fen other_income{};
  Fen expenditure{};
  Fen due{};  ///< contributions, were all of them collected
};

using CentralPaths = std::vector<std::vector<CentralPath>>;  ///< [year][unit]

/// One unit at 31 December of the base year, and its base year's plan and outcome; what no table of a place gives,
/// debts and the members of a year earlier, is 0 in projections (docs/limits.md). [fen], [persons]
struct UnitOpening {
  Fen balance{};
  Fen income{};
  Fen plan_income{};
  Fen other_income{};  ///< without interest
  Fen interest{};
  Fen plan_other_income{};
  Fen expenditure{};
  Fen budget_expenditure{};
  Fen levy{};  ///< planned, to the city pool
  Fen treasury_on_time{};
  Fen receivable{};  ///< treasury money owed and not yet come
  Fen arrears{};     ///< pensions not yet paid
  Fen advances{};    ///< lent by the pool and not yet repaid
  double contributors = 0.0;
  double payers = 0.0;
  double retirees = 0.0;
  double should_be_insured = 0.0;
  double contributors_before = 0.0;  ///< a year earlier; 0 when unknown
  std::optional<Fen> fixed_base{};   ///< F₀ where the base year of the subsidies is an earlier one
};

/// Everything stage 2 reads. Indices: [year][unit], year 0 = first_year.
struct FiscalInput {
  std::vector<std::string> units{};
  Year first_year = 0;
  int years = 0;
  std::vector<FiscalRules> rules{};  ///< by year
  std::vector<std::vector<UnitRules>> unit_rules{};
  std::vector<std::vector<FiscalFlows>> flows{};
  CentralPaths central{};  ///< empty: perfect foresight
  std::vector<UnitOpening> opening{};
  double base_gap_share = 0.0;  ///< s of the base year, from which the fixed subsidy follows [1]
  Fen pool_opening{};           ///< city pool at 31 December of the base year
  std::vector<Fen> external{};  ///< provincial and central money into the pool, by year
  bool ample_pool = false;      ///< the city pool pays whatever is claimed of it, and no books are made of it
  int city_unit = -1;           ///< the unit whose treasury is the city's (市本级); −1: none
};

/// Does the budget balance before the year begins? 不得编制赤字预算 (44-2.5) [fen]
struct ExAnte {
  Fen treasury_needed{};  ///< C₀ = max(0, budget gap − Σpaid − usable balance), under unified payment the local share
                          ///< of it
  std::optional<Fen> cap{};  ///< none: the budget always balances, and says so
  Fen lacking{};             ///< C₀ beyond the cap
  bool valid() const { return lacking == Fen{}; }
};

/// One unit's year, every number of it. [fen] unless said
struct UnitYear {
  Fen opening{};
  Fen own_stock{};  ///< K: of what the unit holds, from before unified payment, less what it has used since
  Fen income{}, other_income{}, expenditure{}, levy{};  ///< actuals; other income without interest
  Budget budget{};
  Fen plan_interest{};          ///< inside budget.other
  CentralFlows plan_central{};  ///< inside budget.other and budget.levy
  Fen budget_gap{};
  Heads tier_heads{};           ///< whose ratio chooses the tier
  double tier_share = 0.0;      ///< τ [1]; 0 where no tier was read
  Subsidies entitled{};         ///< by this year's rule
  Subsidies brought_forward{};  ///< unpaid claims of last year, where they are carried
  Fen reserve_floor{};
  ExAnte ex_ante{};
  CentralFlows central{};    ///< to and from the national fund
  UnitSettlement settled{};  ///< paid, gap by cause, cover, arrival, bridge
  Reward reward{};           ///< outside the fund

  /// DR the tier is read from [1]; 0 when nobody is retired.
  double support_ratio() const { return tier_heads.retirees > 0 ? tier_heads.contributors / tier_heads.retirees : 0.0; }
  Fen closing() const { return settled.bridge.closing; }
  Fen subsidies() const { return settled.paid.total(); }
};

/// The city pool's year. [fen]
/// closing = opening + interest + levy + external − subsidies − top-up − advances + repaid
///           + surplus of the units + backing of the province − what goes up to it    (the last three: unified payment)
struct PoolYear {
  Fen opening{}, interest{}, levy{}, external{};
  Fen available{};  ///< before subsidies
  Subsidies paid{};
  Fen topup{}, advances{}, repaid{};
  Fen surplus{};    ///< remitted by the units
  Fen backing{};    ///< brought by the province
  Fen passed_up{};  ///< to the province
  Fen closing{};    ///< 0 of an ample pool
};

struct FiscalYear {
  Year year = 0;
  std::vector<UnitYear> units{};
  PoolYear pool{};
};

struct FiscalResult {
  std::vector<FiscalYear> years{};
  Ledger ledger;
};

/// Stage 2 as the program runs it: the years, their books made, held against them and let go. Fails with
/// IssueKind::data where an amount is too large to be counted (fiscal_reach.hpp), with IssueKind::internal, naming
/// unit, year and line, where something does not balance.
Expected<std::vector<FiscalYear>> audited_years(const FiscalInput& input);

/// The same with all books at once, as tests look at them.
Expected<FiscalResult> run_fiscal(const FiscalInput& input);
/// With a hook between the booking and the checks: how a test plants a leak.
Expected<FiscalResult> run_fiscal(const FiscalInput& input, const std::function<void(FiscalResult&)>& tamper);

/// The years without books: for studies of a case whose books have been held against its settlement.
Expected<std::vector<FiscalYear>> settled_years(const FiscalInput& input);

/// The same of what has been settled already but for a yuan or a year's effort: not asked again whether it is too
/// large.
std::vector<FiscalYear> fiscal_years(const FiscalInput& input);

/// What plans expect who take these flows for what will come.
CentralPaths central_paths(const std::vector<std::vector<FiscalFlows>>& flows);

/// The base year's budget gap. [fen]
Fen base_year_gap(const UnitOpening& opening);

/// Share-of-gap subsidy of the base year: the base F₀ of the fixed subsidy (44-2.11). [fen]
Fen base_year_subsidy(const UnitOpening& opening, double gap_share);

}  // namespace ballast
