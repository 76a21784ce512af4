#!/usr/bin/env python3
"""Builds scenarios/places/puyang from public raw data. Same input, same bytes; no random numbers. See docs/data.md.

  tools/build_puyang.py [--shared DIR] [--out DIR] [--check | --verify]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
--verify reads the standing tables and asserts what must hold; it needs no raw data.
"""
import argparse
import filecmp
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from puyang import output, people, verify  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent


def build(shared, out):
    data = shared / "data"
    if not data.is_dir():
        sys.exit(f"{data}: no such folder; name the folder of raw data with --shared")
    raw = people.Raw(data)
    out.mkdir(parents=True, exist_ok=True)
    output.write_all(raw, out)
    return verify.check(out)


def differing(a, b):
    names = sorted({str(p.relative_to(folder)) for folder in (a, b) for p in folder.rglob("*") if p.is_file()})
    return [n for n in names if not ((a / n).exists() and (b / n).exists() and filecmp.cmp(a / n, b / n, shallow=False))]


def main():
    arguments = argparse.ArgumentParser(description="build the tables of the place puyang")
    arguments.add_argument("--shared", type=Path, default=Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared")))
    arguments.add_argument("--out", type=Path, default=ROOT / "scenarios/places/puyang")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--verify", action="store_true")
    options = arguments.parse_args()
    if options.verify:
        print(verify.check(options.out))
        return 0
    if not options.check:
        print(build(options.shared, options.out))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(options.shared, Path(folder))
        names = differing(Path(folder), options.out)
    print("the tables are what the script writes" if not names else "differ: " + ", ".join(names))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
