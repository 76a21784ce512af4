#!/usr/bin/env python3
"""Builds scenarios/places/china from public raw data. Same input, same bytes; no random numbers. See docs/data.md.

  tools/build_china.py [--shared DIR] [--out DIR] [--check]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
"""
import argparse
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from build_puyang import differing  # noqa: E402
from china import demography, output  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
TOTALS = "wpp2024_china_totals.csv"


def build(shared, out, totals):
    data = shared / "data"
    if not data.is_dir():
        sys.exit(f"{data}: no such folder; name the folder of raw data with --shared")
    raw = demography.Raw(data)
    out.mkdir(parents=True, exist_ok=True)
    years = output.write_all(raw, out)
    output.write_totals(raw, totals / TOTALS)
    return output.report(raw, years)


def main():
    arguments = argparse.ArgumentParser(description="build the tables of the place china")
    arguments.add_argument("--shared", type=Path, default=Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared")))
    arguments.add_argument("--out", type=Path, default=ROOT / "scenarios/places/china")
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    published = ROOT / "tests/published"
    if not options.check:
        print(build(options.shared, options.out, published))
        return 0
    with tempfile.TemporaryDirectory() as tables, tempfile.TemporaryDirectory() as totals:
        build(options.shared, Path(tables), Path(totals))
        names = differing(Path(tables), options.out)
        if (Path(totals) / TOTALS).read_bytes() != (published / TOTALS).read_bytes():
            names.append(TOTALS)
    print("the tables are what the script writes" if not names else "differ: " + ", ".join(names))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
