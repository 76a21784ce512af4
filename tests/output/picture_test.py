#!/usr/bin/env python3
"""The picture of the READMEs is the one that today's results give."""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ROOT", type=pathlib.Path)
    parser.add_argument("PROGRAM")
    asked = parser.parse_args()
    sys.path.insert(0, str(asked.ROOT / "tools"))
    import draw_picture

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([asked.PROGRAM, "run", *draw_picture.CASES, "--format", "csv", "--out", folder], check=True,
                       env=os.environ | {"BALLAST_DATA": str(asked.ROOT)}, capture_output=True)
        drawn = draw_picture.draw(draw_picture.read(folder), draw_picture.published_through())
    if drawn == (asked.ROOT / "docs/picture.svg").read_text(encoding="utf-8"):
        return 0
    print("docs/picture.svg is of other results: ./run && python3 tools/draw_picture.py output/runs docs/picture.svg")
    return 1


if __name__ == "__main__":
    sys.exit(main())
