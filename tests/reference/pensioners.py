"""M0, M1.1, M6: pensioners and deferred illness benefits, their increase, deaths and payments."""

import numpy as np

from accounts import year_of_death, year_of_payments
from grants import funeral, survivor
from residents import death
from tables import AGES, PENSION_AGES, SEX_OF
from year import over, ratio

RETIRED, ILL, BENEFIT = range(3)
PARTIAL, LIMITED = range(2)
SUMS = ["n", "p", "p_tr", "y", "h", "h_p"]
DUE = [f"due{k}" for k in range(1, 5)]  # M6.4 (c): yuan in the k-th year from now
DEFERRED_SUMS = ["n", "p", "p_tr", "y", "h", "b", *DUE]
BOOKS = [RETIRED, ILL]  # kinds whose payments stand under the pension lines


def older(array, axis):
    """M0.1: one year of age; the last age is open."""
    moved = np.zeros_like(array)
    a, m = np.moveaxis(array, axis, 0), np.moveaxis(moved, axis, 0)
    m[1:] = a[:-1]
    m[-1] += a[-1]
    return moved


class Pensioners:
    """Sums [path, unit, kind, g, age], accounts [… age, award age], deferred benefits [path, unit, case, g, age]."""

    def __init__(self, inputs, paths):
        sums, accounts = inputs.pensioners()
        tile = lambda array: np.repeat(array[None], paths, axis=0)
        self.sums = {name: tile(sums[name]) for name in SUMS}
        # one more column than award ages: pensions whose account is empty; the pool pays them
        self.k, self.b = (tile(np.pad(accounts[a], [(0, 0)] * (accounts[a].ndim - 1) + [(0, 1)])) for a in "kb")
        shape = (paths, len(inputs.units), 2, 5, len(PENSION_AGES))
        self.deferred = {name: np.zeros(shape) for name in DEFERRED_SUMS}

    def age(self):
        self.sums = {name: older(s, 4) for name, s in self.sums.items()}
        self.k, self.b = older(self.k, 4), older(self.b, 4)
        self.deferred = {name: older(s, 4) for name, s in self.deferred.items()}

    @property
    def monthly(self):
        """Pensions in payment, yuan a month [path, unit]: kinds and case (b)."""
        return (self.sums["p"].sum((2, 3, 4)) + self.k.sum((2, 3, 4, 5))
                + self.deferred["p"][:, :, PARTIAL].sum((2, 3)))

    @property
    def monthly_benefits(self):
        """Of them, illness benefits: cases (a) and (b)."""
        return (self.sums["p"][:, :, BENEFIT].sum((2, 3)) + self.k[:, :, BENEFIT].sum((2, 3, 4))
                + self.deferred["p"][:, :, PARTIAL].sum((2, 3)))

    @property
    def accounts_total(self):
        return self.b.sum((2, 3, 4, 5)) + self.deferred["b"].sum((2, 3, 4))

    def insured(self):
        """M3.1: heads by sex and age 0 … 105 [path, unit, sex, age]."""
        heads = self.sums["n"].sum(2) + self.deferred["n"].sum(2)
        result = np.zeros((*heads.shape[:2], 2, AGES))
        for g, sex in enumerate(SEX_OF):
            result[:, :, sex, PENSION_AGES[0]:] += heads[:, :, g]
        return result


def amounts(year):
    """M0.2: the province's F, k_y, q_o, T, each [path, unit]."""
    rate, pension = year("benefit.increase_rate"), year("benefit.reference_pension")
    years, old = year("benefit.reference_years"), year("benefit.reference_share_70")
    share = {name: year(f"benefit.increase_{name}_share") for name in ("fixed", "years", "own", "tilt")}
    F = share["fixed"] * rate * pension
    ky = share["years"] * rate * pension / years
    q = share["own"] * rate
    T = share["tilt"] * rate * pension / old
    s = ratio(rate * pension, F + ky * years + q * pension + T * old)
    solved = [s * v for v in (F, ky, q, T)]
    published = year.choice("benefit.increase_form", "published")
    if not published.any():
        return solved
    names = ("fixed", "per_year", "own_share", "tilt")
    return [np.where(published, year(f"benefit.published_{n}"), v) for n, v in zip(names, solved)]


def increase(year, pens):
    """M0.3: raises everyone on the books; (Δ of kinds, Δ of deferred benefits) and the monthly pensions before."""
    F, ky, q, T = (over(v, 1, 1, 1) for v in amounts(year))
    tilt = T * (PENSION_AGES >= over(year("benefit.tilt_age"), 1, 1, 1))
    s = pens.sums
    pen = s["p"] + pens.k.sum(-1)
    delta = F * s["n"] + ky * s["y"] + q * pen + tilt * s["n"]
    pooled = over(year.choice("benefit.increase_split", "pool"), 1, 1, 1)
    eps = ratio(delta, pen)
    to_p = np.where(pooled, delta, eps * s["p"])
    s["p"], s["h_p"], s["h"] = s["p"] + to_p, s["h_p"] + to_p, s["h"] + delta
    pens.k = pens.k * np.where(pooled, 1.0, 1 + eps)[..., None]
    d = {name: v[:, :, PARTIAL] for name, v in pens.deferred.items()}
    axis = lambda v: v[:, :, 0]
    extra = axis(F) * d["n"] + axis(ky) * d["y"] + axis(q) * d["p"] + axis(tilt) * d["n"]
    d["p"] += extra  # views of the arrays
    d["h"] += extra
    return delta, extra, pen


