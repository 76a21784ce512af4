#!/usr/bin/env python3
"""Builds scenarios/places/puyang from public raw data. Same input, same bytes; no random numbers. See docs/data.md.

  tools/build_puyang.py [--shared DIR] [--out DIR] [--check | --verify]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
--verify reads the standing tables and asserts what must hold; it needs no raw data.
"""
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from puyang import output, people, verify  # noqa: E402
from rebuild import asked, differing, raw_data, verdict  # noqa: E402


def build(shared, out):
    raw = people.Raw(raw_data(shared))
    out.mkdir(parents=True, exist_ok=True)
    output.write_all(raw, out)
    return verify.check(out)


def main():
    arguments = asked("the tables of the place puyang", "scenarios/places/puyang")
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
        return verdict(differing(Path(folder), options.out))


if __name__ == "__main__":
    sys.exit(main())
