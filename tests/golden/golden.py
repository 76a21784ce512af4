#!/usr/bin/env python3
"""Figures of the shipped place as they were when somebody last looked: a number that moves is seen, and told."""
import argparse
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

TABLE = pathlib.Path(__file__).with_name("puyang.csv")
HEADER = ["asked", "measure", "unit", "year", "value"]
RUNS = ["run baseline", "run baseline --from 2025", "run early-retirement-tight", "run baseline --set fiscal.regime=provincial",
        "run baseline --set fiscal.regime=national"]
MEASURES = ["contributors", "retirees", "contributions", "expenditure", "fund_balance", "subsidy_total", "treasury"]
MONEY = {"contributions", "expenditure", "fund_balance", "subsidy_total", "treasury"}
YEARS = [2020, 2026, 2030, 2050, 2075]
FUTURES = "ensemble baseline --paths 24 --horizon 2040"
SPREAD = ["contributors", "expenditure", "fund_balance", "treasury"]
# Classes of instructions may part by 1e-12, and so by a fen or two of an amount; a change moves figures by far more.
SAME, FEW_FEN = 1e-9, 0.05


def answer(program, root, asked, *more):
    environment = os.environ | {"BALLAST_DATA": str(root), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([program, *asked.split(), *more], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{asked}: the program ends with {done.returncode}\n{done.stderr}")
    return done.stdout


def rows_of_run(program, root, asked):
    with tempfile.TemporaryDirectory() as folder:
        answer(program, root, asked, "--format", "json", "--out", folder)
        (file,) = pathlib.Path(folder).iterdir()
        told = json.loads(file.read_text(encoding="utf-8"))
    for measure in MEASURES:
        for unit, series in told["measures"][measure].items():
            for year in YEARS:
                at = year - told["base_year"]
                if at > 0 and series[at] is not None:
                    yield asked, measure, unit, year, series[at]


def rows_of_futures(program, root):
    told = json.loads(answer(program, root, FUTURES + " --json"))
    for measure in SPREAD:
        for unit, of in told["cases"][0]["measures"][measure].items():
            for name, series in {"mean": of["mean"], **of["quantiles"]}.items():
                if series[-1] is not None:
                    yield FUTURES, f"{measure} {name}", unit, told["last_year"], series[-1]


def moved(before, now):
    if set(before) != set(now):
        yield from (f"{' · '.join(key)} is only in the {'table' if key in before else 'program'}"
                    for key in sorted(set(before) ^ set(now)))
    for key in before.keys() & now.keys():
        if abs(before[key] - now[key]) > max(FEW_FEN if key[1].split()[0] in MONEY else SAME, SAME * abs(before[key])):
            yield f"{' · '.join(key)}: {before[key]:.12g} was, {now[key]:.12g} is"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("PROGRAM")
    parser.add_argument("ROOT")
    parser.add_argument("--update", action="store_true", help="write the table anew, to be read as a diff and told in CHANGELOG.md")
    asked = parser.parse_args()
    program, root = asked.PROGRAM, pathlib.Path(asked.ROOT)
    figures = [row for asked in RUNS for row in rows_of_run(program, root, asked)] + list(rows_of_futures(program, root))
    rows = [(*map(str, row[:-1]), f"{row[-1]:.14g}") for row in figures]
    if asked.update:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *rows])
        return
    with TABLE.open(encoding="utf-8") as file:
        before = {tuple(row[:-1]): float(row[-1]) for row in list(csv.reader(file))[1:]}
    found = sorted(moved(before, {row[:-1]: float(row[-1]) for row in rows}))
    print(f"{len(before)} figures looked at, {len(found)} moved")
    if not before or found:
        print(*found[:20], sep="\n")
        sys.exit("where they are meant to move: golden.py PROGRAM ROOT --update, and a line in CHANGELOG.md")


if __name__ == "__main__":
    main()
