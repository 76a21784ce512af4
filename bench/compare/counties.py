"""Places of many counties for the benchmark: the units of the shipped place copied, each copy with its own name, people
and residents. Figures of no real place."""

import csv
import pathlib

UNIT_COLUMNS = ("unit", "name_en", "resident_unit", "pool_unit", "treasury")
SHARED = ("law", "assumptions", "cases", "tables")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))
    return rows


def named(row, copy):
    """The row as the copy has it; the first copy keeps its names."""
    suffix = f"-{copy}" if copy else ""
    return {k: v + suffix if k in UNIT_COLUMNS and v else v for k, v in row.items()}


def write_table(rows, units, copies, path):
    """Rows of units once a copy, those of the whole place or of its pool once."""
    of_units = [row for row in rows if any(row.get(c) in units for c in UNIT_COLUMNS)]
    of_all = [row for row in rows if not any(row.get(c) in units for c in UNIT_COLUMNS)]
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        out.writerows(of_all)
        for copy in range(copies):
            out.writerows(named(row, copy) for row in of_units)


def write_data(root, folder, copies):
    """A data directory with one place, `many`, of so many copies of the shipped one's pool: how many units."""
    scenarios, shipped = pathlib.Path(folder) / "scenarios", pathlib.Path(root) / "scenarios"
    place = scenarios / "places" / "many"
    place.mkdir(parents=True)
    for name in SHARED:
        (scenarios / name).symlink_to(shipped / name)
    source = shipped / "places" / "puyang"
    text = (source / "place.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("later_base_years")]
    (place / "place.toml").write_text("\n".join(lines).replace('key = "puyang"', 'key = "many"') + "\n", encoding="utf-8")
    rows = read(source / "units.csv")
    outside, units = ({row["unit"] for row in rows if row["in_local_pool"] == own} for own in "01")
    for table in source.glob("*.csv"):
        rows = [row for row in read(table) if row.get("unit") not in outside]
        if table.name == "totals.csv":  # of the one place
            continue
        write_table(rows, units, copies, place / table.name)
    return copies * len(units)
