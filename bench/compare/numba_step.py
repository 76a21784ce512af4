"""The reference with its member step compiled by numba: M1.2, M2, M3.10, M4.5, M5.3, M5.4 and the sums of A2, one pass
over the cells of a category, scalar loops as a user of numba would write them. Everything else is the reference's NumPy:
exits, entry, awards from sums, pensioners, residents.

    Run(inputs, paths, knobs).run()      # the same flows; .compiled holds the seconds spent in compiled loops

Covers cases without re-enrolment (M3.9); refuses others.
"""

import time

import awards
import members
import numpy as np
import stage1
from grants import funeral, survivor
from members import add
from numba import njit
from tables import A, B, L, MEMBER_AGES, N, V, Z
from year import over

FIRST_EXIT = members.X.start


@njit
def depart(cells, q, out, turnover, half, months, top_months, dead, gone):
    """M1.2, M3.10, M2: cells [path, unit, cohort, age, status, bucket, sum] less the dead and the gone, in place, and
    the stopping and the returning; sums of dead and gone: heads, account, gaining level, Σ months."""
    P, U, K, X, _, S, _ = cells.shape
    moved = np.zeros((P, U, K, X, 2, S, 6))  # stopping, returning
    there, further, after, cap = top_months
    for p in range(P):
        for u in range(U):
            stop, resume = turnover[p, u]
            for k in range(K):
                for x in range(X):
                    d, o = q[p, u, x], out[p, u, x]
                    live, leave = (1 - d) * (1 - o), (1 - d) * o
                    for s in range(S):
                        c, i = cells[p, u, k, x, 0, s], cells[p, u, k, x, 1, s]
                        n, b, level = c[N] + i[N], c[B] + i[B], c[L] * half[p, u]
                        dead[p, u, 0] += d * n
                        dead[p, u, 1] += d * b
                        dead[p, u, 2] += d * level
                        gone[p, u, 0] += leave * n
                        gone[p, u, 1] += leave * b
                        gone[p, u, 2] += leave * level
                        if s < S - 1:
                            dead[p, u, 3] += d * n * months[s]
                        else:
                            years = c[A] + i[A] + c[V] + i[V]
                            open_ = there * n + further * (years - after * n)
                            dead[p, u, 3] += d * min(max(open_, 0.0), cap * n)
                        for w in range(6):
                            moved[p, u, k, x, 0, s, w] = live * stop * c[w]
                            moved[p, u, k, x, 1, s, w] = live * resume * i[w]
                            c[w] *= live * (1 - stop)
                            i[w] *= live * (1 - resume)
    return moved


@njit
def remain(cells, moved, keep, gain, everyone, gainers, sums):
    """M5.3, M4.5: cells become those of 31 December; everyone and gainers at exit ages, before they go; sums: account
    before the year's interest, level of those who gain and stay. gain [path, unit]: φ, h, index, i, credit·late."""
    P, U, K, X, _, S, _ = cells.shape
    plain, gaining = np.empty(6), np.empty(6)
    for p in range(P):
        for u in range(U):
            phi, half, index, i, credit = gain[p, u]
            for k in range(K):
                for x in range(X):
                    at = x - FIRST_EXIT
                    for status in range(2):
                        row = cells[p, u, k, x, status]
                        for s in range(S - 1, -1, -1):
                            stay0, stay1 = 1.0, 1.0
                            if at >= 0:
                                stay0, stay1 = keep[0, p, u, at, s], keep[1, p, u, at, s]
                            for w in range(6):
                                joined = moved[p, u, k, x, 1 - status, s, w]
                                first = phi if status == 0 else 0.0
                                up = row[s, w] * first + joined * half
                                flat = row[s, w] + joined - up
                                if at >= 0:
                                    everyone[p, u, k, at, s, w] += flat + up
                                    gainers[p, u, k, at, s, w] += up
                                plain[w], gaining[w] = flat * stay0, up * stay1
                            sums[p, u, 0] += plain[B] + gaining[B]
                            sums[p, u, 1] += gaining[L]
                            gaining[A] += gaining[N]
                            gaining[Z] += index * gaining[L]
                            gaining[B] = gaining[B] * (1 + i) + credit * gaining[L]
                            plain[B] *= 1 + i
                            to = min(s + 1, S - 1)
                            for w in range(6):
                                if to == s:
                                    row[s, w] = plain[w] + gaining[w]
                                else:
                                    row[to, w] += gaining[w]
                                    row[s, w] = plain[w]


