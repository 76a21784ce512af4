"""The report of a mutation check: docs/mutation*.md."""

import collections
import csv
import pathlib
import subprocess
import textwrap

import operators

HERE = pathlib.Path(__file__).resolve().parent

HEAD = """# {title}

Written by `tools/mutation/check.py` (ctest `mutation_{name}`, label slow: `./test -L slow -R mutation_{name}`);
not by hand.

{what}
"""
WHAT = ("A mutant is the program with one small error in {told}. It is killed when a test fails, the program crashes or "
        "does not end. The check fails when less than 90 % of the sample are killed. All mutants of the sample are "
        "compiled at once; which one is alive is read from the environment when a test starts "
        "(`tools/mutation/choice.hpp`), and without one the instrumented program must pass every test.")

BY_HAND = """
Where no operator is applied: what the compiler evaluates (`constexpr`, template arguments, array bounds, enumerations),
assertions, declarations, and default values of data members: data is filled by name at the door. Two changes of one
token are never drawn together. The draw takes from each file in proportion to its places, at least four, the places with
the lowest hash of seed and line text: an edit elsewhere leaves it alone. What does not compile is replaced by the next.
"""


def commit_of(root):
    """What the figures are of; `+` where something there is not committed."""
    def git(*words):
        return subprocess.run(["git", "-C", root, *words], capture_output=True, text=True).stdout.strip()
    changed = git("status", "--porcelain", "--", "models", "scenarios", "sim", "output", "apps", "tests",
                  "tools/mutation")
    head = git("log", "-1", "--format=%h{} of %cd", "--date=short") or "unknown{}"
    return head.format("+" if changed else "")


class Report:
    def __init__(self, area, root, sites, sample, verdicts, barred, seed):
        self.area = area
        self.sites, self.sample, self.verdicts, self.barred, self.seed = sites, sample, verdicts, barred, seed
        self.commit = commit_of(root)
        with open(HERE / "survivors.csv", encoding="utf-8") as table:
            self.explanations = {(r["file"], r["line"], r["change"]): r["explanation"] for r in csv.DictReader(table)}

    def score(self):
        return sum(v.killed for v in self.verdicts.values()) / len(self.sample)

    def survivors(self):
        return [site for k, site in self.sample if not self.verdicts[k].killed]

    def short(self):
        lines = [f"{site.path}:{site.line} {site.change}: {self.explain(site)}" for site in self.survivors()]
        killed = sum(v.killed for v in self.verdicts.values())
        return "\n".join([*lines, f"{killed} of {len(self.sample)} mutants killed: {100 * self.score():.1f} %"])

    def explain(self, site):
        return self.explanations.get((site.path, site.text, site.change), "NOT EXPLAINED")

    def head(self):
        what = textwrap.fill(WHAT.format(told=self.area.told), 120, break_long_words=False, break_on_hyphens=False)
        return HEAD.format(title=self.area.title, name=self.area.name, what=what)

    def text(self):
        killed = sum(v.killed for v in self.verdicts.values())
        parts = [self.head(), f"\n**{killed} of {len(self.sample)} mutants killed: {100 * self.score():.1f} %.** "
                       f"At commit {self.commit}, whose files and lines are named below: a later tree has others. "
                       f"Seed {self.seed}; {len(self.sites)} places where an operator applies, "
                       f"{len(self.barred)} drawn ones did not compile.\n",
                 "\n## Operators\n\n| operator | what it does | places | drawn | killed |\n|---|---|---:|---:|---:|\n"]
        parts += self._rows(lambda s: s.operator, lambda name: [f"`{name}`", operators.CATALOGUE[name]],
                            operators.CATALOGUE)
        parts += [BY_HAND, "\n## Files\n\n| file | places | drawn | killed |\n|---|---:|---:|---:|\n"]
        parts += self._rows(lambda s: s.path, lambda name: [f"`{name}`"], sorted({s.path for s in self.sites}))
        parts.append("\n## Who killed first\n\n| tests, cheapest first | mutants |\n|---|---:|\n")
        first = collections.Counter(v.killer for v in self.verdicts.values() if v.killed)
        parts += [f"| {name} | {n} |\n" for name, n in first.most_common()]
        parts.append("\n## Survivors\n\n| place | change | line | why it lives |\n|---|---|---|---|\n")
        parts += [f"| `{s.path}:{s.line}` | {cell(s.change)} | `{cell(s.text)}` | {cell(self.explain(s))} |\n"
                  for s in self.survivors()]
        return "".join(parts)

    def _rows(self, key, cells, names):
        places = collections.Counter(key(s) for s in self.sites)
        drawn = collections.Counter(key(s) for _, s in self.sample)
        killed = collections.Counter(key(s) for k, s in self.sample if self.verdicts[k].killed)
        rows = [[*cells(name), str(places[name]), str(drawn[name]), str(killed[name])] for name in names]
        return ["| " + " | ".join(row) + " |\n" for row in rows]


def cell(text):
    return text.replace("|", "\\|")
