"""Writes the tables: UTF-8, LF, comment lines, header, fixed-point numbers. The same input gives the same bytes."""
import csv
import math
from pathlib import Path

import numpy as np


def sig(x, digits=6):
    """Fixed-point text with so many significant digits, no exponent, no trailing zeros."""
    x = float(x)
    if not math.isfinite(x):
        raise ValueError("a table cannot hold a number that is not finite")
    if x == 0.0:
        return "0"
    decimals = max(0, min(12, digits - 1 - math.floor(math.log10(abs(x)))))
    return trim(f"{x:.{decimals}f}")


def fix(x, decimals):
    return trim(f"{float(x):.{decimals}f}")


def trim(text):
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write(path, comments, header, rows):
    lines = [f"# {c}" for c in comments] + [",".join(header)]
    for row in rows:
        cells = [str(c) for c in row]
        if len(cells) != len(header) or any(ch in c for c in cells for ch in ',"\n\r'):
            raise ValueError(f"{path}: malformed row {cells}")
        lines.append(",".join(cells))
    Path(path).write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


def read(path):
    """Rows of a table as dictionaries; comment lines are skipped."""
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(line for line in f if not line.startswith("#")))


def rounded_shares(shares, decimals=6):
    """Shares rounded so that they still add to one: the largest takes the remainder."""
    total = sum(shares)
    out = [round(s / total, decimals) for s in shares]
    top = max(range(len(out)), key=lambda i: out[i])
    out[top] = round(out[top] + 1.0 - sum(out), decimals)
    return out


def largest_remainder(values, total):
    """Integers near `values` that add to `total`; ties go to the first."""
    base = [math.floor(v) for v in values]
    short = total - sum(base)
    order = sorted(range(len(values)), key=lambda i: (base[i] - values[i], i))
    for i in order[:short]:
        base[i] += 1
    return base


def controlled_rounding(cells, rows, columns):
    """Whole numbers near `cells` (a matrix) that add to `rows` and to `columns`, both exactly.

    Columns by largest remainder; then ones are moved inside a column from a row with too many to one with too few,
    where it costs least. Margins are whole and add to the same."""
    rows, columns = np.asarray(rows).astype(int), np.asarray(columns).astype(int)
    if rows.sum() != columns.sum():
        raise ValueError("the margins do not add to the same")
    want = cells * np.divide(columns, cells.sum(axis=0), out=np.zeros(len(columns)), where=cells.sum(axis=0) > 0)
    out = np.array([largest_remainder(list(want[:, k]), int(n)) for k, n in enumerate(columns)]).T
    while True:
        excess = out.sum(axis=1) - rows
        if not excess.any():
            return out.astype(float)
        giver, taker = int(np.argmax(excess)), int(np.argmin(excess))
        cost = (want[giver] - out[giver]) - (want[taker] - out[taker])
        out_of = np.where(out[giver] > 0, cost, np.inf)
        k = int(np.argmin(out_of))
        out[giver, k] -= 1
        out[taker, k] += 1
