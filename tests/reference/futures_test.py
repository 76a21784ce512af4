"""Futures of an ensemble against the reference: drawn small scenarios, each with a few futures.

    BALLAST_PROGRAM=…/ballast python3 futures_test.py COMPARE_FUTURES [SEED…]

Chance itself comes from the program (its departures have tests of their own); what it does to the knobs, to mortality
and to every flow is computed here. Holds every flow of stage 1 of every future, and what `ballast ensemble` says of
measures that are sums of flows, to 1e-9. Exit code 1 where they part.
"""

import json
import os
import subprocess
import sys
import tempfile

import numpy as np

import compare
import futures
import generate
import stage1
from session import Session

SEEDS = [7, 11]
FUTURES = 3  # the middle one is the median
MEASURES = {"contributors": ("contributing_end", "suspended_end"), "retirees": ("retired_end",),
            "population": ("population",), "entrants": ("entrants",)}
DECIMALS = 1e-6  # of the answer in JSON


def reference(scenario, session, rows):
    """Flows [path, unit, year] of the futures by the reference."""
    drawn = session.departures(FUTURES)
    bounds = {row["key"]: (row["min"], row["max"]) for row in rows if "min" in row}
    inputs, knobs = futures.moved(scenario.inputs(), drawn, bounds)
    return stage1.Run(inputs, FUTURES, knobs).run(), drawn


def worst_flow(mine, theirs):
    """The largest difference over its scale, of all futures: (gap, flow, where)."""
    every = []
    for path in range(FUTURES):
        gaps = compare.differences({name: v[path:path + 1] for name, v in mine.items()},
                                   {name: v[path] for name, v in theirs.items()}, None)
        every += [(gap, name, f"future {path}, {where}") for name, (gap, where) in gaps.items()]
    return max(every)


def told(scenario):
    """What `ballast ensemble` says: {measure: {unit: {"mean", "quantiles", …}}}."""
    command = [generate.program(), "ensemble", scenario.case, "--place", scenario.place, "--paths", str(FUTURES),
               "--seed", "44", "--horizon", str(scenario.last_year), "--measures", ",".join(MEASURES), "--json"]
    for text in scenario.sets:
        command += ["--set", text]
    done = subprocess.run(command, capture_output=True, text=True, check=True,
                          env={**os.environ, "BALLAST_DATA": str(scenario.data)})
    return json.loads(done.stdout)["cases"][0]["measures"]


def worst_statement(mine, said):
    """The largest difference of means and medians, beyond what is printed: (gap, measure)."""
    worst = (0.0, "")
    for measure, flows in MEASURES.items():
        values = sum(mine[name] for name in flows)  # [path, unit, year]
        for unit, row in enumerate(list(said[measure].values())[:values.shape[1]]):
            for answer, here in ((row["mean"], values[:, unit].mean(0)),
                                 (row["quantiles"]["0.5"], np.median(values[:, unit], axis=0))):
                shown = np.array([np.nan if v is None else v for v in answer])[1:]
                gap = max(0.0, compare.infinite_where_missing(np.abs(shown - here[1:])).max() - DECIMALS)
                worst = max(worst, (gap / max(1.0, np.abs(here).max()), measure))
    return worst


def one(program, seed, folder, rows):
    scenario = generate.Scenario(folder, seed, rows)
    case = scenario.data, scenario.place, scenario.case
    with Session(program, case, scenario.last_year, sets=scenario.sets) as session:
        theirs = session.flows(FUTURES)
        mine, drawn = reference(scenario, session, rows)
    apart = np.ptp(mine["contributions_unit"], axis=0).max() / mine["contributions_unit"].max()
    gap, flow, where = worst_flow(mine, theirs)
    said, measure = worst_statement(mine, told(scenario))
    print(f"seed {seed}, futures from {drawn['first_year']} to {scenario.last_year}: flows part by {gap:.1e} ({flow}), "
          f"the ensemble's means and medians by {said:.1e}; futures lie {apart:.0%} apart")
    good = gap <= compare.TOLERANCE and said <= compare.TOLERANCE and apart > 0.01
    if not good:
        print(f"  {flow}: {where}; {measure}")
    return good


def main():
    program, *seeds = sys.argv[1:]
    rows = generate.catalogue(generate.ROOT)
    with tempfile.TemporaryDirectory() as folder:
        results = [one(program, int(seed), folder, rows) for seed in seeds or SEEDS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
