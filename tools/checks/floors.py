"""Floors: a file includes only its own floor or lower, from the root, and neighbours never form a circle."""

import pathlib
import re
import subprocess
import sys

import sources


def load(path):
    """[(folder, recursive, floor)] of floors.txt, the longest folder first."""
    rows = []
    for floor, line in enumerate(sources.table(path)):
        for entry in line.partition("<")[0].split():
            rows.append((entry.removesuffix("/**"), entry.endswith("/**"), floor))
    return sorted(rows, key=lambda row: -len(row[0]))


def limits(path):
    """{folder: what of the floors below it may know at most} of lines like `models/uncertainty < models/base`."""
    found = {}
    for line in sources.table(path):
        folders, bar, known = line.partition("<")
        found |= {folder: set(known.split()) for folder in folders.split() if bar}
    return found


def over_limits(edges, known):
    """Includes of a folder that is to know less than its floor allows, each pair of folders once."""
    return [f"{where}: {one} is to know {' '.join(sorted(known[one]))} at most, not {other}"
            for (one, other), where in sorted(edges.items()) if one in known and other not in known[one]]


def place(rows, name):
    """(folder, floor) of a file, or None when its folder stands on no floor."""
    parent = pathlib.PurePosixPath(name).parent.as_posix()
    for folder, recursive, floor in rows:
        if parent == folder or (recursive and parent.startswith(folder + "/")):
            return folder, floor
    return None


def circles(edges):
    """Pairs of folders that reach one another, each once, with the include that shows it."""
    found = []
    for (one, other), where in sorted(edges.items()):
        if one < other and _reaches(edges, other, one):
            found.append(f"{where}: {one} and {other} include one another")
    return found


def _reaches(edges, start, goal):
    seen, todo = set(), [start]
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo.extend(b for a, b in edges if a == here)
    return False


def check(root, floors):
    rows, problems, edges = load(floors), [], {}
    tops = {folder.split("/")[0] for folder, _, _ in rows}
    for name in sources.files(root):
        mine = place(rows, name)
        if mine is None:
            problems.append(f"{name}: its folder is on no floor of floors.txt")
            continue
        for line, bracket, header in sources.includes(root, name):
            ours = header.split("/")[0] in tops
            where = f"{name}:{line}"
            if bracket == "<":
                if ours and "/" in header:
                    problems.append(f"{where}: <{header}> is ours: write it in quotes")
                continue
            if not (pathlib.Path(root) / header).is_file():
                problems.append(f'{where}: "{header}" is not a path from the root')
                continue
            theirs = place(rows, header)
            if theirs is None:
                problems.append(f'{where}: "{header}" is on no floor')
            elif theirs[1] > mine[1]:
                problems.append(f'{where}: "{header}" ({theirs[0]}) stands above {mine[0]}')
            elif theirs[0] != mine[0]:
                edges.setdefault((mine[0], theirs[0]), where)
    problems += [f"{name}: C++ files end in .cpp or .hpp" for name in sources.files(root, sources.OTHER_SUFFIXES)]
    return problems + circles(edges) + over_limits(edges, limits(floors))


def deserted(root, floors):
    """Folders of floors.txt that hold no file of the tree."""
    rows, names = load(floors), sources.files(root)
    lived_in = {place(rows, name)[0] for name in names if place(rows, name)}
    return [f"{floors.name}: {folder} holds no file" for folder, _, _ in rows if folder not in lived_in]


def tracked(root):
    """Files that git keeps; none where the tree is no clone. What users write beside them is theirs."""
    listed = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=False)
    return [name for name in listed.stdout.decode("utf-8", "replace").split("\0") if name] if listed.returncode == 0 else []


def strangers(root, names):
    """Folders at the top, of files kept, that ARCHITECTURE.md does not name, such as results committed by mistake."""
    known = set(re.findall(r"`([\w.]+)/`", (pathlib.Path(root) / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    tops = sorted({name.split("/")[0] for name in names if "/" in name})
    return [f"{top}/: a folder that ARCHITECTURE.md does not name" for top in tops if top not in known]


if __name__ == "__main__":
    [ROOT], FLOORS = sources.arguments(__doc__, "ROOT"), pathlib.Path(__file__).with_name("floors.txt")
    sys.exit(sources.report("floors", check(ROOT, FLOORS) + deserted(ROOT, FLOORS) + strangers(ROOT, tracked(ROOT))))
