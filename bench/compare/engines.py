"""The engines that take turns: the program, the NumPy reference, the reference with its member step in numba. Each does
the same futures of the same case from the same departures; seconds are of the processor, on one core, a future."""

import contextlib
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))

import compare
import futures
import generate
import numpy as np
import stage1
from flows import PENSION_LINES
from inputs import Inputs

FULL_SERVICE = 50  # 51 buckets: every year of service told apart
TOLERANCE = 1e-9


class WholeInputs(Inputs):
    """All years of service told apart."""

    top = FULL_SERVICE


class Reference:
    """The case's futures in NumPy; `engine` is stage1.Run or one that does the same."""

    def __init__(self, data, case, last_year, departures, full=False):
        rows = generate.catalogue(data)
        self.bounds = {row["key"]: (row["min"], row["max"]) for row in rows if "min" in row}
        self.inputs = (WholeInputs if full else Inputs)(data, case[0], case[1], (), last_year)
        self.departures = departures

    def ready(self, paths, engine):
        """A run of the first `paths` futures, set up: what follows from rules alone is not part of the race."""
        drawn = {**self.departures, "futures": self.departures["futures"][:paths]}
        inputs, knobs = futures.moved(self.inputs, drawn, self.bounds)
        return engine(inputs, paths, knobs)

    def live(self, paths, engine=stage1.Run):
        """(flows, seconds a future, seconds a future in compiled loops)"""
        run = self.ready(paths, engine)
        start = time.process_time()
        flows = run.run()
        seconds = (time.process_time() - start) / paths
        return flows, seconds, getattr(run, "compiled", 0.0) / paths


def numba_engine():
    """The compiled one, or None where numba is not installed."""
    with contextlib.suppress(ImportError):
        import numba_step
        return numba_step.Run
    return None


def apart(mine, theirs):
    """Largest difference of any flow over its largest value in its unit and future; of flows that are nothing beside
    the pensions, over 1e-9 of those."""
    whole = sum(mine[name] for name in PENSION_LINES).max(axis=-1, keepdims=True)
    worst = 0.0
    for name, values in mine.items():
        other = theirs[name][:len(values), :, 1:]
        scale = np.maximum(np.abs(other).max(axis=-1, keepdims=True), TOLERANCE * whole)
        gap = compare.infinite_where_missing(np.abs(values[..., 1:] - other) / np.maximum(scale, 1e-300))
        worst = max(worst, float(gap.max()))
    return worst


def best_block(reference, blocks):
    """[(paths at once, seconds a future)], of the NumPy run; the quickest is the one that races."""
    return [(paths, min(reference.live(paths)[1] for _ in range(2))) for paths in blocks]
