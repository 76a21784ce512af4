"""Random money: books of a small place, and a case that draws every knob only stage 2 asks for.

Units are rich and poor, the pool too small or ample, and rules change in the middle of the run, so that what happens
only where money is short happens often.
"""

import pathlib
import random

from generate import Scenario, link_law
from random_case import MONEY_ONLY, Case
from random_place import MARK, TAIL, write_place

POOL = "市级统筹"
RANGES = {
    "economy.fund_interest": (0, 0.06), "economy.inflation": (-0.01, 0.05), "economy.revenue_growth": (-0.05, 0.1),
    "economy.wage_growth": (-0.02, 0.08), "pool.levy_rate": (0, 0.12), "fund.reserve_months": (0, 9),
    "fund.balance_share": (0, 1), "fiscal.short_tolerance": (0, 0.06), "fiscal.over_tolerance": (0, 0.06),
    "fiscal.on_time_share": (0, 1), "fiscal.treasury_cap": (0, 0.2), "subsidy.gap_share": (0, 1),
    "subsidy.fixed_factor": (0, 2), "subsidy.fixed_index": (-0.1, 0.2), "subsidy.special_weight_extra": (0, 0.6),
    "subsidy.special_weight_saved": (0, 0.6), "subsidy.special_weight_own": (0, 0.95),
    "subsidy.special_cap_share": (0, 0.8), "subsidy.special_cap": (0, 3e6), "plan.stretch": (-0.05, 0.12),
    "regime.local_share": (0, 1), "central.upload_rate": (0, 0.06), "central.wage_share": (0.5, 1),
    "central.handout": (0, 9000), "national.transfer": (0, 3000), "reward.city_pool": (0, 5e6),
    "reward.weight_completion": (0, 1), "reward.weight_execution": (0, 1), "reward.weight_coverage": (0, 1),
    "reward.execution_tolerance": (0.001, 0.3), "reward.coverage_target": (0.005, 0.1),
    "reward.on_time_least": (0, 1), "reward.unit_weight": (0, 5), "reward.county_rate": (0, 0.05),
    "reward.county_completion": (0.9, 1.1), "pool.external_money": (0, 6e7), "fiscal.settlement": (0, 3e7),
    "fiscal.deadline_months": (0, 6)}
BY_UNIT = ("economy.revenue_growth", "pool.levy_rate", "fund.", "fiscal.settlement", "fiscal.on_time_share",
           "subsidy.fixed_factor", "fiscal.treasury_cap", "regime.local_share", "reward.unit_weight",
           "reward.county_")
WHOLE_YUAN = ("pool.external_money", "fiscal.settlement", "reward.city_pool", "subsidy.special_cap",
              "fiscal.deadline_months")
ASIDE = ("futures.", "response.")
REGIMES = ("city_2016", "provincial", "national")


class Money(Case):
    """Changes of the money knobs of one case."""

    def choose(self, key, value, *dates):
        self.add(key, value=value, **({"from": dates[0]} if dates else {}))

    def switch(self, key):
        """One or several choices of a switch, from dates on."""
        for n in range(self.rng.choice([1, 1, 2])):
            when = [self.when()] if n or self.rng.random() < 0.5 else []
            self.choose(key, self.rng.choice(self.rows[key]["choices"]), *when)

    def regimes(self):
        """Regimes that come and go."""
        for year in sorted(self.rng.sample(range(2016, self.last_year), self.rng.randint(1, 3))):
            self.choose("fiscal.regime", self.rng.choice(REGIMES), year)

    def number(self, key):
        value = self.rng.uniform(*RANGES[key])
        if self.rng.random() < 0.15:
            value = self.rng.choice([RANGES[key][0], RANGES[key][1], self.rng.choice(RANGES[key]) / 2])
        return round(value) if key in WHOLE_YUAN else round(value, self.rng.choice([2, 5, 9]))

    def quantity(self, key):
        """Values, factors and sums from dates on, some for one unit, some growing in over years."""
        for n in range(self.rng.choice([1, 1, 2, 3])):
            change = {"value": max(self.number(key), self.rows[key]["min"])}
            if n and key not in WHOLE_YUAN and self.rows[key]["min"] <= 0 and self.rng.random() < 0.3:
                change = {"scale": round(self.rng.uniform(0.4, 1), 3)}
            if n or self.rng.random() < 0.5:
                change["from"] = self.when()
            if self.rng.random() < 0.15:
                start = int(str(change.get("from", 2016))[:4])
                change["to"] = self.rng.choice([start + 2, f"{start + 3}-07", f"{start + 4}-01"])
            if self.rng.random() < 0.2 and key != "fiscal.deadline_months":
                change["ramp"] = self.rng.randint(1, 5)
            if key.startswith(BY_UNIT) and self.rng.random() < 0.5:
                change["unit"] = self.rng.choice(self.units)
            self.add(key, **change)


