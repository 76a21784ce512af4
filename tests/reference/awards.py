"""A1-A7, A9: what those who retire in a year are awarded, from sums over the cells they leave."""

from dataclasses import dataclass

import numpy as np

from retirement import MONTHS
from tables import A, B, L, N, V, Z
from year import over, ratio


def bases(year, base_year):
    """A6: benefit bases of province and city, [path, unit]."""
    province = year("benefit.province_base")
    city = province * year("benefit.city_base_ratio")
    if year.t > base_year:
        old = year.before()
        old_province = old("benefit.province_base")
        old_city = old_province * old("benefit.city_base_ratio")
        held = year("benefit.hold_harmless") >= 0.5
        province = np.where(held, np.maximum(province, old_province), province)
        city = np.where(held, np.maximum(city, old_city), city)
    return province, city


NAMES = ["one", "rest", "pension", "paid", "left", "interest"]


class Functions:
    """A1's functions of the month m as constant + slope/D, for one year's account rate: [path, unit, month, column].

    Columns: Φ of each of NAMES per yuan (or head) at the opening, then Ψ of the same, then Ψ per yuan credited.
    """

    def __init__(self, i):
        m, i = MONTHS.astype(float), over(i, 1)
        rest, share = 12 - m, m / 12
        columns = []
        for factor, early in ((1 + i * m / 12, 1.0), (1 + i * m / 12, share), (1 + i * (m + 1) / 24, share)):
            columns += [(a * early, b * early) for a, b in self._of(factor, i, rest, m)]
        stack = lambda n: np.stack([np.broadcast_to(c[n] + 0 * i, (*i.shape[:2], 12)) for c in columns], axis=-1)
        self.constant, self.slope, self.share = stack(0), stack(1), share
        self.gamma, self.chi = 1 + i * m / 12, 1 + i * (m + 1) / 24

    @staticmethod
    def _of(factor, i, rest, m):
        """(constant, slope) of each of NAMES; `factor` = γ or χ."""
        pay = 0.0, rest
        interest = i * rest / 12, -i * rest * (11 - m) / 24
        left = 1 + interest[0], interest[1] - pay[1]
        return [(1.0, 0.0), (rest, 0.0), (0.0, factor), (0.0, factor * pay[1]), (factor * left[0], factor * left[1]),
                (factor - 1 + factor * interest[0], factor * interest[1])]


class Moments:
    """A1 of the points of one exit: phi, psi, credit by name, each [path, unit, age]."""

    def __init__(self, points, functions):
        self.points, self.functions = points, functions
        values = points.w @ functions.constant + points.inv @ functions.slope  # [path, unit, age, column]
        count = len(NAMES)
        self.phi, self.psi, self.credit = (
            {name: values[..., part * count + n] for n, name in enumerate(NAMES)} for part in range(3))

    @property
    def psi1(self):
        return self.psi["one"]

    def early(self):
        """Φ[me], Ψ[me]."""
        return self.points.early.sum(-1)[None], (self.points.early @ self.functions.share)[None]

    def divisor_effect(self):
        """Φ[γ(1/D − 1/Ds)], Ψ[γ(…)], Ψ[χ(…)]."""
        f, gap = self.functions, self.points.inv - self.points.inv_statutory
        return tuple((gap * u[:, :, None]).sum(-1) for u in (f.gamma, f.gamma * f.share, f.chi * f.share))


@dataclass
class Leavers:
    """A2 of one exit: sums [path, unit, cohort, age, sum] of the eligible and the shift, gaining heads and levels."""

    eligible: np.ndarray
    shift: np.ndarray
    gaining: np.ndarray
    gaining_level: np.ndarray

    def at(self, phi, psi, index):
        """X[u] with the year's gain, from Φ[u], Ψ[u] [path, unit, age]."""
        phi, psi = phi[:, :, None], psi[:, :, None]
        x = phi[..., None] * self.eligible + psi[..., None] * self.shift
        x[..., A] += psi * self.gaining
        x[..., Z] += over(index, 1, 1) * psi * self.gaining_level
        return x

    def money(self, phi, psi, credit, c):
        """Φ·b(Hₑ) + Ψ·b(Hₛ) + Ψ[χ]·c·G_ℓ, summed over cohorts."""
        return ((phi * self.eligible[..., B].sum(2)) + psi * self.shift[..., B].sum(2)
                + credit * over(c, 1) * self.gaining_level.sum(2))


