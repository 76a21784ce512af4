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
    lines = [line.replace(f"{root}/", "", 1) for line in done.stderr.splitlines() if "error:" in line]
    return ["\n".join([*lines, "remedy: clang-format-14 -i FILE"])] if done.returncode else []


if __name__ == "__main__":
    sys.exit(sources.report("format", check(sys.argv[1])))
