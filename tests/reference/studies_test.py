"""`ballast rules compare` and `targets` against the reference: small drawn cities and the shipped baseline.

    BALLAST_PROGRAM=…/ballast python3 studies_test.py [SEED…]

The program's own flows of stage 1 are settled again under each rule. Exit code 1 where an amount differs by a fen or a
share by more than it is rounded to.
"""

import json
import os
import subprocess
import sys
import tempfile

import h5py

import cliffs
import generate
import marginal
import studies
from compare import run_program
from random_money import MoneyScenario
from targets import targets

SEEDS = ["baseline", *range(10), 18, 37, 42]  # 18, 42: straight lines instead of tiers; 37: national pooling
SHARE, HEADS, PRESENT = 6e-13, 6e-7, 0.51  # printed to twelve decimals; a present value is no whole fen
SHARES = ("fiscal_burden", "fiscal_burden_peak", "support_ratio", "tier_share", "max_over_min", "gini")


def scenario_of(seed, folder, rows):
    if seed == "baseline":
        return generate.Shipped(seed, folder, 2035)
    return MoneyScenario(folder, seed, rows)


def told(scenario, year, *verb):
    """What the program answers to a verb for one case, for a year or the year it takes."""
    command = [generate.program(), *verb, scenario.case, "--place", scenario.place, "--horizon",
               str(scenario.last_year), "--threads", "1", "--json", "--quiet"]
    if year:
        command += ["--year", str(year)]
    for text in scenario.sets:
        command += ["--set", text]
    done = subprocess.run(command, capture_output=True, text=True, check=True,
                          env={**os.environ, "BALLAST_DATA": str(scenario.data)})
    return json.loads(done.stdout)


def flows_of(scenario, units):
    """The program's flows of stage 1."""
    if run_program(scenario) is None:
        raise SystemExit(1)
    with h5py.File(scenario.out / f"{scenario.case}.h5") as file:
        return {name: values[:units] for name, values in file["flows"].items()}


class Differences:
    """Values compared, and those that differ."""

    def __init__(self):
        self.count, self.found = 0, []

    def same(self, where, mine, theirs, tolerance):
        """Numbers within a tolerance; anything else must be equal."""
        self.count += 1
        both = isinstance(mine, (int, float)) and isinstance(theirs, (int, float))
        if not (abs(mine - theirs) <= tolerance if both else mine == theirs):
            self.found.append(f"{where}: reference {mine}, program {theirs}")

    def none(self, seed):
        """Whether nothing differs; says so."""
        print(f"{seed}: {self.count} values, {len(self.found)} differ", *self.found[:5], sep="\n  ")
        return not self.found

    def spread(self, where, mine, theirs):
        """F36; amounts are yuan that no fen rounds."""
        for key, value in mine.items():
            self.same(f"{where} {key}", value, theirs[key], max(SHARE, 1e-13 * abs(value or 0)))

    def amounts(self, where, mine, theirs):
        """A row of figures by key: amounts in fen against yuan, shares and years as they are."""
        for key, value in mine.items():
            said = theirs[key]
            if key in SHARES:
                self.same(f"{where} {key}", value, said, SHARE)
            elif key == "fiscal_burden_peak_year":
                self.same(f"{where} {key}", value, said, 0)
            else:
                self.same(f"{where} {key}", value, None if said is None else 100 * said,
                          PRESENT if "present" in key else 0.01 + 1e-15 * abs(value or 0))


def rules(out, inputs, flows, said):
    """Who pays under each rule: units, whole city, pool."""
    years = list(inputs.years)
    for rule in said["rules"]:
        name = rule["rule"]
        city = studies.settle(inputs, flows, studies.VARIANTS[name])
        outcomes = [studies.outcome(city, c, years) for c in [*range(len(inputs.units)), None]]
        for outcome, row in zip(outcomes, rule["units"], strict=True):
            out.amounts(f"{name} {row['unit']}", outcome, row)
        for measure, spread in cliffs.spreads(city, years, outcomes[:-1]).items():
            out.spread(f"{name} {measure}", spread, rule["dispersion"][measure])
        out.amounts(f"{name} pool", {"closing": studies.pool_closing(city, name)}, rule["pool"])


