"""Kernel symbols: what one class of the kernel exports may not be taken for another's, nor for anybody else's.

A weak symbol is merged by the linker with its namesakes: one compiled for AVX-512 could then run on a machine without.
So every weak symbol of a kernel object must carry the name of its class.
"""

import re
import subprocess
import sys


def weak_symbols(path):
    """Demangled weak symbols that an object defines."""
    listing = subprocess.run(["nm", "--demangle", path], capture_output=True, text=True, check=True).stdout
    return [m.group(1) for m in re.finditer(r"^[0-9a-f]+ [VWu] (.*)$", listing, re.M)]


def main():
    problems = 0
    for path in sys.argv[1:]:
        name = re.search(r"ballast_kernel_(v\d)", path)
        for symbol in weak_symbols(path):
            if name and f"ballast_{name.group(1)}::" in symbol:
                continue
            problems += 1
            print(f"{path}: weak symbol outside its class: {symbol}")
    print("kernel symbols: clean" if problems == 0 else f"kernel symbols: {problems} problem(s)")
    return 1 if problems or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
