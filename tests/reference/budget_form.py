"""B1-B5 of docs/equations.md: the budget form of one year from the settlement, in fen.

    form(city, year)        # city: a marginal.Study; {unit: {"income", "expenditure", "check", "memo"}}
"""

from money import fen, portion, ration, split
from planning import CONTRIBUTIONS, OTHER, SPENDING, interest
from rules import KINDS
from settlement import by_priority

INCOME = [*CONTRIBUTIONS, "interest", "treasury_subsidy", "investment_income", "transfers_in", "other_income",
          "superior_subsidy", "subordinate_levy", "central_adjustment_income", "national_pooling_income"]
PENSIONS = ["pension_basic", "pension_account", "pension_transitional", "pension_increases", "pension_cadres"]
EXPENDITURE = [*PENSIONS, "illness_benefit", "medical_subsidy", "death_grants", "transfers_out", "other_expenditure",
               "subordinate_subsidy", "superior_levy", "central_adjustment_expenditure"]


def lines(rules, unit, total, names):
    """B1: a planned sum over its lines."""
    year = rules.t
    if rules.choice("plan.method") in ("growth", "trend"):
        shares = [unit.flows.line(name, max(year - 1, unit.flows.base_year + 1)) for name in names]
    else:
        shares = [unit.expected.line(name, year) for name in names]
    parts = split(total, shares) if sum(shares) else [total] + [0] * (len(names) - 1)
    return dict(zip(names, parts))


def pool_plan(rules, rows, opening):
    """B2: the pool as planned, and what it pays by unit and kind."""
    claims = [row["claims"][kind] for row in rows for kind in KINDS]
    inflow = rules.amount("pool.external_money") + sum(row["plan_levy"] for row in rows) * (not rules.unified)
    earned = interest(opening, inflow - sum(claims), rules.rate("economy.fund_interest"))
    means = opening + earned + inflow
    paid = by_priority(means, rows) if rules.choice("fiscal.limited_pool") == "priority" else ration(means, claims)
    return earned, [dict(zip(KINDS, paid[len(KINDS) * n:])) for n in range(len(rows))]


def sheet(income, expenditure, opening):
    """B4: all lines of a row with their sums."""
    income = {name: income.get(name, 0) for name in INCOME}
    expenditure = {name: expenditure.get(name, 0) for name in EXPENDITURE}
    totals = sum(income.values()), sum(expenditure.values())
    income |= {"contributions": sum(income[name] for name in CONTRIBUTIONS), "total": totals[0]}
    expenditure |= {"pensions": sum(expenditure[name] for name in PENSIONS), "total": totals[1]}
    return {"income": income, "expenditure": expenditure, "balance_of_year": totals[0] - totals[1],
            "opening_balance": opening, "closing_balance": opening + totals[0] - totals[1]}


def unit_sheet(rules, c, unit, row, paid, solve):
    """B3, B4 of one unit; `solve` enters the treasury line that balances, or what a cap leaves of it."""
    central = row["central_handout"], row["national_transfer"], row["central_upload"]
    own_other = row["plan_other"] - row["plan_interest"] - central[0] - central[1]
    spent = lines(rules, unit, row["budget_expenditure"], SPENDING)
    other = lines(rules, unit, own_other, OTHER)
    needed, support = treasury_needed(rules, c, row, paid)
    surplus = surplus_planned(rules, unit, row)
    income = lines(rules, unit, row["plan_income"], CONTRIBUTIONS) | {
        "interest": row["plan_interest"], "transfers_in": other["transfers_in"],
        "other_income": own_other - other["transfers_in"], "superior_subsidy": sum(paid.values()) + support,
        "central_adjustment_income": central[0], "national_pooling_income": central[1]}
    expenditure = spent | {
        "pension_account": spent["pension_account"] + spent["pension_account_from_pool"],
        "death_grants": spent["funeral_grants"] + spent["survivor_grants"],
        "other_expenditure": spent["account_refunds"] + spent["false_claims_paid"],
        "superior_levy": surplus if rules.unified else row["plan_levy"], "central_adjustment_expenditure": central[2]}
    cap = None
    if rules.limits("fiscal.treasury_cap", c):
        cap = fen(rules.rate("fiscal.treasury_cap", c) * row["revenue"])
    income["treasury_subsidy"] = treasury = 0 if not solve else needed if cap is None else min(needed, cap)
    out = sheet(income, expenditure, row["opening"])
    out["check"] = {"budget_gap": row["budget_gap"], **paid, "unified_support": support, "unified_surplus": surplus,
                    "usable_balance": row["usable"], "treasury_needed": needed, "treasury_cap": cap,
                    "treasury": treasury,
                    "lacking": needed - treasury, "balanced": needed == treasury}
    out["memo"] = {"receivable_brought_forward": unit.receivable, "arrears_outstanding": unit.arrears,
                   "advances_outstanding": unit.advances, "own_stock": own_stock(unit)}
    return out


