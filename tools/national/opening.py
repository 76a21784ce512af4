"""Members and retirees of a scheme at the end of one year, from its published totals and the residents by age.

Known: insured, retirees, revenue and expenditure up to that year, residents by sex and age. Estimated: the spread over
categories and ages. One number is solved, the slope of membership by age: in the first projected year as many reach a
pension as in the year before (Δ retirees + retirees' deaths). The plain count made here is not the program's, which has early
ways and shares that wait: `reach` is their ratio, solved with the program itself (solve.py).
"""
import numpy as np

from puyang import scheme as puyang

from . import facts as f
from .history import Histories

OLDEST, YOUNGEST, YOUNGEST_RETIREE = 100, 18, 45
SELECTION_RETIRED = .85


class Opening:
    def __init__(self, year, series, residents, mortality, economy, reach_factor):
        self.year, self.series, self.residents, self.mortality = year, series, residents, mortality
        self.histories = Histories(year, economy)
        self.retirees = self._retirees()
        self.members, self.slope = self._members(reach_factor)

    # ---- retirees
    def _retirees(self):
        """{(category, kind): {age: heads}}, adding to the published retirees."""
        ill = {g: f.puyang.ILLNESS_SHARE * w for g, w in f.puyang.ILLNESS_BY_CATEGORY.items()}
        mean = sum(f.RETIREE_MIX[g] * ill[g] for g in f.CATEGORIES)
        total = self.series.of(self.year, "retirees")
        out = {}
        for g in f.CATEGORIES:
            share_ill = ill[g] * f.puyang.ILLNESS_SHARE / mean
            for kind, part in (("retired", 1 - share_ill), ("illness", share_ill)):
                shape = self._retired_shape(g, kind)
                whole = sum(shape.values())
                out[(g, kind)] = {x: total * f.RETIREE_MIX[g] * part * w / whole for x, w in shape.items() if w > 0}
        scale = total / sum(n for ages in out.values() for n in ages.values())
        return {key: {x: n * scale for x, n in ages.items()} for key, ages in out.items()}

    def _retired_shape(self, category, kind):
        s = f.SEXES.index(f.SEX_OF[category])
        wear = .02 if kind == "illness" else 0.0
        out = {}
        for x in range(YOUNGEST_RETIREE, OLDEST + 1):
            awarded = sum(p * np.exp(-wear * (x - r)) for r, p in puyang.award_ages(category, kind).items() if r <= x)
            out[x] = self.residents[s, x] * puyang.covered(self.year - x) * awarded
        return out

    def deaths(self):
        """Of this year's retirees in a year, at the residents' rates with selection."""
        return sum(n * -np.expm1(-SELECTION_RETIRED * self.mortality[f.SEXES.index(f.SEX_OF[g])][x])
                   for (g, _), ages in self.retirees.items() for x, n in ages.items())

    def published_flow(self):
        """New retirees of the opening year: the rise of the stock and the dead to be replaced."""
        return self.series.of(self.year, "retirees") - self.series.of(self.year - 1, "retirees") + self.deaths()

    # ---- members
    def _shape(self, category, slope):
        s, last = f.SEXES.index(f.SEX_OF[category]), f.RETIREMENT_AGE[category] - 1
        out = {x: self.residents[s, x] * puyang.participation(category, x) * np.exp(slope * (x - 40))
               for x in range(YOUNGEST, last + 1)}
        t = self.histories.table(category, last)
        short = t[t[:, 4] + t[:, 5] < f.MINIMUM_YEARS][:, 0].sum()
        for k in range(1, 6):  # of those who reach the age short of the minimum, part go on paying
            out[last + k] = out[last] * short * .40 * .62 ** (k - 1)
        total = sum(out.values())
        return {x: w / total for x, w in out.items()}, 1 - short

    def _members(self, reach_factor):
        flexible = f.between(f.FLEXIBLE_SHARE, self.year)
        mix = {g: p * (1 - flexible) for g, p in f.EMPLOYEE_MIX.items()} | {g: p * flexible
                                                                            for g, p in f.FLEXIBLE_MIX.items()}
        insured, wanted = self.series.of(self.year, "insured"), reach_factor * self.published_flow()

        def heads(slope):
            shapes = {g: self._shape(g, slope) for g in f.CATEGORIES}
            members = {g: {x: insured * mix[g] * w for x, w in shapes[g][0].items()} for g in f.CATEGORIES}
            reach = sum(members[g][f.RETIREMENT_AGE[g] - 1] * shapes[g][1] for g in f.CATEGORIES)
            return members, reach

        low, high = -.15, .15
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if heads(middle)[1] < wanted else (low, middle)
        return heads(low)[0], low

    # ---- money
    def mean_pension(self):
        """Yuan a month at 31 December: expenditure over the mean of the year's retirees, grants aside."""
        mean = (self.series.of(self.year, "retirees") + self.series.of(self.year - 1, "retirees")) / 2
        return self.series.of(self.year, "expense") / mean / 12 / (1 + f.GRANTS_SHARE)

    def pensions(self):
        """{category: yuan a month}: the mean of the scheme, spread over the categories."""
        heads = {g: sum(sum(self.retirees[(g, k)].values()) for k in ("retired", "illness")) for g in f.CATEGORIES}
        level = sum(heads[g] * f.OLD_LEVEL[g] for g in f.CATEGORIES) / sum(heads.values())
        return {g: self.mean_pension() * f.OLD_LEVEL[g] / level for g in f.CATEGORIES}

    def award_pattern(self, category, kind, age):
        """[(award age, share, account share, months left, transitional share)] of the retirees of this age."""
        rows = [(r, p, *self._awarded(r, self.year - (age - r)))
                for r, p in puyang.award_ages(category, kind).items() if r <= age and p > 0]
        total = sum(r[1] for r in rows)
        return [(r, p / total, k, left, t) for r, p, k, left, t in rows]

    def _awarded(self, award_age, year):
        """ASSUMED parts of the pension by award year: accounts grow from 1998, transition shrinks from 2006."""
        if year < 1998:
            return 0.0, 0.0, 0.0
        if year < 2006:
            return .012 + .004 * (year - 1998), self._months_left(120.0, year), 0.0
        return .03 + .005 * (year - 2006), self._months_left(f.DIVISOR[award_age], year), max(.05, .33 - .01 * (year - 2015))

    def _months_left(self, months, award_year):
        left, pension = float(months), 1.0
        for y in range(award_year, self.year + 1):
            part = .5 if y == award_year else 1.0
            if y > award_year:
                pension *= 1 + f.NATIONAL_INCREASE[y]
            left = max(0.0, left * (1 + f.ACCOUNT_RATE[y] * part) - 12 * part * pension)
        return left / pension
