"""M1.2, M2, M3.9, M3.10, M4.5, M5: one category of members through one year."""

from dataclasses import dataclass, field

import numpy as np

import awards
import pensioners
from grants import funeral, survivor
from retirement import EXIT_AGES
from tables import A, B, L, MEMBER_AGES, N, V, Z
from year import over

X = slice(EXIT_AGES[0] - MEMBER_AGES[0], None)  # rows of members at exit ages


def add(flows, more):
    for name, value in more.items():
        flows[name] = flows.get(name, 0) + value


def up(cells):
    """Bucket s → min(s + 1, S)."""
    moved = np.zeros_like(cells)
    moved[..., 1:, :] = cells[..., :-1, :]
    moved[..., -1, :] += cells[..., -1, :]
    return moved


def heads(cells, what=N):
    """Σ of one sum by path and unit."""
    return cells[..., what].sum(tuple(range(2, cells.ndim - 1)))


@dataclass
class Category:
    """What is fixed for one category in one year."""

    inputs: object
    year: object
    g: int
    terms: object
    q: np.ndarray       # [path, unit, age]
    exits: object
    money: tuple        # (P, C) of A6
    kappa: tuple        # κ and ā₀ [exit age]
    grants: object
    functions: awards.Functions
    divisor_mid: np.ndarray  # D(12x + 6 months, December's table) [exit age]
    flows: dict = field(default_factory=dict)
    gained: object = 0  # Γ
    new: list = field(default_factory=list)  # (way, case, awards)

    def __post_init__(self):
        year = self.year
        self.i, self.part = year("economy.account_rate"), year("timing.part_year")
        self.late = 1 + self.i * year("timing.account_interest_months") / 12  # C1 of a yuan credited
        self.half = self.part * self.terms.phi

    def plain(self, cells):
        """C1 without a credit."""
        cells = cells.copy()
        cells[..., B] *= over(1 + self.i, *cells.shape[2:-1])
        return cells

    def with_gain(self, cells):
        """M4.5: those who gain a full year; buckets are moved apart."""
        wide = lambda v: over(v, *cells.shape[2:-1])
        cells = cells.copy()
        cells[..., A] += cells[..., N]
        cells[..., Z] += wide(self.terms.index) * cells[..., L]
        cells[..., B] = cells[..., B] * wide(1 + self.i) + wide(self.terms.credit * self.late) * cells[..., L]
        return cells

    def interest(self, before, gained_level):
        """C1's interest on Σ b `before` and on the credits of Σ ℓ `gained_level`."""
        return before * self.i + gained_level * self.terms.credit * (self.late - 1)

    def refund(self, out, gained_level):
        """M1.2, M3.10: accounts of those who die or go in mid-year."""
        months = self.year("timing.death_months_paid")
        return heads(out, B) * (1 + self.i * months / 12) + gained_level * self.terms.credit * self.late


def deaths(c, cells):
    """M1.2; cells [path, unit, cohort, age, status, bucket, sum]."""
    q = c.q[:, :, None, :, None, None, None]
    dead = cells * q
    gained = heads(dead[..., 0, :, :], L) * c.half
    refund = c.refund(dead, gained)
    c.gained = c.gained + gained
    months = c.grants.of_members(dead.sum(4)).sum((2, 3))
    number = heads(dead)
    add(c.flows, {"account_refunds": refund, "deaths_active": number, "funeral_grants": funeral(c.year) * number,
                  "survivor_grants": survivor(c.year, months, number),
                  "account_interest": refund - heads(dead, B) - gained * c.terms.credit})
    return cells - dead


def transfers_out(c, cells):
    """M3.10."""
    rate = over(c.year("transfer.out_rate"), 1) * (MEMBER_AGES < over(c.year("transfer.out_before"), 1))
    out = cells * rate[:, :, None, :, None, None, None]
    gained = heads(out[..., 0, :, :], L) * c.half
    refund = c.refund(out, gained)
    c.gained = c.gained + gained
    add(c.flows, {"transferred_out": heads(out), "account_refunded": refund,
                  "transfers_out": refund * (1 + c.year("transfer.pooled_per_account")),
                  "account_interest": refund - heads(out, B) - gained * c.terms.credit})
    return cells - out


def turnover(c, cells):
    """M2: groups that stay, stop, return, stay idle [path, unit, cohort, age, bucket, sum]."""
    theta, pi = c.year("contribution.turnover"), c.year("contribution.paying_share")
    stop, resume = (over(1 - np.exp(-theta * share), 1, 1, 1, 1) for share in (1 - pi, pi))
    paying, idle = cells[..., 0, :, :], cells[..., 1, :, :]
    return paying * (1 - stop), paying * stop, idle * resume, idle * (1 - resume)


