#!/usr/bin/env python3
"""What `ballast data template` writes: an outsider opens the workbook; the tables are refused for being empty alone."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import openpyxl

PROGRAM = sys.argv.pop(1)


def ballast(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False)


class Template(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = Path(self.folder.name) / "mycity"
        self.told = ballast("data", "template", str(self.out), "--xlsx", "--json")

    def test_it_says_what_it_wrote(self):
        self.assertEqual(self.told.returncode, 0, self.told.stderr)
        said = json.loads(self.told.stdout)
        self.assertEqual(said["schema"], "ballast.data-template/1")
        self.assertEqual(sorted(said["files"]), sorted(p.name for p in self.out.iterdir()))

    def test_every_table_has_its_header_and_words_in_both_languages(self):
        for path in self.out.glob("*.csv"):
            self.assertTrue(path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name)  # else a spreadsheet may guess GB18030
            lines = path.read_text(encoding="utf-8-sig").splitlines()
            header = lines[-1].split(",")
            notes = [line for line in lines if line.startswith("#")]
            self.assertEqual(len(notes), len(lines) - 1, path.name)
            self.assertIn("例 example", notes[-1])
            self.assertFalse(any(mark in note for note in notes for mark in ',"'), path.name)  # spreadsheets quote these
            for column in header:
                self.assertTrue(any(note.startswith(f"# {column}: ") and "[" in note for note in notes), (path.name, column))

    def test_the_workbook_opens_and_holds_the_same_headers(self):
        book = openpyxl.load_workbook(self.out / "tables.xlsx")
        self.assertEqual(set(book.sheetnames) - {"README"}, {p.stem for p in self.out.glob("*.csv")})
        for path in self.out.glob("*.csv"):
            header = path.read_text(encoding="utf-8").splitlines()[-1].split(",")
            rows = [[c for c in row if c is not None] for row in book[path.stem].iter_rows(values_only=True)]
            self.assertEqual(rows[-1], header, path.name)
            self.assertTrue(all(row[0].startswith("#") for row in rows[:-1]), path.name)

    def test_months_and_names_stay_as_they_are_typed(self):
        book = openpyxl.load_workbook(self.out / "tables.xlsx")
        for sheet, column, wanted in (("parameters", "C", "@"), ("parameters", "D", "General"), ("totals", "C", "@"),
                                      ("fund", "A", "@"), ("fund", "C", "General")):
            self.assertEqual(book[sheet].column_dimensions[column].number_format, wanted, (sheet, column))

    def test_the_same_bytes_every_time(self):
        again = Path(self.folder.name) / "again"
        ballast("data", "template", str(again), "--xlsx")
        for path in self.out.iterdir():
            self.assertEqual(path.read_bytes(), (again / path.name).read_bytes(), path.name)

    def test_empty_tables_are_refused_for_being_empty_and_the_workbook_for_not_being_read(self):
        checked = ballast("data", "check", str(self.out), "--json")
        self.assertEqual(checked.returncode, 1)
        report = json.loads(checked.stdout)
        self.assertFalse(report["clean"])
        self.assertTrue(report["issues"])
        workbook, *tables = report["issues"]
        self.assertEqual(workbook["what"], "is a workbook, which is not read")
        for issue in tables:
            self.assertEqual(issue["what"], "the table is empty")

    def test_what_is_filled_in_is_never_written_over(self):
        (self.out / "members.csv").write_text("mine", encoding="utf-8")
        refused = ballast("data", "template", str(self.out))
        self.assertEqual(refused.returncode, 73)
        self.assertEqual((self.out / "members.csv").read_text(encoding="utf-8"), "mine")


if __name__ == "__main__":
    unittest.main()
