"""Mutation check: is every rule of an area held by some test?

    python3 check.py ROOT BUILD [--area futures] [--seed 20160044] [--size 260] [--keep]
                     [--list | --quick | --only NUMBER…]

Draws mutants, builds them all at once (they choose at run time: choice.hpp), runs the tests against each until one
fails. Exit code 1 where less than 90 % are killed.
"""

import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import areas  # noqa: E402
import killers  # noqa: E402
import operators  # noqa: E402
import report  # noqa: E402
from source import Source, fields_by_struct, types_of_names  # noqa: E402

SEED = 20160044
LEAST = 200  # mutants
TARGET = 0.90
EXPRESSION = 5  # lines of an expression that the compiler names by its last


def read(root, area):
    """({path: Source}, [Site]) of the area's files."""
    sources = {}
    for pattern in area.files:
        for path in sorted(root.glob(pattern)):
            if path.suffix in (".hpp", ".cpp"):
                name = path.relative_to(root).as_posix()
                sources[name] = Source(name, path.read_text(encoding="utf-8"))
    fields = {}
    for source in sources.values():
        fields.update(fields_by_struct(source))
    owners, everywhere = {}, collections.defaultdict(set)
    for name, source in sources.items():
        owners[name] = types_of_names(source, fields)
        for word, structs in owners[name].items():
            everywhere[word] |= structs
    owners[None] = everywhere
    enumerators = {}
    for source in sources.values():
        for match in re.finditer(r"enum class (\w+) \{([^}]*)\}", source.text):
            plain = re.sub(r"//[^\n]*", "", match.group(2))
            enumerators[match.group(1)] = [word.strip() for word in plain.split(",") if word.strip()]
    names = operators.Names(fields, enumerators, owners)
    sites = []
    for source in sources.values():
        sites += operators.Finder(source, names).find()
    return sources, sites


def quotas(sites, size):
    """How many of each file: in proportion to its sites, at least four where it has them; largest remainders."""
    counts = collections.Counter(site.path for site in sites)
    total = sum(counts.values())
    exact = {path: max(min(4, n), size * n / total) for path, n in counts.items()}
    whole = {path: int(share) for path, share in exact.items()}
    for path in sorted(exact, key=lambda p: whole[p] - exact[p])[:max(0, size - sum(whole.values()))]:
        whole[path] += 1
    return whole


def draw(sites, size, seed, barred):
    """The sample: by file the sites of lowest rank, one to a slot, none that is barred."""
    chosen = []
    for path, quota in sorted(quotas(sites, size).items()):
        taken = set()
        mine = sorted((s for s in sites if s.path == path), key=lambda s: s.rank(seed))
        for site in mine:
            if len(taken) == quota:
                break
            if site.slot not in taken and site.identity not in barred:
                taken.add(site.slot)
                chosen.append(site)
    chosen.sort(key=lambda s: (s.path, s.offset, s.rank(seed)))
    return list(enumerate(chosen, start=1))


def write_tree(sources, sample, folder):
    """The instrumented files below `folder`; those that are the same already are left alone."""
    for path, source in sources.items():
        text = operators.apply(source, [(k, s) for k, s in sample if s.path == path])
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")


def blamed(errors, folder, sources):
    """Numbers of the mutants a compiler's complaint points at: of those on its line the nearest to the left, or all; of a
    line without any, the last before it in the same expression."""
    guilty = set()
    for path, line, column in re.findall(re.escape(str(folder)) + r"/(\S+?):(\d+):(\d+):", errors):
        if path not in sources:
            continue
        lines = (folder / path).read_text(encoding="utf-8").split("\n")
        marks, left = marks_of(lines[int(line) - 1]), []
        if marks:
            left = [k for at, k in marks if at < int(column)]
        for before in lines[max(0, int(line) - EXPRESSION):int(line) - 1] if not marks else ():
            left += [k for _, k in marks_of(before)]
        guilty |= {left[-1]} if left else {k for _, k in marks}
    return guilty


def marks_of(line):
    """[(column, mutant)] of an instrumented line."""
    return [(m.start(), int(m.group(1) or m.group(2))) for m in re.finditer(r"(?:on|constant)\((\d+)|\{(\d+)\} ", line)]


