"""What is compared, and how: flows of stage 1 and sums of them."""

# Name: parts, a minus sign before those that are taken off.
SUMS = {
    "deaths_pensioners": ("deaths_retired", "deaths_illness"),
    "retired_statutory_or_late": ("retired_statutory", "retired_flexible_late"),
    "new_pensioners": ("retired_statutory", "retired_flexible_early", "retired_flexible_late", "retired_special",
                       "retired_illness", "retired_irregular", "illness_benefit_new"),
    "illness_benefit_monthly": ("illness_benefit", "-illness_benefit_limited"),
    "pensions_paid": ("pension_basic", "pension_transitional", "pension_increases", "pension_account",
                      "pension_account_from_pool", "illness_benefit", "-illness_benefit_limited"),
    "account_pensions": ("pension_account", "pension_account_from_pool"),
}

# Equal to the mean over persons, whatever the spread inside a cell.
EXACT = [
    "contributing_end", "suspended_end", "retired_end", "illness_benefit_end", "entrants", "deaths_active",
    "deaths_pensioners", "retired_special", "retired_illness", "retired_irregular", "retired_flexible_early",
    "illness_benefit_new", "illness_benefit_to_retired", "new_pensioners",
    "contributions_unit", "contributions_individual", "contributions_flexible", "contributions_waived",
    "contributions_due", "contribution_base", "contribution_base_flexible", "market_wage_bill", "contributions_arrears", "arrears_written_off",
    "arrears_stock", "late_fees", "account_credited", "account_interest", "account_end", "account_refunded",
    "pension_basic", "pensions_paid", "pension_annual_end", "illness_benefit_annual_end", "increase_first_year",
    "increase_surviving", "illness_benefit_monthly", "funeral_grants",
    "transferred_in", "transferred_out", "transfers_in", "transfers_out", "reclassified", "entrants_private",
    "entrants_migrant", "entrants_self_employed", "entrants_hardship", "audit_contributions", "audit_promised",
    "false_claims_paid", "false_claims_recovered", "illness_partial_new", "deaths_illness", "deaths_retired", "deaths_retired_illness",
    "months_gained_flexible", "months_gained_special", "months_gained_illness", "months_gained_irregular",
    "contributions_lost_special", "contributions_lost_flexible", "divisor_effect_special", "divisor_effect_flexible",
]

# Share of the program's value by which an approximation may miss.
APPROXIMATE = {
    "new_award_pension": 0.005,
    "pension_transitional": 0.04,
    "deemed_years_cost": 0.04,
    "retired_statutory_or_late": 0.01,
    "left_with_refund": 0.02,
    "contributions_makeup": 0.03,
    "account_paid": 0.02,
    "account_pensions": 0.005,
    "pension_account_from_pool": 0.04,
    "survivor_grants": 0.02,
    "pension_increases": 0.01,
    "illness_limited_new": 0.03,
    "illness_limited_ended": 0.05,
    "illness_benefit_limited": 0.02,
    "retired_with_loan": 0.03,
    "loans_granted": 0.03,
}


def summed(measure, value):
    """The measure out of value(flow) of its parts."""
    total = 0.0
    for part in SUMS.get(measure, (measure,)):
        flow = value(part.removeprefix("-"))
        total = total - flow if part.startswith("-") else total + flow
    return total
