"""Headers: every header compiles alone.

The build itself proves a header whose own source includes it first, as long as the object is newer than everything the
header reads. The others are compiled here, and again only when they, or what they include, have changed.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

import sources


def reads(root, name, seen=None):
    """A header and every project file it includes, directly or not."""
    seen = {} if seen is None else seen
    path = pathlib.Path(root) / name
    if name in seen or not path.is_file():
        return seen
    seen[name] = path.read_bytes()
    for _, _, header in sources.includes(root, name):
        reads(root, header, seen)
    return seen


def fingerprint(root, name, command, version):
    digest = hashlib.sha256("\0".join([*command, version]).encode())
    for part, content in sorted(reads(root, name).items()):
        digest.update(part.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def problem(root, name, command):
    """What the compiler says of a header alone, or nothing."""
    done = subprocess.run([*command, "-I", str(root), "-x", "c++", "-"], input=f'#include "{name}"\n',
                          cwd=root, capture_output=True, text=True, check=False)
    return f"{name} does not compile alone:\n{done.stderr.strip()}" if done.returncode else None


def objects(build):
    """{source: object file} of a build folder, from its compile_commands.json."""
    record = pathlib.Path(build) / "compile_commands.json"
    found = {}
    for entry in json.loads(record.read_text(encoding="utf-8")) if record.is_file() else []:
        words = shlex.split(entry["command"])
        found[entry["file"]] = pathlib.Path(entry["directory"]) / words[words.index("-o") + 1]
    return found


def proven_by_build(root, name, built):
    """Whether the object of the header's own source shows that the header, as it stands, compiles alone."""
    source = str(pathlib.PurePosixPath(name).with_suffix(".cpp"))
    path = pathlib.Path(root) / source
    thing = built.get(str(path))
    if thing is None or not thing.is_file() or not path.is_file():
        return False
    first = next((header for _, _, header in sources.includes(root, source)), None)
    files = [path, *(pathlib.Path(root) / part for part in reads(root, name))]
    return first == name and all(file.stat().st_mtime < thing.stat().st_mtime for file in files)


def check(root, command, build):
    """command: compiler and flags; build: the build folder, which also keeps fingerprints of headers found good."""
    cache = pathlib.Path(build) / "headers_found_good"
    cache.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([command[0], "--version"], capture_output=True, text=True, check=True).stdout
    built = objects(build)
    names = sources.files(root, (".hpp",))
    todo = []
    for name in names:
        if proven_by_build(root, name, built):
            continue
        good = cache / fingerprint(root, name, command, version)
        if not good.exists():
            todo.append((name, good))
    problems = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        found = pool.map(lambda job: problem(root, job[0], command), todo)
        for (_, good), trouble in zip(todo, found):
            problems.append(trouble) if trouble else good.touch()
    print(f"headers: {len(names)} in all, {len(todo)} compiled now")
    return problems


if __name__ == "__main__":
    ROOT, BUILD, COMPILER, FLAGS = sources.arguments(__doc__, "ROOT", "BUILD", "COMPILER", "FLAGS…")
    sys.exit(sources.report("headers", check(ROOT, [COMPILER, "-std=c++20", "-fsyntax-only", *FLAGS], BUILD)))
