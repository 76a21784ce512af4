#!/usr/bin/env python3
"""Estimates the default spreads of the random futures and says why each is what it is. Same input, same figures.

  tools/uncertainty/estimate.py [--shared DIR] [--write | --check]

Prints every default with its argument. --write puts them into scenarios/assumptions/central.toml and the tables of
docs/uncertainty.md; --check compares with what stands there, exit 1 when they differ, 77 when the raw data are not here.
"""
import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from uncertainty import economy, page, residents, units  # noqa: E402

ROOT = page.ROOT


def estimates(data):
    """(defaults as rows of page.Default, tables of the page by name)."""
    mortality, fit_of_mortality, steps = residents.mortality(data)
    fertility, fit_of_fertility = residents.fertility(data)
    money, periods = economy.economy(data)
    followers, doubts = economy.followers(data)
    defaults = [*residents.FRAME, *mortality, *fertility, *money, *units.units(data), *followers, *page.SWITCHES]
    return defaults, {"mortality": fit_of_mortality, "steps": steps, "fertility": fit_of_fertility, "economy": periods,
                      "persistence": economy.persistence(data), "halves": economy.halves(data),
                      "peg": economy.before_the_peg(data), **doubts, "collection": units.bands()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--shared", type=Path, default=Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared")))
    what = arguments.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true")
    what.add_argument("--check", action="store_true")
    asked = arguments.parse_args()
    data = asked.shared / "data"
    if not data.is_dir():
        print(f"{data}: the raw data are not here; name their folder with --shared", file=sys.stderr)
        return 77
    defaults, tables = estimates(data)
    changed = page.differences(defaults, tables)
    if asked.check:
        for path in changed:
            print(f"{path.relative_to(ROOT)} is not what the data give: run tools/uncertainty/estimate.py --write")
        return 1 if changed else 0
    if asked.write:
        for path, text in changed.items():
            path.write_text(text, encoding="utf-8")
        return 0
    for default in defaults:
        print(f"{default.key:42} {default.shown():>9}  {default.source}")
    for name, table in tables.items():
        print(f"\n{name}\n{table}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
