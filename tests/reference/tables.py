"""T1-T3 of docs/equations.md: the base tables of a place as arrays, units first."""

import math
import pathlib

import numpy as np

from dated import read_csv, read_toml
from mortality import AGES, SEXES, Mortality

CATEGORIES = ["male_employee", "female_cadre", "female_worker", "male_flexible", "female_flexible"]
SEX_OF = [0, 1, 1, 0, 1]
COHORTS = ["middle", "new"]
STATUSES = ["contributing", "suspended"]
KINDS = ["retired", "illness", "benefit"]
MEMBER_AGES = np.arange(16, 77)
PENSION_AGES = np.arange(40, 106)
AWARD_AGES = np.arange(40, 78)
N, A, Z, B, V, L = range(6)  # sums of a cell of members


def shares_to_one(groups):
    """The rows of each group with `share` divided by the group's sum."""
    for rows in groups.values():
        total = sum(float(r["share"]) for r in rows)
        for row in rows:
            row["share"] = float(row["share"]) / total
    return groups


def grouped(rows, *columns):
    groups = {}
    for row in rows:
        groups.setdefault(tuple(row[c] for c in columns), []).append(row)
    return groups


class Tables:
    """Everything of scenarios/places/PLACE that stage 1 needs."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        rows = [r for r in self.rows("units") if r["in_local_pool"] == "1"]
        self.units = [r["unit"] for r in rows]
        self.unit = {name: c for c, name in enumerate(self.units)}
        self._demography()
        self._kappa()

    def rows(self, name):
        return read_csv(self.folder / f"{name}.csv")

    def _demography(self):
        """T3: residents [unit, sex, age]; rates by year [sex, age]; catchment [resident unit, pool unit]."""
        self.population = np.zeros((len(self.units), 2, AGES))
        for r in self.rows("population"):
            self.population[self.unit[r["unit"]], SEXES.index(r["sex"]), int(r["age"])] = float(r["persons"])
        rates = {}
        for r in self.rows("mortality"):
            table = rates.setdefault(int(r["year"]), np.zeros((2, AGES)))
            table[:, int(r["age"])] = float(r["male"]), float(r["female"])
        through = read_toml(self.folder / "place.toml")["published_through"]
        self.mortality = Mortality(rates, through, self.folder.parents[1] / "tables")
        self.fertility = {int(r["year"]): (float(r["total_fertility"]), float(r["sex_ratio_at_birth"]))
                          for r in self.rows("fertility")}
        shapes = {}
        for r in self.rows("fertility_age"):
            shapes.setdefault(int(r["from_year"]), np.zeros(AGES))[int(r["age"])] = float(r["share"])
        self._births_by_age = {year: shape / shape.sum() for year, shape in shapes.items()}
        self.migration = np.zeros((2, AGES))
        for r in self.rows("migration"):
            self.migration[SEXES.index(r["sex"]), int(r["age"])] = float(r["shape"])
        self.catchment = np.zeros((len(self.units), len(self.units)))
        for r in self.rows("catchment"):
            self.catchment[self.unit[r["resident_unit"]], self.unit[r["pool_unit"]]] += float(r["share"])

    def births_by_age(self, year):
        """Share of total fertility by age of the mother."""
        return self._births_by_age[max(y for y in self._births_by_age if y <= year)]

    def _kappa(self):
        self._kappa_rows = {(CATEGORIES.index(r["category"]), int(r["birth_year"])): float(r["kappa"])
                            for r in self.rows("kappa")}

    def kappa(self, g, births):
        """κ by birth year, 1 where the table says nothing."""
        return np.array([self._kappa_rows.get((g, int(birth)), 1.0) for birth in births])

    def opening_years(self, base_year):
        """ā₀ of T1: by category {birth year: mean paid years of its middle rows}."""
        sums = [{} for _ in CATEGORIES]
        for r in self.rows("service"):
            if r["cohort"] == "middle":
                pair = sums[CATEGORIES.index(r["category"])].setdefault(base_year - int(r["age"]), [0.0, 0.0])
                pair[0] += float(r["share"])
                pair[1] += float(r["share"]) * float(r["paid_years"])
        return [{birth: years / share for birth, (share, years) in of.items()} for of in sums]

    def members(self, top, index_scale):
        """T1: [unit, g, cohort, age, status, bucket, sum]."""
        cells = np.zeros((len(self.units), 5, 2, len(MEMBER_AGES), 2, top + 1, 6))
        service = shares_to_one(grouped(self.rows("service"), "category", "age"))
        for r in self.rows("members"):
            u, g, x = self.unit[r["unit"]], CATEGORIES.index(r["category"]), int(r["age"]) - MEMBER_AGES[0]
            for s in service[r["category"], r["age"]]:
                n, a, v = float(r["heads"]) * s["share"], float(s["paid_years"]), float(s["deemed_years"])
                bucket = min(max(int(s["service"]), math.floor(a + v + 1e-9)), top)
                index, account = float(s["index"]) * index_scale[u], float(s["account"]) * index_scale[u]
                where = (u, g, COHORTS.index(s["cohort"]), x, STATUSES.index(s["member_status"]), bucket)
                cells[where] += n, n * a, n * a * index, n * account, n * v, n
        return cells

    def pensioners(self):
        """T2: sums {n, p, p_tr, y, h, h_p} [unit, kind, g, age]; accounts {k, b} [unit, kind, g, age, award age]."""
        shape = (len(self.units), 3, 5, len(PENSION_AGES))
        sums = {name: np.zeros(shape) for name in ("n", "p", "p_tr", "y", "h", "h_p")}
        accounts = {name: np.zeros((*shape, len(AWARD_AGES))) for name in ("k", "b")}
        pattern = shares_to_one(grouped(self.rows("award_pattern"), "category", "kind", "age"))
        for r in self.rows("retirees"):
            heads, pension = float(r["heads"]), float(r["heads"]) * float(r["mean_pension"])
            where = (self.unit[r["unit"]], KINDS.index(r["kind"]), CATEGORIES.index(r["category"]),
                     int(r["age"]) - PENSION_AGES[0])
            for cell in pattern[r["category"], r["kind"], r["age"]]:
                award_age = min(max(int(cell["award_age"]), AWARD_AGES[0]), AWARD_AGES[-1]) - AWARD_AGES[0]
                k = pension * cell["share"] * float(cell["account_share"])
                accounts["k"][(*where, award_age)] += k
                accounts["b"][(*where, award_age)] += k * float(cell["balance_months"])
                sums["p_tr"][where] += pension * cell["share"] * float(cell["transitional_share"])
            sums["n"][where] += heads
            sums["p"][where] += pension - accounts["k"][where].sum()
            sums["y"][where] += heads * float(r["mean_years"])
        return sums, accounts
