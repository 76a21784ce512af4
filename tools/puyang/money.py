"""Fund and treasury of the ten units at a starting point, and the parameters that differ by unit."""
from . import facts as f


def wage_levels(members):
    """Mean wage against Henan's, scaled so that the members' mean is the city's level."""
    total = sum(members.values())
    scale = f.CITY_WAGE_LEVEL * total / sum(f.WAGE_LEVEL[c] * members[c] for c in f.UNITS)
    return {c: f.WAGE_LEVEL[c] * scale for c in f.UNITS}


def paying_shares(contributing, members, at):
    """Contributing / insured by unit: the mix of categories times the unit's effort, scaled to the city's share."""
    raw = {c: contributing[c] / members[c] * f.PAYING_EFFORT[c] for c in f.UNITS}
    scale = at.paying_share * sum(members.values()) / sum(raw[c] * members[c] for c in f.UNITS)
    return {c: raw[c] * scale for c in f.UNITS}


def contributions(employees, flexible, paying, wage, at):
    """Collected in the base year by unit: payers · density · 12 · reference wage · index · rate · collection rate [yuan].

    The index follows the unit's wage with exponent 0.6, because the 60 % floor binds for many."""
    out = {}
    for c in f.UNITS:
        base = 12 * f.REFERENCE[at.base] * (wage[c] / f.CITY_WAGE_LEVEL) ** .6
        heads = (employees[c] * at.collected_index["employee"] * (at.employer_rate + at.member_rate)
                 + flexible[c] * at.collected_index["flexible"] * at.flexible_rate)
        out[c] = heads * paying[c] * f.DENSITY[c] * base * f.COLLECTION[c]
    return out


def fund(collected, pension_bill, at):
    """{unit: row of fund.csv}. pension_bill: heads · monthly pension at 31 December · 12 [yuan]."""
    out = {}
    spent = {c: pension_bill[c] * f.MIDYEAR_RETIREES * (1 + f.GRANTS_SHARE) for c in f.UNITS}
    months = at.payable_months
    if at.city_months:
        scale = at.city_months * sum(spent.values()) / sum(months[c] * spent[c] for c in f.UNITS)
        months = {c: scale * m for c, m in months.items()}
    for c in f.UNITS:
        income, expenditure = collected[c], spent[c]
        balance = expenditure / 12 * months[c]
        interest = f.FUND_INTEREST * .95 * balance
        other = f.OTHER_INCOME_SHARE * income + interest
        plan, plan_other = income / f.PLAN_COMPLETION[c], other * .98
        budget = expenditure / f.BUDGET_EXECUTION[c]
        gap = max(0.0, budget - plan - plan_other)
        call = max(0.0, plan - income) + .2 * gap  # what the 80 % rule leaves to the unit's treasury
        row = {"balance": balance, "income": income, "plan_income": plan, "other_income": other,
               "plan_other_income": plan_other, "expenditure": expenditure, "budget_expenditure": budget, "levy": 0.0,
               "treasury_on_time": f.ON_TIME[c] * call, "interest": interest}
        out[c] = {k: round(v, -3) for k, v in row.items()}
    gap = sum(budget_gap(r) for r in out.values())
    out[f.POOL] = {k: 0.0 for k in out["市本级"]} | {"balance": round(f.POOL_BALANCE_OF_GAP * gap, -6)}
    return out


def budget_gap(row):
    return max(0.0, row["budget_expenditure"] - row["plan_income"] - row["plan_other_income"])


# Rates of growth used to go from 2020 to a starting point, ASSUMED: revenue and expenditure before and after 2020.
REVENUE_GROWTH, EXPENDITURE_GROWTH = {f.FIRST: .06, f.LATER: .04}, {f.FIRST: .08, f.LATER: .03}
# First quarter → year: Taiqian's published revenue of 2020 over its first quarter; expenditure ASSUMED.
EXPENDITURE_QUARTERS = 4.2
QUARTER_YEAR = 2020


def finance(raw, base):
    """{unit: (general revenue, general expenditure)} of the base year [yuan].

    The published first quarter in 10,000 yuan times one whole number of yuan, so that the units' shares are the
    published ones exactly."""
    quarter = {c: (int(raw.budget[c]["revenue_ytd_10k_yuan"]), int(raw.budget[c]["expend_ytd_10k_yuan"])) for c in f.UNITS}
    taiqian = raw.facts[("Taiqian County", QUARTER_YEAR, "general_budget_revenue")] * 1e8
    years = base - QUARTER_YEAR
    revenue = round(taiqian / quarter["台前县"][0] * (1 + REVENUE_GROWTH[base]) ** years)
    expenditure = round(1e4 * EXPENDITURE_QUARTERS * (1 + EXPENDITURE_GROWTH[base]) ** years)
    return {c: (r * revenue, e * expenditure) for c, (r, e) in quarter.items()}


def settlement(finances):
    """What the city owes each unit in a year's settlement of general transfers; it owes itself nothing."""
    out = {c: max(f.SETTLEMENT_FLOOR * r, f.SETTLEMENT_SHARE * (e - r)) for c, (r, e) in finances.items()}
    out["市本级"] = 0.0
    return {c: round(v, -4) for c, v in out.items()}


# Growth of contributions and other income, 2016 to 2025, used only to date the external money. ASSUMED.
SCHEME_GROWTH = {2016: .07, 2017: .09, 2018: .10, 2019: .02, 2020: -.04, 2021: .13, 2022: .06, 2023: .05, 2024: .03, 2025: .02}


def external_money(fund_rows):
    """{year: provincial and central money into the city pool}: its share of all revenue times the scheme's path [yuan]."""
    own = sum(fund_rows[c]["income"] + fund_rows[c]["other_income"] for c in f.UNITS)
    out = {}
    for year in range(f.FIRST, 2026):
        own *= 1 + SCHEME_GROWTH.get(year, 0.0)
        share = f.EXTERNAL_SHARE[year]
        out[year] = round(own * share / (1 - share), -6)
    return out
