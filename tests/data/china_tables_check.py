#!/usr/bin/env python3
"""The scripts write exactly what is committed of china and scenarios/tables; the Lee-Carter fit keeps its identities."""
import os
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
sys.dont_write_bytecode = True
import numpy as np  # noqa: E402

import build_china  # noqa: E402
import build_life_tables  # noqa: E402
import rebuild  # noqa: E402
from puyang.table import read  # noqa: E402

SHARED = Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared"))
PLACE, TABLES = ROOT / "scenarios/places/china", ROOT / "scenarios/tables"


class LeeCarter(unittest.TestCase):
    def test_it_finds_the_pattern_of_rates_that_have_one(self):
        b, k = np.array([.5, .3, .2]), np.array([3., 1., -1., -3.])
        found_b, found_k, explained = build_life_tables.lee_carter(np.array([[-3.], [-5.], [-1.]]) + np.outer(b, k))
        np.testing.assert_allclose(found_b, b, atol=1e-12)
        np.testing.assert_allclose(found_k, k, atol=1e-12)
        self.assertAlmostEqual(explained, 1)

    def test_its_pattern_adds_to_one_and_its_index_to_zero_whatever_the_rates(self):
        log = np.sin(np.arange(24.)).reshape(4, 6) - np.arange(6.)
        b, k, _ = build_life_tables.lee_carter(log)
        self.assertAlmostEqual(b.sum(), 1)
        self.assertAlmostEqual(k.sum(), 0)


class StandingTables(unittest.TestCase):
    def test_life_expectancy_of_the_committed_rates_is_the_published_one(self):
        # WPP 2024, China: e0 of men and women in 2024 and 2100.
        rows = read(PLACE / "mortality.csv")
        for year, published in ((2024, (75.2493, 80.9661)), (2100, (88.3728, 91.3665))):
            for sex, wanted in zip(("male", "female"), published):
                rates = np.array([float(r[sex]) for r in rows if int(r["year"]) == year and int(r["age"]) <= 100])
                self.assertAlmostEqual(build_china.demography.life_expectancy(rates), wanted, delta=2e-4)

    def test_the_shares_of_every_year_add_to_one(self):
        sums = {}
        for r in read(PLACE / "fertility_age.csv"):
            sums[r["from_year"]] = sums.get(r["from_year"], 0) + float(r["share"])
            self.assertGreater(float(r["share"]), 0)
        self.assertTrue(all(abs(s - 1) < 1e-7 for s in sums.values()))


@unittest.skipUnless((SHARED / "data").is_dir(), "the raw data are not here; set BALLAST_SHARED")
class RawData(unittest.TestCase):
    def test_the_scripts_write_what_is_committed(self):
        with tempfile.TemporaryDirectory() as folder:
            place, tables, totals = (Path(folder) / n for n in ("china", "tables", "totals"))
            totals.mkdir()
            build_china.build(SHARED, place, totals)
            build_life_tables.build(SHARED, tables)
            self.assertEqual(rebuild.differing(place, PLACE), [])
            self.assertEqual(rebuild.differing(tables, TABLES), [])
            self.assertEqual((totals / build_china.TOTALS).read_bytes(),
                             (ROOT / "tests/published" / build_china.TOTALS).read_bytes())


if __name__ == "__main__":
    unittest.main()
