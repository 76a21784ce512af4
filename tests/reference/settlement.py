"""Stage 2 (F12-F28 of docs/equations.md) in whole fen: what each unit owes, gets and keeps, what the city pool pays.

    city = City(inputs, flows)      # flows: {flow: [unit, year from the base year]} in yuan
    city.run()
    city.rows[2018][2]["need"]      # of the third unit; city.pools[2018]["closing"] of the pool
"""

import planning
from money import fen, portion, ration
from planning import Flows, interest
from rewards import reward
from rules import KINDS, Rules


class Unit:
    """What a unit carries from year to year."""

    def __init__(self, row, fixed_base, flows, expected):
        self.flows, self.expected, self.fixed_base = flows, expected, fixed_base
        self.opening_gap = planning.gap_of(planning.opening(row))
        self.balance, self.last, self.before = fen(float(row["balance"])), planning.opening(row), planning.NOTHING
        self.receivable = self.arrears = self.advances = self.adjustment = 0
        self.unpaid = dict.fromkeys(KINDS, 0)
        self.own = None  # what it held when unified payment began, less what it has used since


class City:
    """All units of a case and their pool; of a future, `case` is what it expects: (inputs, flows)."""

    def __init__(self, inputs, flows, case=None):
        self.inputs, base = inputs, inputs.base_year
        self.case, expected = case or (inputs, flows)
        fund = {(r["unit"], int(r["year"])): r for r in inputs.tables.rows("fund")}
        share = Rules(inputs, max(inputs.subsidy_year, base)).rate("subsidy.gap_share")
        gaps = [planning.gap_of(planning.opening(fund[name, inputs.subsidy_year])) for name in inputs.units]
        self.units = [Unit(fund[name, base], portion(gaps[c], share), Flows(flows, c, base), Flows(expected, c, base))
                      for c, name in enumerate(inputs.units)]
        finance = {r["unit"]: float(r["general_revenue"]) for r in inputs.tables.rows("finance")
                   if int(r["year"]) == base}
        self.revenue = [finance[name] for name in inputs.units]
        self.pool = fen(float(fund[inputs.place["pool_zh"], base]["balance"]))
        self.rules, self.rows, self.pools = {}, {}, {}

    def run(self):
        for t in self.inputs.years:
            self.year(Rules(self.inputs, t, self.case))

    def year(self, rules):
        """One year in the order of section 6."""
        rows = [self.open(rules, c, unit) for c, unit in enumerate(self.units)]
        self.claim(rules, rows)
        pool = self.pay_subsidies(rules, rows)
        for c, (unit, row) in enumerate(zip(self.units, rows)):
            self.settle(rules, c, unit, row)
        means = self.top_up(rules, rows, pool["available"] - pool["paid"])
        for c, (unit, row) in enumerate(zip(self.units, rows)):
            pay_treasury(rules, c, unit, row)
        self.advance(rules, rows, means)
        reward(rules, self.units, rows)
        for unit, row in zip(self.units, rows):
            close(rules, unit, row)
            remember(rules, unit, row)
        self.close_pool(rules, rows, pool)
        self.rules[rules.t], self.rows[rules.t], self.pools[rules.t] = rules, rows, pool

    def budget(self, rules, c, unit):
        """F4-F7; a study may hold it."""
        return planning.budget(rules, c, unit)

    def excluded(self, rules, c, unit):
        """F15: spending that is no overspending; a study may have more of it."""
        increases = rules.choice("fiscal.over_excludes") == "increases"
        return unit.flows.line("increase_first_year", rules.t) if increases else 0

    def open(self, rules, c, unit):
        """The budget, the actual figures and the subsidies due of one unit."""
        self.revenue[c] *= 1 + rules.rate("economy.revenue_growth", c)
        now = unit.flows.figures(rules.t)
        handout, transfer, upload = planning.central(rules, unit.flows)
        levy = 0 if rules.unified else portion(now.contributions, rules.rate("pool.levy_rate", c))
        row = {"unified": rules.unified, "opening": unit.balance, "revenue": self.revenue[c],
               "contributions": now.contributions,
               "other_income": now.other_income, "expenditure": now.expenditure, "levy": levy,
               "central_handout": handout, "national_transfer": transfer, "central_upload": upload,
               "central_net": handout + transfer - upload, "brought_forward": unit.receivable,
               **self.budget(rules, c, unit)}
        row["due"] = planning.subsidies_due(rules, c, unit, row)
        row["last"], row["carried"] = unit.last, sum(unit.unpaid.values())
        if rules.unified:  # F24
            unit.unpaid = dict.fromkeys(KINDS, 0)
        row["claims"] = {kind: row["due"][kind] + unit.unpaid[kind] for kind in KINDS}
        return row

    def claim(self, rules, rows):
        """F11 with special.lag = 0: Z and the treasury money it leaves to pay on time agree."""
        if rules.unified or rules.choice("special.lag") == "1" or rules.choice("subsidy.rule") == "share_of_gap":
            return
        for c, (unit, row) in enumerate(zip(self.units, rows)):
            row["due"]["special"] = self.agreed_special(rules, c, unit, row)
            row["claims"]["special"] = row["due"]["special"] + unit.unpaid["special"]

    def agreed_special(self, rules, c, unit, row):
        """The largest Z that the year's own money, after Z, still earns; nothing of it depends on the pool."""
        year = unit.flows.figures(rules.t)
        year.plan_income, year.budget_expenditure = row["plan_income"], row["budget_expenditure"]

        def earned(z):
            alone = {**row, "paid": {**row["claims"], "special": row["claims"]["special"] + z}, "pool_topup": 0}
            self.settle(rules, c, unit, alone)
            pay_treasury(rules, c, unit, alone)
            return planning.special(rules, year, alone["treasury_on_time"])

        low, high = 0, earned(0) + 1  # earned(low) ≥ low, earned(high) < high: it never rises with Z
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if earned(middle) >= middle else (low, middle)
        return low

    def pay_subsidies(self, rules, rows):
        """F12: the pool's means, and the subsidies as far as they go."""
        external, levies = rules.amount("pool.external_money"), sum(row["levy"] for row in rows)
        claims = [row["claims"][kind] for row in rows for kind in KINDS]
        earned = interest(self.pool, levies + external - sum(claims), rules.rate("economy.fund_interest"))
        available = self.pool + earned + levies + external
        if rules.choice("fiscal.limited_pool") == "priority":
            paid = by_priority(available, rows)
        else:
            paid = ration(available, claims)
        for n, row in enumerate(rows):
            row["paid"] = dict(zip(KINDS, paid[len(KINDS) * n:]))
        return {"opening": self.pool, "interest": earned, "external": external, "levies": levies,
                "available": available, "paid": sum(paid)}

    def settle(self, rules, c, unit, row):
        """F14-F17: the year's balance, the need and its causes, what of the balance may be used."""
        flow = (row["contributions"] + row["other_income"] + sum(row["paid"].values()) - row["levy"]
                - row["expenditure"] + row["central_net"])
        row["interest"] = interest(unit.balance, flow, rules.rate("economy.fund_interest"))
        row["bal"] = flow + row["interest"]
        row["need"] = max(0, -row["bal"])
        short = beyond(row["plan_income"] - row["contributions"], row["plan_income"],
                       rules.rate("fiscal.short_tolerance"))
        excluded = self.excluded(rules, c, unit)
        over = beyond(row["expenditure"] - row["budget_expenditure"] - excluded, row["budget_expenditure"],
                      rules.rate("fiscal.over_tolerance"))
        row["short"], row["over"], row["excluded"] = short, over, excluded
        causes(rules.choice("fiscal.short_rule"), row)
        row["reserve_floor"] = portion(row["budget_expenditure"], rules.rate("fund.reserve_months", c), 12)
        row["usable"] = max(0, min(portion(unit.balance, rules.rate("fund.balance_share", c)),
                                   unit.balance - row["reserve_floor"]))

    def top_up(self, rules, rows, means):
        """F18, F25: what the pool adds to structural gaps; returns what it has left."""
        gaps = [row["gap_structural"] for row in rows]
        if rules.unified:
            given = []
            for c, row in enumerate(rows):
                rest = row["gap_structural"] - min(row["usable"], row["gap_structural"])
                given.append(rest - portion(rest, rules.rate("regime.local_share", c)))
        elif rules.choice("fiscal.pool_topup") == "residual":
            given = ration(means, gaps)
        else:
            given = [0] * len(rows)
        for row, amount in zip(rows, given):
            row["pool_topup"] = amount
        return means - sum(given)

    def advance(self, rules, rows, means):
        """F20, F26: pensions that a unit cannot pay; under unified payment never rationed."""
        lacking = []
        for unit, row in zip(self.units, rows):
            row["cash"] = unit.balance + row["bal"] + row["pool_topup"] + row["treasury_on_time"] + row["withheld"]
            lacking.append(max(0, -row["cash"]))
        for row, amount in zip(rows, lacking if rules.unified else ration(means, lacking)):
            row["advance"] = amount

    def close_pool(self, rules, rows, pool):
        """F21, F27."""
        total = lambda name: sum(row[name] for row in rows)
        closing = (pool["available"] - pool["paid"] - total("pool_topup") - total("advance") + total("advance_repaid")
                   + total("unified_surplus"))
        pool["backing"] = pool["passed_up"] = 0
        if rules.unified:
            pool["backing"] = max(0, -closing)
            pool["passed_up"] = max(0, closing - pool["opening"] - pool["interest"])
        self.pool = pool["closing"] = closing + pool["backing"] - pool["passed_up"]
        assert self.pool >= 0