def heads(out, city, year, said):
    """Cliffs and support ratios of one year."""
    out.spread("support ratio", cliffs.dispersion(cliffs.support_ratios(city, year)),
               said["dispersion"]["support_ratio"])
    for cliff, row in zip(cliffs.cliffs(city, year), said["cliffs"], strict=True):
        for key, value in cliff.items():
            money = key in ("adjustment", "one_more_contributor", "one_more_retiree", "next_tier", "previous_tier")
            theirs = 100 * row[key] if money else row[key]
            tolerance = 0.01 if money else HEADS if key in ("contributors", "retirees") else SHARE
            out.same(f"cliff {row['unit']} {key}", value, theirs, tolerance)


def next_yuan(out, inputs, flows, year, said):
    """Marginal costs by rule, unit and cause, in fen; present values as exact as large changes that cancel leave them."""
    worth = studies.discount(inputs)
    for rule in said["rules"]:
        city = marginal.Study(inputs, flows, studies.VARIANTS[rule["rule"]])
        for c, row in enumerate(rule["units"][:-1]):
            for cause in marginal.CAUSES:
                for key, value in marginal.marginal(city, c, year, cause, worth).items():
                    where = f"{rule['rule']} {row['unit']} one yuan more {cause}: {key}"
                    out.same(where, value, 100 * row["marginal"][cause][key], max(1e-9, 1e-12 * abs(value)))


def ratchets(out, inputs, flows, year, said):
    """What a good year does, by plan method."""
    worth, told_of = studies.discount(inputs), {(r["unit"], r["plan_method"]): r for r in said["ratchets"]}
    for method in marginal.METHODS:
        city = marginal.Study(inputs, flows, {"plan.method": method})
        for c, unit in enumerate(inputs.units):
            out.amounts(f"ratchet {method} {unit}", marginal.ratchet(city, c, year, worth), told_of[unit, method])


def judged(out, city, flows, year, said):
    """Targets asked and achieved; a target met but for rounding is met or not."""
    mine = targets(city, flows, year)
    out.same("targets", sorted(mine), sorted((row["unit"], row["target"]) for row in said), 0)
    for row in said:
        for key, value in mine[row["unit"], row["target"]].items():
            tie = key == "met" and row["attained"] is not None and abs(row["attained"] - 1) <= SHARE
            out.same(f"target {row['target']} {row['unit']} {key}", row[key] if tie else value, row[key],
                     SHARE * max(1, abs(value or 0)))


def one(seed, folder, rows):
    """Whether all agrees in one city; says so."""
    scenario = scenario_of(seed, folder, rows)
    inputs, out = scenario.inputs(), Differences()
    drawn = isinstance(seed, int) and seed % 2
    year = scenario.last_year - seed % (scenario.last_year - 2015) if drawn else None
    flows, said = flows_of(scenario, len(inputs.units)), told(scenario, year, "rules", "compare")["cases"][0]
    out.same("rules", list(studies.VARIANTS), [rule["rule"] for rule in said["rules"]], 0)
    rules(out, inputs, flows, said)
    city = studies.settle(inputs, flows, {})
    year = year or studies.year_of(city)
    out.same("year", year, said["year"], 0)
    heads(out, city, year, said)
    next_yuan(out, inputs, flows, year, said)
    ratchets(out, inputs, flows, year, said)
    judged(out, city, flows, year, told(scenario, year, "targets")["targets"])
    return out.none(seed)


def each(one, seeds):
    """Exit code of `one` over the seeds asked for on the command line, or over these."""
    rows = generate.catalogue(generate.ROOT)
    asked = [int(word) if word.isdigit() else word for word in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        results = [one(seed, folder, rows) for seed in asked or seeds]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(each(one, SEEDS))
