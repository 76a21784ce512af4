#!/usr/bin/env python3
"""Builds scenarios/places/puyang from public raw data. Same input, same bytes; no random numbers. See docs/data.md.

  tools/build_puyang.py [--shared DIR] [--out DIR] [--check | --verify]

--check builds into a temporary folder and compares it with the tables that stand; exit 1 when they differ.
--verify reads the standing tables and asserts what must hold; it needs no raw data.
"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from puyang import output, people, verify  # noqa: E402
from rebuild import asked, built_or_compared, raw_data  # noqa: E402


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
    return built_or_compared(build, options)


if __name__ == "__main__":
    sys.exit(main())