def leavers(p, e, everyone, gainers):
    """A2: p [path, unit, age]; e = e(s), e(s + 1) [path, unit, age, bucket].

    Cells are [path, unit, cohort, age, bucket, sum].
    """
    here, up = e
    take = lambda share, cells: np.einsum("puxs,pukxsc->pukxc", share, cells)
    gain = take(p[..., None] * up, gainers[..., [N, L]])
    return Leavers(take(p[..., None] * here, everyone), take(p[..., None] * (up - here), gainers),
                   gain[..., 0], gain[..., 1])


def basic(year, province, city, x):
    """A3 of sums [path, unit, …, sum]."""
    axes = (1,) * (x.ndim - 3)
    P, C = over(province, *axes), over(city, *axes)
    return 0.5 * over(year("benefit.basic_rate"), *axes) * (P * (x[..., A] + x[..., V]) + C * (x[..., V] + x[..., Z]))


def transitional(year, city, x, mean_index):
    """A4 of sums [path, unit, cohort, age, sum]; κ·Z/A [path, unit, 1, age]."""
    return over(year("benefit.transitional_rate") * city, 1, 1) * x[..., V] * mean_index


def mean_index(total, kappa, opening_years):
    """κ_t·Z/A of X[1] of the middle cohort over all ways; κ and ā₀ [age]."""
    middle = total[:, :, :1]
    faded = np.minimum(1, opening_years * ratio(middle[..., N], middle[..., A]))
    return (1 + (kappa - 1) * faded) * ratio(middle[..., Z], middle[..., A])


@dataclass
class Award:
    """What one exit adds, each [path, unit, age]."""

    heads: np.ndarray
    p: np.ndarray
    p_tr: np.ndarray
    y: np.ndarray
    v: np.ndarray
    paid_basic: np.ndarray
    paid_transitional: np.ndarray
    k: np.ndarray
    left: np.ndarray
    paid_account: np.ndarray
    interest: np.ndarray


def award(year, money, going, moments, index, credit, z_over_a):
    """A3 to A5 of one exit; `money` = (P, C), `z_over_a` with its κ."""
    x, y = (going.at(moments.phi[u], moments.psi[u], index) for u in ("one", "rest"))
    P, C = money
    tr, tr_paid = (transitional(year, C, s, z_over_a).sum(2) for s in (x, y))
    account = {u: going.money(moments.phi[u], moments.psi[u], moments.credit[u], credit) for u in NAMES[2:]}
    return Award(
        heads=x[..., N].sum(2), p=basic(year, P, C, x).sum(2) + tr, p_tr=tr, y=(x[..., A] + x[..., V]).sum(2),
        v=x[..., V].sum(2), paid_basic=basic(year, P, C, y).sum(2), paid_transitional=tr_paid, k=account["pension"],
        left=account["left"], paid_account=account["paid"], interest=account["interest"])


def early_cost(going, moments, terms, year_credit):
    """A9: months gained, contributions lost, divisor effect, each [path, unit]."""
    phi, psi = moments.early()
    months = phi * going.eligible[..., N].sum(2) + psi * going.shift[..., N].sum(2)
    shift = going.shift[..., L].sum(2)
    levels = phi * ratio(going.gaining_level.sum(2) - shift, over(terms.phi, 1)) + psi * shift  # of those who pay
    effect = going.money(*moments.divisor_effect(), year_credit)
    return months.sum(-1), levels.sum(-1) / 12 * terms.paid, effect.sum(-1)
