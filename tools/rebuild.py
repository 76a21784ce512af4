"""What the scripts that build tables share: where the raw data are, and whether the tables that stand are what a script writes."""
import argparse
import filecmp
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def asked(what, out):
    """Options of every such script; each adds its own."""
    arguments = argparse.ArgumentParser(description=f"build {what}")
    arguments.add_argument("--shared", type=Path, default=Path(os.environ.get("BALLAST_SHARED", ROOT.parent / "shared")))
    arguments.add_argument("--out", type=Path, default=ROOT / out)
    arguments.add_argument("--check", action="store_true")
    return arguments


def raw_data(shared):
    """The folder of raw data."""
    data = shared / "data"
    if not data.is_dir():
        sys.exit(f"{data}: no such folder; name the folder of raw data with --shared")
    return data


def differing(new, old, below=(".",)):
    """Files of the folders `below` that are not the same, or not in both."""
    names = sorted({str(p.relative_to(folder)) for folder in (new, old) for part in below
                    for p in (folder / part).rglob("*") if p.is_file()})
    return [n for n in names
            if not ((new / n).exists() and (old / n).exists() and filecmp.cmp(new / n, old / n, shallow=False))]


def built_or_compared(build, options):
    """Builds the tables from the raw data, or says whether those that stand are the same; the exit code."""
    if not options.check:
        print(build(options.shared, options.out))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(options.shared, Path(folder))
        return verdict(differing(Path(folder), options.out))


def verdict(names):
    """Says which files differ; the exit code."""
    print("the tables are what the script writes" if not names else "differ: " + ", ".join(names))
    return 1 if names else 0
