"""Law: what code, tables and papers cite stands in docs/law.md with title and date, and what stands there is cited."""

import pathlib
import re
import sys

import sources
import terms

PAGE = "docs/law.md"
FIRST = re.compile(r"^\| ([^|]+?) \|", re.MULTILINE)
NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,4}(?:〔[0-9]{4}〕|令第)[0-9]+号")
#: loosely written numbers, which nobody would find again
LOOSE = re.compile(r"[\u4e00-\u9fff]{2}[\[(（【][0-9]{4}[\])）】] ?[0-9]+号|[\u4e00-\u9fff]〔[0-9]{4}〕第[0-9]+号")
DECREE = re.compile(r'(?<![a-z_])decree = "([^"]+)"')


def listed(root):
    """What the page lists; a yearly notice is listed once, with … for its year."""
    rows = (root / PAGE).read_text(encoding="utf-8").partition("\n|---")[2]
    return {name: re.compile(re.escape(name).replace("…", ".*") + r"\Z") for name in FIRST.findall(rows)}


def cited(root):
    """(place, name) of everything cited, loose spellings included."""
    for path in terms.papers(root):
        if path == root / PAGE:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            place = f"{path.relative_to(root).as_posix()}:{number}"
            found = [name for pattern in (NUMBERED, LOOSE, DECREE) for name in pattern.findall(line)]
            yield from ((place, name) for name in dict.fromkeys(found))


def entry_of(name, acts):
    """The entry for what was cited; words may stand before a number (`按濮政〔2016〕44号`)."""
    return next((act for act, whole in acts.items() if whole.match(name) or name.endswith(act)), None)


def check(root):
    root = pathlib.Path(root)
    acts, used, problems = listed(root), set(), []
    for place, name in cited(root):
        act = entry_of(name, acts)
        if act:
            used.add(act)
        else:
            problems.append(f"{place}: {name} is not in {PAGE}")
    return problems + [f"{PAGE}: nothing cites {act}" for act in acts if act not in used]


if __name__ == "__main__":
    sys.exit(sources.report("law", check(*sources.arguments(__doc__, "ROOT"))))
