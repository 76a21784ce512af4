"""Clause coverage: every clause of the founding policy has a file of cases; one that is no dynamics may have a reason.

tests/clauses/<clause>-*.toml hold the cases. tests/clauses/coverage.csv: clause, proof (further tests Suite.Name that hold
it, joined by +), why (what is left out, or why a clause that is not modelled has no case).
"""

import csv
import pathlib
import re
import sys

import sources

CLAUSES = {1: 5, 2: 16, 3: 11, 4: 5, 5: 10}  # sections of the policy and how many clauses each has, beside its head H0
NOT_MODELLED = {"44-2.4", "44-3.11", "44-4.2", "44-4.5", "44-5.8", "44-5.9"}  # offices, records, publicity: no amounts
TABLE = "tests/clauses/coverage.csv"


def all_clauses():
    return ["44-H0"] + [f"44-{section}.{n}" for section, count in CLAUSES.items() for n in range(1, count + 1)]


def tests_of(root):
    """Names of the tests written in C++, as Suite.Name."""
    names = set()
    for path in (root / "tests").rglob("*_test.cpp"):
        found = re.findall(r"\bTEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", path.read_text(encoding="utf-8"))
        names.update(f"{suite}.{name}" for suite, name in found)
    return names


def cases_of(root):
    """How many cases each clause has in its files, and the files whose name is not their clause's."""
    cases, misnamed = {}, []
    for path in sorted((root / "tests/clauses").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        said = re.search(r'^clause\s*=\s*"([^"]+)"', text, re.M)
        clause = said.group(1) if said else ""
        if not clause or not path.name.startswith(clause + "-"):
            misnamed.append(path.name)
        cases[clause] = cases.get(clause, 0) + len(re.findall(r"^\[\[case\]\]", text, re.M))
    return cases, misnamed


def rows_of(root):
    with open(root / TABLE, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(root):
    """What is wrong, one line each."""
    rows, (cases, misnamed) = rows_of(root), cases_of(root)
    known, listed, tests = all_clauses(), [row["clause"] for row in rows], tests_of(root)
    problems = [f"{TABLE}: {clause} is missing" for clause in known if clause not in listed]
    problems += [f"{TABLE}: {clause} is no clause, or stands twice" for clause in sorted(set(listed))
                 if clause not in known or listed.count(clause) > 1]
    problems += [f"tests/clauses/{name} is not named after its clause" for name in misnamed]
    problems += [f"tests/clauses: {clause} is no clause" for clause in sorted(cases) if clause and clause not in known]
    for row in rows:
        clause, proofs = row["clause"], [proof for proof in row["proof"].split("+") if proof]
        problems += [f"{TABLE}: {clause}: no test {proof}" for proof in proofs if proof not in tests]
        if not cases.get(clause) and clause not in NOT_MODELLED:
            problems.append(f"{TABLE}: {clause} has no case: tests/clauses/{clause}-….toml")
        if not cases.get(clause) and clause in NOT_MODELLED and not row["why"]:
            problems.append(f"{TABLE}: {clause} has neither a case nor a reason")
    return problems


def report(root):
    """The coverage of the policy, a line a section and one for all."""
    cases, lines = cases_of(root)[0], []
    for section in ["H", *CLAUSES]:
        own = [c for c in all_clauses() if c.startswith(f"44-{section}")]
        counted = [f"{c[3:]}:{cases[c]}" if cases.get(c) else f"{c[3:]}:NM" for c in own]
        lines.append(f"  {' '.join(counted)}")
    known = all_clauses()
    covered = [c for c in known if cases.get(c)]
    reasons = [c for c in known if not cases.get(c)]
    lines.append(f"clause coverage 条款覆盖: {len(covered)} of {len(known)} clauses by {sum(cases.values())} cases 用例, "
                 f"{len(reasons)} by a reason 说明 ({', '.join(reasons)})")
    return lines


def main():
    root = pathlib.Path(*sources.arguments(__doc__, "ROOT"))
    problems = check(root)
    print("\n".join(problems or report(root)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
