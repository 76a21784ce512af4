"""A small invented place and the people it stands for.

The people of the base year are described cell by cell; the same description is written as the base tables of a place (T1,
T2 of docs/equations.md) and drawn as single lives. Each batch of lives holds the same number of people in every cell, so
that the totals of heads agree and batches are independent copies of one another.

One unit for each category and one with all five: what happens in the first five is seen by category.
"""

import math
import pathlib
import shutil
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

CATEGORIES = ["male_employee", "female_cadre", "female_worker", "male_flexible", "female_flexible"]
SEX_OF = np.array([0, 1, 1, 0, 1])
BASE = 2015
BATCHES = 60
NAME = "wandering"
UNITS = [("男职工", "Male employees", [0]), ("女干部", "Female cadres", [1]), ("女工人", "Female workers", [2]),
         ("男灵活", "Male flexible", [3]), ("女灵活", "Female flexible", [4]), ("合并", "All together", [0, 1, 2, 3, 4])]

INDEX_WITH_DEEMED = 0.5   # correlation of the own index with the own deemed years inside a cell
INDEX_SPREAD = 0.35       # standard deviation of the log of the own past index inside a cell
ACCOUNT_A_YEAR = 2600.0   # account for a paid year at index 1 [yuan]

_PHI = NormalDist().cdf
_TILT = 2 * _PHI(INDEX_WITH_DEEMED * INDEX_SPREAD / math.sqrt(2))  # E[v g]/E[v], g own past index over the cell's
_phi = np.vectorize(_PHI, otypes=[float])


@dataclass
class Cell:
    """Members of one category, age, cohort, status and service: `lives` a batch."""
    g: int
    age: int
    middle: bool
    contributing: bool
    service: int
    width: float      # credited years are uniform on [service, service + width)
    deemed: float     # mean deemed years; the own ones are uniform on [0, 2·mean)
    index: float
    lives: int

    @property
    def years(self):
        return self.service + self.width / 2

    @property
    def paid(self):
        return self.years - self.deemed

    @property
    def mean_index(self):
        """Σz/Σa of the cell."""
        return self.index * (self.years - self.deemed * _TILT) / self.paid


@dataclass
class OldCell:
    """Pensioners of one category, kind, age and award age: `lives` a batch."""
    g: int
    kind: int         # 0 retired, 1 ill
    age: int
    award: int
    pension: float
    years: float
    account_share: float
    balance_months: float
    transitional_share: float
    lives: int


LAST_AGE = [61, 56, 51, 61, 56]  # some are past their age and short of years
START = [20, 20, 19, 25, 25]
RETIRED_FROM = [60, 55, 50, 60, 55]
DIVISOR = {50: 195, 55: 170, 60: 139}


def member_cells():
    cells = []
    for g in range(5):
        flexible = g >= 3
        for x in range(START[g] - 1, LAST_AGE[g] + 1):
            active = x - START[g] + 1
            past = x >= RETIRED_FROM[g]
            shares = [(0.3, 1), (0.42, 1)] if past and not flexible else [(0.3, 1)] if past else [
                (0.1, 1), (0.35, 1), (0.55, 1), (0.75, 2), (0.97, 1)]
            for part, lives in shares:
                s = min(int(part * active), 14) if past else int(part * active)
                middle = x >= (46 if flexible else 38) and part > (0.9 if flexible else 0.5)
                deemed = 0.5 * min(s, x - 37) if middle else 0.0
                width = 1.0 if s < 20 else 3.0
                index = (0.62 if flexible else 0.8) + 0.012 * s
                cells.append(Cell(g, x, middle, True, s, width, deemed, index, lives))
            if not past:
                s = int(0.45 * active)
                cells.append(Cell(g, x, False, False, s, 1.0 if s < 20 else 3.0, 0.0, 0.66 + 0.01 * s, 1))
    return cells


def old_cells():
    cells = []
    for g in range(5):
        normal = RETIRED_FROM[g]
        for x in range(normal + 1, 91):
            for award in sorted({max(normal - 5, x - 21), max(normal, x - 25)}):
                if award <= min(x, normal + 5):
                    gone = x - award
                    months = max(0.0, DIVISOR[normal] - 10.0 * gone)
                    cells.append(OldCell(g, 0, x, award, 1900.0 - 6 * gone, 24.0 - 0.1 * gone,
                                         max(0.02, 0.16 - 0.005 * gone), months, 0.22 if g < 3 else 0.05, 1))
        for x in range(normal - 4, normal + 16):
            cells.append(OldCell(g, 1, x, max(normal - 5, min(x, normal - 3)), 1500.0, 19.0, 0.09,
                                 max(0.0, 175.0 - 10.0 * max(0, x - normal + 3)), 0.25 if g < 3 else 0.05, 1))
    return cells


def grouped(cells, key):
    groups = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return groups


