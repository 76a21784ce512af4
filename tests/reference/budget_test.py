"""`ballast budget` against the reference: the form of some years of small drawn cities and the shipped baseline.

    BALLAST_PROGRAM=…/ballast python3 budget_test.py [SEED…]

The program's own flows of stage 1 are settled again; every second year with --solve. Exit code 1 where an amount
differs by a fen or a figure of annex 01 by more than it is rounded to.
"""

import sys

from annex import annex
from budget_form import form
from marginal import Study
from studies_test import Differences, each, flows_of, scenario_of, told

SEEDS = ["baseline", *range(10), 37]
STEP = 3  # years between the budgets compared
PARTS = ("income", "expenditure", "check", "memo")
ASIDE = ("clause", "local_share")  # of the check: a text, a knob
HEADS, CENT = 1.1e-6, 0.0051  # of what is printed to six decimals, and of yuan


def lines(out, where, mine, theirs):
    """Every line and sum of one row of the form."""
    for part in PARTS:
        out.same(f"{where} {part}", part in mine, part in theirs, 0)
        keys = [key for key in theirs.get(part, {}) if key not in ASIDE]
        out.same(f"{where} {part}", sorted(keys), sorted(mine.get(part, {})), 0)
        for key in keys:
            out.money(f"{where} {part} {key}", mine[part].get(key), theirs[part][key])
    for key in ("balance_of_year", "opening_balance", "closing_balance"):
        out.money(f"{where} {key}", mine[key], theirs[key])


class Sheets(Differences):
    """Differences of amounts of the form, and of figures of the annex."""

    def money(self, where, mine, theirs):
        """Fen against yuan; whether a row is balanced, and a cap that is none, as they are."""
        plain = theirs is None or isinstance(theirs, bool)
        self.same(where, mine, theirs if plain else 100 * theirs, 0 if plain else 0.01)

    def figures(self, where, mine, theirs):
        for key, said in theirs.items():
            value = None if mine[key] != mine[key] else float(mine[key])
            money = key.startswith(("base", "mean", "contribution_"))
            self.same(f"{where} {key}", value, said, CENT if money else HEADS)


def budget(out, city, flows, scenario, year):
    """One budget: rows, transfers, annex."""
    solve = year % 2 == 0
    said = told(scenario, year, "budget", *["--solve"] * solve)
    mine, basic = form(city, year, solve), annex(city, flows, year)
    out.same(f"{year} rows", list(mine), [row["unit"] for row in said["units"]], 0)
    out.same(f"{year} balanced", all(row["check"]["balanced"] for row in mine.values() if "check" in row),
             said["balanced"], 0)
    for row in said["units"]:
        lines(out, f"{year} {row['unit']}", mine[row["unit"]], row)
    for n, row in enumerate(row for row in said["units"] if "basic" in row):
        out.figures(f"{year} {row['unit']} annex", {key: values[n] for key, values in basic.items()}, row["basic"])
    out.money(f"{year} subsidies between", mine["市级统筹"]["expenditure"]["subordinate_subsidy"],
              said["transfers"]["subsidies"])
    out.money(f"{year} levies between", mine["市级统筹"]["income"]["subordinate_levy"], said["transfers"]["levies"])


def one(seed, folder, rows):
    """Whether all agrees in one city; says so."""
    scenario = scenario_of(seed, folder, rows)
    inputs, out = scenario.inputs(), Sheets()
    flows = flows_of(scenario, len(inputs.units))
    city = Study(inputs, flows, {})
    for year in range(inputs.base_year + 1, inputs.last_year + 1, STEP):
        budget(out, city, flows, scenario, year)
    return out.none(seed)


if __name__ == "__main__":
    sys.exit(each(one, SEEDS))
