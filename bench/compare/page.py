#!/usr/bin/python3
"""Writes the newest value of every measure of bench/history.csv into docs/performance.md, between its two marks.

    bench/compare/page.py            # bench/compare/run --keep does it as well
    bench/compare/page.py --check    # exit 1 where the page has other figures
"""

import argparse
import csv
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- compare: from bench/history.csv -->", "<!-- /compare -->"


CONTEXT = ["last year", "load when it began"]  # of the run whose rows follow


def kind(measure):
    """Measures that differ in numbers alone are of one kind: what was measured with other numbers before is left out.
    Commands were measured without their files once."""
    return re.sub(r", \d+ at once|\d+|, files written", "", measure)


def newest(rows):
    """{measure: row with the context of its run} of the last rows, in their order."""
    latest, context, last_run = {}, {}, {}
    for row in rows:
        if row["measure"] in CONTEXT:
            context = {**context, row["measure"]: row["value"]}
        elif not row["measure"].startswith("load"):
            latest.pop(row["measure"], None)
            latest[row["measure"]] = row | context
            last_run[kind(row["measure"])] = row["sha"]
    return {measure: row for measure, row in latest.items() if row["sha"] == last_run[kind(measure)]}


def scale(value, unit):
    """(factor, unit) in which a value is read: 1.9e+10 1/s is 19 in 10⁹/s, 0.0132 s is 13.2 ms."""
    if unit == "s" and value < 1:
        return 1e-3, "ms"
    for factor, power, prefix in ((1e9, "10⁹", "G"), (1e6, "10⁶", "M")):
        if abs(value) >= factor:
            return {"1/s": (factor, f"{power}/s"), "B/s": (factor, f"{prefix}B/s"), "1": (factor, power)}.get(unit, (1, unit))
    return 1, unit


def number(text, factor, unit):
    value = float(text) / factor
    return f"{value:.0f}" if unit == "a" or value >= 1000 else f"{value:.3g}"


def table(rows):
    latest = newest(rows)
    on = machines(latest)
    lines = ["| measure | median or value | least – most | unit | to | load | commit | on |", "|---|---|---|---|---|---|---|---|"]
    for measure, row in latest.items():
        if measure.endswith((", least", ", most")) and measure.rsplit(", ", 1)[0] in latest:
            continue
        ends = [latest.get(f"{measure}, {end}") for end in ("least", "most")]
        factor, unit = scale(float(row["value"]), row["unit"])
        spread = " – ".join(number(r["value"], factor, unit) for r in ends) if all(ends) else ""
        to, load = (f"{float(row[name]):.0f}" for name in CONTEXT)
        lines.append(f"| {measure} | {number(row['value'], factor, unit)} | {spread} | {unit} | {to} | {load} "
                     f"| {row['sha']} | {on[row['machine']]} |")
    return lines


def machines(latest):
    """{machine: its letter}, in the order of their first row."""
    return {machine: chr(ord("A") + at) for at, machine in enumerate(dict.fromkeys(row["machine"] for row in latest.values()))}


def renewed(root=ROOT):
    """(page, its text with the newest figures)."""
    with open(root / "bench" / "history.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    page = root / "docs" / "performance.md"
    before, rest = page.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    on = "; ".join(f"{letter} {machine}" for machine, letter in machines(newest(rows)).items())
    told = "\n".join(["", f"Machines: {on}. The last row is of {rows[-1]['date']}.", "", *table(rows), ""])
    return page, before + BEGIN + told + END + after


def write(root=ROOT):
    page, text = renewed(root)
    page.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        return write()
    page, text = renewed()
    if page.read_text(encoding="utf-8") == text:
        return 0
    print(f"{page.relative_to(ROOT)} has other figures than bench/history.csv: bench/compare/page.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
