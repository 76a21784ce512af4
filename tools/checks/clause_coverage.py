"""Clause coverage: every clause of the founding policy has a test that exists, or a reason why it has none.

    clause_coverage.py ROOT

tests/clauses/coverage.csv: clause, proof (files of tests/clauses and tests Suite.Name, joined by +), why.
"""

import csv
import pathlib
import re
import sys

CLAUSES = {1: 5, 2: 16, 3: 11, 4: 5, 5: 10}  # sections of the policy and how many clauses each has
TABLE = "tests/clauses/coverage.csv"


def tests_of(root):
    """Names of the tests written in C++, as Suite.Name, and of the clause files."""
    names = {path.name for path in (root / "tests/clauses").glob("*.toml")}
    for path in (root / "tests").rglob("*_test.cpp"):
        found = re.findall(r"\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", path.read_text(encoding="utf-8"))
        names.update(f"{suite}.{name}" for suite, name in found)
    return names


def check(root):
    """What is wrong with the table, one line each."""
    with open(root / TABLE, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = [f"44-{section}.{n}" for section, count in CLAUSES.items() for n in range(1, count + 1)]
    listed = [row["clause"] for row in rows]
    problems = [f"{TABLE}: {clause} is missing" for clause in known if clause not in listed]
    problems += [f"{TABLE}: {clause} is no clause, or stands twice" for clause in sorted(set(listed))
                 if clause not in known or listed.count(clause) > 1]
    tests, proofs = tests_of(root), set()
    for row in rows:
        own = [proof for proof in row["proof"].split("+") if proof]
        proofs.update(own)
        problems += [f"{TABLE}: {row['clause']}: no test {proof}" for proof in own if proof not in tests]
        if not own and not row["why"]:
            problems.append(f"{TABLE}: {row['clause']} has neither a test nor a reason")
    problems += [f"{TABLE}: {name} is not listed" for name in sorted(tests - proofs) if name.endswith(".toml")]
    return problems


def main():
    root = pathlib.Path(sys.argv[1])
    problems = check(root)
    for problem in problems:
        print(problem)
    if not problems:
        with open(root / TABLE, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        print(f"clause coverage: {sum(bool(row['proof']) for row in rows)} of {len(rows)} clauses have a test")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
