"""Kernel symbols: what one class of the kernel exports may not be taken for another's, nor for anybody else's.

A weak symbol is merged by the linker with its namesakes: one compiled for AVX-512 could then run on a machine without.
So every weak symbol of a kernel object must carry the name of its class.
"""

import re
import subprocess
import sys

import sources


def weak_symbols(path):
    """Demangled weak symbols that an object defines."""
    listing = subprocess.run(["nm", "--demangle", path], capture_output=True, text=True, check=True).stdout
    return [m.group(1) for m in re.finditer(r"^[0-9a-f]+ [VWu] (.*)$", listing, re.M)]


def problems(path):
    """What of one object, named after its class, others could be linked to."""
    name = re.search(r"ballast_kernel_(v\d)", str(path))
    return [f"{path}: weak symbol outside its class: {symbol}" for symbol in weak_symbols(path)
            if not (name and f"ballast_{name.group(1)}::" in symbol)]


def main():
    [objects] = sources.arguments(__doc__, "OBJECTS…")
    found = [problem for path in objects for problem in problems(path)]
    print(*found, f"kernel symbols: {len(found)} problem(s)" if found else "kernel symbols: clean", sep="\n")
    return 1 if found or not objects else 0


if __name__ == "__main__":
    sys.exit(main())
