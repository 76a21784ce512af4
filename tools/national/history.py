"""Who the members of an opening year are: entry histories → credited years, index, account (as tools/puyang/history.py,
for any year and the national wage). The weights of the histories are that file's, ASSUMED."""
from functools import lru_cache

import numpy as np

from puyang import history as puyang

from . import facts as f

TOP, KEPT = 20, 1e-3  # cells rarer than this are left out; the others take their share


class Histories:
    def __init__(self, year, economy):
        self.year, self.economy = year, economy
        self.credit = {y: (.11 if y < 2006 else .08) * 12 * economy.reference(y) for y in range(f.ACCOUNTS_FROM, year + 1)}
        self.account = {start: self._account(start) for start in range(f.ACCOUNTS_FROM - 1, year + 1)}

    def _account(self, start):
        balance = 0.0
        for y in range(max(start, f.ACCOUNTS_FROM), self.year + 1):
            i, part = f.ACCOUNT_RATE[y], .5 if y == start else 1.0
            balance = balance * (1 + i) + self.credit[y] * part * (1 + i * 6.5 / 12)
        return balance

    @lru_cache(maxsize=None)
    def table(self, category, age):
        """Rows (weight, middle?, d, x̄, a, v, b)."""
        rows = []
        for state, start, weight in puyang.starts(category, age, self.year, f.ACCOUNTS_FROM):
            deemed = f.ACCOUNTS_FROM - .5 - start if state and start < f.ACCOUNTS_FROM else 0.0
            years, account = puyang.paid_years(start, self.year, f.ACCOUNTS_FROM), self.account[max(start, f.ACCOUNTS_FROM - 1)]
            weights = puyang.DENSITY_WEIGHT[puyang.group(category)][0 if state else 1]
            for d, wd in zip(puyang.DENSITIES, weights):
                for x, wx in zip(*puyang.indices(category, age, deemed, d)):
                    rows.append((weight * wd * wx, deemed > 0, d, x, d * years, deemed, x * d * account))
        table = np.array(rows, float)
        if age >= f.RETIREMENT_AGE[category]:  # still a member only when short of the minimum
            table = table[table[:, 4] + table[:, 5] < f.MINIMUM_YEARS]
        table[:, 0] /= table[:, 0].sum()
        return table

    def cells(self, category, age, paying):
        """{(cohort, member status, service): (share, a, v, x̄, b)}; those who paid seldom are suspended more often."""
        t = self.table(category, age)
        service = np.minimum(TOP, np.floor(t[:, 4] + t[:, 5] + 1e-9)).astype(int)
        score = .3 + .7 * t[:, 2]
        pays = np.minimum(.995, paying * score / (t[:, 0] * score).sum())
        out = {}
        for cohort, wanted in (("middle", True), ("new", False)):
            for status, part in (("contributing", pays), ("suspended", 1 - pays)):
                weight = np.where(t[:, 1] == wanted, t[:, 0] * part, 0.0)
                for s in np.unique(service[weight > 0]):
                    w = np.where(service == s, weight, 0.0)
                    n, a, v, z = w.sum(), (w * t[:, 4]).sum(), (w * t[:, 5]).sum(), (w * t[:, 4] * t[:, 3]).sum()
                    if n >= KEPT:
                        out[(cohort, status, int(s))] = (n, a / n, v / n, z / a, (w * t[:, 6]).sum() / n)
        total = sum(c[0] for c in out.values())
        return {k: (c[0] / total, *c[1:]) for k, c in out.items()}

    def kappa(self, category, age):
        """κ = Σ v·x / ((Z/A)·Σ v) over the middle members of one birth year; None without them."""
        t = self.table(category, age)
        t = t[t[:, 1] > 0]
        if not len(t) or t[:, 0].sum() == 0:
            return None
        w, x, a, v = t[:, 0], t[:, 3], t[:, 4], t[:, 5]
        return float((w * v * x).sum() / ((w * a * x).sum() / (w * a).sum() * (w * v).sum()))