RARE = {  # changes that independent draws seldom bring together: (knob, value[, from])
    "short by just what is tolerated":
        [("plan.method", "projection"), ("plan.stretch", 0.25), ("fiscal.short_tolerance", 0.2),
         ("fiscal.regime", "city_2016")],
    "special of the year itself beside a top-up":
        [("special.lag", "0"), ("fiscal.pool_topup", "residual"), ("subsidy.rule", "fixed_adjustment_special"),
         ("subsidy.special_weight_own", 0.3), ("fiscal.regime", "city_2016")],
    "claims unpaid when unified payment begins":
        [("fiscal.unpaid", "carry"), ("subsidy.rule", "fixed_adjustment_special"), ("pool.external_money", 0),
         ("fiscal.on_time_share", 0.3), ("fiscal.settlement", 0), ("fiscal.regime", "provincial", 2022)]}


def draw(rng, catalogue, units, last_year, seed):
    """A case in which a third of all money knobs move, each in every third seed at least."""
    case = Money(rng, catalogue, units, last_year)
    rare = RARE[rng.choice(list(RARE))] if rng.random() < 0.3 else []
    for change in rare:
        case.choose(*change)
    drawn = {change[0] for change in rare}
    keys = [k for k in case.rows if k.startswith(MONEY_ONLY) and not k.startswith(ASIDE) and k not in drawn]
    keys.append("economy.wage_growth")
    for n, key in enumerate(keys):
        if (seed + n) % 3 and rng.random() > 0.25:
            continue
        if key == "fiscal.regime":
            case.regimes()
        elif case.rows[key]["unit"] == "choice":
            case.switch(key)
        else:
            case.quantity(key)
    if "plan.method" not in drawn and rng.random() < 0.6:
        case.choose("plan.method", rng.choice(["growth", "trend", "capacity"]))
    return case


def rows_of(path):
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    return header.split(","), [line.split(",") for line in lines]


def write_rows(path, header, rows):
    path.write_text("\n".join(",".join(map(str, row)) for row in [header, *rows]) + "\n", encoding="utf-8")


def thin_retirees(folder, rng, units):
    """Fewer retirees in some units, so that some have money left; {unit: pensions of a year}."""
    header, rows = rows_of(folder / "retirees.csv")
    factor = {unit: rng.choice([0.15, 0.3, 0.5, 0.8, 1]) for unit in units}
    pensions = dict.fromkeys(units, 0.0)
    for row in rows:
        row[4] = round(float(row[4]) * factor[row[0]], 3)
        pensions[row[0]] += 12 * row[4] * float(row[5])
    write_rows(folder / "retirees.csv", header, rows)
    return pensions


def meet_bound(folder, unit, bound):
    """As many insured a retiree in one unit as a bound of the tiers says, to the last digit."""
    retirees = sum(float(row[4]) for row in rows_of(folder / "retirees.csv")[1] if row[0] == unit)
    header, rows = rows_of(folder / "members.csv")
    own = [row for row in rows if row[0] == unit]
    factor = bound * retirees / sum(float(row[3]) for row in own)
    for row in own:
        row[3] = round(float(row[3]) * factor, 3)
    largest = max(own, key=lambda row: row[3])
    largest[3] = round(largest[3] + bound * retirees - sum(row[3] for row in own), 4)
    write_rows(folder / "members.csv", header, rows)