def draw_members(categories, rng):
    """The lives of all member cells of these categories as arrays."""
    parts = []
    for c in member_cells():
        if c.g not in categories:
            continue
        n = BATCHES * c.lives
        rank = rng.standard_normal(n)
        wage = INDEX_WITH_DEEMED * rank + math.sqrt(1 - INDEX_WITH_DEEMED ** 2) * rng.standard_normal(n)
        fraction = rng.random(n)
        years = c.service + c.width * fraction
        v = 2 * c.deemed * _phi(rank) if c.deemed else np.zeros(n)
        a = years - v
        z = a * c.index * np.exp(INDEX_SPREAD * wage - INDEX_SPREAD ** 2 / 2)
        parts.append({"g": np.full(n, c.g), "birth": np.full(n, BASE - c.age), "batch": np.arange(n) // c.lives,
                      "middle": np.full(n, c.middle), "pays": np.full(n, c.contributing), "a": a, "v": v, "z": z,
                      "b": ACCOUNT_A_YEAR * z, "wage": wage, "fraction": years - np.floor(years)})
    return {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}


def draw_pensioners(categories, rng):
    parts = []
    for c in old_cells():
        if c.g not in categories:
            continue
        n = BATCHES * c.lives
        u = rng.random(n)
        pension = c.pension * (0.6 + 0.8 * u)
        years = c.years + 16 * (0.7 * u + 0.3 * rng.random(n) - 0.5)
        k = pension * c.account_share
        parts.append({"g": np.full(n, c.g), "kind": np.full(n, c.kind), "birth": np.full(n, BASE - c.age),
                      "batch": np.arange(n) // c.lives, "award_age": np.full(n, c.award), "p": pension - k,
                      "p_tr": pension * c.transitional_share, "y": years, "k": k, "b": k * c.balance_months})
    return {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}


def kappas():
    """κ = Σ v x̄ / ((Z/A)·Σ v) of the middle members of a birth year in the base year."""
    table = {}
    for (g, x), cells in grouped([c for c in member_cells() if c.middle], lambda c: (c.g, c.age)).items():
        v = sum(c.lives * c.deemed for c in cells)
        vx = sum(c.lives * c.deemed * c.index * _TILT for c in cells)
        a = sum(c.lives * c.paid for c in cells)
        z = sum(c.lives * c.paid * c.mean_index for c in cells)
        if v > 0:
            table[g, BASE - x] = vx / (z / a * v)
    return table


def write_table(folder, name, columns, rows):
    lines = ["# made by tests/microsimulation/place.py", ",".join([*columns, "status", "source"])]
    lines += [",".join([*(c if isinstance(c, str) else repr(c) for c in row), "synthetic", "made"]) for row in rows]
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def death_rate(sex, x, year):
    level = 0.012 if x == 0 else 0.0004 + (4.5e-5, 2.2e-5)[sex] * math.exp((0.092, 0.096)[sex] * x)
    return min(3.0, level * math.exp(-0.012 * (year - BASE)))


def residents(categories, sex, x):
    """Five people in work or looking for it for each member; only the sexes that the unit has."""
    a_batch = {0: 60, 1: 60}[sex] if len(categories) == 1 else (105, 150)[sex]
    if not any(SEX_OF[g] == sex for g in categories):
        return 0.0
    return float(BATCHES * a_batch) * math.exp(-((x / 84) ** 8))


# What the unit of a category lets in: each stream with coverage 0 elsewhere.
EMPLOYEE_STREAMS = ["private", "institutions", "non_enterprise", "dispatch", "off_establishment", "migrant"]
FLEXIBLE_STREAMS = ["self_employed", "part_time", "flexible", "hardship"]


def parameters():
    """Rows of parameters.csv."""
    rows = [("benefit.city_base_ratio", "", f"{BASE}-01", 0.93), ("pool.external_money", "", f"{BASE}-01", 1e7)]
    for name, _, categories in UNITS:
        single = len(categories) == 1
        values = {"economy.wage_level": 0.9, "contribution.collection_rate": 0.93, "contribution.paying_share": 0.8,
                  "contribution.density": 0.95, "population.net_migration": 0.0,
                  "population.fertility": 0.0 if single else 1.0, "labour.employability": 0.6,
                  "labour.insured_elsewhere": 0.1, "base.index_scale": 1.0, "fiscal.settlement": 1e6,
                  "fiscal.on_time_share": 1.0}
        if single:
            shut = FLEXIBLE_STREAMS if categories[0] < 3 else EMPLOYEE_STREAMS
            values |= {f"coverage.{s}": 0.0 for s in shut}
        if categories in ([1], [2]):
            values["labour.cadre_share"] = float(categories == [1])
        rows += [(key, name, f"{BASE}-01", value) for key, value in values.items()]
    return sorted(rows, key=lambda row: row[0])


