"""Who the members are: entry histories → credited years, index, account by (category, age), and κ.

A member's history is (kind of start, start year, density d, index x̄):
  paid years a = d · Σ f_y over the years since max(start, 1995), f = ½ in a year of entry, 1 otherwise;
  deemed years v = 1994.5 − start for the state and collective starters before 1995, else 0;
  account b = x̄ · d · Σ_y credit rate_y · 12 · reference wage_y · f_y · (1 + i_y·6.5/12) · Π_{later}(1 + i).
The weights of the histories are ASSUMED (below); every cell of service.csv is a weighted mean over them.
"""
from functools import lru_cache

import numpy as np

from . import facts as f

TOP = 20
DENSITIES = np.array([.35, .50, .65, .80, .90, 1.0])
DENSITY_WEIGHT = {  # (state starters, market starters)
    "employee": (np.array([.01, .03, .06, .14, .26, .50]), np.array([.03, .06, .11, .20, .26, .34])),
    "flexible": (np.array([.03, .07, .13, .22, .25, .30]), np.array([.08, .13, .18, .24, .20, .17])),
}
# Index against the reference wage at ages 25 and 55 before the spread of people around it.
INDEX_AT = {"male_employee": (.68, .82), "female_cadre": (.71, .86), "female_worker": (.65, .76),
            "male_flexible": (.64, .66), "female_flexible": (.63, .64)}
SPREAD = np.array([.87, 1.0, 1.45])
INDEX_FLOOR = .60
# Share of the birth cohort's members who started in a state or collective post: (born 1965 or before, born 1985 or after)
STATE_START = {"male_employee": (.84, .28), "female_cadre": (.90, .45), "female_worker": (.78, .22),
               "male_flexible": (.66, .12), "female_flexible": (.64, .10)}


def group(category):
    return "employee" if category in f.EMPLOYEES else "flexible"


@lru_cache(maxsize=None)
def account_factor(base):
    """{start year: account at the end of the base year per unit of x̄·d} [yuan]."""
    out = {}
    for start in range(f.ACCOUNTS_FROM - 1, base + 1):
        balance = 0.0
        for y in range(f.ACCOUNTS_FROM, base + 1):
            if y < start:
                continue
            part = .5 if y == start else 1.0
            credit = f.CREDIT_RATE[y] * 12 * f.REFERENCE[y] * part
            i = f.ACCOUNT_RATE[y]
            balance = balance * (1 + i) + credit * (1 + i * 6.5 / 12)
        out[start] = balance
    return out


def paid_years(start, base, accounts_from=f.ACCOUNTS_FROM):
    return float(base - accounts_from + 1) if start < accounts_from else base - start + .5


def starts(category, age, base, accounts_from=f.ACCOUNTS_FROM):
    """[(state?, start year, weight)] of the members of this age; weights add to one."""
    birth = base - age
    first, last = STATE_START[category]
    state = float(np.interp(birth, [1965, 1985], [first, last]))
    young = {e: np.exp(-.5 * ((e - 20.5) / 3.0) ** 2) for e in range(18, 31)}
    a = {birth + e: w for e, w in young.items() if birth + e <= base}
    b = {}
    for y in range(accounts_from, base + 1):
        entry = y - birth
        if entry >= 18:
            age_factor = (entry - 17) / 5 if entry < 22 else np.exp(-(entry - 22) / 11)
            b[y] = (1 + .06 * (y - accounts_from)) * age_factor
    rows = [(True, y, state * w / sum(a.values())) for y, w in a.items()]
    return rows + [(False, y, (1 - state) * w / sum(b.values())) for y, w in b.items()]


def indices(category, age, deemed, density):
    """Index types and their weights: long state careers and full payers stand higher."""
    low, high = INDEX_AT[category]
    middle = float(np.interp(age, [25, 55], [low, high]))
    middle *= 1 + .012 * (deemed - 10) if deemed > 0 else .97
    top = .08 + .10 * (density >= .9)
    weights = np.array([.50 - .1 * (density >= .9), .42, top])
    return np.maximum(INDEX_FLOOR, middle * SPREAD), weights / weights.sum()


