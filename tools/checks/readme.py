"""Readme: the commands of the two READMEs run and are the same in both; links of the papers lead somewhere; what stands
whole in both languages has the same headings, points, rows and names of the program in both."""

import pathlib
import re
import subprocess
import sys

import sources

READMES = ("README.md", "README.zh-CN.md")
TWINS = ("docs/limits.md",)  # each beside its .zh-CN.md
PAPERS = (*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "docs/decisions/*.md", "output/*.md",
          "notebooks/*.md", "bench/*.md", "tests/*/*.md")


def commands(text):
    """The ./run and ./test lines of ```sh blocks, without comments. `./test` itself is left out: it runs this check."""
    found = []
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            line = re.sub(r"\s+#.*$", "", line).strip()
            if line.startswith(("./run", "./test")) and line != "./test":
                found.append(line)
    return found


def prose(paper):
    return re.sub(r"^```.*?^```", "", paper.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(paper):
    """What a link may name after #: the headings as GitHub calls them."""
    heads = [re.sub(r"\]\([^)]*\)", "", head) for head in re.findall(r"^#+ (.*)$", prose(paper), re.MULTILINE)]
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


def broken_links(root, paper):
    """Links of a paper to files, or to headings of papers, that are not there."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(paper)):
        path, _, anchor = target.partition("#")
        there = (paper.parent / path) if path else paper
        if "://" in target or target.startswith("mailto:"):
            continue
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            yield f"{paper.relative_to(root)}: {target} leads nowhere"


def outline(paper):
    """Headings, points and rows of a paper in order, and its `names` in any."""
    text = paper.read_text(encoding="utf-8")
    return re.findall(r"^(#+ |\* |\|)", text, re.MULTILINE), sorted(re.findall(r"`[^`\n]+`", text))


def unlike_twins(root):
    for name in TWINS:
        one, other = root / name, root / name.replace(".md", ".zh-CN.md")
        if not one.exists():
            continue
        if not other.exists():
            yield f"{name}: stands in one language only"
        elif outline(one) != outline(other):
            yield f"{name}: {other.name} has other headings, points, rows or `names`"


def failure(root, command, seconds=900):
    """What went wrong with a command of the README, or nothing."""
    try:
        done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, text=True, timeout=seconds,
                              stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return f"{command}: not done after {seconds} s"
    if done.returncode:
        return f"{command}: exit code {done.returncode}\n{done.stderr.strip()[-2000:]}"
    return None


def check(root):
    root = pathlib.Path(root)
    problems = []
    lists = [commands((root / name).read_text(encoding="utf-8")) for name in READMES]
    if lists[0] != lists[1]:
        problems.append(f"the READMEs show different commands:\n  {lists[0]}\n  {lists[1]}")
    if not lists[0]:
        problems.append("README.md shows no command to run")
    problems += unlike_twins(root)
    for pattern in PAPERS:
        for paper in sorted(root.glob(pattern)):
            problems += broken_links(root, paper)
    for command in dict.fromkeys(lists[0] + lists[1]):
        print("$", command, flush=True)
        trouble = failure(root, command)
        problems += [trouble] if trouble else []
    return problems


if __name__ == "__main__":
    sys.exit(sources.report("readme", check(*sources.arguments(__doc__, "ROOT"))))
