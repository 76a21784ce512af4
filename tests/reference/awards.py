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


class Moments:
    """A1 of the points of one exit: Φ[u], Ψ[u] for u = constant + slope/D, each [path, unit, age]."""

    def __init__(self, points, i):
        self.points, self.i = points, over(i, 1)
        m = MONTHS.astype(float)
        self.m, self.rest = m, 12 - m
        self.gamma, self.chi = 1 + self.i * m / 12, 1 + self.i * (m + 1) / 24
        self.left_plain = 1 + self.i * self.rest / 12
        self.left_slope = -self.i * self.rest * (11 - m) / 24 - self.rest

    def _sum(self, weights, u):
        return np.einsum("uxm,pum->pux", weights, u + 0 * self.gamma)

    def phi(self, plain=None, slope=None):
        return ((0 if plain is None else self._sum(self.points.w, plain))
                + (0 if slope is None else self._sum(self.points.inv, slope)))

    def psi(self, plain=None, slope=None):
        share = self.m / 12
        return self.phi(None if plain is None else plain * share, None if slope is None else slope * share)

    @property
    def psi1(self):
        return self.psi(np.ones(12))

    def early(self):
        """Φ[me], Ψ[me]."""
        one = np.ones(12)
        return self._sum(self.points.early, one), self._sum(self.points.early, one * self.m / 12)

    def divisor_effect(self):
        """Φ[γ(1/D − 1/Ds)], Ψ[γ(…)], Ψ[χ(…)]."""
        share = self.m / 12
        gap = self.points.inv - self.points.inv_statutory
        return tuple(self._sum(gap, u) for u in (self.gamma, self.gamma * share, self.chi * share))


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
    """A2: p [path, unit, age], e = e(s), e(s + 1) [path, unit, age, bucket]; cells [path, unit, cohort, age, bucket, sum]."""
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


def transitional(year, city, x, mean_index, kappa):
    """A4 of sums [path, unit, cohort, age, sum]; Z/A [path, unit, 1, age], κ [age]."""
    return over(year("benefit.transitional_rate") * city, 1, 1) * x[..., V] * kappa * mean_index


def mean_index(total):
    """Z/A of X[1] of the middle cohort over all ways."""
    middle = total[:, :, :1]
    return ratio(middle[..., Z], middle[..., A])


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


def award(year, money, going, moments, index, credit, z_over_a, kappa):
    """A3 to A5 of one exit; `money` = (P, C)."""
    one, rest = np.ones(12), moments.rest
    x = going.at(moments.phi(one), moments.psi1, index)
    y = going.at(moments.phi(rest), moments.psi(rest), index)
    P, C = money
    tr, tr_paid = (transitional(year, C, s, z_over_a, kappa).sum(2) for s in (x, y))
    b = lambda plain, slope, cplain, cslope: going.money(
        moments.phi(plain, slope), moments.psi(plain, slope), moments.psi(cplain, cslope), credit)
    g, c = moments.gamma, moments.chi
    lp, ls = moments.left_plain, moments.left_slope
    intr_p, intr_s = lp - 1, ls + rest
    return Award(
        heads=x[..., N].sum(2), p=basic(year, P, C, x).sum(2) + tr, p_tr=tr, y=(x[..., A] + x[..., V]).sum(2),
        v=x[..., V].sum(2), paid_basic=basic(year, P, C, y).sum(2), paid_transitional=tr_paid,
        k=b(None, g, None, c), left=b(g * lp, g * ls, c * lp, c * ls), paid_account=b(None, g * rest, None, c * rest),
        interest=b(g - 1 + g * intr_p, g * intr_s, c - 1 + c * intr_p, c * intr_s))


def early_cost(going, moments, terms, year_credit):
    """A9: months gained, contributions lost, divisor effect, each [path, unit]."""
    phi, psi = moments.early()
    months = phi * going.eligible[..., N].sum(2) + psi * going.shift[..., N].sum(2)
    levels = phi * going.eligible[..., L].sum(2) + psi * going.shift[..., L].sum(2)
    effect = going.money(*moments.divisor_effect(), year_credit)
    return months.sum(-1), levels.sum(-1) / 12 * terms.base * terms.legal, effect.sum(-1)