@lru_cache(maxsize=None)
def histories(category, age, base):
    """Array of rows (weight, middle?, d, x̄, a, v, b) of this category and age."""
    rows = []
    for state, start, weight in starts(category, age, base):
        deemed = f.ACCOUNTS_FROM - .5 - start if state and start < f.ACCOUNTS_FROM else 0.0
        years, account = paid_years(start, base), account_factor(base)[max(start, f.ACCOUNTS_FROM - 1)]
        for d, wd in zip(DENSITIES, DENSITY_WEIGHT[group(category)][0 if state else 1]):
            for x, wx in zip(*indices(category, age, deemed, d)):
                rows.append((weight * wd * wx, deemed > 0, d, x, d * years, deemed, x * d * account))
    table = np.array(rows, float)
    if age >= f.RETIREMENT_AGE[category]:  # still a member at the retirement age only when short of the minimum
        table = table[table[:, 4] + table[:, 5] < f.MINIMUM_YEARS]
    table[:, 0] /= table[:, 0].sum()
    return table


def contributing_factor(heads, at):
    """{category: k} so that Σ heads · k · (0.3 + 0.7 d) is the category's paying share; all scaled to the city's share.

    heads: {category: {age: members}}."""
    share = dict(f.PAYING_BY_CATEGORY)
    mean = sum(share[g] * sum(heads[g].values()) for g in f.CATEGORIES) / sum(sum(h.values()) for h in heads.values())
    out = {}
    for g in f.CATEGORIES:
        score = sum(n * float((t[:, 0] * (.3 + .7 * t[:, 2])).sum())
                    for x, n in heads[g].items() for t in [histories(g, x, at.base)])
        out[g] = share[g] * at.paying_share / mean * sum(heads[g].values()) / score
    return out


def cells(category, age, factor, base):
    """{(cohort, member status, service): (share, a, v, x̄ = z/a, b)}, shares adding to one, the rarest dropped."""
    table = histories(category, age, base)
    service = np.minimum(TOP, np.floor(table[:, 4] + table[:, 5] + 1e-9)).astype(int)
    paying = np.minimum(.995, factor * (.3 + .7 * table[:, 2]))
    out = {}
    for cohort, wanted in (("middle", True), ("new", False)):
        for status, part in (("contributing", paying), ("suspended", 1 - paying)):
            weight = np.where(table[:, 1] == wanted, table[:, 0] * part, 0.0)
            for s in np.unique(service[weight > 0]):
                w = np.where(service == s, weight, 0.0)
                n, a, v = w.sum(), (w * table[:, 4]).sum(), (w * table[:, 5]).sum()
                z, b = (w * table[:, 4] * table[:, 3]).sum(), (w * table[:, 6]).sum()
                if n >= 1e-5:
                    out[(cohort, status, int(s))] = (n, a / n, v / n, z / a, b / n)
    total = sum(c[0] for c in out.values())
    return {k: (c[0] / total, *c[1:]) for k, c in out.items()}


def kappa(category, age, base):
    """κ = Σ vᵢ x̄ᵢ / ((Z/A) Σ v) over the middle members of one birth year; None when there are none."""
    t = histories(category, age, base)
    t = t[t[:, 1] > 0]
    if not len(t) or t[:, 0].sum() == 0:
        return None
    w, x, a, v = t[:, 0], t[:, 3], t[:, 4], t[:, 5]
    return float((w * v * x).sum() / ((w * a * x).sum() / (w * a).sum() * (w * v).sum()))


@lru_cache(maxsize=None)
def leaver(category, base):
    """Mean entitlements of those who have the minimum years in the last year before the retirement age."""
    t = histories(category, f.RETIREMENT_AGE[category] - 1, base)
    t = t[t[:, 4] + t[:, 5] >= f.MINIMUM_YEARS]
    w = t[:, 0] / t[:, 0].sum()
    a, v = float((w * t[:, 4]).sum()), float((w * t[:, 5]).sum())
    return {"a": a, "v": v, "index": float((w * t[:, 3] * t[:, 4]).sum()) / a, "account": float((w * t[:, 6]).sum())}
