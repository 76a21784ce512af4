/// The budget draft of one year (B1 – B5, B7; 44-2.1, …): what stage 2 planned, in the lines of the official form, for
/// every unit, the city level and the whole city, and whether it balances before the year begins.
///   lines of R̂, Ô, Ê: the planned sum over its lines by largest remainder, in the proportions the plan method looks at
///   (projection, capacity: this year's own path; growth, trend: last year's actuals)
///   paid = subsidies from opening + interest + Σ levŷ + external of the pool        (nothing of the outcome is used)
///   C₀ = max(0, budget gap − paid − usable balance);   solved: treasury line = min(C₀, cap)
///   lacking = C₀ − treasury line: above zero the budget is a deficit budget
///   unified payment: C₀ is the local share of that (F28), the rest comes down from the pool, a planned surplus goes up
/// Sums are whole fen and exact: whole city = Σ units + city pool − transfers, line by line.
#pragma once

#include <optional>
#include <vector>

#include "models/budget/form.hpp"
#include "sim/studies/fiscal_case.hpp"

namespace ballast {

struct BudgetAsked {
  bool solve = false;                      ///< enter the treasury line that balances
  std::vector<std::optional<Fen>> caps{};  ///< by unit, in place of the rule's treasury cap; empty: the rule's
};

/// One unit's budget. [fen]
struct UnitBudget {
  BudgetSheet sheet;
  Budget plan;
  Fen gap{};                 ///< budget gap before subsidies
  Subsidies paid{};          ///< planned
  Fen support{};             ///< what pool and province bear under unified payment
  double local_share = 0.0;  ///< of a structural gap that stays with the unit's treasury then [1]
  Fen surplus{};             ///< what goes up under unified payment
  Fen levy{};                ///< planned, to the pool alone
  Fen usable{};              ///< of the opening balance
  Fen needed{};              ///< C₀
  std::optional<Fen> cap{};
  Fen treasury{};                           ///< entered
  Fen lacking{};                            ///< above zero: a deficit budget
  Fen receivable{}, arrears{}, advances{};  ///< memorandum: carried over from last year, outside the form
  Fen own_stock{};                          ///< memorandum: K of F26
};

struct BudgetDraft {
  Year year = 0;
  PlanRule rule;
  Regime regime = Regime::city_2016;
  bool solved = false;
  std::vector<UnitBudget> units;
  BudgetSheet pool;                   ///< 市级统筹
  BudgetSheet city_level;             ///< 市级: 市本级 and 市级统筹 as one
  BudgetSheet city;                   ///< 全市
  BudgetTransfers between;            ///< units and pool
  BudgetTransfers within_city_level;  ///< of it, 市本级 and pool

  bool balanced() const;
};

/// `y`: index of the year in `input` and of `result`.
BudgetDraft draft_budget(const FiscalInput& input, const std::vector<FiscalYear>& years, int y,
                         const BudgetAsked& asked);

/// 社预附01 基础资料: what stands behind the amounts. Persons, yuan, shares; of the case's own path.
struct BasicData {
  double contributors = 0, payers = 0, retirees = 0;  ///< 31 December
  double new_retirees = 0;                            ///< of the year
  double base_total = 0;                              ///< contribution base of the year, all payers [yuan]
  std::optional<double> base_per_head{};              ///< a month, over the mean of payers [yuan]
  std::optional<double> unit_rate{}, individual_rate{}, flexible_rate{};  ///< none for the whole city
  double arrears = 0;                                                     ///< contributions owed at 31 December [yuan]
  std::optional<double> mean_pension{};                                   ///< a month, 31 December [yuan]
  double increase = 0;                                                    ///< effective increase of the year [1]
};

/// Units in order, then the whole city.
std::vector<BasicData> basic_data(const FiscalCase& of, Year year);

}  // namespace ballast
