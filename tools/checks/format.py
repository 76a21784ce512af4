"""Format: clang-format 14, the one of Debian 12, would change nothing."""

import pathlib
import shutil
import subprocess
import sys

import sources


def formatter():
    """clang-format of version 14, or None."""
    for name in ("clang-format-14", "clang-format"):
        path = shutil.which(name)
        if path and "version 14." in subprocess.run([path, "--version"], capture_output=True, text=True).stdout:
            return path
    return None


def check(root):
    tool = formatter()
    if tool is None:
        return ["clang-format 14 is missing: apt-get install clang-format-14"]
    paths = [str(pathlib.Path(root) / name) for name in sources.files(root)]
    if not paths:
        return ["no C++ file found"]
    done = subprocess.run([tool, "--style=file", "--dry-run", "--Werror", *paths], capture_output=True, text=True)
    if not done.returncode:
        return []
    first = {}  # one line a file is enough to know what to format
    for line in done.stderr.splitlines():
        if "error:" in line:
            name, number, _ = line.replace(f"{root}/", "", 1).split(":", 2)
            first.setdefault(name, number)
    found = [f"{name}:{number}: clang-format-14 -i would change it" for name, number in first.items()]
    return found or [done.stderr.strip()]


if __name__ == "__main__":
    sys.exit(sources.report("format", check(*sources.arguments(__doc__, "ROOT"))))
