"""output/FORMAT.md against a fresh result: every object of the file has its row with its axes and type, every row its
object, and the attributes are those listed. Twice: of a place without published years, and of one that has them."""
import argparse
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import h5py

LAST = 2018  #: of the files made here
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


def documented(text, measures, flows, published):
    schema = {}
    for path, axes, kind, _ in rows(text, "schema"):
        names = {"/<measure>": measures, "/flows/<flow>": flows, "/observed/<measure>": published}.get(path.strip("`"), [path.strip("`")])
        for name in names:
            schema[name] = (axes, kind)
    return schema


def published_in(root, place, measures, first):
    """The variables of /observed that a file of the place must have: the measures of its table."""
    table = root / "scenarios/places" / place / "observed.csv"
    if not table.exists():
        return []
    with table.open(encoding="utf-8") as file:
        years = {row["measure"] for row in csv.DictReader(line for line in file if not line.startswith("#"))
                 if first <= int(row["year"]) <= LAST}
    return [key for key in measures if key in years]


def check(root, program, place):
    text = (root / "output/FORMAT.md").read_text(encoding="utf-8")
    measures = [row["key"] for row in json.loads(subprocess.check_output([program, "measures", "--json"]))]
    problems, found = [], {}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "run", "baseline", "--place", place, "--horizon", str(LAST), "--format", "h5", "--quiet", "--out", folder],
                       check=True, stdout=subprocess.DEVNULL)
        with h5py.File(f"{folder}/baseline.h5") as f:
            f.visititems(lambda name, item: found.update({"/" + name: (axes_of(item), type_of(item))})
                         if isinstance(item, h5py.Dataset) else None)
            published = published_in(root, place, measures, int(f.attrs["base_year"]))
            schema = documented(text, ["/" + key for key in measures], [name for name in found if name.startswith("/flows/")],
                                ["/observed/" + key for key in published])
            for name in sorted(schema.keys() | found.keys()):
                if schema.get(name) != found.get(name):
                    problems.append(f"{name}: documented as {schema.get(name)}, is {found.get(name)}")
            for path, listed in rows(text, "attributes"):
                said = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", listed)))
                path = path.strip("`")
                for name in [f"/observed/{key}" for key in published] if path == "/observed/<measure>" else [path]:
                    are = set(f[name].attrs) if name in f else set()
                    if said - OPTIONAL != are - INTERNAL - OPTIONAL:
                        problems.append(f"{name}: attributes {sorted(said ^ are)} are not both documented and there")
            for key in measures:
                if set(f[key].attrs) - INTERNAL != MEASURE:
                    problems.append(f"/{key}: attributes {sorted(set(f[key].attrs) - INTERNAL)}")
    return [f"{place}: {problem}" for problem in problems]


ASKED = ["treasury", "fund_balance"]


def check_ensemble(root, program):
    """What an ensemble's file has beside a run's is the ensemble table, no more and no less."""
    text = (root / "output/FORMAT.md").read_text(encoding="utf-8")
    words = [program, "ensemble", "baseline", "--horizon", "2027", "--paths", "8", "--measures", ",".join(ASKED), "--quiet",
             "--keep-paths", "--keep-flows", "--out"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*words, folder], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([program, "run", "baseline", "--horizon", "2027", "--format", "h5", "--quiet", "--out", f"{folder}/run"],
                       check=True, stdout=subprocess.DEVNULL)
        with h5py.File(f"{folder}/baseline.h5") as f, h5py.File(f"{folder}/run/baseline.h5") as run:
            found, known = {}, []
            run.visit(known.append)
            f.visititems(lambda name, item: found.update({"/" + name: (axes_of(item), type_of(item))})
                         if isinstance(item, h5py.Dataset) and name not in known else None)
            attributes = set(f.attrs) - set(run.attrs)
            flows = {name: kind[1] for name, kind in found.items() if name.startswith("/ensemble_flows/") and not name.endswith("member")}
    schema = {}
    for path, axes, kind, _ in rows(text, "ensemble schema"):
        path = path.strip("`")
        names = ([path.replace("<asked>", key) for key in ASKED] if "<asked>" in path else
                 [name for name in flows if flows[name] == kind] if "flow>" in path else [path])
        schema.update({name: (axes, kind) for name in names})
    problems = [f"{name}: documented as {schema.get(name)}, is {found.get(name)}" for name in sorted(schema.keys() | found.keys())
                if schema.get(name) != found.get(name)]
    listed = re.search("<!-- ensemble attributes -->(.*?)<!-- /ensemble attributes -->", text, re.S).group(1)
    said = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", listed)))
    if said != attributes:
        problems.append(f"attributes {sorted(said ^ attributes)} are not both documented and there")
    return [f"ensemble: {problem}" for problem in problems]