def by_priority(available, rows):
    """F12, priority: one kind after another, each rationed over the units; in the order unit, kind."""
    by_kind = []
    for kind in KINDS:
        by_kind.append(ration(available, [row["claims"][kind] for row in rows]))
        available -= sum(by_kind[-1])
    return [amount for of_unit in zip(*by_kind) for amount in of_unit]


def beyond(amount, whole, tolerance):
    """F15: the amount where it is above what is tolerated and above nothing, else 0."""
    return amount if amount > portion(whole, tolerance) and amount > 0 else 0


def causes(rule, row):
    """F16: owed, and the need by cause."""
    need, short, over = row["need"], row["short"], row["over"]
    if rule == "full":
        rest = max(0, -row["bal"] - short)
        row["owed"], row["gap_over"], row["gap_short"] = short, min(over, rest), need - rest
    else:
        if rule == "within_short_first":
            gap_short = min(short, need)
            gap_over = min(over, need - gap_short)
        elif rule == "within_over_first":
            gap_over = min(over, need)
            gap_short = min(short, need - gap_over)
        else:
            gap_short, gap_over = ration(need, [short, over])
        row["owed"], row["gap_short"], row["gap_over"] = gap_short, gap_short, gap_over
    row["gap_structural"] = need - row["gap_short"] - row["gap_over"]


