"""G1-G4: funeral and survivor grants."""

import numpy as np

from tables import A, N, V
from year import over


class Grants:
    """The survivor scale of those who die in a year, with its cap and floor [1, 1]."""

    def __init__(self, inputs, year):
        survivor = inputs.law.survivor
        self.classes = inputs.law.survivor_classes
        self.after, self.there = survivor["extra_after_years"], survivor["months_there"]
        self.further, self.ceil = survivor["months_per_further_year"], survivor["started_year_counts"]
        self.cap = inputs.knobs.year("grants.survivor_cap", year)[None, :1]
        self.floor = inputs.knobs.year("grants.survivor_floor", year)[None, :1]

    def months(self, years, cap):
        """G1."""
        years = years + 1e-9
        result = np.minimum(cap, self.there + np.floor(years - self.after) * self.further)
        for bound, months in reversed(self.classes):
            result = np.where(years < bound, months, result)
        return result

    def left(self, mean_years, counted):
        """Mean years [path, unit, …] and years of pension that count [… age]."""
        axes = (1,) * (mean_years.ndim - 2)
        return np.maximum(over(self.floor, *axes), self.months(mean_years, over(self.cap, *axes)) - counted)

    def retired(self, mean_years, drawn):
        """G2: of the dead of a year half have drawn up to a year less than `drawn`, half up to a year more."""
        most = drawn + 1 if self.ceil else drawn
        return (self.left(mean_years, np.maximum(0, most - 1)) + self.left(mean_years, most)) / 2

    def of_members(self, dead):
        """M1.2: Σ months of dead members [path, unit, cohort, age, bucket, sum]."""
        n, top = dead[..., :-1, N], dead[..., -1, :]
        cap = over(self.cap, 1, 1)
        by_bucket = self.months(np.arange(n.shape[-1], dtype=float), cap[..., None])
        open_ = self.there * top[..., N] + self.further * (top[..., A] + top[..., V] - self.after * top[..., N])
        return (n * by_bucket).sum(-1) + np.clip(open_, 0, cap * top[..., N])


def funeral(year):
    """G3: yuan a death."""
    w = year("grants.income_based")
    return (w * year("grants.funeral_months") * year("income.urban_month")
            + (1 - w) * year("grants.old_funeral_wage_months") * year.city("wage.reference"))


def survivor(year, months, deaths):
    """G4: yuan of deaths with Σ months (each [path, unit])."""
    w = year("grants.income_based")
    return (w * months * year("income.urban_month")
            + (1 - w) * year("grants.old_survivor_pension_months") * year("benefit.reference_pension") * deaths)