def write_books(folder, rng, units):
    """fund.csv, finance.csv and what the place knows of money, in the size of the pensions paid."""
    pensions, rows, revenue = thin_retirees(folder, rng, units), [], []
    if rng.random() < 0.3:
        meet_bound(folder, rng.choice(units), rng.choice([1.5, 2, 2.5, 3]))
    near = lambda value, low, high: round(value * rng.uniform(low, high), 2)
    for unit in units:
        spent = near(pensions[unit], 0.9, 1.2)
        income, other = near(spent, 0.3, 1.3), near(spent, 0.005, 0.05)
        balance = near(spent, *rng.choice([(0, 0), (0, 0.2), (0.2, 1), (1, 3)]))
        rows.append([unit, 2015, balance, income, near(income, 0.9, 1.1), other, near(other, 0.8, 1.2), spent,
                     near(spent, 0.9, 1.1), 0, near(spent, 0, 0.1), near(other, 0, 1), *MARK.split(",")])
        revenue.append([unit, 2015, near(spent, 0.5, 5), near(spent, 2, 6), *MARK.split(",")])
    whole = sum(pensions.values())
    rows.append([POOL, 2015, near(whole, *rng.choice([(0, 0), (0, 0.1), (0.1, 1)])), *[0] * 9, *MARK.split(",")])
    header = ("unit,year,balance,income,plan_income,other_income,plan_other_income,expenditure,budget_expenditure,"
              f"levy,treasury_on_time,interest,{TAIL}")
    write_rows(folder / "fund.csv", header.split(","), rows)
    write_rows(folder / "finance.csv", f"unit,year,general_revenue,general_expenditure,{TAIL}".split(","), revenue)
    write_parameters(folder, rng, pensions)


def write_parameters(folder, rng, pensions):
    """Settlements, money in time and money from above; a few other numbers of single units."""
    header, rows = rows_of(folder / "parameters.csv")
    rows = [r for r in rows if r[0] not in ("fiscal.settlement", "fiscal.on_time_share", "pool.external_money")]
    for unit, spent in pensions.items():
        rows.append(["fiscal.settlement", unit, "2015-01", round(spent * rng.choice([0, 0.02, 0.2]), 2), MARK])
        rows.append(["fiscal.on_time_share", unit, "2015-01", round(rng.choice([1, rng.uniform(0.3, 1)]), 4), MARK])
        key = rng.choice(["subsidy.fixed_factor", "pool.levy_rate", "fund.reserve_months", "regime.local_share"])
        rows.append([key, unit, rng.choice(["2015-01", "2021-07"]), round(rng.uniform(0, 0.2), 3), MARK])
    external = sum(pensions.values()) * rng.choice([0, 0.05, 0.2, 0.6])
    rows.append(["pool.external_money", "", "2015-01", round(external, 2), MARK])
    write_rows(folder / "parameters.csv", header, rows)


class MoneyScenario(Scenario):
    """One drawn scenario of money on disk."""

    def __init__(self, folder, seed, catalogue):
        rng = random.Random(f"money {seed}")
        self.seed, self.data, self.last_year = seed, pathlib.Path(folder) / str(seed), rng.randint(2027, 2040)
        scenarios = self.data / "scenarios"
        place = scenarios / "places" / self.place
        units = write_place(place, rng, self.last_year)
        write_books(place, rng, units)
        (scenarios / "cases").mkdir()
        drawn = draw(rng, catalogue, units, self.last_year, seed)
        self.out = self.data / "out"
        link_law(scenarios, [], rng)
        self._settle(scenarios / "cases", drawn.changes, {row["key"]: row for row in catalogue}, rng)
