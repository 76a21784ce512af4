#!/usr/bin/env python3
"""Builds scenarios/places/national and henan, whose past is published. Same input, same bytes; no random numbers. See docs/past.md.

  tools/build_national.py [--shared DIR] [--out DIR] [--check | --solve PROGRAM]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
--solve builds, runs PROGRAM on the tables and prints what tools/national/place.py and henan.py should hold as SOLVED.
"""
import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from national import facts, henan, output, place, solve  # noqa: E402
from national.residents import Residents  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


class Raw:
    """What an area is built from."""

    def __init__(self, residents, series, economy):
        self.residents, self.series, self.economy = residents, series, economy


def raw_data(data):
    """{area: Raw}."""
    if not data.is_dir():
        sys.exit(f"{data}: no such folder; name the folder of raw data with --shared")
    country = Raw(Residents(data), facts.Series(facts.rows(data / "china_urban_employee_pension_2000_2023.csv")),
                  facts.Economy(data / "china_economic_series_1995_2025.csv"))
    share = henan.CENSUS_2010 / country.residents.raw.persons(2010, "pop_total_derived")
    points = [*facts.rows(data / "henan_pension_points.csv"), henan.POINT_2005]
    return {place: country,
            henan: Raw(Residents(data, share), facts.Series(points, like=country.series), facts.HenanEconomy())}


def build(raw, out):
    for area, own in raw.items():
        (out / area.KEY).mkdir(parents=True, exist_ok=True)
        output.write_all(own, area, out / area.KEY)


def contents(folder, keys):
    return {p.relative_to(folder): p.read_bytes() for key in keys for p in (folder / key).rglob("*") if p.is_file()}


def main():
    arguments = argparse.ArgumentParser(description="build the tables of the places national and henan")
    arguments.add_argument("--shared", type=Path, default=Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared")))
    arguments.add_argument("--out", type=Path, default=ROOT / "scenarios/places")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--solve", metavar="PROGRAM")
    options = arguments.parse_args()
    raw = raw_data(options.shared / "data")
    if not options.check:
        build(raw, options.out)
    if options.solve:
        for area, own in raw.items():
            write = lambda: output.write_all(own, area, options.out / area.KEY)  # noqa: E731
            print(area.KEY, solve.solve(options.solve, own, area, write))
    if not options.check:
        return 0
    keys = [area.KEY for area in raw]
    with tempfile.TemporaryDirectory() as folder:
        build(raw, Path(folder))
        new, old = contents(Path(folder), keys), contents(options.out, keys)
    names = sorted(str(n) for n in new.keys() | old.keys() if new.get(n) != old.get(n))
    print("the tables are what the script writes" if not names else "differ: " + ", ".join(names))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
