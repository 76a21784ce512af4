"""The program against the reference: every flow of stage 1, unit and year, over random small scenarios.

    BALLAST_PROGRAM=…/ballast python3 compare.py [--seeds 69] [--first 0] [--jobs 2] [--keep DIRECTORY]
                                                 [--shipped CASE…]

Exit code 1 where a flow differs by more than 1e-9 of its scale, or a switch or channel occurs less than three times.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np

import channels
import generate
import stage1
from flows import PENSION_LINES
from random_case import MONEY_ONLY

TOLERANCE = 1e-9
DIFFERENCES = {"audit_contributions": "contributions_unit", "audit_promised": "contributions_unit"}
LEAST = 3
# Near zero a flow is judged by the size of the whole: heads by the insured, money by the fund's expenditure.
HEADS = ("contributing", "suspended", "illness_benefit_end", "illness_benefit_new", "illness_benefit_to",
         "illness_partial", "illness_limited_n", "illness_limited_e", "retired", "entrants", "left_", "deaths",
         "transferred", "reclassified", "population", "births", "net_migration")


def run_program(scenario, *words):
    """What the program prints of one run, None where it fails; its result file is in scenario.out."""
    command = [generate.program(), "run", scenario.case, "--place", scenario.place, "--horizon",
               str(scenario.last_year), "--threads", "1", "--format", "h5", "--quiet", "--out", str(scenario.out),
               *words]
    for text in scenario.sets:
        command += ["--set", text]
    environment = {**os.environ, "BALLAST_DATA": str(scenario.data)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        print(f"seed {scenario.seed}: the program ends with {done.returncode}\n{done.stderr[-1500:]}")
        return None
    return done.stdout


def program_flows(scenario):
    """{flow: [unit, year]} of one run."""
    if run_program(scenario) is None:
        return {}
    with h5py.File(scenario.out / f"{scenario.case}.h5") as file:
        return {name: values[:] for name, values in file["flows"].items()}


def floor(name, flows):
    """Size of the whole by unit, for flows near zero."""
    if name.startswith(HEADS):
        return flows["contributing_end"] + flows["suspended_end"] + flows["retired_end"]
    if name == "effective_increase":
        return np.ones_like(flows["pension_basic"])
    return sum(flows[f] for f in PENSION_LINES)


def infinite_where_missing(gap):
    """What is no number on either side agrees with nothing; NaN itself is never the larger of two."""
    return np.nan_to_num(gap, nan=np.inf, posinf=np.inf)


def differences(mine, theirs, units):
    """{flow: largest difference over its scale}; a missing flow counts as infinite."""
    worst = {}
    for name in dict.fromkeys([*mine, *theirs]):
        if name not in mine or name not in theirs:
            worst[name] = (np.inf, "only in the " + ("reference" if name in mine else "program"))
            continue
        a, b = mine[name][0][:, 1:], theirs[name][:units, 1:]
        whole = floor(name, mine)[0][:, 1:].max(axis=1)
        scale = np.maximum(np.abs(a).max(axis=1), TOLERANCE * whole)[:, None]
        if name in DIFFERENCES:  # of two bases nearly alike where the floor holds: as exact as what they are taken from
            scale = np.maximum(scale, np.abs(mine[DIFFERENCES[name]][0][:, 1:]).max(axis=1)[:, None])
        gap = infinite_where_missing(np.abs(a - b) / np.maximum(scale, 1e-300))
        u, y = np.unravel_index(gap.argmax(), gap.shape)
        worst[name] = (gap[u, y], f"unit {u}, {2016 + y}: reference {a[u, y]:.15g}, program {b[u, y]:.15g}")
    return worst


def one(seed, folder, rows):
    """(seed, worst by flow, switches and channels, knobs drawn, seconds of program and reference)."""
    drawn = isinstance(seed, int)
    scenario = generate.Scenario(folder, seed, rows) if drawn else generate.Shipped(seed, folder)
    inputs = scenario.inputs()
    start = time.perf_counter()
    theirs = program_flows(scenario)
    middle = time.perf_counter()
    reference = stage1.Run(inputs)
    mine = reference.run()
    seconds = middle - start, time.perf_counter() - middle
    worked = channels.worked(inputs, mine, reference.ways)
    return seed, differences(mine, theirs, len(inputs.units)), worked, scenario.keys, seconds


def report(results):
    """Prints worst differences and counts; True when all is well."""
    worst = {}
    for seed, gaps, _, _, _ in results:
        for name, (gap, where) in gaps.items():
            if gap >= worst.get(name, (-1,))[0]:
                worst[name] = (gap, f"seed {seed}, {where}")
    for name, (gap, where) in sorted(worst.items(), key=lambda item: -item[1][0]):
        print(f"{gap:9.2e}  {name:30s} {where if gap > TOLERANCE else ''}")
    counts = collections.Counter(name for r in results for name in set(r[2]))
    expected = [*channels.FLOWS, *channels.SWITCHES, *(f"stream {s}" for s in channels.STREAMS)]
    print("\nscenarios in which a switch or channel is at work:")
    for name in dict.fromkeys([*expected, *counts]):
        print(f"{counts[name]:5d}  {name}")
    few = [name for name in expected if counts[name] < LEAST] if len(results) >= 60 else []
    broken = [name for name, (gap, _) in worst.items() if not gap <= TOLERANCE]
    program, reference = (sum(r[4][n] for r in results) for n in (0, 1))
    print(f"\n{len(results)} scenarios, {len(worst)} flows, worst {max(gap for gap, _ in worst.values()):.2e}; "
          f"program {program:.1f} s, reference {reference:.1f} s")
    for name in broken:
        print(f"differs: {name}")
    for name in few:
        print(f"occurs less than {LEAST} times: {name}")
    return not broken and not few


def knob_counts(results, rows):
    drawn = collections.Counter(key for r in results for key in set(r[3]))
    never = [row["key"] for row in rows if drawn[row["key"]] == 0 and not row["key"].startswith(MONEY_ONLY)]
    print(f"knobs drawn: {sum(1 for key in drawn)}; never: {', '.join(never) or 'none'}")


def arguments(usage, seeds):
    """What the command line asks for: drawn seeds, processes, a folder that is kept, shipped cases."""
    parser = argparse.ArgumentParser(description=usage)
    parser.add_argument("--seeds", type=int, default=seeds)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--shipped", nargs="*", default=[], metavar="CASE", help="cases of the shipped place besides")
    return parser.parse_args()


def each(one, asked, rows):
    """What `one` finds of every scenario asked for, several at a time."""
    seeds = [*asked.shipped, *range(asked.first, asked.first + asked.seeds)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or pathlib.Path(scratch)
        with concurrent.futures.ProcessPoolExecutor(asked.jobs) as pool:
            return [job.result() for job in [pool.submit(one, seed, folder, rows) for seed in seeds]]


def main():
    rows = generate.catalogue(generate.ROOT)
    results = each(one, arguments(__doc__, 69), rows)
    good = report(results)
    knob_counts(results, rows)
    return 0 if good else 1


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
