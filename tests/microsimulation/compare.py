"""Single lives against the program: python3 compare.py PROGRAM ROOT [--scenario NAME] [--seed N] [--years Y]

Every measure is summed over decades; its standard error comes from independent batches of lives. Measures called exact
must agree within four standard errors by category and decade, the cases taken together, and within 4.75 in every case;
approximations within their tolerance and as many standard errors.
"""

import argparse
import collections
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import h5py
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "reference"))
sys.path.insert(0, str(HERE))

import place  # noqa: E402
import scenarios  # noqa: E402
from inputs import Inputs  # noqa: E402
from lives import Conduct, Lives  # noqa: E402
from measures import APPROXIMATE, EXACT, summed  # noqa: E402
from rules import Rules  # noqa: E402

SPANS = [(2016, 2025), (2026, 2035), (2036, 2045), (2046, 2055), (2056, 2060)]
LIMIT = 4.0          # standard errors, by category and decade, all cases together
LIMIT_OF_CASE = 4.75  # standard errors, in one case: README.md says how often chance alone shows more
TRANSITIONAL = 0.005  # of new awards
FEWEST = 15          # batches in which something happened, below: too rare to judge


def simulate(rules, categories, conduct, seeds):
    """Books of independent populations."""
    books, begun, leavers = [], 0, 0.0
    for seed in seeds:
        rng = np.random.default_rng(seed)
        lives = Lives(rules, place.draw_members(categories, rng), place.draw_pensioners(categories, rng), conduct,
                      place.BATCHES, rng)
        begun += lives.begun
        books.append(lives.run())
        leavers = leavers + lives.leavers
    return books, begun, transitional(rules, leavers, lives.deemed_price, books)


def transitional(rules, leavers, price, books):
    """{span: (κ of the leavers, mean κ by formula, error of A4 on the same lives over new awards)}."""
    a, z, v, own, heads = np.moveaxis(leavers, 3, 0)
    births, tables = np.arange(leavers.shape[2]), rules.inputs.tables
    opening = [tables.opening_years(rules.base_year)[g] for g in range(5)]
    years = np.array([[of.get(birth, 0.0) for birth in births] for of in opening])
    faded = np.minimum(1, np.divide(years * heads, a, out=np.zeros_like(a), where=a > 0))
    kappa = 1 + (np.stack([tables.kappa(g, births) for g in range(5)]) - 1) * faded
    ratio = np.divide(z, a, out=np.zeros_like(a), where=a > 0)
    awards = sum(b.flows["new_award_pension"].sum(axis=1) for b in books)
    result = {}
    for span, name in spans_of(len(price), rules.base_year):
        plain, formula, exact = ((price[:, None, None] * x)[span].sum() for x in (ratio * v, kappa * ratio * v, own))
        if plain > 0:
            result[name] = exact / plain, formula / plain, (formula - exact) / awards[span].sum()
    return result


