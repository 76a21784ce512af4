"""Headers: every header compiles alone. A header is compiled again only when it, or what it includes, has changed."""

import concurrent.futures
import hashlib
import os
import pathlib
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


def check(root, command, cache):
    """command: compiler and flags; cache: a folder that keeps the fingerprints of headers found good."""
    cache = pathlib.Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    version = subprocess.run([command[0], "--version"], capture_output=True, text=True, check=True).stdout
    todo = []
    for name in sources.files(root, (".hpp",)):
        good = cache / fingerprint(root, name, command, version)
        if not good.exists():
            todo.append((name, good))
    problems = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        found = pool.map(lambda job: problem(root, job[0], command), todo)
        for (_, good), trouble in zip(todo, found):
            problems.append(trouble) if trouble else good.touch()
    print(f"headers: {len(todo)} compiled")
    return problems


if __name__ == "__main__":
    # headers.py ROOT CACHE COMPILER FLAG…
    flags = ["-std=c++20", "-fsyntax-only"]
    sys.exit(sources.report("headers", check(sys.argv[1], [sys.argv[3], *flags, *sys.argv[4:]], sys.argv[2])))
