"""Doors: each outside library comes in through its one place; doors.txt says which."""

import fnmatch
import pathlib
import re
import sys

import sources


class Door:
    """One line of doors.txt."""

    def __init__(self, line):
        # The bar that divides a line stands between blanks; those inside a pattern do not.
        what, where = re.split(r"\s+\|\s+", line, maxsplit=1)
        self.where = [] if where == "nowhere" else where.split()
        self.single = what.startswith("one ")
        self.text = what.removeprefix("one ")
        self.word = re.compile(self.text[1:-1]) if self.text.startswith("/") else None
        self.headers = [] if self.word else re.findall(r"<([^>]+)>", self.text)

    def opens(self, name):
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in self.where)

    def matches(self, header):
        return any(fnmatch.fnmatchcase(header, pattern) for pattern in self.headers)


def lines_through(door, root, name):
    """The lines of a file that want to use this door."""
    if door.word:
        return [number for number, text in sources.words(root, name) if door.word.search(text)]
    return [number for number, _, header in sources.includes(root, name) if door.matches(header)]


def check(root, doors):
    problems = []
    names = sources.files(root)
    for door in map(Door, sources.table(doors)):
        users = []
        for name in names:
            lines = lines_through(door, root, name)
            if lines and not door.opens(name):
                problems += [f"{name}:{n}: {door.text} only in {' '.join(door.where) or 'no file'}" for n in lines]
            elif lines and not name.startswith("tests/"):
                users.append(name)
        if door.single and len(users) > 1:
            problems.append(f"{users[1]}: {door.text} is {users[0]}'s alone")
    return problems


if __name__ == "__main__":
    sys.exit(sources.report("doors", check(*sources.arguments(__doc__, "ROOT"), pathlib.Path(__file__).with_name("doors.txt"))))