def pay_treasury(rules, c, unit, row):
    """F18, F19, F22, F28: what the balance and the treasury pay, what of it comes in time and what is withheld."""
    structural = row["gap_structural"] - row["pool_topup"]
    row["from_balance_structural"] = min(row["usable"], structural)
    row["from_balance_over"] = min(row["usable"] - row["from_balance_structural"], row["gap_over"])
    row["treasury_short"] = row["owed"]
    row["treasury_structural"] = structural - row["from_balance_structural"]
    row["treasury_over"] = row["gap_over"] - row["from_balance_over"]
    row["treasury_of_year"] = row["treasury_short"] + row["treasury_structural"] + row["treasury_over"]
    row["treasury"] = (row["treasury_short"] + row["treasury_structural"] + row["treasury_over"]
                       + row["brought_forward"])
    row["treasury_on_time"] = portion(row["treasury"], rules.rate("fiscal.on_time_share", c))
    row["late"] = row["treasury"] - row["treasury_on_time"]
    settlement = rules.amount("fiscal.settlement", c)
    row["withheld"] = min(row["late"], settlement)
    row["receivable"] = row["late"] - row["withheld"]
    ex_ante(rules, c, row)


def ex_ante(rules, c, row):
    """F22, F28: the treasury money without which the budget shows a deficit, and what is beyond the treasury's cap."""
    if rules.unified:
        row["ex_ante_gap"] = portion(max(0, row["budget_gap"] - row["usable"]), rules.rate("regime.local_share", c))
    else:
        row["ex_ante_gap"] = max(0, row["budget_gap"] - sum(row["paid"].values()) - row["usable"])
    cap = rules.rate("fiscal.treasury_cap", c)
    limited = rules.limits("fiscal.treasury_cap", c)
    row["budget_lacking"] = max(0, row["ex_ante_gap"] - fen(cap * row["revenue"])) if limited else 0


def close(rules, unit, row):
    """F20, F26: arrears and advances of earlier years, and the closing balance."""
    cash, new = row["cash"], max(0, -row["cash"]) - row["advance"]
    row["arrears_paid"] = min(max(0, cash), unit.arrears)
    row["advance_repaid"] = min(max(0, cash) - row["arrears_paid"], unit.advances)
    rest = max(0, cash) - row["arrears_paid"] - row["advance_repaid"]
    row["benefit_arrears"] = unit.arrears - row["arrears_paid"] + new
    row["arrears_new"] = new
    row["unified_surplus"] = 0
    if rules.unified:
        held = (unit.balance if unit.own is None else unit.own) - row["from_balance_structural"] \
            - row["from_balance_over"]
        row["unified_surplus"] = max(0, rest - held)
        unit.own = held
    else:
        unit.own = None
    row["closing"] = rest - row["unified_surplus"]


def remember(rules, unit, row):
    """What next year starts from."""
    unit.advances += row["advance"] - row["advance_repaid"]
    unit.balance, unit.receivable, unit.arrears = row["closing"], row["receivable"], row["benefit_arrears"]
    row["advances_outstanding"] = unit.advances
    unit.adjustment = row["due"]["adjustment"]
    carries = rules.choice("fiscal.unpaid") == "carry"
    unit.unpaid = {kind: (row["claims"][kind] - row["paid"][kind]) * carries for kind in KINDS}
    unit.before, unit.last = unit.last, unit.flows.figures(rules.t)
    unit.last.plan_income, unit.last.budget_expenditure = row["plan_income"], row["budget_expenditure"]
    unit.last.on_time, unit.last.owed = row["treasury_on_time"], row["treasury"]
