#include "tests/hand_cases/fiscal_cases.hpp"

#include <array>
#include <sstream>
#include <vector>

#include "models/fund/interest.hpp"
#include "models/subsidy/adjustment.hpp"
#include "models/subsidy/share_of_gap.hpp"
#include "models/subsidy/special.hpp"
#include "sim/engine/fiscal_settle.hpp"

namespace ballast {
namespace {

using Inputs = std::map<std::string, std::string>;
using Values = std::map<std::string, double>;

/// The cases count in ten thousand yuan, so six decimals are fen.
constexpr double kYuanPerWan = 10'000.0;

double number(const Inputs& in, const std::string& name, double absent = 0.0) {
  const auto found = in.find(name);
  return found == in.end() ? absent : std::stod(found->second);
}

Fen wan(const Inputs& in, const std::string& name) { return fen_from_yuan(number(in, name) * kYuanPerWan); }

double in_wan(Fen amount) { return static_cast<double>(amount.count) / 1e6; }

ShortRule short_rule(const Inputs& in) {
  const std::map<std::string, ShortRule> rules{{"full", ShortRule::full},
                                               {"within_short_first", ShortRule::within_short_first},
                                               {"within_over_first", ShortRule::within_over_first},
                                               {"within_pro_rata", ShortRule::within_pro_rata}};
  const auto found = in.find("short_rule");
  return found == in.end() ? ShortRule::full : rules.at(found->second);
}

UnitClaim claim(const Inputs& in) {
  UnitClaim c{.plan_income = wan(in, "planR"),
              .income = wan(in, "R"),
              .other_income = wan(in, "O"),
              .budget_expenditure = wan(in, "budE"),
              .expenditure = wan(in, "E"),
              .balance = wan(in, "B"),
              .reserve_floor = wan(in, "floor"),
              .entitled = {.fixed = wan(in, "F"), .adjustment = wan(in, "A"), .special = wan(in, "Z")},
              .ontime_share = number(in, "on_time_share", 1.0)};
  if (in.contains("settlement_available")) c.settlement = wan(in, "settlement_available");
  return c;
}

Values by_cause(const UnitSettlement& u) {
  return {{"need", in_wan(u.gap.need)},
          {"short", in_wan(u.gap.short_missed)},
          {"over", in_wan(u.gap.over_spent)},
          {"gap_short", in_wan(u.gap.gap_short)},
          {"gap_over", in_wan(u.gap.gap_over)},
          {"gap_struct", in_wan(u.gap.gap_structural)},
          {"X", in_wan(u.cover.topup)},
          {"from_B_struct", in_wan(u.cover.from_balance_structural)},
          {"from_B_over", in_wan(u.cover.from_balance_over)},
          {"treasury_short", in_wan(u.cover.treasury_short)},
          {"treasury_struct", in_wan(u.cover.treasury_structural)},
          {"treasury_over", in_wan(u.cover.treasury_over)},
          {"treasury", in_wan(u.cover.treasury())},
          {"B_close", in_wan(u.bridge.closing)}};
}

Values waterfall(const Inputs& in) {
  const UnitClaim c = claim(in);
  SettleRules rules;
  rules.gap.short_rule = short_rule(in);
  const Fen available = c.entitled.total() + wan(in, "pool_left");
  const UnitSettlement u = settle(rules, {&c, 1}, available).units.front();
  Values v = by_cause(u);
  v["on_time"] = in_wan(u.arrival.on_time);
  v["late"] = in_wan(u.arrival.late);
  v["withheld"] = in_wan(u.arrival.withheld);
  v["receivable_from_county"] = in_wan(u.arrival.receivable);
  v["balance_before_arrears"] = in_wan(u.bridge.closing - u.bridge.benefit_arrears - u.bridge.advance);
  v["benefit_arrears"] = in_wan(u.bridge.benefit_arrears);
  v["own_money_for_Z_next_year"] = in_wan(u.arrival.on_time);
  return v;
}

Subsidies claims_of(const Inputs& in, const std::string& unit) {
  return {.fixed = wan(in, "claim_" + unit + ".F"),
          .adjustment = wan(in, "claim_" + unit + ".A"),
          .special = wan(in, "claim_" + unit + ".Z")};
}

Values limited_pool(const Inputs& in) {
  const std::array claims{claims_of(in, "A"), claims_of(in, "B")};
  const Fen available = wan(in, "available_wan");
  const auto cut = pay_from_pool(PoolMode::pro_rata, claims, available);
  const auto served = pay_from_pool(PoolMode::priority, claims, available);
  Values v;
  for (std::size_t c = 0; c < claims.size(); ++c) {
    const std::string unit = c == 0 ? "A" : "B";
    v[unit + ".F_fen"] = static_cast<double>(cut[c].fixed.count);
    v[unit + ".A_fen"] = static_cast<double>(cut[c].adjustment.count);
    v[unit + ".Z_fen"] = static_cast<double>(cut[c].special.count);
    v["alt_priority." + unit + ".F_wan"] = in_wan(served[c].fixed);
    v["alt_priority." + unit + ".A_wan"] = in_wan(served[c].adjustment);
    v["alt_priority." + unit + ".Z_wan"] = in_wan(served[c].special);
  }
  v["sum_fen"] = static_cast<double>(total(cut).count);
  v["unpaid_fen"] = static_cast<double>((total(claims) - total(cut)).count);
  return v;
}

/// "0:0.8;1.5:0.7" → tiers.
std::vector<Tier> tiers(const std::string& text) {
  std::vector<Tier> read;
  std::istringstream steps(text);
  for (std::string step; std::getline(steps, step, ';');) {
    const auto colon = step.find(':');
    read.push_back({.from = std::stod(step.substr(0, colon)), .share = std::stod(step.substr(colon + 1))});
  }
  return read;
}

Values tiered(const Inputs& in) {
  const std::vector<Tier> steps = tiers(in.at("tiers"));
  const Heads heads{.contributors = number(in, "contributors_t-1"), .retirees = number(in, "retirees_t-1")};
  const Heads one_less{.contributors = heads.contributors - 1.0, .retirees = heads.retirees};
  const auto paid = [&](const Heads& h) {
    return adjustment_subsidy(AdjustmentBasis::surviving_stock, tier_share(steps, h),
                              {.surviving_stock = wan(in, "dE_adj_wan")});
  };
  return {{"support_ratio_t-1", heads.contributors / heads.retirees},
          {"tau", tier_share(steps, heads)},
          {"A_wan", in_wan(paid(heads))},
          {"A_if_one_contributor_less", in_wan(paid(one_less))},
          {"cliff_wan", in_wan(paid(one_less) - paid(heads))}};
}

Values eighty_per_cent(const Inputs& in) {
  const Budget budget{
      .income = wan(in, "planR"), .other = wan(in, "planO"), .expenditure = wan(in, "budgetE"), .levy = {}};
  const Fen subsidy = share_of_gap(budget_gap(budget), number(in, "s"));
  const Budget actual{
      .income = wan(in, "actual_R"), .other = wan(in, "actual_O"), .expenditure = wan(in, "actual_E"), .levy = {}};
  const Fen gap = budget_gap(actual);
  return {{"subsidy", in_wan(subsidy)}, {"actual_gap", in_wan(gap)}, {"left_to_unit", in_wan(gap - subsidy)}};
}

Values special_timing(const Inputs& in) {
  const double weight = number(in, "w3");
  const Fen need = wan(in, "need_before_Z");
  const Fen z0 = wan(in, "z0");
  // z0 stands for a merit of its own: income above plan at a weight of one.
  const SpecialRule rule{.weight_extra = 1.0, .weight_own = weight};
  const Fen lagged = special_subsidy(rule, merit(z0, Fen{}, wan(in, "own_paid_t-1")));
  const auto own = [need](Fen z) { return max(Fen{}, need - z); };
  const Fen found = special_same_year(rule, merit(z0, Fen{}, Fen{}), own);
  return {{"Z_lag1", in_wan(lagged)},
          {"T_lag1", in_wan(need - lagged)},
          {"Z_same_year", in_wan(found)},
          {"T_same_year", in_wan(need - found)}};
}

Values interest(const Inputs& in) {
  const Fen flow = wan(in, "R") + wan(in, "O_other") + wan(in, "F+A+Z") - wan(in, "E");
  return {{"interest", in_wan(fund_interest(wan(in, "B_open"), flow, number(in, "i")))}};
}

}  // namespace

std::map<std::string, double> compute_fiscal_case(const std::string& id,
                                                  const std::map<std::string, std::string>& inputs) {
  if (id.starts_with("T07-") || id == "T08-lateA") return waterfall(inputs);
  if (id == "T08-pool") return limited_pool(inputs);
  if (id == "T08-tiers") return tiered(inputs);
  if (id == "T08-80") return eighty_per_cent(inputs);
  if (id == "T08-Zcirc") return special_timing(inputs);
  if (id == "T12") return interest(inputs);
  return {};
}

}  // namespace ballast
