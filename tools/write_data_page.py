#!/usr/bin/env python3
"""Writes docs/data.md from the tables of all places: what is known, how the rest was estimated.

  tools/write_data_page.py [--check]

Counts, totals and sources come from the tables; the words about methods stand in tools/data_page/<place>.md, one
section a table (a line `== members.csv`). --check compares with the page that stands; exit 1 when they differ.
"""
import argparse
import csv
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE, WORDS, SCENARIOS = ROOT / "docs/data.md", ROOT / "tools/data_page", ROOT / "scenarios"
STATUSES = ("measured", "estimated", "synthetic")


def words(name):
    """{section: text}; the text before the first section is ''."""
    path, out, section = WORDS / f"{name}.md", {}, ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line.startswith("== "):
            section = line[3:].strip()
        else:
            out.setdefault(section, []).append(line)
    return {k: "\n".join(v).strip() for k, v in out.items()}


class Table:
    """One table: its first comment, its rows, what they say of themselves."""

    def __init__(self, path, folder):
        lines = path.read_text(encoding="utf-8").splitlines()
        self.name = str(path.relative_to(folder))
        self.what = next((line[1:].strip() for line in lines if line.startswith("#")), "")
        self.rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        self.status = Counter(r.get("status") for r in self.rows)
        self.sources = Counter(s for r in self.rows for s in (r.get("source") or "").split("+") if s)

    def line(self):
        counts = " | ".join(f"{self.status[s]:,}" if self.status[s] else "–" for s in STATUSES)
        return f"| `{self.name}` | {self.what} | {len(self.rows):,} | {counts} |"


def number(rows, column, where=lambda r: True):
    return sum(float(r[column]) for r in rows if where(r))


def position(tables, base, at, pool):
    """One line of the totals of a starting point."""
    of = lambda name: tables.get(f"{base}/{name}.csv" if at else f"{name}.csv", tables.get(f"{name}.csv"))
    fund = [r for r in tables["fund.csv"].rows if r["year"] == str(base) and r["unit"] != pool]
    people, insured = number(of("population").rows, "persons"), number(of("members").rows, "heads")
    retired = number(of("retirees").rows, "heads")
    pension = sum(float(r["heads"]) * float(r["mean_pension"]) for r in of("retirees").rows) / retired
    money = {c: number(fund, c) for c in ("income", "expenditure", "balance")}
    pooled = sum(float(r["balance"]) for r in tables["fund.csv"].rows if r["year"] == str(base) and r["unit"] == pool)
    months = [12 * held / money["expenditure"] for held in (money["balance"], money["balance"] + pooled)]
    return (f"| {base} | {people:,.0f} | {insured:,.0f} | {retired:,.0f} | {insured / retired:.2f} | {pension:,.0f} | "
            f"{money['income'] / 1e8:,.2f} | {money['expenditure'] / 1e8:,.2f} | "
            f"{months[0]:.1f} · {months[1]:.1f} |")


def totals(tables, place):
    if not place.get("scheme", True):
        return []
    lines = ["| end of 年末 | residents 常住人口 | insured 参保 | retirees 退休 | support ratio 抚养比 | pension, yuan a month 月均养老金 | "
             "contributions, 100m yuan 保费亿元 | expenditure 支出亿元 | months in the balance, units · with the pool 可支付月数 各单位·含统筹 |",
             "|---|---|---|---|---|---|---|---|---|"]
    for base in [place["base_year"], *place.get("later_base_years", [])]:
        lines.append(position(tables, base, base != place["base_year"], place["pool_zh"]))
    return ["", *lines, ""]


def sources(tables):
    used = Counter()
    for table in tables.values():
        used.update(table.sources)
    lines = ["| source | rows | what | licence |", "|---|---|---|---|"]
    for r in tables["sources.csv"].rows:
        what = r["citation"].replace("|", "/")
        what = f"[{what}]({r['url']})" if r["url"].startswith("http") else what
        lines.append(f"| `{r['id']}` | {used[r['id']]:,} | {what} | {r['licence']} |")
    return ["Sources, with the rows that name them 来源:", "", *lines, ""]


def folder_page(folder, title, place):
    tables = {t.name: t for t in (Table(p, folder) for p in sorted(folder.rglob("*.csv")))}
    said = words(folder.name)
    lines = [f"# {title}", "", *([said[""], ""] if said.get("") else [])]
    lines += totals(tables, place) if place else []
    lines += ["| table | what | rows | measured 实测 | estimated 估计 | synthetic 合成 |", "|---|---|---|---|---|---|"]
    lines += [t.line() for t in tables.values() if t.name != "sources.csv"] + [""]
    told = [name for name in said if name.endswith(".csv")]
    unknown = [n for name in told for n in name.split() if n not in tables]
    if unknown:
        sys.exit(f"tools/data_page/{folder.name}.md: no table {', '.join(unknown)}")
    for name in told:
        label = ", ".join(f"`{n}`" for n in name.split())
        lines += [f"**{label}.** {said[name]}", ""]
    lines += sources(tables) if "sources.csv" in tables else []
    return lines + [said["end"], ""] if "end" in said else lines


def page():
    lines = [words("head")[""], ""]
    for path in sorted((SCENARIOS / "places").iterdir(), key=lambda p: (p.name != "puyang", p.name)):
        place = tomllib.loads((path / "place.toml").read_text(encoding="utf-8"))
        lines += folder_page(path, f"{place['zh']} · {place['en']} (`scenarios/places/{path.name}`)", place)
    lines += folder_page(SCENARIOS / "tables", "Tables of every place · 各地通用表 (`scenarios/tables`)", None)
    return "\n".join(lines).rstrip() + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the page that stands")
    asked, text = parser.parse_args(), page()
    if asked.check:
        same = PAGE.read_text(encoding="utf-8") == text
        print("docs/data.md is what the tables say" if same else "docs/data.md: run tools/write_data_page.py")
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