def reclassify(c, stay, schedules):
    """M3.9, from a flexible category: what is left, and {employee category: cells that move there}."""
    share = c.year("enforcement.reclassified")
    cadres = c.year("labour.cadre_share")
    targets = [(0, share)] if c.g == 3 else [(1, share * cadres), (2, share * (1 - cadres))]
    moved = {}
    for g, part in targets:
        open_ = ~schedules[g].due(c.year.t, MEMBER_AGES)
        cells = stay * (over(part, 1) * open_)[:, :, None, :, None, None]
        moved[g] = cells.copy()
        moved[g][..., L] = over(c.year("enforcement.reclassified_level"), 1, 1, 1) * cells[..., N]
        add(c.flows, {"reclassified": heads(cells)})
    gone = stay * 0
    for g, part in targets:
        gone += stay * (over(part, 1) * ~schedules[g].due(c.year.t, MEMBER_AGES))[:, :, None, :, None, None]
    return stay - gone, moved


class Retirement:
    """M5.3, M5.4 and the award sums of all exits for the groups of one category."""

    def __init__(self, c, groups):
        """`groups`: [(cells at all ages, share g that gains [path, unit])]."""
        self.c = c
        self.groups = [(cells[:, :, :, X], over(g, 1, 1, 1, 1)) for cells, g in groups]
        self.everyone = sum(cells for cells, _ in self.groups)
        self.gainers = sum(cells * g for cells, g in self.groups)
        self.exits = [(x, awards.Moments(x.points, c.functions)) for x in c.exits.list]
        shape = (self.everyone.shape[0], self.everyone.shape[1], len(EXIT_AGES), self.everyone.shape[4])
        self.keep = [np.ones(shape), np.ones(shape)]   # without, with the year's gain
        self.leave = [np.zeros(shape), np.zeros(shape)]
        self.buy = []
        for exit_, moments in self.exits:
            self._short(exit_, moments)

    def _short(self, x, moments):
        """M5.3: shares that stay, leave, buy, of those without and of those with the gain."""
        e, f = x.e
        psi = moments.psi1[..., None]
        tested = e, e * (1 - psi) + f * psi
        short = tuple(x.asked * (1 - u) for u in tested)
        for n in (0, 1):
            self.keep[n] = self.keep[n] - x.p[..., None] * tested[n] - short[n] * (x.leave + x.buy)
            self.leave[n] = self.leave[n] + short[n] * x.leave
        if x.buy.any():
            self.buy.append((x, short[0] * x.buy, short[1] * x.buy))

    @staticmethod
    def wide(share):
        """[path, unit, age, bucket] over cells."""
        return share[:, :, None, :, :, None]

    def remaining(self, plain, gaining):
        """Cells of 31 December of one status from Σ (1 − g)·H and Σ g·H at all ages."""
        c, plain, gaining = self.c, plain.copy(), gaining.copy()
        plain[:, :, :, X] *= self.wide(self.keep[0])
        gaining[:, :, :, X] *= self.wide(self.keep[1])
        level = heads(gaining, L)
        c.gained = c.gained + level
        add(c.flows, {"account_interest": c.interest(heads(plain, B) + heads(gaining, B), level)})
        return c.plain(plain) + up(c.with_gain(gaining))

    def leaving(self):
        """M5.4: refunds on 31 December."""
        c = self.c
        out = ((self.everyone - self.gainers) * self.wide(self.leave[0]), self.gainers * self.wide(self.leave[1]))
        level = heads(out[1], L)
        c.gained = c.gained + level
        refund = heads(c.plain(out[0]), B) + heads(c.with_gain(out[1]), B)
        add(c.flows, {"left_with_refund": heads(out[0]) + heads(out[1]), "account_refunds": refund,
                      "account_interest": c.interest(heads(out[0], B) + heads(out[1], B), level)})

    def buyers(self):
        """M5.4: [(exit, sums after the gain [path, unit, cohort, age, sum], missing years [path, unit, cohort, age])]."""
        c, result = self.c, []
        for x, share0, share1 in self.buy:
            after = 0  # all four groups of a cell together, by bucket before the gain
            for cells, g in self.groups:
                out0, out1 = cells * (1 - g) * self.wide(share0), cells * g * self.wide(share1)
                level = heads(out1, L)
                c.gained = c.gained + level
                add(c.flows, {"account_interest": c.interest(heads(out0, B) + heads(out1, B), level)})
                after = after + c.plain(out0) + c.with_gain(out1)
            need = x.minimum[:, :, None, :, None] / 12 * after[..., N] - after[..., A] - after[..., V]
            sums, missing = after.sum(4), np.maximum(0, need).sum(-1)
            result.append((x, sums, missing))
        return result

    def awarded(self):
        """A2 to A5 of all exits; buyers last. Leaves (way, case, Award or sums) in c.new."""
        c = self.c
        going = [(x, m, awards.leavers(x.p, x.e, self.everyone, self.gainers)) for x, m in self.exits]
        bought = self.buyers()
        total = sum((w.at(m.phi["one"], m.psi1, c.terms.index) for x, m, w in going), 0)
        total = total + sum((sums for _, sums, _ in bought), 0)
        if not going:
            return
        z_over_a = awards.mean_index(total, *c.kappa)
        for x, m, w in going:
            c.gained = c.gained + (m.psi1 * w.gaining_level.sum(2)).sum(-1)
            if x.case == "limited":
                self._limited(x, m, w)
                continue
            a = awards.award(c.year, c.money, w, m, c.terms.index, c.terms.credit, z_over_a)
            c.new.append((x.way, x.case, a))
            self._cost(x, m, w)
        for x, sums, missing in bought:
            self._bought(x, sums, missing, z_over_a)

    def _cost(self, x, m, w):
        names = {"early": "flexible", "special": "special", "illness": "illness", "irregular": "irregular"}
        if x.way in names:
            c = self.c
            months, lost, effect = awards.early_cost(w, m, c.terms, c.terms.credit)
            name = names[x.way]
            add(c.flows, {f"months_gained_{name}": months, f"contributions_lost_{name}": lost,
                          f"divisor_effect_{name}": effect})

    def _limited(self, x, m, w):
        """M6.4 (c): basic pension for a number of months by bucket after the year's gain, by twelves."""
        year = self.c.year
        base, further, start = (over(year.city(f"retirement.limited_{name}"), 1) for name in ("base", "further", "from"))
        months = base + further * np.maximum(0, np.arange(self.c.inputs.top + 1) + 1 - start)  # [path, 1, bucket]
        twelves = [np.clip(months - 12 * k, 0, 12 if k < 3 else np.inf) / 12 for k in range(4)]
        basic = [self._basic_by_bucket(x, m, u) for u in ("one", "rest")]  # [path, unit, age, bucket]
        whole, first = ([(b * t[:, :, None]).sum(-1) for t in twelves] for b in basic)
        a = awards.award(year, self.c.money, w, m, self.c.terms.index, self.c.terms.credit, 0.0)
        a.paid_basic = first[0]
        due = [12 * a - b for a, b in zip(whole, first)]
        a.due = dict(zip(pensioners.DUE, [d + f for d, f in zip(due, first[1:] + [0])]))
        self.c.new.append((x.way, "limited", a))

    def _basic_by_bucket(self, x, m, u):
        """A3 of X[u] by bucket after the year's gain."""
        c, wide = self.c, lambda v: v[:, :, None, :, None, None]
        e, f = (v[:, :, None, :, :, None] for v in x.e)
        p, phi, psi = wide(x.p), wide(m.phi[u]), wide(m.psi[u])
        here = p * e * (phi * self.everyone - psi * self.gainers)
        gain = p * f * psi * self.gainers
        gain[..., A] += gain[..., N]
        gain[..., Z] += over(c.terms.index, 1, 1, 1) * gain[..., L]
        return awards.basic(c.year, *c.money, here + up(gain)).sum(2)

    def _bought(self, x, sums, missing, z_over_a):
        """A7."""
        c, year = self.c, self.c.year
        index = over(year("retirement.makeup_index"), 1, 1)
        base = year("retirement.makeup_index") * year.city("wage.reference") * 12
        credit = base * year("contribution.flexible_account_rate")
        sums = sums.copy()
        sums[..., A] += missing
        sums[..., Z] += index * missing
        sums[..., B] += over(credit, 1, 1) * missing
        years = missing.sum((2, 3))
        money = years * base * year("retirement.makeup_rate")
        add(c.flows, {"contributions_makeup": money, "account_credited": years * credit})
        tr = awards.transitional(year, c.money[1], sums, z_over_a).sum(2)
        b, nothing = sums[..., B].sum(2), np.zeros(sums.shape[:2] + sums.shape[3:4])
        a = awards.Award(heads=sums[..., N].sum(2), p=awards.basic(year, *c.money, sums).sum(2) + tr, p_tr=tr,
                         y=(sums[..., A] + sums[..., V]).sum(2), v=nothing, paid_basic=nothing,
                         paid_transitional=nothing, k=b / c.divisor_mid, left=b, paid_account=nothing,
                         interest=nothing)
        if x.loan:
            add(c.flows, {"loans_granted": money, "retired_with_loan": heads_of(a)})
        c.new.append(("buy", "pension", a))


def heads_of(award):
    return award.heads.sum(-1)
