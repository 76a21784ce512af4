"""Futures settled again: who pays in every future of drawn cities, by the reference and by `ballast ensemble`.

    BALLAST_PROGRAM=…/ballast python3 settle_futures.py COMPARE_FUTURES [SEED…]

Chance and the flows of stage 1 come from the program (they have comparisons of their own); what chance does to the
knobs of money, plans, which go by the case and not by the future, and every year's settlement are computed here. Holds
every amount of every unit, of the pool and of the whole city, in every future and year, to the last place of the 32
bits in which futures are kept, and their mean and median, which have 64, to the fen. Exit code 1 where they part, or
where plans are hardly ever missed.
"""

import copy
import os
import subprocess
import sys
import tempfile

import h5py
import numpy as np

import futures
import generate
from random_money import MoneyScenario
from session import Session
from settle_compare import FEN, worst
from settled_measures import money
from settlement import City

SEEDS = range(1000, 1016)
FUTURES = 5  # the middle one is the median; of packs of four or eight some lanes are left over


def told(scenario):
    """{flow: [unit, year]} of the case; {measure: [path, row, year]}, {measure: (mean, median)} of its futures."""
    command = [generate.program(), "ensemble", scenario.case, "--place", scenario.place, "--paths", str(FUTURES),
               "--seed", "44", "--horizon", str(scenario.last_year), "--measures", "all", "--keep-paths", "--threads",
               "1", "--quiet", "--out", str(scenario.out)]
    for text in scenario.sets:
        command += ["--set", text]
    subprocess.run(command, capture_output=True, check=True, env={**os.environ, "BALLAST_DATA": str(scenario.data)})
    with h5py.File(scenario.out / f"{scenario.case}.h5") as file:
        flows, draws = ({name: values[:] for name, values in file[group].items() if values.ndim > 1}
                        for group in ("flows", "draws"))
        median = list(file["quantile"][:]).index(0.5)
        return flows, draws, {name: (file[name][:], file[f"{name}_quantile"][median]) for name in draws}


def cities(scenario, drawn, flows, own, rows):
    """One settled city a future."""
    case = scenario.inputs()
    bounds = {row["key"]: (row["min"], row["max"]) for row in rows if "min" in row}
    _, knobs = futures.moved(case, drawn, bounds)
    expected = {name: values[:len(case.units)] for name, values in own.items()}
    for path in range(FUTURES):
        inputs = copy.copy(case)
        inputs.knobs = futures.OneFuture(knobs, path)
        city = City(inputs, {name: values[path] for name, values in flows.items()}, (case, expected))
        city.run()
        yield city


def differences(settled, draws, together):
    """[(gap over what may be, measure, where)] of single futures, of their mean and of their median."""
    mine = [money(city) for city in settled]
    for name in draws.keys() & mine[0].keys():
        every = np.array([[[np.nan if v is None else v / 100 for v in row] for row in of[name]] for of in mine])
        kept = every.astype(np.float32)
        for path, city in enumerate(settled):
            place = np.maximum(np.spacing(np.abs(kept[path])), FEN / 100)
            gap, where = worst(kept[path].astype(float), draws[name][path].astype(float), place, city)
            yield gap / 1.5, name, f"future {path}, {where}"
        for what, here, there in zip(("mean", "median"), (every.mean(0), np.median(every, axis=0)), together[name]):
            gap, where = worst(here, there, np.full_like(here, FEN / 100), settled[0])
            yield gap, name, f"{what}, {where}"


def one(program, seed, folder, rows):
    scenario = MoneyScenario(folder, seed, rows)
    own, draws, together = told(scenario)
    with Session(program, (scenario.data, scenario.place, scenario.case), scenario.last_year,
                 sets=scenario.sets) as session:
        drawn, flows = session.departures(FUTURES), session.flows(FUTURES)
    settled = list(cities(scenario, drawn, flows, own, rows))
    gap, name, where = max(differences(settled, draws, together))
    missed = sum(row["short"] > 0 for city in settled for year in city.rows.values() for row in year)
    print(f"seed {seed}, {FUTURES} futures from {drawn['first_year']} to {scenario.last_year}: "
          f"{'agree' if gap <= 1 else f'part: {name}, {where}'}; plans missed {missed} times")
    return gap <= 1, missed


def main():
    program, *seeds = sys.argv[1:]
    rows = generate.catalogue(generate.ROOT)
    with tempfile.TemporaryDirectory() as folder:
        results = [one(program, int(seed), folder, rows) for seed in seeds or SEEDS]
    return 0 if all(good for good, _ in results) and sum(missed for _, missed in results) > len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
