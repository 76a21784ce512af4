"""Threads: the shipped cases on one thread and on two give the same bytes in every file."""

import pathlib
import subprocess
import sys
import tempfile

import sources

CASES = ("baseline", "early-retirement-tight", "benefit-adjustment-low")


def results(program, threads, folder):
    """{file name: bytes} of the three cases."""
    subprocess.run([program, "run", *CASES, "--quiet", "--threads", str(threads), "--out", folder], check=True,
                   stdout=subprocess.DEVNULL)
    return {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())}


def main():
    _, program = sources.arguments(__doc__, "ROOT", "PROGRAM")
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = results(program, 1, one), results(program, 2, two)
    wrong = [] if set(first) == set(second) else ["not the same files"]
    wrong += [f"{name} differs" for name in first if name in second and first[name] != second[name]]
    if len(first) != 3 * len(CASES):
        wrong.append(f"{len(first)} files, not {3 * len(CASES)}")
    print("\n".join(wrong) if wrong else f"threads: {len(first)} files, the same bytes on 1 and 2 threads")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