def treasury_needed(rules, c, row, paid):
    """B3, F28: (C₀, what the pool adds under unified payment)."""
    lacking = max(0, row["budget_gap"] - sum(paid.values()) - row["usable"])
    if not rules.unified:
        return lacking, 0
    own = portion(lacking, rules.rate("regime.local_share", c))
    return own, lacking - own


def surplus_planned(rules, unit, row):
    """F26 of the plan: what is beyond the unit's own stock goes up."""
    if not rules.unified:
        return 0
    balance = row["plan_income"] + row["plan_other"] - row["plan_levy"] - row["budget_expenditure"]
    held = own_stock(unit) - min(row["usable"], row["budget_gap"])
    return max(0, unit.balance + balance - held)


def own_stock(unit):
    """What the unit held before unified payment began, less what it has used since."""
    return unit.balance if unit.own is None else unit.own


def pool_sheet(rules, opening, earned, given, levies):
    """B4 of the pool; under unified payment the province stands behind it and takes what is over (F27)."""
    external, backing, passed = rules.amount("pool.external_money"), 0, 0
    if rules.unified:
        closing = opening + earned + external + levies - given
        backing, passed = max(0, -closing), max(0, closing - opening - earned)
    return sheet({"interest": earned, "superior_subsidy": external + backing, "subordinate_levy": levies},
                 {"subordinate_subsidy": given, "superior_levy": passed}, opening)


def form(city, year, solve=False):
    """Rows of the units, then of the pool, the city level and the whole city."""
    units, _, opening = city.states[year]
    rules, rows = city.rules[year], city.rows[year]
    earned, paid = pool_plan(rules, rows, opening)
    out = {name: unit_sheet(rules, c, units[c], rows[c], paid[c], solve) for c, name in enumerate(city.inputs.units)}
    given = sum(row["income"]["superior_subsidy"] for row in out.values())
    levies = sum(row["expenditure"]["superior_levy"] for row in out.values())
    out["市级统筹"] = pool_sheet(rules, opening, earned, given, levies)
    seat = [name for name in city.inputs.units if name.endswith("市本级")]
    out["市级"] = together(out, [*seat, "市级统筹"])
    out["全市"] = together(out, [*city.inputs.units, "市级统筹"])
    return out


def together(rows, names):
    """B5: sums without what the units among them and the pool pay each other."""
    total = lambda side, line: sum(rows[name][side][line] for name in names)
    income = {line: total("income", line) for line in INCOME}
    expenditure = {line: total("expenditure", line) for line in EXPENDITURE}
    for name in names[:-1]:
        given, levy = rows[name]["income"]["superior_subsidy"], rows[name]["expenditure"]["superior_levy"]
        income["superior_subsidy"] -= given
        expenditure["subordinate_subsidy"] -= given
        income["subordinate_levy"] -= levy
        expenditure["superior_levy"] -= levy
    return sheet(income, expenditure, sum(rows[name]["opening_balance"] for name in names))
