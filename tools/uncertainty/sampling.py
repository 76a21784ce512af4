#!/usr/bin/env python3
"""What antithetic and Sobol sampling save on the shipped place with the shipped spreads, as docs/uncertainty.md tells it.

  tools/uncertainty/sampling.py PROGRAM [--paths N] [--seeds N] [--set K=V]…

Runs the baseline again and again, each time with another seed, and compares how much means over futures vary.
"""
import argparse
import json
import subprocess
import sys

import numpy as np

LAST = 2050
MEASURES = ("contributions", "treasury")
SAMPLINGS = ("independent", "antithetic", "sobol")


def means(given, sampling, seed):
    """Means over futures of the whole city in the last year, by measure."""
    asked = [given.program, "ensemble", "baseline", "--paths", str(given.paths), "--seed", str(seed), "--sampling", sampling,
             "--horizon", str(LAST), "--prices", "2025", "--measures", ",".join(MEASURES), "--threads", "1", "--json", "--quiet",
             *(f"--set={knob}" for knob in given.set)]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)["cases"][0]["measures"]
    return [list(told[measure].values())[-1]["mean"][-1] for measure in MEASURES]   # units, the pool, then the city


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("program")
    arguments.add_argument("--paths", type=int, default=256)
    arguments.add_argument("--seeds", type=int, default=24)
    arguments.add_argument("--set", action="append", default=[])
    asked = arguments.parse_args()
    varies = {s: np.var([means(asked, s, seed) for seed in range(asked.seeds)], axis=0, ddof=1) for s in SAMPLINGS}
    for sampling, variance in varies.items():
        saved = ", ".join(f"{m} 1/{r:.1f}" for m, r in zip(MEASURES, varies["independent"] / variance))
        print(f"{sampling}: variance of the mean in {LAST}, the whole city: {saved}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
