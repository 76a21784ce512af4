/// Rules side by side: the same people, the same wages, another rule of who pays (44-2.10 … 44-2.15, 44-5.2).
/// Stage 1 is taken as it is; each rule reruns stage 2 alone. For every unit: who filled its gaps over a period, in
/// money of each year and in present value, the burden on its budget, and what its next yuan of gap would cost it.
///   present value at 31 December of the base year = flow_t / ( Π_{s<t}(1+i_s) · (1+i_t)^½ )     i fund interest [1/a]
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/base/expected.hpp"
#include "sim/studies/cliff.hpp"
#include "sim/studies/dispersion.hpp"
#include "sim/studies/fiscal_case.hpp"
#include "sim/studies/marginal_cost.hpp"
#include "sim/studies/ratchet.hpp"

namespace ballast {

/// A rule that can be put beside the case's own.
struct RuleVariant {
  std::string_view key, zh, en;
  void (*apply)(FiscalRules&);
  bool ample = false;  ///< the pool pays every claim in full, wherever its money comes from
};

/// The case's own rule first, then the old rule, the new one, readings of a limited pool, and the regimes above the
/// city.
std::span<const RuleVariant> rule_variants();

struct RuleCompareRequest {
  std::vector<std::string> rules{};  ///< keys; empty: all
  std::optional<Year> from{}, to{};  ///< the period; default: all years of the case
  std::optional<Year> year{};        ///< of marginal costs and cliffs; default: the first in which most units owe money
};

/// One unit under one rule, over the period.
struct RuleOutcome {
  /// Sums; `unpaid` with what was carried into the period. [fen]
  Fen need{}, subsidies{}, unpaid{}, topup{}, from_balance{}, treasury{}, benefit_arrears{};
  Fen closing{};                             ///< balance at the end of the period [fen]
  double subsidies_pv = 0, treasury_pv = 0;  ///< [yuan]
  double burden = 0, burden_peak = 0;        ///< treasury money over general revenue [1], NaN without revenue
  Year burden_peak_year = 0;
  std::array<MarginalCost, kGapCauses.size()> marginal{};  ///< of one yuan more [fen]
};

struct RuleRow {
  RuleVariant rule;
  std::vector<RuleOutcome> units;  ///< the units; no marginal cost stands in `city`
  RuleOutcome city;
  std::optional<Fen> pool_closing{};                          ///< none where the pool is ample
  Dispersion burden, treasury_per_retiree, need_per_retiree;  ///< between the units, over the period
};

/// A good year in the ratchet: so much more collected than foreseen.
inline constexpr double kGoodYear = 0.01;

struct RuleComparison {
  Year from = 0, to = 0, year = 0;
  std::vector<RuleRow> rows;
  std::vector<Cliff> cliffs;                   ///< by unit, under the case's own tiers or regime
  std::vector<std::vector<Ratchet>> ratchets;  ///< by unit and plan method, of a good year, under the case's own rule
  Dispersion support_ratio;                    ///< between the units, 31 December of `year`
};

/// Issues of kind usage: keys that are no rule's, and keys that stand twice. No keys are all of them.
Issues rule_key_issues(const std::vector<std::string>& keys);

/// Issues of kind usage or data when a rule or a year is none of the case's.
Expected<RuleComparison> compare_rules(const FiscalCase& of, const RuleCompareRequest& request);

}  // namespace ballast