def write_place(folder, last_year):
    """The place as base tables in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "place.toml").write_text(
        f'key = "{NAME}"\nzh = "漫游市"\nen = "Wandering"\nbase_year = {BASE}\npublished_through = {BASE}\n'
        'illustrative = true\npool_zh = "市级统筹"\nconsolidated_zh = "全市"\n'
        'notice_zh = "虚构，仅供检验。"\nnotice_en = "Invented, for tests only."\n', encoding="utf-8")
    (folder / "sources.csv").write_text("id,citation,url,licence\nmade,invented,https://example.org,CC0\n", encoding="utf-8")
    table = lambda name, columns, rows: write_table(folder, name, columns.split(","), rows)
    table("units", "unit,name_en,has_residents,treasury,in_local_pool", [(u, en, 1, u, 1) for u, en, _ in UNITS])
    table("parameters", "key,unit,from,value", parameters())
    years = range(BASE, last_year + 1)
    table("mortality", "year,age,male,female",
          [(t, x, death_rate(0, x, t), death_rate(1, x, t)) for t in years for x in range(106)])
    table("fertility", "year,total_fertility,sex_ratio_at_birth", [(t, 1.3, 1.06) for t in years])
    table("fertility_age", "from_year,age,share", [(BASE, x, 0.05) for x in range(20, 40)])
    table("migration", "sex,age,shape", [(s, x, 1.0) for s in ("male", "female") for x in range(106)])
    table("population", "unit,sex,age,persons",
          [(u, ("male", "female")[s], x, residents(g, s, x)) for u, _, g in UNITS for s in (0, 1) for x in range(106)])
    table("catchment", "resident_unit,pool_unit,share", [(u, u, 1.0) for u, _, _ in UNITS])
    write_members(table)
    write_pensioners(table)
    table("kappa", "category,birth_year,kappa", [(CATEGORIES[g], b, k) for (g, b), k in sorted(kappas().items())])
    table("fund", "unit,year,balance,income,plan_income,other_income,plan_other_income,expenditure,budget_expenditure,"
          "levy,treasury_on_time", [(u, BASE, 1e9, *[0.0] * 8) for u in [u for u, _, _ in UNITS] + ["市级统筹"]])
    table("finance", "unit,year,general_revenue,general_expenditure", [(u, BASE, 1e9, 1e9) for u, _, _ in UNITS])


def write_members(table):
    groups = grouped(member_cells(), lambda c: (c.g, c.age))
    heads = {key: sum(c.lives for c in cells) for key, cells in groups.items()}
    table("members", "unit,category,age,heads",
          [(u, CATEGORIES[g], x, float(BATCHES * heads[g, x]))
           for u, _, categories in UNITS for g, x in groups if g in categories])
    table("service", "category,cohort,member_status,age,service,share,paid_years,deemed_years,index,account",
          [(CATEGORIES[c.g], "middle" if c.middle else "new", "contributing" if c.contributing else "suspended", c.age,
            c.service, c.lives / heads[key], c.paid, c.deemed, c.mean_index,
            ACCOUNT_A_YEAR * c.paid * c.mean_index) for key, cells in groups.items() for c in cells])


def write_pensioners(table):
    groups = grouped(old_cells(), lambda c: (c.g, c.kind, c.age))
    kinds = ("retired", "illness")
    rows, pattern = [], []
    for (g, kind, x), cells in groups.items():
        heads = sum(c.lives for c in cells)
        pension = sum(c.lives * c.pension for c in cells) / heads
        years = sum(c.lives * c.years for c in cells) / heads
        rows.append((g, kind, x, heads, pension, years))
        for c in cells:  # the table's share is of the pension
            pattern.append((CATEGORIES[g], kinds[kind], x, c.award, c.lives * c.pension / heads / pension,
                            c.account_share, c.balance_months, c.transitional_share))
    table("retirees", "unit,category,kind,age,heads,mean_pension,mean_years",
          [(u, CATEGORIES[g], kinds[kind], x, float(BATCHES * heads), pension, years)
           for u, _, categories in UNITS for g, kind, x, heads, pension, years in rows if g in categories])
    table("award_pattern", "category,kind,age,award_age,share,account_share,balance_months,transitional_share", pattern)


def write_data(root, data, last_year, cases):
    """A data directory for BALLAST_DATA: the law of the tree, this place, these cases {name: (assumptions, changes)}."""
    data, root = pathlib.Path(data), pathlib.Path(root)
    for part in ("law", "assumptions", "tables"):
        shutil.copytree(root / "scenarios" / part, data / "scenarios" / part, dirs_exist_ok=True)
    write_place(data / "scenarios" / "places" / NAME, last_year)
    folder = data / "scenarios" / "cases"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (assumptions, changes) in cases.items():
        (folder / f"{name}.toml").write_text(
            f'title = "{name}"\ntitle_zh = "{name}"\nnote = "test"\nnote_zh = "检验"\nassumptions = "{assumptions}"\n{changes}',
            encoding="utf-8")
