"""The program's stage 2 against the reference: every measure, entry of the ledger and headline of small drawn cities.

    BALLAST_PROGRAM=…/ballast python3 settle_compare.py [--seeds 150] [--first 0] [--jobs 2] [--keep DIRECTORY]
                                                        [--shipped CASE…]

CASE@2025 opens at the end of 2024. The program's own flows of stage 1 are settled again. Exit code 1 where an amount
differs by a fen, a ratio by more than 1e-12, or a switch or branch occurs in less than three scenarios of a hundred or
more.
"""

import collections
import json
import pathlib
import sys
import time

import h5py
import numpy as np

import branches
import generate
from books import Books, ledger
from compare import arguments, each, run_program
from headline import headline
from inputs import Inputs
from random_money import MoneyScenario
from settled_measures import measures
from settlement import City

TOLERANCE = 1e-12  # of ratios, heads and flows
FEN = 0.01  # of amounts: below it lies only the rounding of yuan in binary
LEAST, ENOUGH = 3, 100


class Opened(generate.Shipped):
    """A shipped case that opens at the end of 2024."""

    base_year = 2024

    def inputs(self):
        return Inputs(self.data, self.place, self.case, self.sets, self.last_year, self.base_year)


def settled(scenario, file):
    """The reference's settlement of the flows in a result file, and these flows."""
    inputs = scenario.inputs()
    flows = {name: values[:len(inputs.units)] for name, values in file["flows"].items()}
    city = City(inputs, flows)
    city.run()
    return city, flows


def measure_gaps(city, flows, file):
    """{measure: (difference, where)} over all units, pool, whole city and years; amounts in fen."""
    in_fen, other = measures(city, flows)
    theirs = {name: values[:] for name, values in file.items()
              if isinstance(values, h5py.Dataset) and values.ndim == 2}
    found = {}
    for name in dict.fromkeys([*theirs, *in_fen, *other]):
        if name not in theirs or name not in in_fen | other:
            found[name] = (np.inf, "only in the " + ("program" if name in theirs else "reference"))
        elif name in in_fen:
            mine = np.array([[np.nan if v is None else float(v) for v in row] for row in in_fen[name]])
            found[name] = worst(mine, 100 * theirs[name], np.ones_like(mine), city)
        else:
            found[name] = worst(other[name], theirs[name], np.maximum(np.abs(theirs[name]), 1e-300), city)
    return found, set(in_fen)


def worst(mine, theirs, scale, city):
    """The largest difference over its scale, and where; a value that only one has is infinitely far."""
    gap = np.where(np.isnan(mine) & np.isnan(theirs), 0.0, np.abs(mine - theirs) / scale)
    gap = np.where(np.isnan(gap), np.inf, gap)
    y, u = np.unravel_index(gap.T.argmax(), gap.T.shape)
    name = [*city.inputs.units, "pool", "whole city"][u]
    year = city.inputs.base_year + y
    return float(gap[u, y]), f"{name}, {year}: reference {mine[u, y]:.15g}, program {theirs[u, y]:.15g}"


def ledger_gap(city, file):
    """(largest difference of a yearly amount in fen, where)."""
    mine, theirs = Books(city).amounts, ledger(file)
    gaps = {key: abs(mine[key] - theirs[key]) for key in [*mine, *theirs]}
    key = max(gaps, key=lambda k: (gaps[k] > 0, -k[0], gaps[k]))  # of those that differ one of the first year
    return float(gaps[key]), f"{key}: reference {mine[key]}, program {theirs[key]}"


def headline_gap(city, printed):
    """(largest difference of a headline, where); amounts in fen, printed to the fen."""
    found = (0.0, "")
    for name, mine, theirs in zip([*city.inputs.units, "whole city"], headline(city), printed, strict=True):
        for key, value in mine.items():
            told = theirs[key]
            if key.endswith("year"):
                gap = 0.0 if told in value else np.inf
            else:
                gap = max(0.0, abs(100 * told - value) - 0.5)  # constant prices are no whole fen
            found = max(found, (gap, f"{name}, {key}: reference {value}, program {told}"), key=lambda f: f[0])
    return found


def one(seed, folder, rows):
    """(seed, differences, names of amounts, branches at work, values compared, knobs drawn, seconds)."""
    scenario, words = scenario_of(seed, folder, rows)
    start = time.perf_counter()
    printed = run_program(scenario, "--json", *words)
    middle = time.perf_counter()
    if printed is None:
        return seed, {"the program ran": (np.inf, "no")}, set(), set(), 0, scenario.keys, (middle - start, 0)
    with h5py.File(scenario.out / f"{scenario.case}.h5") as file:
        city, flows = settled(scenario, file)
        found, amounts = measure_gaps(city, flows, file)
        found["(ledger)"] = ledger_gap(city, file)
    found["(headline)"] = headline_gap(city, json.loads(printed)["headline"])
    count = (len(found) - 2) * (len(city.units) + 2) * (len(city.rows) + 1)
    seconds = middle - start, time.perf_counter() - middle
    return seed, found, amounts | {"(ledger)", "(headline)"}, branches.worked(city), count, scenario.keys, seconds


def scenario_of(seed, folder, rows):
    """(scenario, further words of the command) of a drawn seed or of a shipped case, CASE or CASE@2025."""
    if isinstance(seed, int):
        return MoneyScenario(folder, seed, rows), []
    case, _, opens = seed.partition("@")
    out = pathlib.Path(folder) / seed
    return (Opened(case, out), ["--from", opens]) if opens else (generate.Shipped(case, out), [])


def report(results):
    """Prints the worst differences and what was at work; True when all is well."""
    worst_of, amounts = {}, set().union(*(r[2] for r in results))
    for seed, found, *_ in results:
        for name, (gap, where) in found.items():
            if gap >= worst_of.get(name, (-1,))[0]:
                worst_of[name] = (gap, f"seed {seed}, {where}")
    limit = lambda name: FEN if name in amounts else TOLERANCE
    broken = {name for name, (gap, _) in worst_of.items() if not gap <= limit(name)}
    for name, (gap, where) in sorted(worst_of.items(), key=lambda item: (item[0] not in broken, -item[1][0])):
        print(f"{gap:9.2e} {'fen' if name in amounts else '   '}  {name:30s} {where if name in broken else ''}")
    few = at_work(results)
    red = sum(any(not gap <= limit(name) for name, (gap, _) in r[1].items()) for r in results)
    program, reference = (sum(r[6][n] for r in results) for n in (0, 1))
    print(f"\n{len(results)} scenarios, {len(worst_of) - 2} measures, ledger and headline, "
          f"{sum(r[4] for r in results)} values; program {program:.1f} s, reference {reference:.1f} s")
    for name in sorted(broken):
        print(f"differs: {name}")
    if broken:
        print(f"{red} scenarios differ")
    for name in few:
        print(f"occurs less than {LEAST} times: {name}")
    return not broken and not few


def at_work(results):
    """Prints in how many scenarios each switch and branch was at work; those that were too seldom."""
    counts = collections.Counter(name for r in results for name in r[3])
    print("\nscenarios in which a switch or branch is at work:")
    for name in branches.expected():
        print(f"{counts[name]:5d}  {name}")
    return [name for name in branches.expected() if counts[name] < LEAST] if len(results) >= ENOUGH else []


def main():
    return 0 if report(each(one, arguments(__doc__, 150), generate.catalogue(generate.ROOT))) else 1


if __name__ == "__main__":
    sys.exit(main())