def engine_flows(program, data, case, last_year, out):
    environment = os.environ | {"BALLAST_DATA": str(data)}
    done = subprocess.run([program, "run", case, "--place", place.NAME, "--horizon", str(last_year), "--out", str(out)],
                          env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{case}: the program ends with {done.returncode}\n{done.stderr}")
    with h5py.File(out / f"{case}.h5") as file:
        return {name: np.nan_to_num(values[:]) for name, values in file["flows"].items()}


def spans_of(years, first):
    return [(slice(lo - first, min(hi, first + years - 1) - first + 1), f"{lo}-{min(hi, first + years - 1)}")
            for lo, hi in SPANS if lo - first < years]


def sums(books, flows, unit):
    """(measure, span, lives by batch, program) of all measures of one unit."""
    first, years = books[0].first_year, books[0].years
    nothing = np.zeros((years, books[0].batches))
    for measure in [*EXACT, *APPROXIMATE]:
        theirs = summed(measure, lambda flow: flows[flow][unit])
        ours = np.concatenate([summed(measure, lambda flow: b.flows.get(flow, nothing)) for b in books], axis=1)
        for span, name in spans_of(years, first):
            yield measure, name, ours[span].sum(axis=0), theirs[span].sum()


class Report:
    def __init__(self):
        self.together, self.worst, self.failures, self.judged, self.deemed = {}, {}, [], collections.Counter(), []

    def add(self, case, unit, measure, span, batches, theirs):
        """One case; its lives and the program's sums join those of the other cases."""
        lives, program = self.together.get((unit, measure, span), (0.0, 0.0))
        self.together[unit, measure, span] = lives + batches, program + theirs
        self._compare(f"{case} {unit}", measure, span, batches, theirs, LIMIT_OF_CASE)

    def close(self):
        """By category and decade, the cases together: the same people in each, so batches are added before they vary."""
        for (unit, measure, span), (lives, program) in self.together.items():
            self._compare(unit, measure, span, lives, program, LIMIT)

    def _compare(self, where, measure, span, batches, theirs, limit):
        if np.count_nonzero(batches) * place.BATCHES < FEWEST * len(batches):
            return
        kind = "exact" if measure in EXACT else "approximate"
        self.judged[limit, kind] += 1
        error = batches.std(ddof=1) / np.sqrt(len(batches)) * place.BATCHES
        ours = batches.mean() * place.BATCHES
        z = (ours - theirs) / error if error > 0 else 0.0
        if abs(ours - theirs) - limit * error > APPROXIMATE.get(measure, 0.0) * abs(theirs):
            percent = 100 * (ours / theirs - 1) if theirs else np.inf
            self.failures.append(f"{where} {span} {measure}: lives {ours:.6g}, program {theirs:.6g}, "
                                 f"{percent:+.2f} %, {z:+.1f} standard errors")
        known = self.worst.setdefault(measure, {LIMIT: 0.0, LIMIT_OF_CASE: 0.0, "where": "", "sure": 0.0})
        if abs(z) > abs(known[limit]):
            known[limit] = z
            known["where"] = f"{where} {span}" if limit == LIMIT else known["where"]
        # a difference that sampling cannot explain
        sure = max(0.0, abs(ours - theirs) - 2 * error) / abs(theirs) if theirs else 0.0
        known["sure"] = max(known["sure"], sure)

    def kappa(self, where, spans):
        """The transitional pension by formula and by person, on the same lives: no sampling error."""
        for span, (own, table, error) in spans.items():
            self.deemed.append((where, span, own, table, error))
            if abs(error) > TRANSITIONAL:
                self.failures.append(f"{where} {span} transitional pension: {100 * error:+.2f} % of new awards")

    def show(self):
        print("Transitional pension by A4 and by person, the same lives: κ of leavers, κ by formula, error over new awards")
        for where, span, own, table, error in self.deemed:
            print(f"  {where:28}{span:12}{own:8.4f}{table:8.4f}{100 * error:+8.3f} %")
        print(f"{'measure':30}{'z together':>11}{'z of a case':>13}{'beyond 2 s.e.':>15}{'allowed':>10}"
              "   where z is largest, cases together")
        for measure, known in self.worst.items():
            allowed = f"{100 * APPROXIMATE[measure]:g} %" if measure in APPROXIMATE else "exact"
            print(f"{measure:30}{known[LIMIT]:11.2f}{known[LIMIT_OF_CASE]:13.2f}{100 * known['sure']:13.2f} %"
                  f"{allowed:>10}   {known['where']}")
        for limit in (LIMIT, LIMIT_OF_CASE):
            print(f"within {limit} standard errors: {self.judged[limit, 'exact']} comparisons of exact measures; with "
                  f"their tolerance {self.judged[limit, 'approximate']} of approximations")
        for failure in self.failures:
            print("FAILS", failure)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("root")
    parser.add_argument("--scenario", action="append")
    parser.add_argument("--unit", type=int, action="append")
    parser.add_argument("--seed", type=int, default=20160044)
    parser.add_argument("--populations", type=int, default=2, help="independent populations of each unit")
    parser.add_argument("--last-year", type=int, default=2060)
    parser.add_argument("--persistence", type=float, default=0.6)
    parser.add_argument("--among", choices=["cell", "all"], default="cell")
    parser.add_argument("--real-months", action="store_true")
    options = parser.parse_args()
    cases = scenarios.cases()
    report, total, started = Report(), 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        data, out = pathlib.Path(folder) / "data", pathlib.Path(folder) / "out"
        place.write_data(options.root, data, options.last_year, cases)
        scenarios.assumptions(data)
        for case in options.scenario or scenarios.DEFAULT:
            flows = engine_flows(options.program, data, case, options.last_year, out)
            inputs = Inputs(data, place.NAME, case, last_year=options.last_year)
            conduct = Conduct(options.persistence, options.among, options.real_months, "illness_partial_new" in flows)
            for unit in options.unit or range(len(place.UNITS)):
                seeds = [[options.seed, unit, i] for i in range(options.populations)]
                books, begun, deemed = simulate(Rules(inputs, unit), place.UNITS[unit][2], conduct, seeds)
                total += begun + sum(int(b.flows[f].sum()) for b in books for f in ("entrants", "transferred_in")
                                     if f in b.flows)
                report.kappa(f"{case} {place.UNITS[unit][1]}", deemed)
                for row in sums(books, flows, unit):
                    report.add(case, place.UNITS[unit][1], *row)
    report.close()
    report.show()
    judged = sum(report.judged.values()) + len(report.deemed)
    print(f"{total} lives, {judged} comparisons, {time.perf_counter() - started:.0f} s, seed {options.seed}")
    if report.failures:
        sys.exit(f"{len(report.failures)} of {judged} comparisons fail")


if __name__ == "__main__":
    main()
