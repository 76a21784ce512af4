"""Sentences of issues: each that has a Chinese text still stands in the code that says it.

A sentence of output/issues/*_sentences.cpp without blanks is a literal of models/, scenarios/, sim/, output/ or
apps/cli/, or the end of one after a colon; of one with blanks, each piece between them stands in some literal. What
libraries say stands under a head of its own, "from libraries".
"""

import pathlib
import re
import sys

import sources

TABLES = "output/issues/*_sentences.cpp"
FOLDERS = ("models", "scenarios", "sim", "output", "apps/cli")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
SHORTEST = 4  # shorter pieces stand anywhere


def unescaped(text):
    return text.replace('\\"', '"').replace("\\\\", "\\")


def literals(text):
    """String literals of a file, those side by side as one."""
    return [unescaped(one) for one in LITERAL.findall(re.sub(r'"\s*\n\s*"', "", text))]


def sentences(root):
    found = []
    for path in sorted(root.glob(TABLES)):
        text = re.sub(r"// ---- from libraries.*?(// ----|$)", "", path.read_text(encoding="utf-8"), flags=re.S)
        text = re.sub(r'"\s*\n\s*"', "", text)
        found += [unescaped(one) for one in re.findall(r'IssueSentence\{\s*"((?:[^"\\\n]|\\.)*)"', text)]
    return found


def ends_of(literal):
    """What follows each of its colons."""
    return [literal[at.end():] for at in re.finditer(r": ", literal)]


def check(root):
    said = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.?pp")):
            if not path.match(TABLES):
                said += [re.sub(r"\{[^{}]*\}", "{}", one) for one in literals(path.read_text(encoding="utf-8"))]
    everything = "\n".join(said)
    whole = {end.strip(' ":') for one in said for end in (one, *ends_of(one))}
    problems = []
    for sentence in sentences(root):
        pieces = [piece.strip(' ":') for piece in sentence.split("{}")]
        if len(pieces) == 1 and pieces[0] not in whole:
            problems.append(f'{TABLES}: nobody says "{sentence}" any more')
            continue
        gone = [piece for piece in pieces if len(piece) >= SHORTEST and piece not in everything]
        if gone:
            problems.append(f'{TABLES}: nobody says "{gone[0]}" any more, of "{sentence}"')
    return problems


if __name__ == "__main__":
    found = check(pathlib.Path(*sources.arguments(__doc__, "ROOT")))
    print("\n".join(found))
    sys.exit(1 if found else 0)
