#!/usr/bin/env python3
"""Builds scenarios/places/china from public raw data. Same input, same bytes; no random numbers. See docs/data.md.

  tools/build_china.py [--shared DIR] [--out DIR] [--check]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
"""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from china import demography, output  # noqa: E402
from rebuild import ROOT, asked, differing, raw_data, verdict  # noqa: E402

TOTALS = "wpp2024_china_totals.csv"


def build(shared, out, totals):
    raw = demography.Raw(raw_data(shared))
    out.mkdir(parents=True, exist_ok=True)
    years = output.write_all(raw, out)
    output.write_totals(raw, totals / TOTALS)
    return output.report(raw, years)


def main():
    options = asked("the tables of the place china", "scenarios/places/china").parse_args()
    published = ROOT / "tests/published"
    if not options.check:
        print(build(options.shared, options.out, published))
        return 0
    with tempfile.TemporaryDirectory() as tables, tempfile.TemporaryDirectory() as totals:
        build(options.shared, Path(tables), Path(totals))
        names = differing(Path(tables), options.out)
        if (Path(totals) / TOTALS).read_bytes() != (published / TOTALS).read_bytes():
            names.append(TOTALS)
    return verdict(names)


if __name__ == "__main__":
    sys.exit(main())
