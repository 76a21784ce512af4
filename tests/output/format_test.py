"""output/FORMAT.md against a fresh result: every object of the file has its row with its axes and type, every row its
object, and the attributes are those listed.

    format_test.py ROOT PROGRAM
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py

OPTIONAL = {"from", "horizon", "top_service"}
INTERNAL = {"CLASS", "NAME", "REFERENCE_LIST", "DIMENSION_LIST", "_Netcdf4Dimid", "_Netcdf4Coordinates"}
MEASURE = {"units", "long_name", "long_name_zh", "formula", "aggregation"}


def rows(text, name):
    block = re.search(f"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.S).group(1)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()[2:]]


def type_of(data):
    return "text" if h5py.check_string_dtype(data.dtype) else f"{data.dtype.kind}{data.dtype.itemsize}"


def axes_of(data):
    if h5py.h5ds.is_scale(data.id):
        return data.name.rsplit("/", 1)[-1]
    return ", ".join(axis[0].name.rsplit("/", 1)[-1] for axis in data.dims)


def documented(text, measures, flows):
    schema = {}
    for path, axes, kind, _ in rows(text, "schema"):
        names = {"/<measure>": measures, "/flows/<flow>": flows}.get(path.strip("`"), [path.strip("`")])
        for name in names:
            schema[name] = (axes, kind)
    return schema


def check(root, program):
    text = (root / "output/FORMAT.md").read_text(encoding="utf-8")
    measures = [row["key"] for row in json.loads(subprocess.check_output([program, "measures", "--json"]))]
    problems, found = [], {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", "baseline", "--horizon", "2018", "--format", "h5", "--quiet", "--out", folder],
                       check=True, stdout=subprocess.DEVNULL)
        with h5py.File(f"{folder}/baseline.h5") as f:
            f.visititems(lambda name, item: found.update({"/" + name: (axes_of(item), type_of(item))})
                         if isinstance(item, h5py.Dataset) else None)
            schema = documented(text, ["/" + key for key in measures], [name for name in found if name.startswith("/flows/")])
            for name in sorted(schema.keys() | found.keys()):
                if schema.get(name) != found.get(name):
                    problems.append(f"{name}: documented as {schema.get(name)}, is {found.get(name)}")
            for path, listed in rows(text, "attributes"):
                said, are = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", listed))), set(f[path.strip("`")].attrs)
                if said - OPTIONAL != are - INTERNAL - OPTIONAL:
                    problems.append(f"{path}: attributes {sorted(said ^ are)} are not both documented and there")
            for key in measures:
                if set(f[key].attrs) - INTERNAL != MEASURE:
                    problems.append(f"/{key}: attributes {sorted(set(f[key].attrs) - INTERNAL)}")
    return problems


if __name__ == "__main__":
    wrong = check(pathlib.Path(sys.argv[1]), sys.argv[2])
    print("\n".join(wrong) if wrong else "FORMAT.md is the file's form")
    sys.exit(1 if wrong else 0)