def compile_command(root, folder, flags):
    return ["c++", "-std=c++20", "-fsyntax-only", "-w", "-fmax-errors=0", "-I", str(folder), "-I", str(root),
            "-include", str(HERE / "choice.hpp"), "-Dballast=ballast_trial", "-DBALLAST_KERNEL=ballast_kernel_trial",
            '-DBALLAST_KERNEL_NAME="trial"', '-DBALLAST_ROOT=""', *flags]


def compilable(root, folder, sources, sites, asked, area):
    """(sample, barred): draws again until nothing of it is refused by the compiler."""
    barred = set()
    trial = [root / name for name in area.trial] + [folder / name for name in sources if name.endswith(".cpp")]
    for _ in range(40):
        sample = draw(sites, asked.size, asked.seed, barred)
        write_tree(sources, sample, folder)
        with concurrent.futures.ThreadPoolExecutor(asked.jobs) as pool:
            runs = list(pool.map(lambda f: subprocess.run(
                compile_command(root, folder, asked.flag) + [str(f)], capture_output=True, text=True), trial))
        errors = "\n".join(r.stderr for r in runs if r.returncode)
        if not errors:
            return sample, barred
        guilty = blamed(errors, folder, sources)
        if not guilty:
            raise SystemExit(errors[:5000])
        numbered = dict(sample)
        barred |= {numbered[k].identity for k in guilty}
    raise SystemExit("no sample compiles")


def build(root, folder, area):
    """The area's tests over the instrumented files."""
    where = folder.parent / "build"
    configure = ["cmake", "-S", str(HERE), "-B", str(where), "-G", "Ninja", f"-DBALLAST_ROOT={root}",
                 f"-DBALLAST_MUTANTS={folder}", "-DCMAKE_BUILD_TYPE=None"]
    if shutil.which("ccache"):
        configure.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
    programs = {"ballast"} | {program for _, _, program in area.stages}
    for command in (configure, ["cmake", "--build", str(where), "--target", *sorted(programs)]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return done.stdout + done.stderr
    return ""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("build", type=pathlib.Path, help="scratch folder")
    parser.add_argument("--area", choices=areas.AREAS, default=areas.MEMBERSHIP.name)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--size", type=int, help="of the sample; the area's own unless given")
    parser.add_argument("--keep", action="store_true", help="write the area's page in docs")
    parser.add_argument("--list", action="store_true", help="only the sample")
    parser.add_argument("--only", type=int, nargs="*", help="only these mutants, with what the tests say")
    parser.add_argument("--quick", action="store_true", help="without the dearest tests, to look for holes")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--flag", action="append", default=[], help="for the compiler: where libraries are")
    return parser.parse_args()


def main():
    asked = arguments()
    root, folder = asked.root.resolve(), asked.build.resolve() / "tree"
    area = areas.AREAS[asked.area]
    asked.size = asked.size or area.size
    sources, sites = read(root, area)
    began = time.monotonic()
    sample, barred = compilable(root, folder, sources, sites, asked, area)
    while True:
        print(f"{len(sites)} sites, {len(sample)} mutants drawn, {len(barred)} do not compile; "
              f"{time.monotonic() - began:.0f} s", flush=True)
        if asked.list:
            for k, site in sample:
                print(f"{k:4d} {site.path}:{site.line} {site.operator}: {site.change}   | {site.text}")
            return 0
        errors = build(root, folder, area)
        if not errors:
            break
        guilty = blamed(errors, folder, sources)
        if not guilty:
            raise SystemExit(errors[-5000:])
        barred |= {dict(sample)[k].identity for k in guilty}
        sample = draw(sites, asked.size, asked.seed, barred)
        write_tree(sources, sample, folder)
    print(f"built; {time.monotonic() - began:.0f} s", flush=True)
    if asked.only is not None:
        sample = [(k, s) for k, s in sample if k in asked.only]
    verdicts = killers.Killers(area, root, folder.parent, asked.jobs, asked.quick, asked.only is not None).judge(sample)
    print(f"judged; {time.monotonic() - began:.0f} s", flush=True)
    summary = report.Report(area, root, sites, sample, verdicts, barred, asked.seed)
    print(summary.short())
    if asked.keep and asked.only is None:
        (root / area.report).write_text(summary.text(), encoding="utf-8")
    enough = asked.only is not None or len(sample) >= LEAST
    return 0 if enough and summary.score() >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
