"""What a year starts from and plans: actual figures, the budget (F4-F7, F23) and the subsidies due (F8-F11)."""

import dataclasses

from money import fen, portion, quotient
from rules import KINDS

CONTRIBUTIONS = ["contributions_unit", "contributions_individual", "contributions_flexible", "contributions_arrears",
                 "contributions_makeup"]
OTHER = ["late_fees", "transfers_in", "false_claims_recovered"]
SPENDING = ["pension_basic", "pension_transitional", "pension_increases", "pension_account",
            "pension_account_from_pool", "illness_benefit", "funeral_grants", "survivor_grants", "account_refunds",
            "transfers_out", "false_claims_paid"]
FURTHER = ["contributions_due", "increase_first_year", "increase_surviving"]


@dataclasses.dataclass
class Figures:
    """R, O, E of a unit's year and what else later years ask of it, in fen."""

    contributions: int
    other_income: int
    expenditure: int
    plan_income: int = 0
    plan_other: int = 0
    budget_expenditure: int = 0
    on_time: int = 0
    owed: int = 0


NOTHING = Figures(0, 0, 0)


def opening(row):
    """The figures of a row of fund.csv."""
    amount = lambda name: fen(float(row.get(name) or 0))
    other = amount("other_income") - amount("interest")  # which F6 plans by itself
    return Figures(amount("income"), other, amount("expenditure"), amount("plan_income"),
                   amount("plan_other_income"), amount("budget_expenditure"), amount("treasury_on_time"))


class Flows:
    """Stage-1 flows of one unit: lines in fen (F1), heads as they are."""

    def __init__(self, flows, c, base_year):
        self.base_year = base_year
        self.heads = {k: flows[k][c] for k in ("contributing_end", "suspended_end", "retired_end",
                                               "should_be_insured_end")}
        self.lines = {k: [fen(v) for v in flows[k][c][1:]] for k in CONTRIBUTIONS + OTHER + SPENDING + FURTHER}

    def line(self, name, t):
        return self.lines[name][t - self.base_year - 1]

    def head(self, name, t):
        return float(self.heads[name][t - self.base_year])

    def figures(self, t):
        total = lambda names: sum(self.line(name, t) for name in names)
        return Figures(total(CONTRIBUTIONS), total(OTHER), total(SPENDING))


def interest(balance, flow, rate):
    """F13: on the opening balance and half of the year's net flow; none on what is below zero."""
    return portion(max(0, 2 * balance + flow), rate, 2)


def planned(rules, own, last, before, path):
    """F5: a line planned by what it was in the last two years; `path` is the case's own (this year, last year)."""
    method = rules.choice("plan.method")
    if method == "growth":
        return portion(last, 1 + rules.expected.rate("economy.wage_growth"))
    if method == "trend":
        return quotient(last, last, before) if before > 0 else last
    if method == "capacity" and own is not None:
        return own
    this, previous = path
    return quotient(last, this, previous) if previous > 0 else this


def budget(rules, c, unit):
    """F4-F7: {plan_income, plan_other, budget_expenditure, plan_levy, budget_gap} of a unit."""
    t, flows, path, last, before = rules.t, unit.flows, unit.expected, unit.last, unit.before
    due = path.line("contributions_due", t)
    if t - 1 > path.base_year and path.line("contributions_due", t - 1) > 0:
        due = quotient(flows.line("contributions_due", t - 1), due, path.line("contributions_due", t - 1))
    now, then = path.figures(t), path.figures(t - 1) if t - 1 > path.base_year else NOTHING
    line = lambda name, own=None: planned(rules, own, getattr(last, name), getattr(before, name),
                                          (getattr(now, name), getattr(then, name)))
    income = portion(line("contributions", due), 1 + rules.rate("plan.stretch"))
    other, spending = line("other_income"), line("expenditure")
    levy = 0 if rules.unified else portion(income, rules.rate("pool.levy_rate", c))
    handout, transfer, upload = central(rules, flows)
    other, levy = other + handout + transfer, levy + upload
    earned = interest(unit.balance, income + other - levy - spending, rules.expected.rate("economy.fund_interest"))
    other += earned
    return {"plan_income": income, "plan_other": other, "budget_expenditure": spending, "plan_levy": levy,
            "plan_interest": earned, "budget_gap": max(0, spending + levy - income - other)}


