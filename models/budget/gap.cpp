#include "models/budget/gap.hpp"

#include <array>

#include "models/fund/portion.hpp"

namespace ballast {
namespace {

Fen beyond(Fen excess, Fen base, double tolerance) { return excess > portion(base, tolerance) ? excess : Fen{}; }

Gap causes(const GapRule& rule, const Outcome& o) {
  Gap g;
  g.need = max(Fen{}, -o.balance_of_year);
  g.short_missed = max(Fen{}, beyond(o.plan_income - o.income, o.plan_income, rule.short_tolerance));
  const Fen excess = o.expenditure - o.budget_expenditure - o.excluded;
  g.over_spent = max(Fen{}, beyond(excess, o.budget_expenditure, rule.over_tolerance));
  return g;
}

/// The missed plan is owed whether or not it is needed; what it leaves of the need has other causes.
void charge_in_full(Gap& g, Fen balance_of_year) {
  const Fen rest = max(Fen{}, -balance_of_year - g.short_missed);
  g.short_owed = g.short_missed;
  g.gap_short = g.need - rest;
  g.gap_over = min(g.over_spent, rest);
}

void charge_within_need(Gap& g, ShortRule rule) {
  const std::array claims{g.short_missed, g.over_spent};
  if (rule == ShortRule::within_pro_rata) {
    const auto shares = ration(g.need, claims);
    g.gap_short = shares[0];
    g.gap_over = shares[1];
  } else if (rule == ShortRule::within_over_first) {
    g.gap_over = min(g.over_spent, g.need);
    g.gap_short = min(g.short_missed, g.need - g.gap_over);
  } else {
    g.gap_short = min(g.short_missed, g.need);
    g.gap_over = min(g.over_spent, g.need - g.gap_short);
  }
  g.short_owed = g.gap_short;
}

}  // namespace

Fen budget_gap(const Budget& b) { return max(Fen{}, b.expenditure + b.levy - b.income - b.other); }

Gap gap_by_cause(const GapRule& rule, const Outcome& outcome) {
  Gap g = causes(rule, outcome);
  if (rule.short_rule == ShortRule::full) {
    charge_in_full(g, outcome.balance_of_year);
  } else {
    charge_within_need(g, rule.short_rule);
  }
  g.gap_structural = g.need - g.gap_short - g.gap_over;
  return g;
}

}  // namespace ballast
