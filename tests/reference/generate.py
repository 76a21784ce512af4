"""Random small scenarios for the comparison: a data directory with one place and one case each.

    python3 generate.py DIRECTORY SEED…     # writes DIRECTORY/SEED/scenarios/…; BALLAST_PROGRAM names the program
"""

import json
import os
import pathlib
import random
import subprocess
import sys

import numpy as np

from inputs import Inputs
from random_case import toml, write_case
from random_place import write_place

ROOT = pathlib.Path(__file__).resolve().parents[2]
LATE = [(6, 0.3), (12, 0.25), (24, 0.25), (36, 0.2)]
PAIRS = [("retirement.flexible_early", "retirement.flexible_late")]


def program():
    return os.environ.get("BALLAST_PROGRAM", "ballast")


def catalogue(data):
    """Rows of `ballast knobs --json`."""
    done = subprocess.run([program(), "knobs", "--json"], capture_output=True, text=True, check=True,
                          env={**os.environ, "BALLAST_DATA": str(data)})
    return json.loads(done.stdout)


def link_law(scenarios, features, rng):
    """The law and the assumptions of the repository by symbolic link; what a feature alters is written anew."""
    for folder in ("law", "assumptions"):
        (scenarios / folder).mkdir(parents=True)
        for path in (ROOT / "scenarios" / folder).glob("*.toml"):
            (scenarios / folder / path.name).symlink_to(path)
    (scenarios / "tables").symlink_to(ROOT / "scenarios" / "tables")
    national = scenarios / "law" / "national.toml"
    text = national.read_text(encoding="utf-8")
    if "started_year_counts false" in features:
        text = text.replace("started_year_counts = true", "started_year_counts = false")
    if "original ages with months" in features:
        text = text.replace("original_months = 660", f"original_months = {660 + rng.randint(1, 11)}")
    if text != national.read_text(encoding="utf-8"):
        national.unlink()
        national.write_text(text, encoding="utf-8")
    if "late retirement rows" in features:
        rows = "".join(f'\n[[late_retirement]]\nmonths = {m}\nshare = {s}\nstatus = "assumed"\nsource = "drawn"\n'
                       for m, s in LATE)
        (scenarios / "law" / "drawn.toml").write_text(f'title = "drawn"\ntitle_zh = "随机"\n{rows}', encoding="utf-8")


class Shipped:
    """A case of the repository's own place."""

    place, sets, keys, seed = "puyang", [], [], "shipped"

    def __init__(self, case, scratch, last_year=2075):
        self.data, self.case, self.last_year, self.out = ROOT, case, last_year, pathlib.Path(scratch) / "shipped"

    def inputs(self):
        return Inputs(self.data, self.place, self.case, self.sets, self.last_year)


class Scenario(Shipped):
    """One drawn scenario on disk."""

    place, case = "draw", "drawn"

    def __init__(self, folder, seed, rows):
        rng = random.Random(seed)
        self.seed, self.data, self.last_year = seed, pathlib.Path(folder) / str(seed), rng.randint(2040, 2060)
        scenarios = self.data / "scenarios"
        units = write_place(scenarios / "places" / self.place, rng, self.last_year)
        (scenarios / "cases").mkdir()
        drawn = write_case(None, rng, rows, units, seed, self.last_year)
        self.features, self.out = drawn.features, self.data / "out"
        link_law(scenarios, self.features, rng)
        self._settle(scenarios / "cases", drawn.changes, {row["key"]: row for row in rows}, rng)

    def _settle(self, cases, changes, rows, rng):
        """Writes base, case and --set texts; leaves out what would carry a knob out of its bounds."""
        while True:
            half = len(changes) // 2
            self.sets, kept = [], changes[half:]
            if kept and set(kept[-1]) <= {"knob", "value", "from", "unit"} and "to" not in kept[-1]:
                self.sets, kept = [as_set(kept[-1])], kept[:-1]
            (cases / "root.toml").write_text(toml(changes[:half], "root", assumptions="central"), encoding="utf-8")
            (cases / "drawn.toml").write_text(toml(kept, "drawn", base="root"), encoding="utf-8")
            bad = offenders(self.inputs(), rows)
            if not bad:
                self.keys = [c["knob"] for c in changes]
                return
            changes = [c for c in changes if c["knob"] not in bad]


def as_set(change):
    key = change["knob"] + (f"[{change['unit']}]" if "unit" in change else "")
    return f"{key}={change['value']}" + (f"@{change['from']}" if "from" in change else "")


def offenders(inputs, rows):
    """Knobs that leave their bounds, or shares that add to more than one."""
    bad = {c["knob"] for c in inputs.changes
           if inputs.knobs.months[c["knob"]].dtype.kind == "f"
           and not ((inputs.knobs.months[c["knob"]] >= rows[c["knob"]]["min"])
                    & (inputs.knobs.months[c["knob"]] <= rows[c["knob"]]["max"])).all()}
    groups = PAIRS + [tuple(k for k in inputs.knobs.months if k.startswith("labour.pool_share_"))]
    for keys in groups:
        if np.max(sum(inputs.knobs.months[k] for k in keys)) > 1:
            bad |= set(keys)
    return bad


if __name__ == "__main__":
    for number in sys.argv[2:]:
        drawn = Scenario(sys.argv[1], int(number), catalogue(ROOT))
        print(drawn.data, drawn.last_year, "; ".join(drawn.features), *drawn.sets)
