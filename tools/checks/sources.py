"""What the checks know about the tree: its C++ files, their includes, their words without comments and strings."""

import argparse
import pathlib
import re
import sys

FOLDERS = ("models", "scenarios", "sim", "output", "apps", "tests", "bench")
SUFFIXES = (".cpp", ".hpp")
#: C++ by other names, which no check would read
OTHER_SUFFIXES = (".c", ".cc", ".cxx", ".h", ".hh", ".hxx", ".inl", ".ipp", ".tpp")

_INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
_NOISE = re.compile(
    r'R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"'  # raw strings first: they may hold anything
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/',
    re.DOTALL,
)


def files(root, suffixes=SUFFIXES):
    """Every C++ file of the project, as paths from the root with forward slashes, in order."""
    root = pathlib.Path(root)
    found = []
    for folder in FOLDERS:
        for path in (root / folder).rglob("*"):
            name = path.relative_to(root).as_posix()
            if path.suffix in suffixes and path.is_file() and not name.startswith("output/runs/"):
                found.append(name)
    if not found and suffixes == SUFFIXES:
        sys.exit(f"{root}: no C++ file of the project is here, so there is nothing to check")
    return sorted(found)


def includes(root, name):
    """(line, bracket, header) of each #include of a file."""
    text = (pathlib.Path(root) / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        match = _INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def words(root, name):
    """(line, text) of a file with comments and literals blanked, so that prose cannot offend."""
    text = (pathlib.Path(root) / name).read_text(encoding="utf-8")
    # A digit separator is no quote: 3'600 must not open a literal.
    text = re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "", text)
    blank = _NOISE.sub(lambda m: "\n" * m.group(0).count("\n") or " ", text)
    return enumerate(blank.splitlines(), 1)


def table(path):
    """Lines of a small table, without comments and blanks."""
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line:
            yield line


def arguments(doc, *names):
    """The command line of a check; --help says what it looks at. The last name may be `NAME…`: all that follows."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in names:
        parser.add_argument(name.removesuffix("…"), nargs=argparse.REMAINDER if name.endswith("…") else None)
    given = parser.parse_args()
    return [getattr(given, name.removesuffix("…")) for name in names]


def report(check, problems):
    """Prints what is wrong, or that nothing is; the exit code of the check."""
    for problem in problems:
        print(problem)
    print(f"{check}: {len(problems)} problem(s)" if problems else f"{check}: clean")
    return 1 if problems else 0