def mortality(tables, year):
    """M1.1: q [path, unit, kind, g, age]; benefits die like the ill."""
    result = []
    for key in ("retired", "illness", "illness"):
        q = death(tables.mortality.insured(year, key),
                  year("population.mortality") * year(f"mortality.selection_{key}"))
        result.append(q[:, :, SEX_OF][..., PENSION_AGES])
    return np.stack(result, axis=2)


def pay(inputs, year, pens, grants, drawn, delta):
    """M6.1, M6.2: payments, deaths and grants of the kinds; `drawn` years [category, age], `delta` increase by cell."""
    q, s, i = mortality(inputs.tables, year), pens.sums, year("economy.account_rate")
    d = over(year("timing.death_months_paid"), 1, 1, 1)
    W = 12 * (1 - q) + d * q
    pen, qr = s["p"] + pens.k.sum(-1), q[..., None]
    parts = {"basic": W * (s["p"] - s["p_tr"] - s["h_p"]), "transitional": W * s["p_tr"], "increases": W * s["h_p"]}
    living = year_of_payments((1 - qr) * pens.b, (1 - qr) * pens.k, i, (1,) * 4)
    dying = year_of_death(qr * pens.b, qr * pens.k, i, year("timing.death_months_paid"), (1,) * 4)
    parts["account"], parts["from_pool"] = ((a + b).sum(-1) for a, b in zip(living[:2], dying[:2]))
    by_kind = {name: v.sum((3, 4)) for name, v in parts.items()}  # [path, unit, kind]
    dead = q * s["n"]
    years = ratio(s["y"], s["n"])
    months = grants.retired(years, drawn) * dead
    total = lambda v: v.sum((2, 3, 4))
    booked = lambda v: v[:, :, BOOKS].sum((2, 3, 4))
    flows = {"pension_basic": by_kind["basic"][..., BOOKS].sum(-1),
             "pension_transitional": by_kind["transitional"][..., BOOKS].sum(-1),
             "pension_increases": by_kind["increases"][..., BOOKS].sum(-1),
             "pension_account": by_kind["account"][..., BOOKS].sum(-1),
             "pension_account_from_pool": by_kind["from_pool"][..., BOOKS].sum(-1),
             "illness_benefit": sum(v[..., BENEFIT] for v in by_kind.values()),
             "account_refunds": dying[2].sum((2, 3, 4, 5)),
             "account_paid": total(parts["account"]),
             "account_interest": (living[3] + dying[3]).sum((2, 3, 4, 5)),
             "increase_first_year": total(W * delta), "increase_surviving": total(W * s["h"]),
             "funeral_grants": funeral(year) * total(dead),
             "survivor_grants": survivor(year, total(months), total(dead)),
             "deaths_retired": dead[:, :, BOOKS].sum((2, 3, 4)), "deaths_retired_illness": dead[:, :, ILL].sum((2, 3)),
             "deaths_illness": dead[:, :, BENEFIT].sum((2, 3)),
             "recon_ended": total((12 - d) * q * pen), "_late_deaths": booked(q * pen)}
    for name in SUMS:
        s[name] = s[name] * (1 - q)
    pens.k, pens.b = (1 - qr) * pens.k, living[2]
    borne = np.where(pens.b > 0, pens.k, 0)[..., :-1]
    pens.k[..., -1] += (pens.k[..., :-1] - borne).sum(-1)
    pens.k[..., :-1] = borne
    return flows


def pay_deferred(inputs, year, pens, grants, extra):
    """M6.4: payments, deaths and grants of cases (b) and (c)."""
    q = mortality(inputs.tables, year)[:, :, BENEFIT][:, :, None]
    i, months = over(year("economy.account_rate"), 1, 1, 1), over(year("timing.death_months_paid"), 1, 1, 1)
    f, W = pens.deferred, 12 * (1 - q) + months * q
    limited = np.arange(2)[:, None, None] == LIMITED
    paid = np.where(limited, (1 - q + q * months / 12) * f["due1"], W * f["p"])
    dead, refund = q * f["n"], q * f["b"] * (1 + i * months / 12)
    years = ratio(f["y"], f["n"])
    grant_months = grants.left(years, np.zeros(1)) * dead
    interest = refund - q * f["b"] + (1 - q) * f["b"] * i
    delta = np.zeros(f["p"].shape)
    delta[:, :, PARTIAL] = extra
    total = lambda v: v.sum((2, 3, 4))
    flows = {"illness_benefit": total(paid), "account_refunds": total(refund), "account_interest": total(interest),
             "increase_first_year": total(W * delta), "increase_surviving": total(W * f["h"]),
             "deaths_illness": total(dead), "funeral_grants": funeral(year) * total(dead),
             "survivor_grants": survivor(year, total(grant_months), total(dead)),
             "illness_benefit_limited": paid[:, :, LIMITED].sum((2, 3)),
             "recon_ended": ((12 - months) * q * f["p"])[:, :, PARTIAL].sum((2, 3))}
    later = [f[name] for name in DUE[1:]] + [0 * f["due1"]]
    f |= {name: (1 - q) * s for name, s in zip(DUE, later)}
    f["b"] = (1 - q) * f["b"] * (1 + i)
    for name in ("n", "p", "p_tr", "y", "h"):
        f[name] = (1 - q) * f[name]
    return flows


def false_claims(year, late_deaths, paid_before):
    """M6.2b."""
    paid = year("false_claims.share") * year("false_claims.months") * late_deaths
    return {"false_claims_paid": paid, "false_claims_recovered": year("false_claims.recovery") * paid_before}