@njit
def eligible(p, here, up, everyone, gainers):
    """A2 of one exit: sums of the eligible, of the shift, heads and levels of gainers."""
    P, U, K, X, S, _ = everyone.shape
    due, shift, gain = np.zeros((P, U, K, X, 6)), np.zeros((P, U, K, X, 6)), np.zeros((P, U, K, X, 2))
    for n in range(P):
        for u in range(U):
            for k in range(K):
                for x in range(X):
                    share = p[n, u, x]
                    if share == 0:
                        continue
                    for s in range(S):
                        e, f = share * here[n, u, x, s], share * up[n, u, x, s]
                        for w in range(6):
                            due[n, u, k, x, w] += e * everyone[n, u, k, x, s, w]
                            shift[n, u, k, x, w] += (f - e) * gainers[n, u, k, x, s, w]
                        gain[n, u, k, x, 0] += f * gainers[n, u, k, x, s, N]
                        gain[n, u, k, x, 1] += f * gainers[n, u, k, x, s, L]
    return due, shift, gain


@njit
def ending(share, everyone, gainers, gain, minimum, ended, sums, missing):
    """M5.4: those who end their membership on 31 December, all with the year's interest, gainers with their gain:
    ended [… sum] over buckets, years missing; sums: heads, account before, account after, gaining level."""
    P, U, K, X, S, _ = everyone.shape
    after = np.empty(6)
    for p in range(P):
        for u in range(U):
            _, _, index, i, credit = gain[p, u]
            for k in range(K):
                for x in range(X):
                    for s in range(S):
                        without, with_ = share[0, p, u, x, s], share[1, p, u, x, s]
                        if without == 0 and with_ == 0:
                            continue
                        g, e = gainers[p, u, k, x, s], everyone[p, u, k, x, s]
                        for w in range(6):
                            after[w] = without * (e[w] - g[w]) + with_ * g[w]
                        n, level = with_ * g[N], with_ * g[L]
                        sums[p, u, 0] += after[N]
                        sums[p, u, 1] += after[B]
                        after[A] += n
                        after[Z] += index * level
                        after[B] = after[B] * (1 + i) + credit * level
                        sums[p, u, 2] += after[B]
                        sums[p, u, 3] += level
                        for w in range(6):
                            ended[p, u, k, x, w] += after[w]
                        missing[p, u, k, x] += max(0.0, minimum[u, x] / 12 * after[N] - after[A] - after[V])


class Leaving(members.Retirement):
    """Retirement with everybody's sums compiled; `clock` counts the seconds."""

    def __init__(self, c, gain, clock):
        self.c, self.gain, self.clock = c, gain, clock
        self.exits = [(x, awards.Moments(x.points, c.functions)) for x in c.exits.list]
        shape = (*gain.shape[:2], len(members.EXIT_AGES), c.inputs.top + 1)
        self.keep = [np.ones(shape), np.ones(shape)]
        self.leave = [np.zeros(shape), np.zeros(shape)]
        self.buy = []
        for exit_, moments in self.exits:
            self._short(exit_, moments)

    def _ending(self, share, minimum):
        P, U, K, X, S, W = self.everyone.shape
        ended, sums, missing = np.zeros((P, U, K, X, W)), np.zeros((P, U, 4)), np.zeros((P, U, K, X))
        share = np.stack([np.broadcast_to(v, (P, U, X, S)) for v in share])
        start = time.process_time()
        ending(share, self.everyone, self.gainers, self.gain, minimum, ended, sums, missing)
        self.clock["seconds"] += time.process_time() - start
        c = self.c
        c.gained = c.gained + sums[..., 3]
        add(c.flows, {"account_interest": c.interest(sums[..., 1], sums[..., 3])})
        return ended, sums, missing

    def leaving(self):
        _, sums, _ = self._ending(self.leave, np.zeros((self.gain.shape[1], len(members.EXIT_AGES))))
        add(self.c.flows, {"left_with_refund": sums[..., 0], "account_refunds": sums[..., 2]})

    def buyers(self):
        result = []
        for x, share0, share1 in self.buy:
            ended, _, missing = self._ending([share0, share1], np.ascontiguousarray(x.minimum[0]))
            result.append((x, ended, missing))
        return result


