"""Every flow of section 4.1."""

from inputs import STREAMS

WAYS = ["flexible", "special", "illness", "irregular"]
FLOWS = """
contributions_unit contributions_individual contributions_flexible contributions_arrears late_fees contributions_makeup
transfers_in transfers_out false_claims_paid false_claims_recovered audit_contributions audit_promised
loans_granted loans_repaid loans_outstanding loan_interest_subsidy
contributions_due arrears_written_off arrears_stock contributions_waived contribution_base contribution_base_flexible market_wage_bill
premium_subsidy
pension_basic pension_transitional pension_increases pension_account pension_account_from_pool
illness_benefit illness_benefit_limited funeral_grants survivor_grants account_refunds account_refunded
increase_first_year increase_surviving deemed_years_cost new_award_pension pension_annual_end illness_benefit_annual_end effective_increase
recon_composition recon_indexation recon_awarded recon_ended
account_opening account_end account_credited account_interest account_paid
contributing_end suspended_end should_be_insured_end retired_end illness_benefit_end
entrants entrants_clipped transferred_in transferred_out reclassified
left_with_refund deaths_active deaths_illness deaths_retired deaths_retired_illness
retired_statutory retired_flexible_early retired_flexible_late retired_special retired_illness retired_irregular
illness_benefit_new illness_benefit_to_retired illness_partial_new illness_limited_new illness_limited_ended
retired_with_loan population population_15_59 population_60plus births population_deaths net_migration
""".split() + [f"entrants_{stream}" for stream in STREAMS] + [
    f"{what}_{way}" for what in ("months_gained", "contributions_lost", "divisor_effect") for way in WAYS]
PENSION_LINES = ["pension_basic", "pension_transitional", "pension_increases", "pension_account",
                 "pension_account_from_pool", "illness_benefit"]
