#!/usr/bin/env python3
"""The tables of the place puyang hold together, the check can fail, and the script writes exactly what is committed."""
import os
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
sys.dont_write_bytecode = True
import build_puyang  # noqa: E402
import rebuild  # noqa: E402
from puyang import verify  # noqa: E402

PLACE = ROOT / "scenarios/places/puyang"
SHARED = Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared"))


def spoil(table, row_starts, column, change):
    """The text of the table with one number of the first matching row changed."""
    lines = table.read_text(encoding="utf-8").split("\n")
    header = next(line for line in lines if not line.startswith("#")).split(",")
    at = next(i for i, line in enumerate(lines) if line.startswith(row_starts))
    cells = lines[at].split(",")
    cells[header.index(column)] = change(cells[header.index(column)])
    lines[at] = ",".join(cells)
    return "\n".join(lines)


class StandingTables(unittest.TestCase):
    def test_the_standing_tables_hold(self):
        told = verify.check(PLACE)
        self.assertIn("support ratio: 3.112; Henan 2.993 (2010), 3.336 (2024)", told)  # the yearbooks' 809.0/270.3 and on
        self.assertIn("at the end of 2024", told)

    def test_a_planted_error_is_found(self):
        plants = [
            ("population.csv", "华龙区,male,30", "persons", lambda v: str(int(v) + 5)),
            ("mortality.csv", "2040,70", "female", lambda v: "0.5"),
            ("fertility_age.csv", "2015,27", "share", lambda v: str(float(v) + 1e-6)),
            ("catchment.csv", "华龙区,市本级", "share", lambda v: "0.42"),
            ("migration.csv", "male,25", "shape", lambda v: "9"),
            ("members.csv", "濮阳县,male_employee,40", "heads", lambda v: str(float(v) + 10)),
            ("retirees.csv", "范县,male_employee,retired,65", "heads", lambda v: str(float(v) + 10)),
            ("service.csv", "male_employee,new,contributing,30,5", "paid_years", lambda v: "6.2"),
            ("service.csv", "male_employee,new,contributing,30,5", "deemed_years", lambda v: "0.1"),
            ("award_pattern.csv", "male_employee,retired,62,60", "balance_months", lambda v: "139.5"),
            ("fund.csv", "工业园区,2015", "budget_expenditure", lambda v: "99000000"),
            ("fund.csv", "市本级,2015", "expenditure", lambda v: "980743000"),
            ("finance.csv", "市本级,2015", "general_revenue", lambda v: str(int(v) + 1)),
            ("finance.csv", "范县,2024", "general_expenditure", lambda v: str(int(v) + 10000)),
            ("totals.csv", "population,,60+", "total", lambda v: str(int(v) - 1)),
            ("2024/population.csv", "范县,female,80", "persons", lambda v: str(int(v) + 1)),
            ("2024/members.csv", "濮阳县,male_employee,40", "heads", lambda v: str(float(v) + 1)),
            ("2024/award_pattern.csv", "male_employee,retired,70,60", "increase_share", lambda v: "0.1"),
            ("fund.csv", "市本级,2024", "balance", lambda v: "10000000000"),
        ]
        for name, row, column, change in plants:
            with self.subTest(table=name, row=row, column=column), tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "puyang"
                shutil.copytree(PLACE, copy)
                text = spoil(copy / name, row, column, change)
                self.assertNotEqual(text, (copy / name).read_text(encoding="utf-8"))
                (copy / name).write_text(text, encoding="utf-8")
                self.assertRaises(AssertionError, verify.check, copy)


class RawData(unittest.TestCase):
    def test_the_script_writes_what_is_committed(self):
        if not (SHARED / "data").is_dir():
            self.skipTest("the raw data are not here; set BALLAST_SHARED")
        with tempfile.TemporaryDirectory() as folder:
            build_puyang.build(SHARED, Path(folder))
            self.assertEqual(rebuild.differing(Path(folder), PLACE), [])


if __name__ == "__main__":
    unittest.main()