class Answers:
    """Documents of the commands of FORMAT.md, each asked for once; RESULT.h5, FUTURES.h5 and DIR stand for these."""

    def __init__(self, root, program, folder):
        self.root, self.program, self.folder, self.known = root.resolve(), pathlib.Path(program).resolve(), folder, {}
        for case, words in (("RESULT.h5", "run baseline --horizon 2018 --format h5"), ("FUTURES.h5", "ensemble baseline --horizon 2027 --paths 4")):
            self._run([*words.split(), "--out", f"{folder}/{case}.d"])
            self.known[case] = f"{folder}/{case}.d/baseline.h5"

    def _run(self, words):
        return subprocess.run([self.program, *words, "--json", "--quiet"], cwd=self.root, capture_output=True)

    def of(self, command):
        if command not in self.known:
            self.known[command] = self._asked(command)
        return self.known[command]

    def _asked(self, command):
        if command.endswith(".records"):
            return json.loads((self.root / command).read_text(encoding="utf-8").splitlines()[-1])
        words = [self.known.get(word, word) for word in command.split()]
        done = self._run([tempfile.mkdtemp(dir=self.folder) if word == "DIR" else word for word in words])
        return json.loads(done.stdout if done.returncode == 0 else done.stderr)


def schemas_of(root):
    """Every schema that the program writes."""
    sources = [path for folder in ("output", "apps/cli") for path in (root / folder).rglob("*.cpp")]
    return {name for path in sources for name in re.findall(r'"(ballast\.[a-z_-]+/\d+)', path.read_text(encoding="utf-8").replace('\\"', '"'))}


def keys_of(cell):
    """Keys that are always there, and those that may be: in brackets alone. Words in brackets after a key do not count."""
    outside = cell
    while (inner := re.sub(r"\([^()]*\)", "", outside)) != outside:
        outside = inner
    return set(re.findall(r"`(\w+)`", outside)), set(re.findall(r"\(`(\w+)`\)", cell))


def check_answers(root, program):
    """Every document of the program is in the table, and has its schema and the keys of its row, no more and no less."""
    problems, listed = [], set()
    with tempfile.TemporaryDirectory() as folder:
        answers = Answers(root, program, folder)
        for command, schema, keys in rows((root / "output/FORMAT.md").read_text(encoding="utf-8"), "answers"):
            document, (schema, *part) = answers.of(command.strip("`")), schema.replace("`", "").split(" → ")
            listed.add(schema)
            if (schema == "list") != isinstance(document, list) or schema != "list" and document["schema"] != schema:
                problems.append(f"{command}: the schema is not {schema}")
                continue
            items = document if schema == "list" else document[part[0]] if part else [document]
            said, optional = keys_of(keys)
            for are in {frozenset(item) - {"schema"} for item in items}:
                if not said <= are <= said | optional:
                    problems.append(f"{command}: {schema}: keys {sorted(said - are | are - said - optional)} are not both documented and there")
            if not items:
                problems.append(f"{command}: {schema}: an empty list tells nothing")
    return problems + [f"{schema}: no row of the table" for schema in sorted(schemas_of(root) - listed)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ROOT")
    parser.add_argument("PROGRAM")
    asked = parser.parse_args()
    given = pathlib.Path(asked.ROOT), asked.PROGRAM
    wrong = [one for place in ("puyang", "national") for one in check(*given, place)]
    wrong += check_ensemble(*given) + check_answers(*given)
    print("\n".join(wrong) if wrong else "FORMAT.md is the file's form")
    sys.exit(1 if wrong else 0)
