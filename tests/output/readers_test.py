"""Other people's readers open a fresh result and select a unit by its Chinese name, with the one-liners that
output/FORMAT.md shows: those lines are taken from there and run as they stand."""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

#: blocks of lines of FORMAT.md that are tried
RUN, ENSEMBLE, DRAWS = "readers", "ensemble readers", "draws readers"
LINE = re.compile(r"^\* ([^:`]+): `([^`]+)`$", re.M)


def one_liners(root, name):
    text = (root / "output/FORMAT.md").read_text(encoding="utf-8")
    block = re.search(f"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.S).group(1)
    return [(reader.strip(), line) for reader, line in LINE.findall(block)]


def command(reader, line):
    """How a shell runs the line; None when this machine has no such reader."""
    if reader.startswith("R"):
        rscript = shutil.which("Rscript")
        has = rscript and subprocess.run([rscript, "-e", "library(rhdf5)"], capture_output=True).returncode == 0
        return [rscript, "-e", f"cat(format({line}, digits=17))"] if has else None
    if reader.startswith("ncdump"):
        return ["sh", "-c", line]
    *statements, expression = line.split("; ")
    return ["/usr/bin/python3", "-c", "; ".join([*statements, f"print(repr(float({expression})))"])]


def of_a_run(program, folder):
    """Makes the file of a run; the balance of 范县 in 2030."""
    subprocess.run([program, "run", "baseline", "--horizon", "2031", "--format", "h5,csv", "--quiet", "--out", folder],
                   check=True, stdout=subprocess.DEVNULL)
    return next(float(row.split(",")[4]) for row in open(f"{folder}/baseline.csv", encoding="utf-8")
                if row.startswith("baseline,范县,2030,fund_balance,"))


def of_an_ensemble(program, folder):
    """Makes the file of an ensemble with its draws; mean and median of the balance of 范县 in 2030."""
    done = subprocess.run([program, "ensemble", "baseline", "--horizon", "2031", "--paths", "6", "--keep-paths", "--json",
                           "--out", folder], check=True, capture_output=True, text=True)
    answer = json.loads(done.stdout)
    balance, year = answer["cases"][0]["measures"]["fund_balance"]["范县"], 2030 - answer["base_year"]
    return balance["mean"][year], balance["quantiles"]["0.5"][year]


def read_all(lines, folder, expected, problems, within=0.01):
    """How many readers there were; what they got wrong goes to `problems`."""
    read = 0
    for reader, line in lines:
        words = command(reader, line)
        if words is None:
            print(f"{reader}: not on this machine")
            continue
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
        try:
            right = abs(float(done.stdout.strip().split()[-1].rstrip(",;")) - expected) < within
        except (ValueError, IndexError):
            right = False
        read += 1
        print(f"{reader}: {done.stdout.strip()}")
        if done.returncode != 0 or not right:
            problems.append(f"{reader}: {done.stdout!r}, not {expected}\n{done.stderr}")
    return read


def check(root, program):
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        read = [read_all(one_liners(root, RUN), folder, of_a_run(program, folder), problems)]
    with tempfile.TemporaryDirectory() as folder:
        mean, median = of_an_ensemble(program, folder)
        read.append(read_all(one_liners(root, RUN), folder, mean, problems))
        read_all(one_liners(root, ENSEMBLE), folder, median, problems)
        read_all(one_liners(root, DRAWS), folder, median, problems, within=2 ** -24 * abs(median))  # float32
    problems += [f"only {one} readers, five are promised" for one in read if one < 5]
    return problems


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ROOT")
    parser.add_argument("PROGRAM")
    asked = parser.parse_args()
    wrong = check(pathlib.Path(asked.ROOT), asked.PROGRAM)
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)
