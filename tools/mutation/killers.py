"""The tests that may kill a mutant, cheapest first, each stopping at its first failure."""

import concurrent.futures
import csv
import dataclasses
import itertools
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time

MEMORY = 4 << 30  # bytes of address space
SEEDS = (1, 4)    # of the drawn places of tests/reference
CITIES = 16       # settled again
TOLERANCE, LOOSE = 1e-7, 1e-3  # of the flow's largest value in the unit
ROUNDED = ("survivor_grants",)  # hang on mean years that are whole numbers but for their rounding
NOTHING = 1e-3    # heads and yuan
CHEAP = 0.2       # seconds: tests so quick run together, the others each by itself, the dearest last


def patience(seconds):
    """How long a mutant may take for what the program does in so many seconds."""
    return 5 + 10 * seconds


@dataclasses.dataclass
class Verdict:
    killer: str = ""   # empty: survived
    detail: str = ""   # the test that failed, or how the program ended

    @property
    def killed(self):
        return bool(self.killer)


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, mutant, seconds, **environment):
    """"" when the command succeeds, otherwise what was wrong."""
    # The same random cases for every mutant and every time; nobody reads which is the smallest that fails.
    surroundings = dict(os.environ, BALLAST_MUTANT=str(mutant), RC_PARAMS="seed=20160044 noshrink=1", OMP_NUM_THREADS="1",
                        OPENBLAS_NUM_THREADS="1", **environment)
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=surroundings,
                              timeout=seconds, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        return "does not end"
    if done.returncode == 0:
        return ""
    failed = [line for line in done.stdout.split("\n") if line.startswith("[  FAILED  ]")]
    if failed:
        return failed[0][12:].split(" (")[0].strip()
    return f"ends with {done.returncode}"


def by_cost(told):
    """[(names, seconds)] of a program's tests, by what it wrote of them: the quick ones in one group."""
    spent = {f"{suite['name']}.{test['name']}": float(test["time"].rstrip("s"))
             for suite in told["testsuites"] for test in suite["testsuite"]}
    names = sorted(spent, key=spent.get)
    cheap = list(itertools.takewhile(lambda name: spent[name] < CHEAP, names))
    groups = [cheap] if cheap else []
    return [(group, sum(map(spent.get, group))) for group in groups + [[name] for name in names[len(cheap):]]]


