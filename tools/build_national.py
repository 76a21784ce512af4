#!/usr/bin/env python3
"""Builds scenarios/places/national and henan, whose past is published. Same input, same bytes; no random numbers. See docs/past.md.

  tools/build_national.py [--shared DIR] [--out DIR] [--check | --solve PROGRAM]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
--solve builds, runs PROGRAM on the tables and prints what tools/national/place.py and henan.py should hold as SOLVED.
"""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from national import facts, henan, output, place, solve  # noqa: E402
from national.residents import Residents  # noqa: E402
from rebuild import asked, differing, raw_data, verdict  # noqa: E402


class Raw:
    """What an area is built from."""

    def __init__(self, residents, series, economy):
        self.residents, self.series, self.economy = residents, series, economy


def areas(data):
    """{area: Raw}."""
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


def main():
    arguments = asked("the tables of the places national and henan", "scenarios/places")
    arguments.add_argument("--solve", metavar="PROGRAM")
    options = arguments.parse_args()
    raw = areas(raw_data(options.shared))
    if not options.check:
        build(raw, options.out)
    if options.solve:
        for area, own in raw.items():
            write = lambda: output.write_all(own, area, options.out / area.KEY)  # noqa: E731
            print(area.KEY, solve.solve(options.solve, own, area, write))
    if not options.check:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(raw, Path(folder))
        return verdict(differing(Path(folder), options.out, [area.KEY for area in raw]))


if __name__ == "__main__":
    sys.exit(main())
