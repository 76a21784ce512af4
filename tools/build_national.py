#!/usr/bin/env python3
"""Builds scenarios/places/national from public series. Same input, same bytes; no random numbers. See docs/backtest.md.

  tools/build_national.py [--shared DIR] [--out DIR] [--check | --solve PROGRAM]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
--solve builds, runs PROGRAM on the tables and prints what tools/national/place.py should hold as SOLVED.
"""
import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from national import facts, output, solve  # noqa: E402
from national.residents import Residents  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


class Raw:
    def __init__(self, data):
        self.residents = Residents(data)
        self.series = facts.Series(facts.rows(data / "china_urban_employee_pension_2000_2023.csv"))
        self.economy = facts.Economy(data / "china_economic_series_1995_2025.csv")


def build(shared, out):
    data = shared / "data"
    if not data.is_dir():
        sys.exit(f"{data}: no such folder; name the folder of raw data with --shared")
    out.mkdir(parents=True, exist_ok=True)
    output.write_all(Raw(data), out)


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def main():
    arguments = argparse.ArgumentParser(description="build the tables of the place national")
    arguments.add_argument("--shared", type=Path, default=Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared")))
    arguments.add_argument("--out", type=Path, default=ROOT / "scenarios/places/national")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--solve", metavar="PROGRAM")
    options = arguments.parse_args()
    if options.solve:
        raw = Raw(options.shared / "data")
        output.write_all(raw, options.out)
        print(solve.solve(options.solve, raw, lambda: output.write_all(raw, options.out)))
        return 0
    if not options.check:
        build(options.shared, options.out)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(options.shared, Path(folder))
        new, old = contents(Path(folder)), contents(options.out)
    names = sorted(str(n) for n in new.keys() | old.keys() if new.get(n) != old.get(n))
    print("the tables are what the script writes" if not names else "differ: " + ", ".join(names))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