class Killers:
    def __init__(self, area, root, scratch, jobs, quick, verbose):
        self.root, self.where, self.jobs, self.verbose = root, scratch / "build", jobs, verbose
        stage_of = {"gtest": self._gtest, "members by hand": self._hand_cases("membership.csv"),
                    "money by hand": self._hand_cases("fiscal.csv"), "stage 1": self._stage_one,
                    "stage 2": self._stage_two, "futures": self._futures}
        stages = [(name, stage_of[kind](program)) for name, kind, program in area.stages]
        self.stages = stages[:-1] if quick else stages

    def judge(self, sample):
        """{number: Verdict}; the unchanged program is judged first and must pass everything."""
        self.seconds = {}
        for name, stage in self.stages:
            began = time.monotonic()
            wrong = stage(0, 600)
            if wrong:
                raise SystemExit(f"without a mutant alive, {name}: {wrong}")
            self.seconds[name] = time.monotonic() - began
        print("; ".join(f"{name} {spent:.1f} s" for name, spent in self.seconds.items()), flush=True)
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            return dict(zip([k for k, _ in sample], pool.map(lambda pair: self._one(*pair), sample)))

    def _one(self, number, site):
        for name, stage in self.stages:
            wrong = stage(number, patience(self.seconds[name]))
            if wrong:
                if self.verbose:
                    print(f"{number} {site.path}:{site.line} {site.change}: killed by {name}, {wrong}", flush=True)
                return Verdict(name, wrong)
        print(f"{number} {site.path}:{site.line} {site.operator} {site.change} survived | {site.text}", flush=True)
        return Verdict()

    def _gtest(self, program):
        """Quick tests before dear ones: most mutants meet the quick ones alone, and one that does not end is not waited
        for as long as all tests take together."""
        command, groups = [str(self.where / program), "--gtest_fail_fast", "--gtest_brief=1"], []

        def stage(mutant, seconds):
            if not groups:  # the unchanged program, judged first
                with tempfile.NamedTemporaryFile(suffix=".json") as told:
                    wrong = run([*command, f"--gtest_output=json:{told.name}"], mutant, seconds)
                    groups.extend([] if wrong else by_cost(json.load(told)))
                return wrong
            for names, spent in groups:
                wrong = run([*command, "--gtest_filter=" + ":".join(names)], mutant, patience(spent))
                if wrong:
                    return wrong
            return ""
        return stage

    def _hand_cases(self, file):
        def of(program):
            with open(self.root / "tests/hand_cases" / file, encoding="utf-8") as table:
                cases = list(dict.fromkeys(row[0] for row in csv.reader(table) if row and row[0].startswith("T")))

            def stage(mutant, seconds):
                for case in cases:
                    wrong = run([str(self.where / program), case], mutant, seconds)
                    if wrong:
                        return f"{case} {wrong}"
                return ""
            return stage
        return of

    def _stage_one(self, program):
        """The reference's flows, computed once: every mutant's are held against them."""
        folder = tempfile.TemporaryDirectory()
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found = pool.apply(references, (str(self.root), str(self.where / program), folder.name))

        def stage(mutant, seconds, folder=folder):
            for seed, reference in found.items():
                with tempfile.TemporaryDirectory() as out:
                    wrong = run([str(self.where / program), *reference["command"], "--out", out], mutant, seconds,
                                BALLAST_DATA=reference["data"])
                    wrong = wrong or worst_flow(reference, os.path.join(out, reference["file"]))
                if wrong:
                    return f"seed {seed}: {wrong}"
            return ""
        return stage

    def _stage_two(self, program):
        """Drawn cities settled again by the reference."""
        def stage(mutant, seconds):
            script = str(self.root / "tests/reference/settle_compare.py")
            return run([sys.executable, "-B", script, "--seeds", str(CITIES), "--jobs", "1"], mutant, seconds,
                       BALLAST_PROGRAM=str(self.where / program))
        return stage

    def _futures(self, program):
        """What the departures of futures do to every flow, computed by the reference."""
        def stage(mutant, seconds):
            script = str(self.root / "tests/reference/futures_test.py")
            return run([sys.executable, "-B", script, str(self.where / program)], mutant, seconds,
                       BALLAST_PROGRAM=str(self.where / "ballast"))
        return stage


def references(root, program, folder):
    """{seed: flows of the reference, and how the program is asked for the same}. In a process of its own."""
    import pathlib
    import sys
    os.environ["BALLAST_PROGRAM"] = program
    sys.path.insert(0, root + "/tests/reference")
    import generate
    import stage1
    found, rows = {}, generate.catalogue(pathlib.Path(root))
    for seed in SEEDS:
        scenario = generate.Scenario(pathlib.Path(folder), seed, rows)
        inputs = scenario.inputs()
        flows = stage1.Run(inputs).run()
        command = ["run", scenario.case, "--place", scenario.place, "--horizon", str(scenario.last_year), "--threads",
                   "1", "--format", "h5", "--quiet"]
        for text in scenario.sets:
            command += ["--set", text]
        found[seed] = {"flows": flows, "units": len(inputs.units), "command": command, "data": str(scenario.data),
                       "file": f"{scenario.case}.h5"}
    return found


def worst_flow(reference, path):
    """A flow that is not the reference's, or ""."""
    import h5py
    import numpy as np
    with h5py.File(path) as file:
        theirs = {name: values[:] for name, values in file["flows"].items()}
    for name, values in reference["flows"].items():
        if name not in theirs:
            return f"{name} is missing"
        a, b = values[0][:, 1:], theirs[name][:reference["units"], 1:]
        scale = np.maximum(np.abs(a).max(axis=1, keepdims=True), NOTHING)
        tolerance = LOOSE if name in ROUNDED else TOLERANCE
        if not (np.abs(a - b) <= tolerance * scale).all():
            return name
    return ""
