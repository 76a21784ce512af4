"""`ballast rules compare` against the reference: small drawn cities and the shipped baseline under every rule.

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

import generate
import studies
from compare import run_program
from random_money import MoneyScenario

SEEDS = ["baseline", *range(12)]
SHARE, PRESENT = 6e-13, 0.51  # printed to twelve decimals; a present value is no whole fen
SHARES = ("fiscal_burden", "fiscal_burden_peak", "support_ratio", "max_over_min", "gini")


def scenario_of(seed, folder, rows):
    if seed == "baseline":
        return generate.Shipped(seed, folder, 2035)
    return MoneyScenario(folder, int(seed), rows)


def told(scenario):
    """What the program says of the rules of one case."""
    command = [generate.program(), "rules", "compare", scenario.case, "--place", scenario.place, "--horizon",
               str(scenario.last_year), "--threads", "1", "--json", "--quiet"]
    for text in scenario.sets:
        command += ["--set", text]
    done = subprocess.run(command, capture_output=True, text=True, check=True,
                          env={**os.environ, "BALLAST_DATA": str(scenario.data)})
    return json.loads(done.stdout)["cases"][0]


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

    def amounts(self, where, mine, theirs):
        """A row of figures by key: amounts in fen against yuan, shares and years as they are."""
        for key, value in mine.items():
            said = theirs[key]
            if key in SHARES:
                self.same(f"{where} {key}", value, said, SHARE)
            elif key.endswith("_year"):
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
        for c, row in zip([*range(len(inputs.units)), None], rule["units"]):
            out.amounts(f"{name} {row['unit']}", studies.outcome(city, c, years), row)
        out.amounts(f"{name} pool", {"closing": studies.pool_closing(city, name)}, rule["pool"])


def one(seed, folder, rows):
    """Whether all agrees in one city; says so."""
    scenario = scenario_of(seed, folder, rows)
    inputs, out = scenario.inputs(), Differences()
    flows, said = flows_of(scenario, len(inputs.units)), told(scenario)
    out.same("rules", list(studies.VARIANTS), [rule["rule"] for rule in said["rules"]], 0)
    rules(out, inputs, flows, said)
    print(f"{seed}: {out.count} values, {len(out.found)} differ", *out.found[:5], sep="\n  ")
    return not out.found


def main():
    rows = generate.catalogue(generate.ROOT)
    with tempfile.TemporaryDirectory() as folder:
        results = [one(seed, folder, rows) for seed in sys.argv[1:] or SEEDS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
