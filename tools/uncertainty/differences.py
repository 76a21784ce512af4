#!/usr/bin/env python3
"""Whether the errors of differences between two cases are what differences stray by, as docs/uncertainty.md tells it.

  tools/uncertainty/differences.py PROGRAM [--paths N] [--seeds N]

Draws both cases with one seed after the other; what the differences stray by from seed to seed stands beside the error
that each run gives, and beside the error of two independent draws.
"""
import argparse
import json
import subprocess
import sys

import numpy as np

LAST, CASES = 2045, ("baseline", "early-retirement-tight")


def drawn(given, seed):
    """What one run says of both cases and of their difference."""
    asked = [given.program, "ensemble", *CASES, "--paths", str(given.paths), "--seed", str(seed), "--horizon", str(LAST), "--measures", "treasury",
             "--json", "--quiet"]
    return json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)


def share(events):
    """范县's fund is used up by the last year."""
    return events["units"]["范县"]["depleted_by"][-1], events["units"]["范县"]["depleted_by_error"][-1]


def worst(events):
    """The worst 5 % of the whole city's calls."""
    calls = next(value for key, value in events["units"]["全市"].items() if key.startswith("calls_"))
    return calls["tail_mean"], calls["tail_mean_error"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("program")
    arguments.add_argument("--paths", type=int, default=200)
    arguments.add_argument("--seeds", type=int, default=24)
    asked = arguments.parse_args()
    runs = [drawn(asked, seed) for seed in range(1, asked.seeds + 1)]
    root = lambda errors: float(np.sqrt(np.mean(np.square(errors))))
    for figure in (share, worst):
        less = [figure(run["differences"][0]["events"]) for run in runs]
        alone = [np.hypot(*(figure(case["events"])[1] for case in run["cases"])) for run in runs]
        print(f"{figure.__doc__} strays by {np.std([value for value, _ in less], ddof=1):.3g}, "
              f"error {root([error for _, error in less]):.3g}, of two draws {root(alone):.3g}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
