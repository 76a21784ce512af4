"""Solves place.SOLVED: three numbers an opening, so that the program's first projected year goes on from the year before.

  new retirees        = those of the opening year (rise of the stock and its deaths)
  rise of the insured = that of the opening year
  contributions over (mean insured x reference wage) = that of the opening year
"""
import csv
import subprocess
import tempfile
from pathlib import Path

from . import output

ROUNDS = 4


def first_year(program, area, year):
    """{measure: (opening, first projected year)} of the unit."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", "baseline", "--place", area.KEY, "--from", str(year + 1), "--horizon", str(year + 1),
                        "--out", folder, "--format", "csv", "--json"], check=True, capture_output=True)
        with open(Path(folder) / "baseline.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    values = {(r["measure"], int(r["year"])): r["value"] for r in rows if r["unit"] == area.UNIT}
    return {m: tuple(float(values.get((m, y)) or "nan") for y in (year, year + 1)) for m, _ in values}


def step(program, raw, area, year):
    reach, entry, declared = area.SOLVED[year]
    series, now = raw.series, first_year(program, area, year)
    insured = [series.of(y, "insured") for y in (year - 1, year)]
    wanted_flow = output.opening_of(raw, area, year).published_flow()
    wanted_rise = insured[1] - insured[0]
    wanted_rate = series.contributions(year)[0] / sum(insured) * 2 / raw.economy.reference(year)
    rise = now["contributors"][1] - now["contributors"][0]
    rate = now["contributions"][1] / sum(now["contributors"]) * 2 / raw.economy.reference(year + 1)
    return (round(reach * wanted_flow / now["new_retirees"][1], 4),
            round(entry * (1 + (wanted_rise - rise) / now["entrants"][1]), 4),
            round(min(1.0, declared * wanted_rate / rate), 4))


def solve(program, raw, area, write):
    for _ in range(ROUNDS):
        area.SOLVED.update({year: step(program, raw, area, year) for year in area.OPENINGS})
        write()
    return area.SOLVED
