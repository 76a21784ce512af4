"""F33 and F34 of docs/equations.md: what one yuan more costs whom, and what a good year does to the next plan."""

import copy

from money import portion
from rules import Rules
from settlement import City
from studies import SUMS, under

CAUSES = ("budgeted", "unbudgeted", "short", "over")
METHODS = ("projection", "growth", "trend", "capacity")
YUAN = 100
PLAN = ("plan_income", "plan_other", "budget_expenditure", "plan_levy", "budget_gap")
SPENT, SHORT = ("pension_basic", YUAN), ("contributions_unit", -YUAN)  # what moves in stage 1


class Study(City):
    """A city that keeps what each year starts from, and can run on from there with something changed."""

    budgets = None  # F33: the rows of another run, whose budgets are this one's
    foreseen = excused = None  # (year, unit) with one yuan more that the budget foresees, or that is no overspending

    def __init__(self, inputs, flows, changes):
        super().__init__(under(inputs, changes), flows)
        self.states = {}
        self.run()

    def run(self, first=0):
        for t in self.inputs.years:
            if t >= first:
                self.year(Rules(self.inputs, t, self.case))

    def year(self, rules):
        self.states[rules.t] = [copy.copy(unit) for unit in self.units], list(self.revenue), self.pool
        super().year(rules)

    def again(self, year, c, line, fen):
        """The city before a year, with so many fen more in a line of stage 1 of a unit in that year."""
        other = copy.copy(self)
        units, revenue, other.pool = self.states[year]
        other.units, other.revenue = [copy.copy(unit) for unit in units], list(revenue)
        other.rules, other.rows, other.pools, other.states = {}, {}, {}, {}
        flows = other.units[c].flows = copy.copy(units[c].flows)
        flows.lines = {**flows.lines, line: list(flows.lines[line])}
        flows.lines[line][year - flows.base_year - 1] += fen
        return other

    def budget(self, rules, c, unit):
        if self.budgets is None:
            return super().budget(rules, c, unit)
        plan = {key: self.budgets[rules.t][c][key] for key in PLAN}
        if self.foreseen == (rules.t, c):
            plan["budget_expenditure"] += YUAN
            plan["budget_gap"] = max(0, plan["budget_expenditure"] + plan["plan_levy"] - plan["plan_income"]
                                     - plan["plan_other"])
        return plan

    def excluded(self, rules, c, unit):
        return super().excluded(rules, c, unit) + YUAN * (self.excused == (rules.t, c))


def treasury(city, c):
    """{year: T without what is brought forward} of a unit."""
    return {t: sum(rows[c][name] for name in SUMS["treasury"]) for t, rows in city.rows.items()}


def change(before, after, c, worth):
    """(ΔT by year, their sum, their present value) of a unit, in fen."""
    old, new = treasury(before, c), treasury(after, c)
    by_year = {t: new[t] - old[t] for t in new}
    return by_year, sum(by_year.values()), sum(amount * worth[t] for t, amount in by_year.items())


def marginal(city, c, year, cause, worth):
    """F33: what one more yuan of a cause costs, in fen."""
    other = city.again(year, c, *(SHORT if cause == "short" else SPENT))
    other.budgets = city.rows
    other.foreseen, other.excused = ((year, c) if cause == name else None for name in ("budgeted", "unbudgeted"))
    other.run(year)
    by_year, ever, value = change(city, other, c, worth)
    old, new = city.rows[year][c], other.rows[year][c]
    paid = lambda row: sum(row["paid"].values()) + row["pool_topup"]
    return {"treasury": by_year[year], "subsidies": paid(new) - paid(old), "balance": old["closing"] - new["closing"],
            "treasury_ever": ever, "treasury_present_value": value}


def ratchet(city, c, year, worth):
    """F34: 1 % more collected in a year, the case's own path as it was."""
    good = portion(city.rows[year][c]["contributions"], 0.01)
    other = city.again(year, c, "contributions_unit", good)
    other.run(year)
    by_year, ever, value = change(city, other, c, worth)
    after = year + 1 if year < city.inputs.last_year else None
    plan = after and other.rows[after][c]["plan_income"] - city.rows[after][c]["plan_income"]
    return {"good_year": good, "next_plan": plan, "treasury": by_year[year], "treasury_next": by_year.get(after),
            "treasury_ever": ever, "treasury_present_value": value}