def central(rules, flows, more=0):
    """F23: (hand-out, transfer, upload) of the national regime, by heads of a year ago, and `more` retirees."""
    if rules.regime != "national":
        return 0, 0, 0
    t = rules.t
    retirees, insured = flows.head("retired_end", t - 1) + more, flows.head("should_be_insured_end", t - 1)
    wage = rules.of(t - 1).rate("wage.market")
    upload = rules.rate("central.upload_rate") * rules.rate("central.wage_share") * 12 * wage * insured
    return (fen(rules.rate("central.handout") * retirees), fen(rules.rate("national.transfer") * retirees),
            fen(upload))


def subsidies_due(rules, c, unit, plan):
    """F8-F11: {kind: fen} of the year, without what is carried over; Z of the year itself is added later."""
    due = dict.fromkeys(KINDS, 0)
    if rules.unified:  # F24
        return due
    if rules.choice("subsidy.rule") == "share_of_gap":
        due["share_of_gap"] = portion(plan["budget_gap"], rules.rate("subsidy.gap_share"))
        return due
    due["fixed"] = portion(unit.fixed_base, fixed_growth(rules, c))
    due["adjustment"] = adjustment(rules, unit)
    if rules.choice("special.lag") == "1":
        due["special"] = special(rules, unit.last, unit.last.on_time)
    return due


def gap_of(figures):
    """The budget gap of a year of fund.csv; portioned by the share of the gap it is F₀ of F9."""
    return max(0, figures.budget_expenditure - figures.plan_income - figures.plan_other)


def fixed_growth(rules, c):
    """F9: execution factor and the growth of every year since the subsidies' base year."""
    growth = rules.rate("subsidy.fixed_factor", c)
    for s in range(rules.inputs.subsidy_year + 1, rules.t + 1):
        growth *= 1 + rules.of(max(s, rules.inputs.base_year)).rate("subsidy.fixed_index")
    return growth


def adjustment(rules, unit):
    """A of F10."""
    return adjusted(rules, unit.flows, unit.adjustment, rules.tier(*adjustment_heads(rules, unit.flows)))


def adjusted(rules, flows, before, tier):
    """A of F10 at a tier, after that of last year."""
    basis = rules.choice("subsidy.adjustment_basis")
    if basis == "rolled":
        return before + portion(max(0, flows.line("increase_first_year", rules.t)), tier)
    line = {"surviving_stock": "increase_surviving", "first_year_flow": "increase_first_year"}[basis]
    return portion(max(0, flows.line(line, rules.t)), tier)


def adjustment_heads(rules, flows):
    """(contributors, retirees) of DR in F10."""
    year = rules.t - int(rules.choice("subsidy.ratio_lag"))
    mean = rules.choice("subsidy.ratio_date") == "year_mean" and year > flows.base_year
    ends = [year - 1, year] if mean else [year]
    who = ["contributing_end"] + ["suspended_end"] * (rules.choice("subsidy.ratio_basis") == "insured")
    contributors = sum(flows.head(name, s) for s in ends for name in who) / len(ends)
    return contributors, sum(flows.head("retired_end", s) for s in ends) / len(ends)


def special(rules, year, own):
    """Z of F11 by the figures of a year and the treasury money paid on time."""
    return max(0, min(special_limits(rules, year, own).values()))


def special_limits(rules, year, own):
    """F11: what merit earns, and the caps."""
    extra = max(0, year.contributions - year.plan_income)
    saved = max(0, year.budget_expenditure - year.expenditure)
    merit = sum(portion(amount, rules.rate(f"subsidy.special_weight_{name}"))
                for name, amount in (("extra", extra), ("saved", saved), ("own", own)))
    limits = {"merit": merit, "share": portion(extra + saved + own, rules.rate("subsidy.special_cap_share"))}
    if rules.limits("subsidy.special_cap"):
        limits["amount"] = rules.amount("subsidy.special_cap")
    return limits
