"""What was measured, as data: bench/history.csv, a row a measure, new rows below old ones."""

import csv
import datetime
import pathlib
import subprocess

COLUMNS = ["date", "sha", "machine", "measure", "value", "unit"]


def cpu():
    """The processor as the system calls it, and its cores."""
    rows = [line.split(":", 1) for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if ":" in line]
    of = {key.strip(): value.strip() for key, value in rows}
    cores = sum(1 for key, _ in rows if key.strip() == "processor")
    return f"{of['model name']} family {of['cpu family']} model {of['model']}, {cores} cores"


def commit(root):
    """The commit, marked with + where the tree is another."""
    git = lambda *words: subprocess.run(["git", "-C", root, *words], capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!bench/history.csv", ":!docs")
    return git("rev-parse", "--short", "HEAD") + ("+" if changed else "")


class Record:
    """Measures of one run, told as they come."""

    def __init__(self, root):
        self.root, self.rows = pathlib.Path(root), []

    def add(self, measure, value, unit):
        self.rows.append((measure, value, unit))
        print(f"  {measure:58s} {value:12.6g} {unit}", flush=True)

    def range(self, measure, values, unit):
        """Median, least and most of repeated measurements."""
        ordered = sorted(values)
        middle = len(ordered) // 2
        median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
        self.add(measure, median, unit)
        self.add(f"{measure}, least", ordered[0], unit)
        self.add(f"{measure}, most", ordered[-1], unit)

    def keep(self, machine):
        path = self.root / "bench" / "history.csv"
        fresh = not path.exists()
        today, sha = datetime.date.today().isoformat(), commit(self.root)
        with open(path, "a", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            if fresh:
                file.write("# what bench/compare/run measured; a run's rows share date and sha\n")
                out.writerow(COLUMNS)
            out.writerows((today, sha, machine, m, f"{v:.6g}", unit) for m, v, unit in self.rows)
