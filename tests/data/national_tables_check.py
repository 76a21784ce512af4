#!/usr/bin/env python3
"""The tables of the places national and henan add to the published totals; the script writes what is committed."""
import os
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
sys.dont_write_bytecode = True
import build_national  # noqa: E402
import rebuild  # noqa: E402
from national import facts as f  # noqa: E402
from national import henan, place  # noqa: E402

SHARED = Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared"))
PLACES = ROOT / "scenarios/places"


def folders():
    for area in (place, henan):
        for year in area.OPENINGS:
            own = PLACES / area.KEY
            yield area, year, own if year == area.OPENINGS[0] else own / str(year)


class StandingTables(unittest.TestCase):
    def test_every_opening_adds_to_the_published_totals(self):
        for area, year, folder in folders():
            seen = {(int(r["year"]), r["measure"]): float(r["value"]) for r in f.rows(PLACES / area.KEY / "observed.csv")}
            for table, measure in (("members.csv", "contributors"), ("retirees.csv", "retirees")):
                total = sum(float(r["heads"]) for r in f.rows(folder / table))
                self.assertAlmostEqual(total / seen[(year, measure)], 1, delta=1e-6, msg=f"{folder} {table}")

    def test_outlay_of_an_opening_is_its_retirees_times_their_pensions_and_grants(self):
        # Pensions are those of the year's mean retirees; a year's growth of the stock lies between.
        for area, year, folder in folders():
            pensions = sum(12 * float(r["heads"]) * float(r["mean_pension"]) for r in f.rows(folder / "retirees.csv"))
            spent = next(float(r["expenditure"]) for r in f.rows(PLACES / area.KEY / "fund.csv")
                         if int(r["year"]) == year and r["unit"] == area.UNIT)
            self.assertGreater(pensions * (1 + f.GRANTS_SHARE) / spent, 1)
            self.assertLess(pensions * (1 + f.GRANTS_SHARE) / spent, 1.06)

    def test_nobody_is_insured_who_could_not_be(self):
        for area, year, folder in folders():
            people, members = {}, {}
            for r in f.rows(folder / "population.csv"):
                people[(r["sex"], int(r["age"]))] = float(r["persons"])
            for r in f.rows(folder / "members.csv"):
                key = (f.SEX_OF[r["category"]], int(r["age"]))
                members[key] = members.get(key, 0) + float(r["heads"])
            for key, heads in members.items():
                self.assertLess(heads, f.EMPLOYABILITY * people[key], f"{folder} {key}")


@unittest.skipUnless((SHARED / "data").is_dir(), "the raw data are not here; set BALLAST_SHARED")
class RawData(unittest.TestCase):
    def test_the_script_writes_what_is_committed(self):
        import tempfile
        raw = build_national.areas(SHARED / "data")
        with tempfile.TemporaryDirectory() as folder:
            build_national.build(raw, Path(folder))
            self.assertEqual(rebuild.differing(Path(folder), PLACES, [area.KEY for area in raw]), [])


if __name__ == "__main__":
    unittest.main()