class Run(stage1.Run):
    """Stage 1 with compiled member steps."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.clock = {"seconds": 0.0}

    @property
    def compiled(self):
        return self.clock["seconds"]

    def _rates(self, c):
        """Everything the loops ask for, without axes of length one."""
        y, shape = c.year, self.cells.shape[:2]
        wide = lambda v, *more: np.ascontiguousarray(np.broadcast_to(v, (*shape, *more)), dtype=float)
        q = wide(c.q, len(MEMBER_AGES))
        out = wide(over(y("transfer.out_rate"), 1) * (MEMBER_AGES < over(y("transfer.out_before"), 1)), len(MEMBER_AGES))
        theta, pi = y("contribution.turnover"), y("contribution.paying_share")
        turnover = np.stack([wide(1 - np.exp(-theta * share)) for share in (1 - pi, pi)], axis=-1)
        t = c.terms
        gain = np.stack([wide(v) for v in (t.phi, c.half, t.index, c.i, t.credit * c.late)], axis=-1)
        return q, out, turnover, wide(c.half), gain

    def _gone(self, c, sums, mid_year):
        """Refund of the dead or the transferred, and its interest."""
        n, account, level = sums[..., 0], sums[..., 1], sums[..., 2]
        refund = account * mid_year + level * c.terms.credit * c.late
        c.gained = c.gained + level
        add(c.flows, {"account_interest": refund - account - level * c.terms.credit})
        return n, refund

    def _depart(self, c, cells, rates):
        q, out, turnover, half, _ = rates
        scale = self.grants
        cap = float(scale.cap[0, 0])
        months = scale.months(np.arange(cells.shape[5], dtype=float), np.full(1, cap))
        dead, gone = np.zeros((*cells.shape[:2], 4)), np.zeros((*cells.shape[:2], 4))
        start = time.process_time()
        moved = depart(cells, q, out, turnover, half, months,
                       (float(scale.there), float(scale.further), float(scale.after), cap), dead, gone)
        self.clock["seconds"] += time.process_time() - start
        mid_year = 1 + c.i * c.year("timing.death_months_paid") / 12
        n, refund = self._gone(c, dead, mid_year)
        add(c.flows, {"account_refunds": refund, "deaths_active": n, "funeral_grants": funeral(c.year) * n,
                      "survivor_grants": survivor(c.year, dead[..., 3], n)})
        n, refund = self._gone(c, gone, mid_year)
        add(c.flows, {"transferred_out": n, "account_refunded": refund,
                      "transfers_out": refund * (1 + c.year("transfer.pooled_per_account"))})
        return moved

    def category_year(self, y, g, terms, q, money, joined, moved_here):
        assert moved_here is None and not y("enforcement.reclassified").any(), "no re-enrolment here"
        exits = stage1.Exits(y, self.schedules[g], g, self.inputs.top)
        mid = self.divisors(12 * stage1.EXIT_AGES + 6, 12 * y.t + 11)
        births = y.t - stage1.EXIT_AGES
        kappa = self.inputs.tables.kappa(g, births), np.array([self.opening_years[g].get(b, 0.0) for b in births])
        c = members.Category(self.inputs, y, g, terms, q, exits, money, kappa, self.grants, self.functions, mid)
        rates = self._rates(c)
        cells = np.ascontiguousarray(self.cells[:, :, g])
        moved = self._depart(c, cells, rates)
        joined.join(g, moved[..., 1, :, :], moved[..., 0, :, :])
        leaving = Leaving(c, rates[-1], self.clock)
        self._remain(c, cells, moved, leaving)
        self.cells[:, :, g] = cells
        leaving.leaving()
        leaving.awarded()
        flows, self.arrears[..., g] = stage1.contributions.settle(y, terms, c.gained, self.arrears[..., g], g >= 3)
        if g < 3:
            flows["audit_promised"] = self.promised(y, g, terms, c.gained, money[1])
        add(self.flows, flows)
        add(self.flows, c.flows)
        self.enrol(y, g, c, money)
        self.ends[g] = exits.benefit_ends()
        return {}

    def _remain(self, c, cells, moved, leaving):
        P, U, K, _, _, S, W = cells.shape
        everyone, gainers = (np.zeros((P, U, K, len(members.EXIT_AGES), S, W)) for _ in range(2))
        sums = np.zeros((P, U, 2))
        start = time.process_time()
        remain(cells, moved, np.stack(leaving.keep), leaving.gain, everyone, gainers, sums)
        self.clock["seconds"] += time.process_time() - start
        leaving.everyone, leaving.gainers = everyone, gainers
        c.gained = c.gained + sums[..., 1]
        add(c.flows, {"account_interest": c.interest(sums[..., 0], sums[..., 1])})

    def run(self):
        plain, awards.leavers = awards.leavers, self._leavers
        try:
            return super().run()
        finally:
            awards.leavers = plain

    def _leavers(self, p, e, everyone, gainers):
        wide = lambda v, shape: np.ascontiguousarray(np.broadcast_to(v, shape), dtype=float)
        shape = (*everyone.shape[:2], *everyone.shape[3:5])
        inputs = wide(p, shape[:3]), wide(e[0], shape), wide(e[1], shape)
        start = time.process_time()
        due, shift, gain = eligible(*inputs, everyone, gainers)
        self.clock["seconds"] += time.process_time() - start
        return awards.Leavers(due, shift, gain[..., 0], gain[..., 1])
