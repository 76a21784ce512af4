"""Equations: every number of docs/equations.md is named in a comment where it is computed, and no other number is."""

import pathlib
import re
import sys

import sources

PAGE = "docs/equations.md"
NUMBER = r"[KTPRACGMFBIYV][0-9]+(?:\.[0-9]+)?[a-d]?"
NAMED = re.compile(rf"(?<![\w.]){NUMBER}\b")
SPAN = re.compile(r"\b([A-Z])((?:[0-9]+\.)?)([0-9]+) [–…] \1\2([0-9]+)\b")  # F14 – F21, M5.1 – M5.4
#: T01 … are hand cases, M0 … M7 steps of the year, which hold several equations
NO_EQUATION = re.compile(r"T[0-9]{2}|M[0-9]")
FOLDERS = ("models/", "scenarios/", "sim/", "apps/")


def on_page(root):
    """Numbers at the heads of lines of the page's blocks, in order."""
    blocks = re.findall(r"^```\n(.*?)^```", (root / PAGE).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [found.group() for block in blocks for line in block.splitlines() if (found := re.match(rf"{NUMBER}\b", line))]


def in_code(root):
    """(place, number) of every number that a comment names."""
    for name in sources.files(root):
        if name.startswith(FOLDERS):
            for number, line in enumerate((root / name).read_text(encoding="utf-8").splitlines(), 1):
                comment = line.partition("//")[2]
                for letter, step, first, last in SPAN.findall(comment):
                    yield from ((f"{name}:{number}", f"{letter}{step}{n}") for n in range(int(first), int(last) + 1))
                yield from ((f"{name}:{number}", found) for found in NAMED.findall(comment))


def check(root):
    root = pathlib.Path(root)
    page, named = on_page(root), dict((number, place) for place, number in in_code(root))
    problems = [f"{PAGE}: {number} stands twice" for number in dict.fromkeys(page) if page.count(number) > 1]
    problems += [f"{PAGE}: no comment names {number}" for number in page if number not in named]
    return problems + [f"{place}: {number} is not on {PAGE}" for number, place in named.items()
                       if number not in page and not NO_EQUATION.fullmatch(number)]


if __name__ == "__main__":
    sys.exit(sources.report("equations", check(*sources.arguments(__doc__, "ROOT"))))
